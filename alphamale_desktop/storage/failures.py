"""From the databases' own error codes to this program's errors: the one place where they are translated."""

import sqlite3
from pathlib import Path

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from alphamale_desktop.domain.errors import (
    DatabaseBrokenError,
    DatabaseBusyError,
    DatabaseReadOnlyError,
    DatabaseUnreachableError,
    DiskFullError,
    StorageError,
)

_SQLITE_PRIMARY_CODE = 0xFF
"""An extended result code carries its primary code in the lowest byte."""

_POSTGRES_UNREACHABLE = ("08", "28", "57P", "3D")
_POSTGRES_BUSY = ("55P03", "40P01", "40001", "57014", "53300")
_POSTGRES_READ_ONLY = ("25006", "42501")
_POSTGRES_DISK_FULL = ("53100",)
_POSTGRES_BROKEN = ("42P01", "42703", "XX001", "XX002")


def translate_sqlite_errors(engine: Engine, file: Path) -> None:
    """Makes every expected failure of ``engine`` a ``StorageError`` raised ``from`` the driver's."""

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> StorageError | None:
        return _of_sqlite(context.original_exception, file)


def translate_postgres_errors(engine: Engine, location: str) -> None:
    """As ``translate_sqlite_errors``; ``location`` goes into messages and holds no password."""

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> Exception | None:
        # A pooled connection that the server closed meanwhile is no failure: the pool opens another.
        if context.is_pre_ping:
            return None
        return _of_postgres(context.original_exception, location) or _without_row(context)


def _of_sqlite(error: BaseException, file: Path) -> StorageError | None:
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    # The driver leaves the code out of errors that are its own, such as a wrong number of parameters.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    match code & _SQLITE_PRIMARY_CODE:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusyError()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return DatabaseReadOnlyError(database=str(file))
        case sqlite3.SQLITE_CANTOPEN if file.is_file():
            # The file is there: its folder does not let SQLite make the journal, or nobody lets us read it.
            return DatabaseReadOnlyError(database=str(file))
        case sqlite3.SQLITE_FULL:
            return DiskFullError()
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_IOERR:
            return DatabaseBrokenError(database=str(file))
        case sqlite3.SQLITE_ERROR if str(error).startswith(("no such table", "no such column")):
            return DatabaseBrokenError(database=str(file))
        case _:
            return None


def _of_postgres(error: BaseException, location: str) -> StorageError | None:
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate or ""
    if state.startswith(_POSTGRES_BUSY):
        return DatabaseBusyError()
    if state.startswith(_POSTGRES_READ_ONLY):
        return DatabaseReadOnlyError(database=location)
    if state.startswith(_POSTGRES_DISK_FULL):
        return DiskFullError()
    if state.startswith(_POSTGRES_BROKEN):
        return DatabaseBrokenError(database=location)
    # Without a state the server never answered: refused, unknown host, timed out, cut off.
    if state.startswith(_POSTGRES_UNREACHABLE) or (not state and isinstance(error, psycopg.OperationalError)):
        return DatabaseUnreachableError(database=location)
    return None


def _without_row(context: ExceptionContext) -> DBAPIError | None:
    """The same unexpected error, less the guest's data: the server quotes the whole row that it refused."""
    refused, shown = context.original_exception, context.sqlalchemy_exception
    if not isinstance(refused, psycopg.Error) or not isinstance(shown, DBAPIError):
        return None
    refused.args = (refused.diag.message_primary,)
    return type(shown)(shown.statement, None, refused, hide_parameters=True)
