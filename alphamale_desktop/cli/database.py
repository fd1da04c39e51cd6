"""``alphamale db``: the database."""

import click

from alphamale_desktop.application.tally import Tally
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.composition.fleet import FleetLink


def database_group(launch: Launch, wording: Wording) -> click.Group:
    def upgrade() -> None:
        with launch.session() as session:
            session.core.database()
            session.say(session.text("cli-db-upgraded", database=session.core.database_name))
            link = FleetLink(session.core, Tally(session.core.clock))
            if link.is_set:
                link.server.open()
                session.say(session.text("cli-db-upgraded", database=link.server.location))
                link.close()

    def revision() -> None:
        # For scripts, such as the one that goes back to an older program: the bare name on a line of its own.
        from alphamale_desktop.storage.schema_history import SHIPPED_HISTORY

        click.echo(SHIPPED_HISTORY.head)

    def downgrade(revision: str) -> None:
        with launch.session() as session:
            backup = session.core.downgrade_database(revision)
            session.say(session.text("cli-db-downgraded", database=session.core.database_name, revision=revision))
            if backup is not None:
                session.say(session.text("cli-db-backup", file=str(backup)))

    group = LocalisedGroup("db", wording, help=wording("cli-db"), no_args_is_help=True)
    group.add_command(LocalisedCommand("upgrade", wording, callback=upgrade, help=wording("cli-db-upgrade")))
    group.add_command(LocalisedCommand("revision", wording, callback=revision, help=wording("cli-db-revision")))
    group.add_command(
        LocalisedCommand(
            "downgrade",
            wording,
            callback=downgrade,
            help=wording("cli-db-downgrade"),
            params=[click.Argument(["revision"])],
        )
    )
    return group
