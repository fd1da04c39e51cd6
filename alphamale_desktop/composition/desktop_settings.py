"""The settings as people choose them, kept in the settings file."""

from pathlib import Path

from alphamale_desktop.application.settings_desk import Choices
from alphamale_desktop.settings.change import change_settings
from alphamale_desktop.settings.schema import Settings

_PLACES: dict[str, tuple[str, str]] = {
    "language": ("general", "language"),
    "event_name": ("general", "event_name"),
    "camera": ("camera", "source"),
    "auto_shutter": ("camera", "auto_shutter"),
    "device": ("models", "device"),
    "retakes": ("kiosk", "retakes"),
    "idle_s": ("kiosk", "idle_s"),
    "retention_days": ("storage", "retention_days"),
    "text_percent": ("look", "text_percent"),
    "is_high_contrast": ("look", "high_contrast"),
    "has_motion": ("look", "motion"),
}
"""Where each choice lives in the settings: section and field."""


def choices_of(settings: Settings) -> Choices:
    return Choices(
        language=settings.general.language or "",
        event_name=settings.general.event_name,
        camera=settings.camera.source,
        auto_shutter=settings.camera.auto_shutter,
        device=settings.models.device,
        retakes=settings.kiosk.retakes,
        idle_s=round(settings.kiosk.idle_s),
        retention_days=settings.storage.retention_days,
        text_percent=settings.look.text_percent,
        is_high_contrast=settings.look.high_contrast,
        has_motion=settings.look.motion,
    )


class FileSettingsDesk:
    """Satisfies ``SettingsDesk``.

    Only what somebody changed is written: what the environment or the command line decides for one run stays theirs.

    Args:
        in_force: With the environment and the command line.
    """

    def __init__(self, file: Path, in_force: Settings) -> None:
        self._file = file
        self._present = choices_of(in_force)

    def read(self) -> Choices:
        return self._present

    def write(self, choices: Choices) -> None:
        present = self._present

        def changed(settings: Settings) -> Settings:
            document = settings.model_dump()
            for name, (section, field) in _PLACES.items():
                value = getattr(choices, name)
                if value != getattr(present, name):
                    document[section][field] = value if (section, field) != ("general", "language") else value or None
            return Settings.model_validate(document)

        change_settings(self._file, changed)
        self._present = choices
