"""Saves share cards where the guest wants them."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from alphamale_desktop.domain.errors import CardUnwritableError, DiskFullError
from alphamale_desktop.sharing.encoding import jpeg_of

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})


def write_card(png: bytes, file: Path) -> None:
    """Writes the card whole or not at all; a file of that name is replaced.

    Args:
        png: As a CardPainter gives it.
        file: Ends in .png, .jpg or .jpeg, in any case; the ending decides the format.

    Raises:
        CardUnwritableError: If the folder is missing or may not be written, or the ending is another.
        DiskFullError
    """
    match file.suffix.lower():
        case ".png":
            data = png
        case ".jpg" | ".jpeg":
            data = jpeg_of(png)
        case _:
            raise CardUnwritableError(file=str(file))
    try:
        _replace(file, data)
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise DiskFullError from error
        raise CardUnwritableError(file=str(file)) from error


def _replace(file: Path, data: bytes) -> None:
    # Beside the target: a rename within one folder is atomic.
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".card-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        # mkstemp makes private files; a saved card is the guest's to share.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
