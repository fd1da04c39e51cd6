"""Engines for the two databases: SQLite as the embedded default, PostgreSQL by URL."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from alphamale_desktop.domain.errors import DatabaseUnreachableError
from alphamale_desktop.storage.failures import translate_postgres_errors, translate_sqlite_errors
from alphamale_desktop.storage.transaction import SQLITE_BEGIN

_POSTGRES_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_SQLITE_SCHEMES = ("sqlite", "sqlite+pysqlite")
_CONNECT_TIMEOUT_S = "5"
_ANY_WRITE_BIT = 0o222
_POOLED: Mapping[str, object] = {"poolclass": QueuePool, "max_overflow": -1}
_UNPOOLED: Mapping[str, object] = {"poolclass": NullPool}


def parse_url(url: str) -> URL:
    """A URL that names an SQLite file or a PostgreSQL database, with the driver that we ship.

    Raises:
        DatabaseUnreachableError: If it names anything else. Its detail is the scheme alone: there may be a password
            anywhere in a malformed URL.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseUnreachableError(database="?") from None
    if parsed.drivername in _POSTGRES_SCHEMES and parsed.database:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in _SQLITE_SCHEMES and parsed.database not in (None, "", ":memory:"):
        return parsed.set(drivername="sqlite+pysqlite")
    raise DatabaseUnreachableError(database=parsed.drivername)


def location_of(url: URL) -> str:
    """The database's name for messages: the file, or server and database; never user or password."""
    if url.get_backend_name() == "sqlite":
        return str(sqlite_file(url))
    port = f":{url.port}" if url.port else ""
    return f"{url.host or 'localhost'}{port}/{url.database}"


def sqlite_file(url: URL) -> Path:
    return Path(url.database or "").absolute()


def make_engine(url: URL, lock_timeout_s: float) -> Engine:
    """An engine for the program's work, with as many connections as threads ask for; nothing connects yet.

    Args:
        lock_timeout_s: How long to wait for somebody else's lock.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(sqlite_file(url), lock_timeout_s, _POOLED, foreign_keys=True)
    return _postgres_engine(url, lock_timeout_s, _POOLED)


def make_migration_engine(url: URL, lock_timeout_s: float) -> Engine:
    """An engine for changing tables, which keeps no connection open.

    On SQLite without foreign keys: a batch change drops a table and makes it anew.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(sqlite_file(url), lock_timeout_s, _UNPOOLED, foreign_keys=False)
    return _postgres_engine(url, lock_timeout_s, _UNPOOLED)


def _sqlite_engine(file: Path, lock_timeout_s: float, pooling: Mapping[str, object], *, foreign_keys: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        # "rw" never makes a file: one that appears empty beside a mistyped path helps nobody. A file marked read-only
        # stays unwritten even where the system would let us (root).
        mode = "ro" if is_marked_read_only(file) else "rw"
        connection = sqlite3.connect(
            f"{file.as_uri()}?mode={mode}",
            uri=True,
            timeout=lock_timeout_s,
            check_same_thread=False,
            isolation_level=None,
        )
        try:
            _set_up(connection, may_write=mode == "rw", foreign_keys=foreign_keys)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, hide_parameters=True, **pooling)
    translate_sqlite_errors(engine, file)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver would begin on its own before INSERT, but not before SELECT or CREATE TABLE.
        mode = connection.get_execution_options().get(SQLITE_BEGIN, "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _set_up(connection: sqlite3.Connection, *, may_write: bool, foreign_keys: bool) -> None:
    if may_write:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    # FULL: a visit that the guest was told is kept survives a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    # What a guest had deleted is overwritten, not merely unlinked.
    connection.execute("PRAGMA secure_delete = ON")


def is_marked_read_only(file: Path) -> bool:
    """Whether nobody has a write permission on the file, or on its folder."""
    return any(path.exists() and not path.stat().st_mode & _ANY_WRITE_BIT for path in (file, file.parent))


def _postgres_engine(url: URL, lock_timeout_s: float, pooling: Mapping[str, object]) -> Engine:
    bounded = url.set(query={"connect_timeout": _CONNECT_TIMEOUT_S, **url.query})
    engine = create_engine(bounded, pool_pre_ping=True, hide_parameters=True, **pooling)
    translate_postgres_errors(engine, location_of(url))

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {round(lock_timeout_s * 1000)}")
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.close()
        connection.commit()

    return engine
