"""SQLite: how a connection is set up, and what its errors mean."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from alphamale_desktop.domain.errors import (
    DatabaseBrokenError,
    DatabaseBusyError,
    DatabaseReadOnlyError,
    DiskFullError,
    StorageError,
)
from alphamale_desktop.storage.transaction import SQLITE_BEGIN

_ANY_WRITE_BIT = 0o222

_LEAST_ROOM = 128 << 10
"""SQLite takes 32 KiB for the index of its log, and some more for the log itself."""

_PRIMARY_CODE = 0xFF
"""An extended result code carries its primary code in the lowest byte."""


def make_sqlite_engine(
    file: Path, lock_timeout_s: float, pooling: Mapping[str, object], *, foreign_keys: bool = True
) -> Engine:
    """An engine on a file that must be there; nothing connects yet."""

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


def translate_sqlite_errors(engine: Engine, file: Path, free_bytes: Callable[[Path], int] | None = None) -> None:
    """Makes every expected failure of ``engine`` a ``StorageError`` raised ``from`` the driver's.

    Args:
        free_bytes: Of the disk on which that folder is; asks the system unless given.
    """
    ask = free_bytes or _free_bytes

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> StorageError | None:
        return _meaning_of(context.original_exception, file, ask)


def is_marked_read_only(file: Path) -> bool:
    """Whether nobody has a write permission on the file, or on its folder."""
    # On Windows the mark of a folder says nothing about writing into it.
    marked = (file, file.parent) if os.name == "posix" else (file,)
    return any(path.exists() and not path.stat().st_mode & _ANY_WRITE_BIT for path in marked)


def _set_up(connection: sqlite3.Connection, *, may_write: bool, foreign_keys: bool) -> None:
    if may_write:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    # FULL: a visit that the guest was told is kept survives a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    # What a guest had deleted is overwritten, not merely unlinked.
    connection.execute("PRAGMA secure_delete = ON")


def _free_bytes(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _LEAST_ROOM


def _meaning_of(error: BaseException, file: Path, free_bytes: Callable[[Path], int]) -> StorageError | None:
    # The driver leaves the code out of errors that are its own, such as a wrong number of parameters.
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, sqlite3.DatabaseError) or code is None:
        return None
    match code & _PRIMARY_CODE:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusyError()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return DatabaseReadOnlyError(database=str(file))
        case sqlite3.SQLITE_CANTOPEN if file.is_file():
            # The file is there: its folder does not let SQLite make the journal, or nobody lets us read it.
            return DatabaseReadOnlyError(database=str(file))
        case sqlite3.SQLITE_FULL:
            return DiskFullError()
        case sqlite3.SQLITE_IOERR if free_bytes(file.parent) < _LEAST_ROOM:
            # The index of its log finds no room: nothing is damaged, and an older copy would help nobody.
            return DiskFullError()
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_IOERR:
            return DatabaseBrokenError(database=str(file))
        case sqlite3.SQLITE_ERROR if str(error).startswith(("no such table", "no such column")):
            return DatabaseBrokenError(database=str(file))
        case _:
            return None
