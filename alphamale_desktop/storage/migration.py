"""Alembic, run by the program from its own folder. One thread of a process at a time: alembic's context is global."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from alphamale_desktop.storage.schema_history import SchemaHistory


def known_revisions(history: SchemaHistory) -> frozenset[str]:
    """Every revision that this program can start from."""
    return frozenset(script.revision for script in ScriptDirectory(str(history.folder)).walk_revisions())


def migrate_up(connection: Connection, history: SchemaHistory) -> None:
    """Inside the caller's transaction, which holds the write lock; commits nothing."""
    command.upgrade(_config(connection, history.folder), history.head)


def migrate_down(connection: Connection, history: SchemaHistory, revision: str) -> None:
    """As ``migrate_up``; ``"base"`` leaves no table of ours but the version's."""
    command.downgrade(_config(connection, history.folder), revision)


def _config(connection: Connection, folder: Path) -> Config:
    config = Config()
    # The parser behind it reads a percent sign as the start of a placeholder.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
