"""The settings that kiosks of one fleet have in common."""

import json
from pathlib import Path

from pydantic import ValidationError

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.change import change_settings
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.schema import Settings

SHARED: dict[str, tuple[str, ...]] = {
    "general": ("language", "event_name"),
    "storage": ("retention_days",),
    "camera": ("auto_shutter", "auto_shutter_s"),
    "kiosk": ("retakes", "idle_s", "answer_s"),
}
"""What guests of all kiosks should meet alike. Cameras, folders, addresses, letters and processors are each machine's
own."""


class FileSharedSettings:
    """Satisfies ``SharedSettings`` on a settings file; the environment's overrides stay each machine's own."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> str:
        """Raises SettingsMalformedError."""
        return _shared_of(load_settings(self._file, {}))

    def write(self, content: str) -> str:
        """What it does not know it leaves alone: a newer program may share more. Raises SettingsMalformedError."""
        return _shared_of(change_settings(self._file, lambda settings: _taken_over(settings, content)))


def _shared_of(settings: Settings) -> str:
    values = settings.model_dump(mode="json")
    shared = {section: {field: values[section][field] for field in fields} for section, fields in SHARED.items()}
    return json.dumps(shared, ensure_ascii=False, sort_keys=True)


def _taken_over(settings: Settings, content: str) -> Settings:
    try:
        theirs = json.loads(content)
        document = settings.model_dump()
        for section, fields in SHARED.items():
            for field in fields:
                if field in theirs.get(section, {}):
                    document[section][field] = theirs[section][field]
        return Settings.model_validate(document)
    except (ValueError, TypeError, AttributeError, ValidationError) as error:
        raise SettingsMalformedError(file="server", field="settings") from error
