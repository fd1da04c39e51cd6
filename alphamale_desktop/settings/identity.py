"""Which kiosk this is, for the life of the installation."""

import uuid
from pathlib import Path

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.private_file import write_private
from alphamale_desktop.settings.sole_writer import sole_writer


def kiosk_identity(file: Path) -> uuid.UUID:
    """The id in that file; made up and written down the first time, by one program alone. Event bundles must not carry
    it.

    Raises:
        SettingsMalformedError: If the file cannot be read or written, or holds something else.
    """
    try:
        present = _read(file)
        return present if present is not None else _made(file)
    except (OSError, ValueError) as error:
        raise SettingsMalformedError(file=file.name, field="-") from error


def _made(file: Path) -> uuid.UUID:
    """Two programs that start for the first time together must be one kiosk."""
    with sole_writer(file):
        present = _read(file)
        if present is not None:
            return present
        fresh = uuid.uuid4()
        write_private(file, f"{fresh}\n")
        return fresh


def _read(file: Path) -> uuid.UUID | None:
    """None where there is none yet; raises OSError or ValueError."""
    try:
        return uuid.UUID(file.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None
