"""The settings around an update: as they were before, to go back to, and the newer version's own, to come forward to.

An older version refuses settings that it does not know, so going back to it needs its own again.
"""

from pathlib import Path

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.private_file import write_private

COPIES_KEPT = 4
"""Two for the version in use and two for the one before: settings may hold a network's password."""


class SettingsAroundUpdate:
    """Copies beside the settings file, named after the version that the update brought.

    Args:
        file: The settings; need not be there: then a copy is empty, which means the defaults.
        version: Of this program.
    """

    def __init__(self, file: Path, version: str) -> None:
        self._file = file
        self._before = file.with_name(f"{file.stem}.before-{version}{file.suffix}")
        self._own = file.with_name(f"{file.stem}.of-{version}{file.suffix}")

    def note(self) -> None:
        """Keeps the settings as this version found them, once; called with each opening of the database.

        Raises:
            SettingsMalformedError: If the folder cannot be read or written.
        """
        try:
            if self._before.exists():
                return
            write_private(self._before, self._present())
            for old in self._copies()[COPIES_KEPT:]:
                old.unlink(missing_ok=True)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsMalformedError(file=self._file.name, field="-") from error

    def go_back(self) -> bool:
        """Puts the settings from before the update in place and keeps the present ones.

        Returns:
            Whether there was something to go back to.

        Raises:
            SettingsMalformedError: If the folder cannot be read or written.
        """
        return self._exchange(keep=self._own, take=self._before)

    def come_forward(self) -> bool:
        """Takes back what ``go_back`` kept; the present ones are those from before the update now.

        Raises:
            SettingsMalformedError: If the folder cannot be read or written.
        """
        return self._exchange(keep=self._before, take=self._own)

    def _exchange(self, *, keep: Path, take: Path) -> bool:
        try:
            if not take.exists():
                return False
            present, wanted = self._present(), take.read_text(encoding="utf-8")
            if present != wanted:
                write_private(keep, present)
                write_private(self._file, wanted)
            # What was taken is in force now; the next start of that version keeps what it finds.
            take.unlink()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsMalformedError(file=self._file.name, field="-") from error
        return True

    def _present(self) -> str:
        return self._file.read_text(encoding="utf-8") if self._file.exists() else ""

    def _copies(self) -> list[Path]:
        """Newest first."""
        ending = f"-*{self._file.suffix}"
        stems = (f"{self._file.stem}.before", f"{self._file.stem}.of")
        found = [file for stem in stems for file in self._file.parent.glob(f"{stem}{ending}")]
        return sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)
