"""Which shapes of the database this program knows, and which one it finds."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

VERSION_TABLE = "alphamale_version"
"""Alembic's own table, under our name: a shared server may hold another program's ``alembic_version``."""

_version = Table(VERSION_TABLE, MetaData(), Column("version_num", String))


@dataclass(frozen=True, slots=True)
class SchemaHistory:
    """A line of revisions.

    Attributes:
        folder: Alembic's folder, with ``env.py`` and ``versions``: real files, in a frozen program too.
        head: The newest revision; named here so that an ordinary start needs no alembic.
    """

    folder: Path
    head: str


CATALOG_REVISIONS = frozenset({"0004", "0005", "0006", "0007"})
"""With the catalog's tables as they are now: what was written out at one of them can be read at the others."""

SHIPPED_HISTORY = SchemaHistory(Path(__file__).parent / "migrations", "0007")


def revision_of(connection: Connection) -> str | None:
    """The database's revision; None when the program never touched it."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(_version.c.version_num))
