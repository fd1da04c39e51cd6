"""The event's one logo, for the first page and for every card."""

from io import BytesIO
from pathlib import Path

from alphamale_desktop.domain.bundle_errors import LogoUnreadableError
from alphamale_desktop.domain.errors import FileMissingError, FileUnreadableError, FileUnwritableError
from alphamale_desktop.settings.change import change_settings
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.paths import LOGO, UserPaths
from alphamale_desktop.settings.private_file import write_private
from alphamale_desktop.settings.schema import Settings

_SIDE_PX = 1_200
_MOST_PIXELS = 40_000_000
_MOST_BYTES = 20_000_000


def event_logo_of(settings: Settings, user: UserPaths) -> Path | None:
    """The picture that the settings name, otherwise the one that came with an event's bundle; None where there is
    neither. Whether it can be read is its reader's business."""
    if settings.general.event_logo is not None:
        return settings.general.event_logo
    bundled = user.event / LOGO
    return bundled if bundled.is_file() else None


def logo_png(data: bytes, name: str) -> bytes:
    """A PNG of at most 1,200 px, without metadata.

    Args:
        name: For messages.

    Raises:
        LogoUnreadableError: If it is no picture, or a bomb.
    """
    # Pillow waits until a logo is chosen.
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise LogoUnreadableError(file=name)
            fitted = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoUnreadableError(file=name) from error
    fitted.thumbnail((_SIDE_PX, _SIDE_PX))
    encoded = BytesIO()
    fitted.save(encoded, "PNG")
    return encoded.getvalue()


class LogoFile:
    """Where the chosen logo lies: with the event, so that it travels in its bundle. Worker threads."""

    def __init__(self, user: UserPaths) -> None:
        self._user = user

    def read(self) -> bytes | None:
        """As the next start will find it; None where there is none or it cannot be read."""
        file = event_logo_of(load_settings(self._user.settings_file, {}), self._user)
        try:
            return None if file is None else file.read_bytes()
        except OSError:
            return None

    def put(self, source: Path) -> None:
        """A copy, so that the stick may be pulled out.

        Raises:
            LogoUnreadableError, FileMissingError, FileUnreadableError, FileUnwritableError, SettingsMalformedError
        """
        png = logo_png(_read(source), source.name)
        target = self._user.event / LOGO
        try:
            write_private(target, png)
        except OSError as error:
            raise FileUnwritableError(file=str(target)) from error
        self._forget_named()

    def remove(self) -> None:
        """Raises FileUnwritableError or SettingsMalformedError."""
        target = self._user.event / LOGO
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise FileUnwritableError(file=str(target)) from error
        self._forget_named()

    def _forget_named(self) -> None:
        """A picture that the settings name elsewhere would hide the chosen one; its file stays."""
        if load_settings(self._user.settings_file, {}).general.event_logo is None:
            return

        def without(settings: Settings) -> Settings:
            return settings.model_copy(update={"general": settings.general.model_copy(update={"event_logo": None})})

        change_settings(self._user.settings_file, without)


def _read(source: Path) -> bytes:
    try:
        if source.stat().st_size > _MOST_BYTES:
            raise LogoUnreadableError(file=source.name)
        return source.read_bytes()
    except FileNotFoundError as error:
        raise FileMissingError(file=source.name) from error
    except OSError as error:
        raise FileUnreadableError(file=source.name) from error
