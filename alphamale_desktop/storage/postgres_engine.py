"""PostgreSQL: how a connection is set up, and what its errors mean."""

from collections.abc import Mapping

import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from alphamale_desktop.domain.errors import (
    DatabaseBrokenError,
    DatabaseBusyError,
    DatabaseReadOnlyError,
    DatabaseUnreachableError,
    DiskFullError,
    StorageError,
)

_PATIENCE = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
"""In seconds, the last in milliseconds: without them a cable that is pulled out in the middle of a question hangs its
thread for a quarter of an hour."""

_BUSY = ("55P03", "40P01", "40001", "57014", "53300")
"""SQLSTATEs, or how they begin: lock not available, deadlock, cannot serialise, cancelled, too many connections."""
_READ_ONLY = ("25006", "42501")
_DISK_FULL = ("53100",)
_BROKEN = ("42P01", "42703", "XX001", "XX002")
"""No such table, no such column, damaged data, damaged index."""
_UNREACHABLE = ("08", "28", "57P", "3D")
"""Connection lost, not let in, server going down, no such database."""


def make_postgres_engine(url: URL, location: str, lock_timeout_s: float, pooling: Mapping[str, object]) -> Engine:
    """An engine on a server; nothing connects yet.

    Args:
        location: Server and database for messages, without a password.
    """
    bounded = url.set(query={**_PATIENCE, **url.query})
    engine = create_engine(bounded, pool_pre_ping=True, hide_parameters=True, **pooling)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {round(lock_timeout_s * 1000)}")
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.close()
        connection.commit()

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> Exception | None:
        # A pooled connection that the server closed meanwhile is no failure: the pool opens another.
        if context.is_pre_ping:
            return None
        return _meaning_of(context.original_exception, location) or _without_row(context)

    return engine


def _meaning_of(error: BaseException, location: str) -> StorageError | None:
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate or ""
    if state.startswith(_BUSY):
        return DatabaseBusyError()
    if state.startswith(_READ_ONLY):
        return DatabaseReadOnlyError(database=location)
    if state.startswith(_DISK_FULL):
        return DiskFullError()
    if state.startswith(_BROKEN):
        return DatabaseBrokenError(database=location)
    # Without a state the server never answered: refused, unknown host, timed out, cut off. The other operational states
    # are the server's own trouble: out of memory, its disk fails, it is being replaced.
    if state.startswith(_UNREACHABLE) or isinstance(error, psycopg.OperationalError):
        return DatabaseUnreachableError(database=location)
    return None


def _without_row(context: ExceptionContext) -> DBAPIError | None:
    """The same unexpected error, less the guest's data: the server quotes the whole row that it refused."""
    refused, shown = context.original_exception, context.sqlalchemy_exception
    if not isinstance(refused, psycopg.Error) or not isinstance(shown, DBAPIError):
        return None
    refused.args = (refused.diag.message_primary,)
    return type(shown)(shown.statement, None, refused, hide_parameters=True)
