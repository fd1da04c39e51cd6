"""SQLite's write-ahead log, where old states of changed pages stay for days unless somebody empties it."""

import logging
import sqlite3

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from alphamale_desktop.domain.errors import StorageError

logger = logging.getLogger(__name__)

_PATIENCE_MS = 500


def empty_log(engine: Engine) -> bool:
    """Brings what was committed into the file and cuts the log to nothing, so that what was deleted stands in neither.

    Between transactions. Waits half a second for others who read or write; whether that was enough. Nothing to do on
    another engine than SQLite.
    """
    if engine.dialect.name != "sqlite":
        return True
    try:
        pooled = engine.raw_connection()
        try:
            return _cut(pooled.cursor())  # type: ignore[arg-type]  # the driver's own, behind the pool
        finally:
            pooled.close()
    except (sqlite3.Error, SQLAlchemyError, StorageError) as error:
        # What was committed stays so; the log is emptied with the next erasure, or when the program ends.
        logger.warning("the database's log could not be emptied: %s", type(error).__name__)
        return False


def _cut(cursor: sqlite3.Cursor) -> bool:
    (usual_ms,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        is_busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual_ms}")
        cursor.close()
    return not is_busy
