"""Changing the settings file: one writer at a time, so that of two changes at once none is lost."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.load import load_settings, save_settings
from alphamale_desktop.settings.schema import Settings


def change_settings(file: Path, change: Callable[[Settings], Settings]) -> Settings:
    """What stands in the file, changed and written back; the environment plays no part. Returns what was written.

    Waits while another thread or program does the same. What ``change`` raises leaves the file as it is.

    Raises:
        SettingsMalformedError: If the file is broken, or it cannot be written.
    """
    with _sole_writer(file):
        settings = change(load_settings(file, {}))
        save_settings(file, settings)
        return settings


@contextmanager
def _sole_writer(file: Path) -> Iterator[None]:
    """The system lets go of the lock when its holder dies; the lock's own file stays, or two could lock two files."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file.with_name(f".{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise SettingsMalformedError(file=file.name, field="-") from error
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
