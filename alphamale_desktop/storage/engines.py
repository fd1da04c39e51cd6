"""The engine behind a URL: SQLite as the embedded default, PostgreSQL for a fleet."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, Engine, NullPool, QueuePool
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from alphamale_desktop.domain.errors import DatabaseAddressError
from alphamale_desktop.storage.sqlite_engine import make_sqlite_engine

_POSTGRES_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_SQLITE_SCHEMES = ("sqlite", "sqlite+pysqlite")
_POOLED: Mapping[str, object] = {"poolclass": QueuePool, "max_overflow": -1}
_UNPOOLED: Mapping[str, object] = {"poolclass": NullPool}


def parse_url(url: str) -> URL:
    """A URL that names an SQLite file or a PostgreSQL database, with the driver that we ship.

    Raises:
        DatabaseAddressError: If it names anything else; without the URL, which may hold a password anywhere.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseAddressError from None
    if parsed.drivername in _POSTGRES_SCHEMES and parsed.database:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in _SQLITE_SCHEMES and parsed.database not in (None, "", ":memory:"):
        return parsed.set(drivername="sqlite+pysqlite")
    raise DatabaseAddressError


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def sqlite_file(url: URL) -> Path:
    return Path(url.database or "").absolute()


def location_of(url: URL) -> str:
    """The database's name for messages: the file, or server and database; never user or password."""
    if is_sqlite(url):
        return str(sqlite_file(url))
    port = f":{url.port}" if url.port else ""
    return f"{url.host or 'localhost'}{port}/{url.database}"


def make_engine(url: URL, lock_timeout_s: float) -> Engine:
    """An engine for the program's work, with as many connections as threads ask for; nothing connects yet.

    Args:
        lock_timeout_s: How long to wait for somebody else's lock.
    """
    if is_sqlite(url):
        return make_sqlite_engine(sqlite_file(url), lock_timeout_s, _POOLED)
    return _postgres_engine(url, lock_timeout_s, _POOLED)


def make_migration_engine(url: URL, lock_timeout_s: float) -> Engine:
    """An engine for changing tables, which keeps no connection open.

    On SQLite without foreign keys: a batch change drops a table and makes it anew.
    """
    if is_sqlite(url):
        return make_sqlite_engine(sqlite_file(url), lock_timeout_s, _UNPOOLED, foreign_keys=False)
    return _postgres_engine(url, lock_timeout_s, _UNPOOLED)


def _postgres_engine(url: URL, lock_timeout_s: float, pooling: Mapping[str, object]) -> Engine:
    # Imported here: most computers have no server and need not load its driver.
    from alphamale_desktop.storage.postgres_engine import make_postgres_engine

    return make_postgres_engine(url, location_of(url), lock_timeout_s, pooling)
