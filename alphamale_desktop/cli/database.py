"""``alphamale db``: the database."""

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording


def database_group(launch: Launch, wording: Wording) -> click.Group:
    def upgrade() -> None:
        with launch.session() as session:
            session.core.database()
            session.say(session.text("cli-db-upgraded", database=session.core.database_name))

    group = LocalisedGroup("db", wording, help=wording("cli-db"), no_args_is_help=True)
    group.add_command(LocalisedCommand("upgrade", wording, callback=upgrade, help=wording("cli-db-upgrade")))
    return group
