"""``alphamale fleet``: the kiosks that share a server."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from uuid import UUID

import click
from rich.table import Table
from rich.text import Text

from alphamale_desktop.application.merge_fleet import Merged
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.cli.session import Json, Session
from alphamale_desktop.composition.fleet import FleetLink
from alphamale_desktop.composition.fleet_bucket import board_of, forgetting, read_heartbeats
from alphamale_desktop.domain.fleet_errors import FleetNotSetError
from alphamale_desktop.domain.heartbeat import PRINTER_TROUBLE, Heartbeat

_COLUMNS = ("kiosk", "state", "seen", "version", "visits", "queue", "parcels", "disk", "camera", "errors", "media")


def fleet_group(launch: Launch, wording: Wording) -> click.Group:
    group = LocalisedGroup("fleet", wording, help=wording("cli-fleet"), no_args_is_help=True)
    group.add_command(_status_command(launch, wording))
    group.add_command(_merge_command(launch, wording))
    group.add_command(_erase_command(launch, wording))
    group.add_command(_forget_command(launch, wording))
    return group


@contextmanager
def _linked(session: Session) -> Iterator[FleetLink]:
    """Raises FleetNotSetError."""
    tally = Tally(session.core.clock)
    link = FleetLink(session.core, tally)
    if not link.is_set:
        raise FleetNotSetError
    try:
        yield link
        tally.write(session.core.database().counters(session.core.kiosk_id))
    finally:
        link.close()


def _status_command(launch: Launch, wording: Wording) -> click.Command:
    def run(as_json: bool, bucket: bool) -> int:
        with launch.session() as session:
            beats, now = board_of(session.core).heartbeats() if bucket else _heartbeats(session)
            if as_json:
                for beat in beats:
                    session.print_json(_json_of(beat, now))
            elif not beats:
                session.say(session.text("cli-fleet-nobody"))
            else:
                _show(session, beats, now)
        return 1 if any(beat.needs_somebody(now) for beat in beats) else 0

    return LocalisedCommand(
        "status",
        wording,
        ("alphamale fleet status", "alphamale fleet status --bucket --json"),
        callback=run,
        help=wording("cli-fleet-status"),
        params=[
            click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json")),
            click.Option(["--bucket"], is_flag=True, help=wording("cli-fleet-bucket")),
        ],
    )


def _heartbeats(session: Session) -> tuple[Sequence[Heartbeat], datetime]:
    link = FleetLink(session.core, Tally(session.core.clock))
    try:
        return read_heartbeats(session.core, link)
    finally:
        link.close()


def _merge_command(launch: Launch, wording: Wording) -> click.Command:
    def run(earlier: bool, is_sure: bool) -> int:
        with launch.session() as session, _linked(session) as link:
            merged = link.merge()
            goes_on = earlier and merged.held > 0
            if not (goes_on and merged.is_empty):
                _say_merged(session, merged)
            if goes_on:
                if not is_sure:
                    click.confirm(session.text("cli-fleet-earlier-ask", count=merged.held), abort=True, err=True)
                link.release()
                merged = link.merge()
                _say_merged(session, merged)
            if merged.held:
                session.say(session.text("cli-fleet-held", count=merged.held))
                session.say("  " + session.text("cli-fleet-held.hint"))
        return 1 if merged.refused else 0

    return LocalisedCommand(
        "merge",
        wording,
        ("alphamale fleet merge", "alphamale fleet merge --earlier"),
        callback=run,
        help=wording("cli-fleet-merge"),
        params=[
            click.Option(["--earlier"], is_flag=True, help=wording("cli-fleet-earlier")),
            click.Option(["--yes", "is_sure"], is_flag=True, help=wording("cli-fleet-yes")),
        ],
    )


def _say_merged(session: Session, merged: Merged) -> None:
    moved = {"kept": merged.kept, "erased": merged.erased, "gone": merged.gone}
    session.say(session.text("cli-fleet-merged", **moved))
    for key in merged.pulled:
        session.say(session.text(f"cli-fleet-pulled-{key}"))
    for key in merged.pushed:
        session.say(session.text(f"cli-fleet-pushed-{key}"))
    if merged.refused:
        session.say(session.text("cli-fleet-refused", refused=merged.refused))
    if merged.locked:
        session.say(session.text("cli-fleet-locked", locked=merged.locked))


def _erase_command(launch: Launch, wording: Wording) -> click.Command:
    def run(visit: UUID) -> None:
        with launch.session() as session, _linked(session) as link:
            link.erase(visit)
            session.say(session.text("cli-fleet-erased"))

    return LocalisedCommand(
        "erase",
        wording,
        ("alphamale fleet erase 0198c2f4-5b7e-7c31-9a52-3f0d4c8be001",),
        callback=run,
        help=wording("cli-fleet-erase"),
        params=[click.Argument(["visit"], type=click.UUID)],
    )


def _forget_command(launch: Launch, wording: Wording) -> click.Command:
    def run(kiosk: str, is_sure: bool, force: bool) -> None:
        with launch.session() as session, closing(FleetLink(session.core, Tally(session.core.clock))) as link:
            forget = forgetting(session.core, link)
            beat = forget.find(kiosk, in_use_too=force)
            if not is_sure:
                seen = beat.seen_at.astimezone().strftime("%Y-%m-%d %H:%M")
                click.confirm(session.text("cli-fleet-forget-ask", kiosk=beat.name, seen=seen), abort=True, err=True)
            forget(beat.kiosk_id)
            session.say(session.text("cli-fleet-forgotten", kiosk=beat.name))

    return LocalisedCommand(
        "forget",
        wording,
        ('alphamale fleet forget "Hall B"', "alphamale fleet forget 5b1f7a52-0c1e-4d0f-9a52-3f0d4c8be001 --yes"),
        callback=run,
        help=wording("cli-fleet-forget"),
        params=[
            click.Argument(["kiosk"]),
            click.Option(["--yes", "is_sure"], is_flag=True, help=wording("cli-fleet-yes")),
            click.Option(["--force"], is_flag=True, help=wording("cli-fleet-forget-force")),
        ],
    )


def _show(session: Session, beats: Sequence[Heartbeat], now: datetime) -> None:
    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(session.text(f"cli-fleet-{column}"))
    for beat in beats:
        # As text: a kiosk's name may hold what the table would take for a style.
        table.add_row(*map(Text, _cells(session, beat, now)))
    session.out.print(table)


def _cells(session: Session, beat: Heartbeat, now: datetime) -> tuple[str, ...]:
    def or_dash(count: int | None) -> str:
        return "-" if count is None else str(count)

    return (
        beat.name,
        session.text(f"cli-fleet-state-{_state(beat, now)}"),
        beat.seen_at.astimezone().strftime("%m-%d %H:%M:%S"),
        beat.version,
        str(beat.visits),
        str(beat.queue),
        or_dash(beat.parcels),
        f"{beat.disk_free_mb / 1000:.1f} GB",
        beat.camera,
        f"{beat.errors} {beat.trouble}".strip(),
        f"{or_dash(beat.media_left)} {beat.printer if beat.printer in PRINTER_TROUBLE else ''}".strip(),
    )


def _state(beat: Heartbeat, now: datetime) -> str:
    if beat.is_away(now):
        return "away"
    return "trouble" if beat.needs_somebody(now) else "fine"


def _json_of(beat: Heartbeat, now: datetime) -> Json:
    return {
        "kiosk": str(beat.kiosk_id),
        "name": beat.name,
        "state": _state(beat, now),
        "seen_at": beat.seen_at.isoformat(),
        "started_at": beat.started_at.isoformat(),
        "version": beat.version,
        "visits_today": beat.visits,
        "queue": beat.queue,
        "parcels": beat.parcels,
        "disk": beat.disk.value,
        "disk_free_mb": round(beat.disk_free_mb),
        "camera": beat.camera,
        "errors": beat.errors,
        "trouble": beat.trouble or None,
        "media_left": beat.media_left,
        "printer": beat.printer or None,
    }
