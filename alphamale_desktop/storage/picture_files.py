"""Picture files that a person names: reading them, and finding them in folders."""

from pathlib import Path

from alphamale_desktop.domain.errors import (
    FileMissingError,
    FileTooLargeError,
    FileUnreadableError,
    NoPicturesError,
)

PICTURE_SUFFIXES = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".mpo",
        ".png",
        ".webp",
        ".heic",
        ".heif",
        ".hif",
        ".avif",
        ".bmp",
        ".dib",
        ".gif",
        ".tif",
        ".tiff",
    ]
)
LIMIT_MB = 64


def read_picture(file: Path) -> bytes:
    """The bytes of a file; whether they are a picture is the decoder's business.

    Raises:
        FileMissingError, FileUnreadableError, FileTooLargeError
    """
    try:
        size = file.stat().st_size
        if size > LIMIT_MB << 20:
            raise FileTooLargeError(size_mb=-(-size // (1 << 20)), limit_mb=LIMIT_MB)
        return file.read_bytes()
    except FileNotFoundError:
        raise FileMissingError(file=str(file)) from None
    except OSError as error:
        raise FileUnreadableError(file=str(file)) from error


def pictures_in(folder: Path) -> list[Path]:
    """Every file in ``folder`` and below that is named like a picture, by name.

    Raises:
        NoPicturesError: If there is none.
        FileUnreadableError: If the folder may not be read.
    """
    try:
        # rglob passes over folders it may not read; the folder that was named must not be one of them.
        next(folder.iterdir(), None)
        found = sorted(f for f in folder.rglob("*") if f.suffix.lower() in PICTURE_SUFFIXES and f.is_file())
    except OSError as error:
        raise FileUnreadableError(file=str(folder)) from error
    if not found:
        raise NoPicturesError(folder=str(folder))
    return found
