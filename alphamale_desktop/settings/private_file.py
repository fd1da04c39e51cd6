"""Small files that only their owner may read, replaced whole or not at all."""

import os
import secrets
from pathlib import Path


def write_private(file: Path, content: str | bytes) -> None:
    """Writes with mode 0600, text as UTF-8, and brings it to the disk before it takes the place of what was there.

    Makes the folder (0700) where it is missing. Of two writers at once the later one's content stands, whole. Raises
    OSError; nothing half-written is left.
    """
    data = content.encode() if isinstance(content, str) else content
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
        _sync_folder(file.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    # Windows opens no folders; there a rename is durable without it.
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
