"""The file for whoever helps: everything useful, nothing personal, whole or not at all."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.support_bundle import HIDDEN, Told, without_secrets, write_support_bundle
from alphamale_desktop.domain.errors import FileUnwritableError
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import Settings, StorageSettings
from tests.fakes.clock import NOON
from tests.fakes.shipped import shipped_texts


@pytest.fixture
def core(tmp_path: Path) -> Core:
    settings = Settings(storage=StorageSettings(database_url="postgresql://kim:hush-hush@server/booth"))
    return Core(settings, program_paths(), user_paths(tmp_path / "home"), shipped_texts())


def test_it_holds_logs_settings_and_the_report_and_is_private(tmp_path: Path, core: Core) -> None:
    (tmp_path / "home" / "logs").mkdir(parents=True)
    (tmp_path / "home" / "logs" / "window.jsonl.1").write_text(f'{{"message": "from {Path.home()}/x"}}\n')
    (tmp_path / "home" / "logs" / "diary.txt").write_text("not a log")
    file = tmp_path / "support.zip"

    names = write_support_bundle(file, core, [{"check": "disk", "verdict": "ok"}], NOON)

    assert names == ("about.json", "doctor.json", "logs/window.jsonl.1", "settings.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as bundle:
        everything = "\n".join(bundle.read(name).decode() for name in bundle.namelist())
        about = json.loads(bundle.read("about.json"))
        settings = json.loads(bundle.read("settings.json"))
    assert "hush-hush" not in everything
    assert "kim" not in everything
    assert str(Path.home()) + "/x" not in everything
    assert settings["storage"]["database_url"] == HIDDEN
    assert settings["storage"]["retention_days"] == 30
    assert any(package.startswith("SQLAlchemy ") for package in about["packages"])


def test_secrets_are_hidden_by_name_wherever_they_stand() -> None:
    cloud: dict[str, Told] = {"secret_key": "a", "access_key": "b", "bucket": "c", "password": ""}
    settings: dict[str, Told] = {"cloud": cloud, "pin": "1234"}

    shown = without_secrets(settings)

    assert shown == {
        "cloud": {"secret_key": HIDDEN, "access_key": HIDDEN, "bucket": "c", "password": ""},
        "pin": HIDDEN,
    }


def test_a_folder_that_is_not_there_is_said_and_nothing_is_left(tmp_path: Path, core: Core) -> None:
    with pytest.raises(FileUnwritableError):
        write_support_bundle(tmp_path / "gone" / "support.zip", core, [], NOON)

    assert list(tmp_path.glob("**/*.part")) == []
