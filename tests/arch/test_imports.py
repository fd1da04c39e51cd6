"""The import rules hold, and would catch who breaks them."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.sources import PACKAGE, ROOT

CONFIG = ROOT / ".importlinter"
NAME = "alphamale_desktop"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))"
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(CONFIG)
    return parser


def test_the_project_keeps_its_import_rules() -> None:
    outcome = _lint(ROOT)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_room_has_its_place_in_the_layers() -> None:
    layers = _contracts()["importlinter:contract:layers"]["layers"]
    placed = set(re.findall(rf"{NAME}\.(\w+)", layers))

    rooms = {file.parent.name for file in PACKAGE.glob("*/__init__.py")} | {f.stem for f in PACKAGE.glob("*.py")}

    # The version stands beside the rooms, for the build.
    assert rooms - placed == {"__init__", "version"}


def test_only_rooms_that_may_know_qt_are_left_out_of_the_rule_about_qt() -> None:
    ruled = set(re.findall(rf"{NAME}\.(\w+)", _contracts()["importlinter:contract:qt"]["source_modules"]))
    rooms = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}

    assert rooms - ruled == {"ui"}


@pytest.fixture(scope="module")
def hollow_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the same rules and the same rooms, all of them empty."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(CONFIG, folder)
    modules = {*re.findall(rf"{NAME}(?:\.\w+)*", CONFIG.read_text()), f"{NAME}.composition.desktop"}
    leaves = {module for module in modules if not any(other.startswith(f"{module}.") for other in modules)}
    for module in leaves:
        *parents, leaf = module.split(".")
        for depth in range(1, len(parents) + 1):
            parent = folder.joinpath(*parents[:depth])
            parent.mkdir(exist_ok=True)
            (parent / "__init__.py").touch()
        is_file = leaf == "__main__" or len(parents) > 1
        path = folder.joinpath(*parents, f"{leaf}.py" if is_file else leaf)
        path.touch() if is_file else path.mkdir()
        if not is_file:
            (path / "__init__.py").touch()
    return folder


def test_empty_rooms_break_no_rule(hollow_house: Path) -> None:
    outcome = _lint(hollow_house)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("room", "imported", "rule"),
    [
        ("domain", f"{NAME}.application", "Imports point inwards"),
        ("application", f"{NAME}.storage", "Imports point inwards"),
        ("vision", f"{NAME}.storage", "Imports point inwards"),
        ("storage", f"{NAME}.sharing", "Imports point inwards"),
        ("ui", f"{NAME}.vision", "Imports point inwards"),
        ("lan", f"{NAME}.sharing", "Imports point inwards"),
        ("camera", f"{NAME}.ui", "Imports point inwards"),
        ("composition", f"{NAME}.cli", "Imports point inwards"),
        ("training", f"{NAME}.storage", "Training uses vision and no other room"),
        ("domain", "numpy", "The inner rooms know the standard library only"),
        ("application", "PIL.Image", "The inner rooms know the standard library only"),
        ("ui", "torch.nn", "The user interface knows no model, no database and no cloud"),
        ("ui", "sqlalchemy", "The user interface knows no model, no database and no cloud"),
        ("cli", "PySide6.QtCore", "Only the user interface and the desktop composition know Qt"),
        ("vision", "PySide6.QtGui", "Only the user interface and the desktop composition know Qt"),
        ("texts", "PySide6.QtCore", "Only the user interface and the desktop composition know Qt"),
    ],
)
def test_a_forbidden_import_breaks_its_rule(hollow_house: Path, room: str, imported: str, rule: str) -> None:
    intruder = hollow_house / NAME / room / "intruder.py"
    intruder.write_text(f"import {imported}\n")

    outcome = _lint(hollow_house)

    intruder.unlink()
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert re.search(rf"{re.escape(rule)}\s+BROKEN", outcome.stdout), outcome.stdout


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("ui/page.py", "PySide6.QtQuick"),
        ("composition/desktop.py", "PySide6.QtGui"),
        ("training/loop.py", f"{NAME}.vision"),
        ("cli/analyse.py", f"{NAME}.composition"),
        ("storage/rows.py", "sqlalchemy"),
    ],
)
def test_a_permitted_import_breaks_no_rule(hollow_house: Path, module: str, imported: str) -> None:
    guest = hollow_house / NAME / module
    before = guest.read_text() if guest.exists() else None
    guest.write_text(f"import {imported}\n")

    outcome = _lint(hollow_house)

    guest.unlink() if before is None else guest.write_text(before)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
