"""Reading and writing the settings file: defaults, then the file, then the environment."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.private_file import write_private
from alphamale_desktop.settings.schema import Settings

ENVIRONMENT_PREFIX = "ALPHAMALE_"
_SEPARATOR = "__"

_Table = dict[str, object]


def load_settings(file: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force.

    Args:
        file: TOML; need not be there.
        environment: Overrides, such as ``ALPHAMALE_STORAGE__DATABASE_URL``; the process's own when left out.

    Raises:
        SettingsMalformedError: If the file is no TOML or a value is out of range; names file and field.
    """
    merged = _from_file(file)
    environment = os.environ if environment is None else environment
    for name, value in environment.items():
        section, separator, field = name.removeprefix(ENVIRONMENT_PREFIX).lower().partition(_SEPARATOR)
        if name.startswith(ENVIRONMENT_PREFIX) and separator and section in Settings.model_fields:
            merged.setdefault(section, {})[field] = value
    try:
        return Settings.model_validate(merged)
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise SettingsMalformedError(file=file.name, field=where) from error


def save_settings(file: Path, settings: Settings) -> None:
    """Writes what differs from the defaults, atomically, mode 0600; comments in the file are kept.

    The file as it was stays beside it with the ending ``.last-good``.

    Raises:
        SettingsMalformedError: If the file cannot be written or the present one is no TOML.
    """
    document = _document(file)
    for section, values in settings.model_dump(mode="json").items():
        defaults = Settings().model_dump(mode="json")[section]
        table = document.setdefault(section, tomlkit.table())
        for field, value in values.items():
            if value != defaults[field]:
                table[field] = value
            else:
                table.pop(field, None)
        if not table:
            del document[section]
    try:
        if file.exists():
            write_private(file.with_suffix(".last-good"), file.read_text(encoding="utf-8"))
        write_private(file, tomlkit.dumps(document))
    except OSError as error:
        raise SettingsMalformedError(file=file.name, field="-") from error


def load_last_good(file: Path, environment: Mapping[str, str] | None = None) -> tuple[Settings, str | None]:
    """The settings in force; where the file is broken, the last good ones or the defaults.

    Returns:
        The settings, and the error's code when something had to be left out.
    """
    try:
        return load_settings(file, environment), None
    except SettingsMalformedError as broken:
        with suppress(SettingsMalformedError):
            return load_settings(file.with_suffix(".last-good"), environment), broken.code
        return Settings(), broken.code


def _from_file(file: Path) -> dict[str, _Table]:
    return {name: dict(table) for name, table in _document(file).unwrap().items() if isinstance(table, dict)}


def _document(file: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return tomlkit.document()
    except (TOMLKitError, UnicodeDecodeError, OSError) as error:
        raise SettingsMalformedError(file=file.name, field="-") from error
