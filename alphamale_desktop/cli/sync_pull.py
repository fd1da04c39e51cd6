"""``alphamale sync pull``, ``seal`` and ``new-key``: sets of files from the organiser's bucket."""

from pathlib import Path

import click

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.composition.pulling import (
    make_key,
    pull_catalog,
    pull_weights,
    roll_catalog_back,
    roll_weights_back,
    seal_bundle,
)
from alphamale_desktop.domain.bundle import BundleKind
from alphamale_desktop.domain.delivery_errors import DeliveryOffError
from alphamale_desktop.domain.errors import FileUnwritableError

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


def pull_command(launch: Launch, wording: Wording) -> click.Command:
    def run(kind: str, rollback: bool) -> None:
        chosen = BundleKind(kind)
        with launch.session() as session:
            if rollback:
                roll_back = roll_weights_back if chosen is BundleKind.WEIGHTS else roll_catalog_back
                roll_back(session.core)
                session.say(session.text(f"cli-sync-rolled-back-{kind}"))
                return
            if not session.core.settings.sync.bucket:
                raise DeliveryOffError
            pull = pull_weights if chosen is BundleKind.WEIGHTS else pull_catalog
            bundle = pull(session.core, Cancel())
            session.say(session.text(f"cli-sync-pulled-{kind}", version=bundle.version, count=len(bundle.files)))

    return LocalisedCommand(
        "pull",
        wording,
        ("alphamale sync pull weights", "alphamale sync pull catalog", "alphamale sync pull weights --rollback"),
        callback=run,
        help=wording("cli-sync-pull"),
        params=[
            click.Argument(["kind"], type=click.Choice([kind.value for kind in BundleKind])),
            click.Option(["--rollback"], is_flag=True, help=wording("cli-sync-rollback")),
        ],
    )


def seal_command(launch: Launch, wording: Wording) -> click.Command:
    def run(folder: Path, kind: str, version: str, key: Path | None) -> None:
        with launch.session() as session:
            bundle = seal_bundle(folder, BundleKind(kind), version, key)
            session.say(session.text("cli-sync-sealed", count=len(bundle.files), folder=str(folder)))

    return LocalisedCommand(
        "seal",
        wording,
        ("alphamale sync seal weights/ --kind weights --version 2.0 --key organiser.key",),
        callback=run,
        help=wording("cli-sync-seal"),
        params=[
            click.Argument(["folder"], type=_FOLDER),
            click.Option(
                ["--kind"], type=click.Choice([kind.value for kind in BundleKind]), required=True,
                help=wording("cli-sync-kind"),
            ),
            click.Option(["--version"], required=True, help=wording("cli-sync-version")),
            click.Option(["--key"], type=_FILE, help=wording("cli-sync-key")),
        ],
    )  # fmt: skip


def new_key_command(launch: Launch, wording: Wording) -> click.Command:
    def run(file: Path) -> None:
        with launch.session() as session:
            try:
                public = make_key(file)
            except OSError as error:
                raise FileUnwritableError(file=str(file)) from error
            session.say(session.text("cli-sync-key-made", file=str(file), public=public))

    return LocalisedCommand(
        "new-key",
        wording,
        ("alphamale sync new-key organiser.key",),
        callback=run,
        help=wording("cli-sync-new-key"),
        params=[click.Argument(["file"], type=_FILE)],
    )
