"""The SQLite file itself: made private, copied before it changes."""

import errno
import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from alphamale_desktop.domain.errors import DatabaseBrokenError, DatabaseReadOnlyError, DiskFullError
from alphamale_desktop.storage.sqlite_engine import is_marked_read_only

BACKUP_KEPT = timedelta(days=7)
"""A backup holds guests' data that may have been deleted since: long enough to notice trouble, not longer."""


def make_private_file(file: Path) -> None:
    """An empty file of mode 0600 in a folder of mode 0700, unless they are there.

    Raises:
        DatabaseReadOnlyError: If the folder cannot be written.
        DatabaseBrokenError: If something else stands in the file's place.
        DiskFullError
    """
    if file.is_dir():
        raise DatabaseBrokenError(database=str(file))
    if file.exists():
        return
    if is_marked_read_only(file):
        raise DatabaseReadOnlyError(database=str(file))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError from error
        raise DatabaseReadOnlyError(database=str(file)) from error


def back_up(file: Path, found: str, known: str) -> Path:
    """Copies the database beside itself, mode 0600, under a name that says between which revisions it stands.

    Safe while others read or write: SQLite copies a consistent state. A copy of an earlier try is replaced.

    Raises:
        sqlite3.Error, OSError
    """
    backup = file.with_name(f"{file.name}.{found}-to-{known}.bak")
    partial = backup.with_name(f"{backup.name}.part")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600))
    source, target = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True), sqlite3.connect(partial)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    partial.replace(backup)
    return backup


def remove_old_backups(file: Path, now: datetime) -> None:
    """Removes backups, finished or not, older than ``BACKUP_KEPT``."""
    for backup in [*file.parent.glob(f"{file.name}.*.bak"), *file.parent.glob(f"{file.name}.*.bak.part")]:
        if backup.stat().st_mtime < (now - BACKUP_KEPT).timestamp():
            backup.unlink(missing_ok=True)
