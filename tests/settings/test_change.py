"""Two changes of one settings file at once: none is lost, whichever thread or program made it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.change import change_settings
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.schema import KioskSettings, LanSettings, Settings


def test_a_change_waits_for_the_one_before_and_builds_on_it(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.toml"
    is_first, may_end = threading.Event(), threading.Event()

    def slowly(settings: Settings) -> Settings:
        is_first.set()
        may_end.wait(10)
        return settings.model_copy(update={"lan": LanSettings(enabled=True)})

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(change_settings, file, slowly)
        is_first.wait(10)
        second = pool.submit(change_settings, file, lambda s: s.model_copy(update={"kiosk": KioskSettings(retakes=5)}))
        was_waiting = not second.done()
        may_end.set()
        first.result()
        second.result()

    assert was_waiting
    written = load_settings(file, {})
    assert (written.lan.enabled, written.kiosk.retakes) == (True, 5)


def test_a_change_that_fails_leaves_the_file_and_lets_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# ours\n[general]\nevent_name = "Fair"\n')

    def broken(_: Settings) -> Settings:
        raise SettingsMalformedError(file="server", field="settings")

    with pytest.raises(SettingsMalformedError):
        change_settings(file, broken)
    before = file.read_text()
    change_settings(file, lambda s: s.model_copy(update={"lan": LanSettings(enabled=True)}))

    assert before == '# ours\n[general]\nevent_name = "Fair"\n'
    assert "# ours" in file.read_text()
    assert load_settings(file, {}).general.event_name == "Fair"
    assert file.stat().st_mode & 0o777 == 0o600
