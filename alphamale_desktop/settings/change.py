"""Changing the settings file: one writer at a time, so that of two changes at once none is lost."""

from collections.abc import Callable
from pathlib import Path

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.load import load_settings, save_settings
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.settings.sole_writer import sole_writer


def change_settings(file: Path, change: Callable[[Settings], Settings]) -> Settings:
    """What stands in the file, changed and written back; the environment plays no part. Returns what was written.

    Waits while another thread or program does the same. What ``change`` raises leaves the file as it is.

    Raises:
        SettingsMalformedError: If the file is broken, or it cannot be written.
    """
    try:
        with sole_writer(file):
            settings = change(load_settings(file, {}))
            save_settings(file, settings)
            return settings
    except OSError as error:
        raise SettingsMalformedError(file=file.name, field="-") from error
