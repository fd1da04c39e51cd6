"""Small text files that only their owner may read, replaced whole or not at all."""

import os
from pathlib import Path


def write_private(file: Path, text: str) -> None:
    """Writes UTF-8 with mode 0600 and syncs it; makes the folder (0700) where it is missing. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(file.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)
