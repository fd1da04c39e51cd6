"""The settings around an update: what a rollback puts back, and what coming forward again finds."""

import stat
from pathlib import Path

import pytest

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.around_update import COPIES_KEPT, SettingsAroundUpdate

OLD = '[general]\nevent_name = "Spring fair"\n'
NEW = '[general]\nevent_name = "Spring fair"\n[look]\nglitter = true\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_going_back_brings_the_settings_that_the_update_found(file: Path) -> None:
    around = SettingsAroundUpdate(written(file, OLD), "2.0")
    around.note()
    written(file, NEW)

    went = around.go_back()

    assert went
    assert file.read_text(encoding="utf-8") == OLD
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_the_first_start_of_a_version_counts(file: Path) -> None:
    around = SettingsAroundUpdate(written(file, OLD), "2.0")
    around.note()
    written(file, NEW)

    around.note()

    around.go_back()
    assert file.read_text(encoding="utf-8") == OLD


def test_coming_forward_brings_the_newer_settings_and_going_back_once_more_the_older(file: Path) -> None:
    around = SettingsAroundUpdate(written(file, OLD), "2.0")
    around.note()
    written(file, NEW)
    around.go_back()
    changed_meanwhile = written(file, OLD + "retakes = 1\n").read_text(encoding="utf-8")

    came = around.come_forward()

    assert came
    assert file.read_text(encoding="utf-8") == NEW
    around.go_back()
    assert file.read_text(encoding="utf-8") == changed_meanwhile


def test_going_back_twice_keeps_the_newer_settings(file: Path) -> None:
    around = SettingsAroundUpdate(written(file, OLD), "2.0")
    around.note()
    written(file, NEW)
    around.go_back()

    went_again = around.go_back()

    assert not went_again
    around.come_forward()
    assert file.read_text(encoding="utf-8") == NEW


def test_a_version_installed_anew_after_going_back_keeps_what_it_finds_then(file: Path) -> None:
    around = SettingsAroundUpdate(written(file, OLD), "2.0")
    around.note()
    written(file, NEW)
    around.go_back()
    later = written(file, OLD + "retakes = 1\n").read_text(encoding="utf-8")

    around.note()

    written(file, NEW)
    around.go_back()
    assert file.read_text(encoding="utf-8") == later


def test_without_settings_before_the_update_going_back_means_the_defaults(file: Path) -> None:
    around = SettingsAroundUpdate(file, "2.0")
    around.note()
    written(file, NEW)

    around.go_back()

    assert file.read_text(encoding="utf-8") == ""


def test_a_version_that_never_started_has_nothing_to_go_back_to(file: Path) -> None:
    around = SettingsAroundUpdate(written(file, OLD), "2.0")

    assert not around.go_back()
    assert not around.come_forward()
    assert file.read_text(encoding="utf-8") == OLD


def test_copies_of_long_gone_versions_are_removed(file: Path) -> None:
    written(file, OLD)
    for number in range(COPIES_KEPT + 3):
        SettingsAroundUpdate(file, f"1.{number}").note()

    copies = list(file.parent.glob("settings.before-*.toml"))

    assert len(copies) == COPIES_KEPT
    assert file.with_name(f"settings.before-1.{COPIES_KEPT + 2}.toml") in copies


def test_settings_that_are_no_text_are_reported_and_left(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe")

    with pytest.raises(SettingsMalformedError):
        SettingsAroundUpdate(file, "2.0").note()

    assert file.read_bytes() == b"\xff\xfe"
