"""Where a saved card goes: a sensible name in the guest's Pictures folder, written whole or not at all."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from alphamale_desktop.domain.errors import CardUnwritableError, DiskFullError

_NO_SPACE = 28


def write_card(folder: Path, type_name: str, local_time: datetime, png: bytes) -> Path:
    """Writes ``AlphaMale Alpha 2026-11-23 14.05.09.png``; a number follows where that name is taken.

    Args:
        local_time: In the guest's own time zone.

    Raises:
        CardUnwritableError: If the folder cannot be made or written.
        DiskFullError
    """
    stem = f"AlphaMale {type_name} {local_time:%Y-%m-%d %H.%M.%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=".alphamale-", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(png)
                file.flush()
                os.fsync(file.fileno())
            return _named(Path(unfinished), folder, stem)
        finally:
            Path(unfinished).unlink(missing_ok=True)
    except OSError as error:
        if error.errno == _NO_SPACE:
            raise DiskFullError from error
        raise CardUnwritableError(file=str(folder)) from error


def _named(finished: Path, folder: Path, stem: str) -> Path:
    for number in range(1, 1000):
        target = folder / (f"{stem}.png" if number == 1 else f"{stem} ({number}).png")
        try:
            # Claims the name without ever overwriting; the rename then replaces our own empty file.
            target.touch(exist_ok=False)
        except FileExistsError:
            continue
        finished.replace(target)
        target.chmod(0o644)
        return target
    raise FileExistsError(stem)
