"""Where things lie: what ships with the program, and what belongs to this computer."""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

LOGO = "logo.png"
"""The event's picture, in its folder."""

_APP = "alphamale"


@dataclass(frozen=True, slots=True)
class ProgramPaths:
    """What ships with the program; read-only.

    Attributes:
        root: Holds ``resources`` and ``weights``.
    """

    root: Path

    @property
    def resources(self) -> Path:
        return self.root / "resources"

    @property
    def weights(self) -> Path:
        return self.root / "weights"


@dataclass(frozen=True, slots=True)
class UserPaths:
    """This user's own folders; none is made by asking for it."""

    config: Path
    data: Path
    pictures: Path
    logs: Path

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.toml"

    @property
    def identity_file(self) -> Path:
        return self.config / "kiosk.id"

    @property
    def database_file(self) -> Path:
        return self.data / "alphamale.db"

    @property
    def event(self) -> Path:
        """What an event bundle brought: texts and a logo."""
        return self.data / "event"

    @property
    def media(self) -> Path:
        return self.data / "photos"


def program_paths() -> ProgramPaths:
    """In a frozen program the bundle's folder, otherwise the checkout's."""
    bundle = getattr(sys, "_MEIPASS", None)
    return ProgramPaths(Path(bundle) if bundle else Path(__file__).resolve().parents[2])


def user_paths(home: Path | None = None) -> UserPaths:
    """The platform's usual folders, or everything below ``home`` (for tests and portable use)."""
    if home is not None:
        return UserPaths(home / "config", home / "data", home / "pictures", home / "logs")
    folders = platformdirs.PlatformDirs(_APP, appauthor=False)
    pictures = Path(platformdirs.user_pictures_dir())
    return UserPaths(folders.user_config_path, folders.user_data_path, pictures, folders.user_log_path)
