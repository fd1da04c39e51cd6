"""Which shape of the database this program knows, and which one it finds."""

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

HEAD = "0001"
"""The newest revision in ``migrations/versions``; a constant, so that an ordinary start needs no alembic."""

VERSION_TABLE = "alphamale_version"
"""Alembic's own table, under our name: a shared server may hold another program's ``alembic_version``."""

_version = Table(VERSION_TABLE, MetaData(), Column("version_num", String))


def revision_of(connection: Connection) -> str | None:
    """The database's revision; None when the program never touched it."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(_version.c.version_num))
