"""Alembic, run by the program from its own folder."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER = Path(__file__).parent / "migrations"


def known_revisions() -> frozenset[str]:
    """Every revision that this program can start from."""
    return frozenset(script.revision for script in ScriptDirectory(str(_FOLDER)).walk_revisions())


def migrate_up(connection: Connection, revision: str = "head") -> None:
    """Inside the caller's transaction, which holds the write lock; commits nothing."""
    command.upgrade(_config(connection), revision)


def migrate_down(connection: Connection, revision: str) -> None:
    """As ``migrate_up``; ``"base"`` leaves no table of ours but the version's."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config()
    # The parser behind it reads a percent sign as the start of a placeholder.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
