"""The local network's settings on their way between the section and the file."""

from dataclasses import replace
from pathlib import Path

import pytest

from alphamale_desktop.application.lan_desk import LanChoices
from alphamale_desktop.composition.desktop_lan import LanFile, lan_choices, lan_state
from alphamale_desktop.composition.lan import LanRoom
from alphamale_desktop.settings.load import load_settings, save_settings
from alphamale_desktop.settings.schema import LanSettings, Settings
from alphamale_desktop.ui.lan_model import LanState

EVERYTHING = LanChoices(True, "Booth", "welcome-all", 3, phone_app=True, phone_app_keeps=True)


def test_the_defaults_are_the_same_on_both_sides() -> None:
    assert lan_choices(Settings().lan) == LanChoices()


def test_every_choice_survives_a_restart_and_can_be_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    desk = LanFile(file, LanSettings())

    desk.write(EVERYTHING)
    written = load_settings(file, {})
    desk.write(LanChoices())

    assert lan_choices(written.lan) == EVERYTHING
    assert load_settings(file, {}) == Settings()


def test_only_what_somebody_changed_is_written(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    by_hand = LanSettings(wifi_ssid="가" * 11, wifi_password="short", link_minutes=100)
    save_settings(file, Settings(lan=by_hand))
    desk = LanFile(file, load_settings(file, {"ALPHAMALE_LAN__ENABLED": "true"}).lan)
    shown = desk.present

    desk.write(replace(shown, phone_app=False))

    assert shown == LanChoices(is_on=True, link_hours=2)
    assert load_settings(file, {}).lan == by_hand.model_copy(update={"phone_app": False})


def test_a_server_that_is_off_or_not_made_yet_says_so() -> None:
    room = LanRoom(lambda: pytest.fail("nobody wanted it made"), "ko")

    assert lan_state(None, 8350) == LanState("off")
    assert lan_state(room, 8350) == LanState("starting")
