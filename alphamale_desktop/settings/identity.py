"""Which kiosk this is, for the life of the installation."""

import uuid
from pathlib import Path

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.private_file import write_private


def kiosk_identity(file: Path) -> uuid.UUID:
    """The id in that file; made up and written down the first time. Event bundles must not carry it.

    Raises:
        SettingsMalformedError: If the file cannot be read or written, or holds something else.
    """
    try:
        return uuid.UUID(file.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        fresh = uuid.uuid4()
    except (OSError, ValueError) as error:
        raise SettingsMalformedError(file=file.name, field="-") from error
    try:
        write_private(file, f"{fresh}\n")
    except OSError as error:
        raise SettingsMalformedError(file=file.name, field="-") from error
    return fresh
