"""The event's one logo, for the first page and for every card."""

from pathlib import Path

from alphamale_desktop.settings.paths import LOGO, UserPaths
from alphamale_desktop.settings.schema import Settings


def event_logo_of(settings: Settings, user: UserPaths) -> Path | None:
    """The picture that the settings name, otherwise the one that came with an event's bundle; None where there is
    neither. Whether it can be read is its reader's business."""
    if settings.general.event_logo is not None:
        return settings.general.event_logo
    bundled = user.event / LOGO
    return bundled if bundled.is_file() else None
