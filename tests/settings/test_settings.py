"""Settings: defaults, file, environment, and a broken file."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alphamale_desktop.application.operator_access import PinRecord
from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.load import load_last_good, load_settings, save_settings
from alphamale_desktop.settings.pin import Argon2Hasher, PinFile
from alphamale_desktop.settings.schema import KioskSettings, Settings, StorageSettings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml", {}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[storage]\nretention_days = 7\n[kiosk]\nretakes = 1\n")

    settings = load_settings(file, {"ALPHAMALE_STORAGE__RETENTION_DAYS": "9", "UNRELATED__X": "1"})

    assert settings.storage.retention_days == 9
    assert settings.kiosk.retakes == 1


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("[storage]\nretention_days = 0\n", "storage.retention_days"),
        ("[storage]\nretention = 5\n", "storage.retention"),
        ('[general]\nlanguage = "fr"\n', "general.language"),
        ("[general\n", "-"),
        ("[cloud]\nx = 1\n", "cloud"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, field: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)

    with pytest.raises(SettingsMalformedError) as caught:
        load_settings(file, {})

    assert caught.value.details == {"file": "settings.toml", "field": field}


def test_saving_keeps_comments_and_writes_only_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("# ours\n[storage]\nretention_days = 7 # a week\n")
    changed = Settings(storage=StorageSettings(retention_days=7), kiosk=KioskSettings(retakes=0))

    save_settings(file, changed)

    assert load_settings(file, {}) == changed
    assert "# ours" in file.read_text()
    assert "idle_s" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_saving_the_defaults_leaves_no_section(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[storage]\nretention_days = 7\n")

    save_settings(file, Settings())

    assert load_settings(file, {}) == Settings()
    assert "storage" not in file.read_text()


def test_a_broken_file_falls_back_to_the_last_good_one(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save_settings(file, Settings(kiosk=KioskSettings(retakes=1)))
    save_settings(file, Settings(kiosk=KioskSettings(retakes=0)))
    file.write_text("[kiosk\n")

    settings, complaint = load_last_good(file, {})

    assert settings.kiosk.retakes == 1
    assert complaint == "settings_malformed"


def test_a_broken_file_without_a_good_one_gives_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xff\xfe")

    assert load_last_good(file, {}) == (Settings(), "settings_malformed")


def test_a_pin_survives_a_restart_hashed_and_private(tmp_path: Path) -> None:
    file, hasher = tmp_path / "deep" / "pin.json", Argon2Hasher()
    until = datetime(2026, 11, 23, 12, tzinfo=UTC)

    PinFile(file).save(PinRecord(hasher.hash("2468"), 4, until))
    loaded = PinFile(file).load()

    assert (loaded.failures, loaded.locked_until) == (4, until)
    assert hasher.matches(loaded.hashed, "2468")
    assert not hasher.matches(loaded.hashed, "2469")
    assert "2468" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_pin_file_is_no_way_in(tmp_path: Path) -> None:
    file = tmp_path / "pin.json"
    file.write_text("{")

    with pytest.raises(SettingsMalformedError):
        PinFile(file).load()


def test_a_damaged_hash_matches_nothing() -> None:
    assert not Argon2Hasher().matches("nonsense", "2468")
