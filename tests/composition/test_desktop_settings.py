"""Choices in the settings file."""

from dataclasses import replace
from pathlib import Path

from alphamale_desktop.application.settings_desk import Choices
from alphamale_desktop.composition.desktop_settings import FileSettingsDesk, choices_of
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.schema import Settings

EVERYTHING = Choices(
    language="en",
    event_name="Gala",
    camera="usb-2",
    auto_shutter=True,
    device="cpu",
    retakes=4,
    idle_s=90,
    retention_days=7,
    text_percent=150,
    is_high_contrast=True,
    has_motion=False,
)


def test_the_defaults_are_the_same_on_both_sides() -> None:
    assert choices_of(Settings()) == Choices()


def test_every_choice_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"

    FileSettingsDesk(file, Settings()).write(EVERYTHING)

    assert choices_of(load_settings(file, {})) == EVERYTHING


def test_a_choice_can_be_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    desk = FileSettingsDesk(file, Settings())

    desk.write(EVERYTHING)
    desk.write(Choices())

    assert choices_of(load_settings(file, {})) == Choices()


def test_what_the_environment_decides_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    in_force = load_settings(file, {"ALPHAMALE_MODELS__DEVICE": "cpu"})
    desk = FileSettingsDesk(file, in_force)

    desk.write(replace(desk.read(), retakes=3))

    kept = load_settings(file, {})
    assert kept.models.device == "auto"
    assert kept.kiosk.retakes == 3


def test_what_nobody_can_choose_stays_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[storage]\ndatabase_url = "postgresql://host/db"\n', encoding="utf-8")

    FileSettingsDesk(file, load_settings(file, {})).write(replace(Choices(), idle_s=120))

    assert load_settings(file, {}).storage.database_url == "postgresql://host/db"
