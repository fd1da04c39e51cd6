"""``alphamale privacy``: what is held about a guest, handed to him or deleted."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.cli.session import Session
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.share_link import ShareToken


def privacy_group(launch: Launch, wording: Wording) -> click.Group:
    """Export, erase, purge, encrypt."""
    group = LocalisedGroup("privacy", wording, help=wording("cli-privacy"), no_args_is_help=True)
    for make in (_export, _erase, _purge, _encrypt):
        group.add_command(make(launch, wording))
    return group


class _VisitOrLink(click.ParamType[UUID | ShareToken]):
    """A visit's id, or the link to its card that the guest shows."""

    name = "visit"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> UUID | ShareToken:
        token = ShareToken.in_link(str(value))
        if token is not None:
            return token
        visit: UUID = click.UUID.convert(str(value), param, ctx)
        return visit


def _visit_of(session: Session, named: UUID | ShareToken) -> UUID:
    """Raises VisitNotFoundError where the link leads nowhere any more."""
    if isinstance(named, UUID):
        return named
    with session.core.work() as work:
        link = work.shares.get(named.digest)
    if link is None:
        raise VisitNotFoundError(visit="-")
    return link.visit_id


def _export(launch: Launch, wording: Wording) -> click.Command:
    def run(named: UUID | ShareToken, to: Path | None) -> None:
        with launch.session() as session:
            visit = _visit_of(session, named)
            target = to or Path(f"alphamale-{visit}.zip")
            session.core.export_visit(visit, target)
            session.say(session.text("cli-privacy-exported", file=str(target)))

    return LocalisedCommand(
        "export",
        wording,
        ("alphamale privacy export 0199f3a4-... --to guest.zip",),
        callback=run,
        help=wording("cli-privacy-export"),
        params=[
            click.Argument(["named"], type=_VisitOrLink(), metavar="VISIT"),
            click.Option(["--to"], type=click.Path(path_type=Path), metavar="PATH", help=wording("cli-privacy-to")),
        ],
    )


def _erase(launch: Launch, wording: Wording) -> click.Command:
    def run(named: UUID | ShareToken, is_sure: bool) -> None:
        with launch.session() as session:
            visit = _visit_of(session, named)
            # Not asked about what is not there; what is only at the target any more is found by the erasure itself.
            with suppress(VisitNotFoundError), session.core.work() as work:
                kept = work.visits.get(visit).created_at.astimezone().strftime("%Y-%m-%d %H:%M")
                if not is_sure:
                    click.confirm(session.text("cli-privacy-erase-ask", time=kept), abort=True, err=True)
            session.core.erase_visit()(visit)
            session.say(session.text("cli-privacy-erased", visit=str(visit)))

    return LocalisedCommand(
        "erase",
        wording,
        ("alphamale privacy erase 0199f3a4-... --yes", "alphamale privacy erase http://192.168.0.20:8350/s/Xk3v..."),
        callback=run,
        help=wording("cli-privacy-erase"),
        params=[
            click.Argument(["named"], type=_VisitOrLink(), metavar="VISIT"),
            click.Option(["--yes", "is_sure"], is_flag=True, help=wording("cli-privacy-yes")),
        ],
    )


def _purge(launch: Launch, wording: Wording) -> click.Command:
    def run() -> None:
        with launch.session() as session:
            purged = session.core.purge_expired()()
            values = {"visits": purged.visits, "orphans": purged.orphans, "leftovers": purged.leftovers}
            session.say(session.text("cli-privacy-purged", **values))

    return LocalisedCommand("purge", wording, callback=run, help=wording("cli-privacy-purge"))


def _encrypt(launch: Launch, wording: Wording) -> click.Command:
    def run() -> int:
        with launch.session() as session:
            if not session.core.settings.storage.encrypt:
                session.say(session.text("cli-privacy-encrypt-off"))
                session.say("  " + session.text("cli-privacy-encrypt-off.hint"))
                return 1
            sealed = session.core.seal_what_is_kept()
            session.say(session.text("cli-privacy-encrypted", visits=sealed.visits, photos=sealed.photos))
        return 0

    return LocalisedCommand("encrypt", wording, callback=run, help=wording("cli-privacy-encrypt"))
