"""What importing the program does: nothing, and nothing heavy before it is needed."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.sources import PACKAGE, ROOT, package_files

QT_ROOMS = (
    "ui",
    "composition/screenshots.py",
    *(
        f"composition/{f.name}"
        for f in (PACKAGE / "composition").glob("desktop*.py")
        if f.name != "desktop_settings.py"
    ),
)
HEAVY_ROOMS = ("vision", "training")
HEAVY = ["torch", "torchvision"]

_SPY = """
import importlib, json, logging, os, signal, sys, threading

class Refuse:
    def __init__(self, names):
        self.names = names
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in self.names:
            raise ImportError(f"{name} is not installed")

order = json.loads(sys.stdin.read())
sys.meta_path.insert(0, Refuse(order["absent"]))
hooks, handlers = sys.excepthook, signal.getsignal(signal.SIGINT)
home = os.environ["HOME"]
findings = []
seen = set()

def note(module, what):
    if what not in seen:
        seen.add(what)
        findings.append(f"{module}: {what}")

for module in order["modules"]:
    try:
        importlib.import_module(module)
    except ImportError as error:
        note(module, f"does not import: {error}")
    for name in order["heavy"]:
        if name in sys.modules:
            note(module, f"imports {name}")
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            note(module, f"starts the thread {thread.name}")
    if logging.getLogger().handlers:
        note(module, "sets up the log")
    if sys.excepthook is not hooks or signal.getsignal(signal.SIGINT) is not handlers:
        note(module, "installs a hook")
    for folder, _, files in os.walk(home):
        for file in files:
            note(module, f"writes {os.path.join(folder, file)[len(home):]}")
print(json.dumps(findings))
"""


def _modules(*, qt: bool, heavy: bool) -> list[str]:
    def is_wanted(file: Path) -> bool:
        is_qt = any(file.is_relative_to(PACKAGE / room) for room in QT_ROOMS)
        is_heavy = any(file.is_relative_to(PACKAGE / room) for room in HEAVY_ROOMS)
        return (qt or not is_qt) and (heavy or not is_heavy) and "migrations" not in file.parts

    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in package_files() if is_wanted(file)]
    return [name.removesuffix(".__init__") for name in names]


def _findings(home: Path, modules: list[str], absent: list[str], heavy: list[str]) -> list[str]:
    """What happened while a fresh process imported ``modules`` in turn, in an empty home folder."""
    order = json.dumps({"modules": modules, "absent": absent, "heavy": heavy})
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "ALPHAMALE_"))}
    environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    # matplotlib lists the fonts of the machine when it is first imported; that takes long, and is not ours to judge.
    environment.setdefault("MPLCONFIGDIR", str(Path.home() / ".cache" / "matplotlib"))
    command = [sys.executable, "-c", _SPY]
    done = subprocess.run(command, input=order, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1, f"something was printed: {done.stdout}"
    findings: list[str] = json.loads(done.stdout)
    return findings


def test_everything_but_the_user_interface_imports_without_qt_and_only_vision_needs_torch(tmp_path: Path) -> None:
    modules = _modules(qt=False, heavy=False)

    assert len(modules) > 50
    assert _findings(tmp_path, modules, absent=["PySide6", "shiboken6"], heavy=HEAVY) == []


def test_the_user_interface_imports_without_torch(tmp_path: Path) -> None:
    modules = sorted({*_modules(qt=True, heavy=False)} - {*_modules(qt=False, heavy=False)})

    assert len(modules) > 5
    assert _findings(tmp_path, modules, absent=[], heavy=HEAVY) == []


_RUN = """
import json, sys
from alphamale_desktop.cli.app import run
import alphamale_desktop.cli.window
status = run(sys.argv[1:])
print(json.dumps([status, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def _loaded_by(home: Path, *arguments: str) -> tuple[int, set[str]]:
    """The exit status of a command in a fresh process, and the packages that it imported."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "ALPHAMALE_"))}
    environment |= {"ALPHAMALE_HOME": str(home), "PYTHONPATH": str(ROOT), "CUDA_VISIBLE_DEVICES": ""}
    command = [sys.executable, "-c", _RUN, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    status, packages = json.loads(done.stdout.splitlines()[-1])
    return status, set(packages)


def test_judging_a_photo_on_the_cpu_imports_no_torch(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None
    portrait = Path(str(spec.origin)).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"

    status, packages = _loaded_by(tmp_path, "analyse", "--device", "cpu", "--json", str(portrait))

    assert status == 0
    assert "onnxruntime" in packages
    assert packages.isdisjoint(["torch", "torchvision", "matplotlib", "PySide6"])


def test_saying_the_version_and_watching_over_a_kiosk_imports_little(tmp_path: Path) -> None:
    status, packages = _loaded_by(tmp_path, "--version")

    assert status == 0
    assert packages.isdisjoint(["PIL", "PySide6", "cv2", "numpy", "onnxruntime", "rich", "sqlalchemy", "torch"])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_models_rooms_import_without_a_side_effect(tmp_path: Path) -> None:
    modules = sorted({*_modules(qt=False, heavy=True)} - {*_modules(qt=False, heavy=False)})

    assert len(modules) > 10
    assert _findings(tmp_path, modules, absent=["PySide6", "shiboken6"], heavy=[]) == []


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ("import threading; threading.Thread(target=threading.Event().wait, daemon=True, name='loop').start()",
         "starts the thread loop"),
        ("import logging; logging.basicConfig()", "sets up the log"),
        ("import pathlib; pathlib.Path.home().joinpath('left.txt').touch()", "writes /left.txt"),
        ("import sys; sys.excepthook = print", "installs a hook"),
        ("import decimal", "imports decimal"),
        ("import wave", "does not import: wave is not installed"),
    ],
)  # fmt: skip
def test_a_module_that_acts_when_it_is_imported_is_found_out(tmp_path: Path, source: str, finding: str) -> None:
    (tmp_path / "suspect.py").write_text(source)

    findings = _findings(tmp_path, ["suspect"], absent=["wave"], heavy=["decimal"])

    assert f"suspect: {finding}" in findings
