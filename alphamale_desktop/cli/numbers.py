"""``alphamale numbers``: what happened at an event, without anybody's name."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import click
from rich.table import Table

from alphamale_desktop.application.read_numbers import Lasting, Numbers
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.session import Json, Session
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.fleet import FleetLink
from alphamale_desktop.composition.numbers import (
    ExportFormat,
    add_up,
    bucket_counters,
    counter_rows,
    export,
    own_counters,
    read_counters,
    visit_rows,
)
from alphamale_desktop.domain.numbers import KioskCounted

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_TOTALS = ("kiosks", "visits", "finished", "left", "photos", "retakes", "kept", "erased")


def numbers_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        since: datetime | None,
        until: datetime | None,
        as_json: bool,
        local: bool,
        bucket: bool,
        csv: Path | None,
        parquet: Path | None,
        with_personal_data: bool,
        yes: bool,
    ) -> None:
        start = _midnight(since) if since else _FIRST
        with launch.session() as session:
            end = _midnight(until) + timedelta(days=1) if until else session.core.clock.now() + timedelta(hours=1)
            files = {format_: file for format_, file in _files(csv, parquet) if file is not None}
            if with_personal_data:
                if not files:
                    raise click.UsageError(wording("cli-numbers-no-file"))
                if not yes:
                    click.confirm(wording("cli-numbers-sure"), abort=True)
                for format_, file in files.items():
                    _exported(session, export(visit_rows(session.core, start, end), file, format_), file)
                return
            counted = _read(session.core, start, end, local=local, bucket=bucket)
            for format_, file in files.items():
                _exported(session, export(counter_rows(counted), file, format_), file)
            if files:
                return
            numbers = add_up(counted, start, end)
            if as_json:
                session.print_json(json_of(numbers))
            else:
                _show(session, numbers)

    file_type = click.Path(dir_okay=False, path_type=Path)
    return LocalisedCommand(
        "numbers",
        wording,
        ("alphamale numbers --since 2026-11-20", "alphamale numbers --csv numbers.csv --parquet numbers.parquet"),
        callback=run,
        help=wording("cli-numbers"),
        params=[
            click.Option(["--since"], type=_DAY, metavar="YYYY-MM-DD", help=wording("cli-history-since")),
            click.Option(["--until"], type=_DAY, metavar="YYYY-MM-DD", help=wording("cli-history-until")),
            click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json")),
            click.Option(["--local"], is_flag=True, help=wording("cli-numbers-local")),
            click.Option(["--bucket"], is_flag=True, help=wording("cli-numbers-bucket")),
            click.Option(["--csv"], type=file_type, help=wording("cli-numbers-csv")),
            click.Option(["--parquet"], type=file_type, help=wording("cli-numbers-parquet")),
            click.Option(["--with-personal-data"], is_flag=True, help=wording("cli-numbers-personal")),
            click.Option(["--yes"], is_flag=True, help=wording("cli-numbers-yes")),
        ],
    )


def _read(core: Core, since: datetime, until: datetime, *, local: bool, bucket: bool) -> Sequence[KioskCounted]:
    if local:
        return own_counters(core, since, until)
    if bucket:
        return bucket_counters(core, since, until)
    link = FleetLink(core, Tally(core.clock))
    try:
        return read_counters(core, link, since, until)
    finally:
        link.close()


def json_of(numbers: Numbers) -> Json:
    def lasting(sums: dict[str, Lasting]) -> Json:
        return {label: {"count": one.count, "mean_s": round(one.mean_s, 3)} for label, one in sums.items()}

    totals: dict[str, Json] = {name: getattr(numbers, name) for name in _TOTALS}
    return {
        "since": numbers.since.isoformat(),
        "until": numbers.until.isoformat(),
        **totals,
        "per_hour": [{"hour": hour.isoformat(), "visits": count} for hour, count in numbers.per_hour],
        "types": [
            {
                "type": share.face_type.code,
                "count": share.count,
                "percent": round(share.percent, 1),
                "survey_percent": share.survey_percent,
            }
            for share in numbers.types
        ],
        "unusable": dict(numbers.unusable),
        "left_at": dict(numbers.left_at),
        "steps": lasting(dict(numbers.steps)),
        "analysis": lasting(dict(numbers.analysis)),
        "failures": dict(numbers.failures),
        "arrival": asdict(numbers.arrival) if numbers.arrival else None,
    }


def _files(csv: Path | None, parquet: Path | None) -> tuple[tuple[ExportFormat, Path | None], ...]:
    return (ExportFormat.CSV, csv), (ExportFormat.PARQUET, parquet)


def _exported(session: Session, count: int, file: Path) -> None:
    session.say(session.text("cli-numbers-exported", count=count, file=str(file)))


def _midnight(day: datetime) -> datetime:
    """The local beginning of a day, aware."""
    return datetime.combine(day.date(), time()).astimezone()


def _show(session: Session, numbers: Numbers) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for name in _TOTALS:
        table.add_row(session.text(f"cli-numbers-{name}"), str(getattr(numbers, name)))
    session.out.print(table)
    _section(
        session,
        "types",
        [
            (
                session.text(f"type-{share.face_type.code}"),
                str(share.count),
                f"{share.percent:.1f} %",
                session.text("cli-numbers-survey", percent=f"{share.survey_percent:.1f}"),
            )
            for share in numbers.types
        ],
    )
    _section(session, "hours", [(f"{hour.astimezone():%m-%d %H:00}", str(n)) for hour, n in numbers.per_hour])
    _section(session, "unusable", [(session.text(f"unusable-{name}"), str(n)) for name, n in numbers.unusable.items()])
    for name, sums in (("steps", numbers.steps), ("analysis", numbers.analysis)):
        _section(session, name, [(label, str(one.count), f"{one.mean_s:.2f} s") for label, one in sums.items()])
    _section(session, "failures", [(code, str(n)) for code, n in numbers.failures.items()])
    if numbers.arrival is not None:
        arrival = numbers.arrival
        session.say(session.text("cli-numbers-arrival", count=arrival.count, mean=f"{arrival.mean_s:.1f}"))


def _section(session: Session, name: str, rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    session.say("")
    session.say(session.text(f"cli-numbers-{name}"))
    table = Table(box=None, pad_edge=False, show_header=False)
    for row in rows:
        table.add_row(f"  {row[0]}", *row[1:])
    session.out.print(table)
