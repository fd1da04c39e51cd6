"""The command line with folders of its own, and pictures that installed packages carry."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from alphamale_desktop.cli.app import run


@dataclass(frozen=True)
class Ran:
    """One run: its exit status and what it printed."""

    status: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where settings, database and photos of the test will live: nothing is there yet; the language is English."""
    home = tmp_path / "home"
    monkeypatch.setenv("ALPHAMALE_HOME", str(home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    return home


@pytest.fixture
def home(fresh_home: Path, upgraded_sqlite: Path) -> Path:
    """The same after a first start: the database is there, and nothing was kept yet."""
    database = fresh_home / "data" / "alphamale.db"
    database.parent.mkdir(mode=0o700, parents=True)
    shutil.copy(upgraded_sqlite, database)
    database.chmod(0o600)
    return fresh_home


@pytest.fixture
def cli(fresh_home: Path, capfd: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: object) -> Ran:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Ran(status, printed.out, printed.err)

    return call


def packaged(package: str, *path: str) -> Path:
    """A file that an installed package carries."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent.joinpath(*path)


@pytest.fixture
def portrait() -> Path:
    """A well-framed portrait (public domain, ships with matplotlib)."""
    return packaged("matplotlib", "mpl-data", "sample_data", "grace_hopper.jpg")


@pytest.fixture
def cat() -> Path:
    """A cat (CC0, ships with scikit-image)."""
    return packaged("skimage", "data", "chelsea.png")
