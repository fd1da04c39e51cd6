"""Saving a painted card under a name that a person chose."""

import errno
import os
import tempfile
from pathlib import Path

from alphamale_desktop.domain.errors import CardUnwritableError, DiskFullError
from alphamale_desktop.sharing.encoding import jpeg_of

_JPEG_SUFFIXES = frozenset({".jpg", ".jpeg"})


def write_card(png: bytes, file: Path) -> None:
    """Writes a card whole or not at all; the ending decides between PNG and JPEG. An older file is replaced.

    A missing folder is made, but not the folders above it: a mistyped path should be noticed.

    Raises:
        CardUnwritableError: If it cannot be written there, or the ending is neither.
        DiskFullError
    """
    suffix = file.suffix.lower()
    if suffix != ".png" and suffix not in _JPEG_SUFFIXES:
        raise CardUnwritableError(file=str(file))
    encoded = png if suffix == ".png" else jpeg_of(png)
    try:
        file.parent.mkdir(exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(prefix=".alphamale-", suffix=".part", dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(encoded)
                stream.flush()
                os.fsync(stream.fileno())
            Path(unfinished).chmod(0o644)
            Path(unfinished).replace(file)
        finally:
            Path(unfinished).unlink(missing_ok=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFullError from error
        raise CardUnwritableError(file=str(file)) from error
