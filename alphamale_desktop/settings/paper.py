"""The sheets that are left in a kiosk's printer, in a small file of their own: they change with every print."""

import json
from pathlib import Path

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.private_file import write_private

_MOST = 100_000


class PaperFile:
    """Satisfies ``PaperCounter``. Any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> int | None:
        """None too where the file is missing or makes no sense: better no count than a wrong one."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))["sheets"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= _MOST else None

    def save(self, sheets: int | None) -> None:
        """Raises SettingsMalformedError if it cannot be written."""
        try:
            write_private(self._file, json.dumps({"sheets": sheets}))
        except OSError as error:
            raise SettingsMalformedError(file=self._file.name, field="sheets") from error
