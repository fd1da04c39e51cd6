"""``alphamale event``: prepare one kiosk, clone it to the others."""

from pathlib import Path

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.composition.event_bundle import write_bundle
from alphamale_desktop.composition.event_desk import (
    exported_bundle,
    fitted_logo,
    import_bundle,
    new_bundle,
    read_checked,
)
from alphamale_desktop.domain.accent import check_accent
from alphamale_desktop.settings.schema import GeneralSettings, LookSettings, Settings

_FILE = click.Path(dir_okay=False, path_type=Path)


def event_group(launch: Launch, wording: Wording) -> click.Group:
    group = LocalisedGroup("event", wording, help=wording("cli-event"), no_args_is_help=True)
    group.add_command(_new_command(launch, wording))
    group.add_command(_export_command(launch, wording))
    group.add_command(_import_command(launch, wording))
    return group


def _new_command(launch: Launch, wording: Wording) -> click.Command:
    def run(file: Path, name: str, accent: str, logo: Path | None, texts: Path | None) -> None:
        with launch.session() as session:
            general, look = GeneralSettings(event_name=name), LookSettings(accent=check_accent(accent))
            bundle = new_bundle(Settings(general=general, look=look), texts, logo)
            if bundle.logo is not None and logo is not None:
                fitted_logo(bundle.logo, logo.name)
            write_bundle(bundle, file)
            # Read as whoever gets it will: what he could not use is said now.
            try:
                read_checked(session.core, file)
            except BaseException:
                file.unlink(missing_ok=True)
                raise
            session.say(session.text("cli-event-written", file=str(file)))

    return LocalisedCommand(
        "new",
        wording,
        ('alphamale event new gala.zip --name "Gala 2026" --accent "#8fc7ff" --logo logo.png --texts words',),
        callback=run,
        help=wording("cli-event-new"),
        params=[
            click.Argument(["file"], type=_FILE),
            click.Option(["--name"], default="", help=wording("cli-event-name")),
            click.Option(["--accent"], default="", metavar="#RRGGBB", help=wording("cli-event-accent")),
            click.Option(["--logo"], type=_FILE, help=wording("cli-event-logo")),
            click.Option(
                ["--texts"], type=click.Path(file_okay=False, path_type=Path), help=wording("cli-event-texts")
            ),
        ],
    )


def _export_command(launch: Launch, wording: Wording) -> click.Command:
    def run(file: Path) -> None:
        with launch.session() as session:
            write_bundle(exported_bundle(session.core), file)
            session.say(session.text("cli-event-written", file=str(file)))

    return LocalisedCommand(
        "export",
        wording,
        ("alphamale event export gala.zip",),
        callback=run,
        help=wording("cli-event-export"),
        params=[click.Argument(["file"], type=_FILE)],
    )


def _import_command(launch: Launch, wording: Wording) -> click.Command:
    def run(file: Path, check: bool) -> None:
        with launch.session() as session:
            bundle = read_checked(session.core, file)
            if check:
                session.say(session.text("cli-event-checked", file=str(file)))
                return
            imported = import_bundle(session.core, bundle, file.name)
            session.say(session.text("cli-event-imported", event=imported.event_name or "-"))
            if imported.people is not None:
                people, pictures = imported.people, imported.pictures
                session.say(session.text("cli-event-people", people=people, pictures=pictures))
            session.say(session.text("cli-event-restart"))

    return LocalisedCommand(
        "import",
        wording,
        ("alphamale event import gala.zip",),
        callback=run,
        help=wording("cli-event-import"),
        params=[
            click.Argument(["file"], type=_FILE),
            click.Option(["--check"], is_flag=True, help=wording("cli-event-check")),
        ],
    )
