"""``alphamale history``: what is stored."""

from contextlib import suppress
from datetime import datetime, time, timedelta

import click
from rich.table import Table

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.session import Json
from alphamale_desktop.domain.errors import StorageError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit

_DAY = click.DateTime(formats=["%Y-%m-%d"])


def history_command(launch: Launch, wording: Wording) -> click.Command:
    def run(limit: int, face_type: str | None, since: datetime | None, until: datetime | None, as_json: bool) -> None:
        query = HistoryQuery(
            limit=limit,
            face_type=FaceType.from_code(face_type) if face_type else None,
            since=_midnight(since) if since else None,
            until=_midnight(until) + timedelta(days=1) if until else None,
        )
        with launch.session() as session:
            # What is over must not be shown, even where no window runs that deletes it daily.
            with suppress(StorageError):
                session.core.purge_expired()()
            with session.core.work() as work:
                visits = work.visits.find(query)
            if as_json:
                for visit in visits:
                    session.print_json(_json_of(visit))
                return
            if not visits:
                session.say(session.text("cli-history-empty"))
                return
            table = Table(box=None, pad_edge=False)
            for key in ("cli-history-time", "cli-result-part-type", "cli-result-score", "cli-history-visit"):
                table.add_column(session.text(key))
            for visit in visits:
                local = visit.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
                name = session.text(f"type-{visit.result.face_type.code}")
                score = f"{visit.result.score_card.score_percent:.1f}"
                table.add_row(local, name, score, str(visit.visit_id))
            session.out.print(table)

    return LocalisedCommand(
        "history",
        wording,
        ("alphamale history --type alpha --since 2026-11-01",),
        callback=run,
        help=wording("cli-history"),
        params=[
            click.Option(
                ["--limit"],
                type=click.IntRange(1, 1000),
                default=50,
                show_default=True,
                help=wording("cli-history-limit"),
            ),
            click.Option(
                ["--type", "face_type"],
                type=click.Choice([t.code for t in FaceType], case_sensitive=False),
                help=wording("cli-catalog-type"),
            ),
            click.Option(["--since"], type=_DAY, metavar="YYYY-MM-DD", help=wording("cli-history-since")),
            click.Option(["--until"], type=_DAY, metavar="YYYY-MM-DD", help=wording("cli-history-until")),
            click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json")),
        ],
    )


def _midnight(day: datetime) -> datetime:
    """The local beginning of a day, aware."""
    return datetime.combine(day.date(), time()).astimezone()


def _json_of(visit: StoredVisit) -> Json:
    return {
        "visit": str(visit.visit_id),
        "created_at": visit.created_at.isoformat(),
        "expires_at": visit.expires_at.isoformat(),
        "created_by": visit.created_by,
        "type": visit.result.face_type.code,
        "score": round(visit.result.score_card.score_percent, 2),
        "probabilities": {t.code: round(visit.result.distribution.of(t), 4) for t in FaceType},
        "mbti": visit.mbti.value if visit.mbti else None,
        "birth_date": visit.birth_date.isoformat() if visit.birth_date else None,
        "salary_band": visit.salary_band.value if visit.salary_band else None,
        "consent": {"version": visit.consent.version, "purposes": sorted(p.value for p in visit.consent.purposes)},
        "photo": visit.photo_digest,
        "models": [{"name": model.name, "version": model.version} for model in visit.models],
    }
