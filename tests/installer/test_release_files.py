"""The files that make a release say what they must, as far as this can be known without building."""

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from installer.linux.deb import DEPENDS, scripts
from installer.machine import apt_mirror

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"
TOOLS = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


def dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["ui"]]
    return {re.split(r"[\[<>=~! ]", line)[0].lower() for line in lines}


def pinned(name: str) -> set[str]:
    text = (INSTALLER / name).read_text(encoding="utf-8")
    return {match.lower() for match in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", text, re.MULTILINE)}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-freeze-cuda.txt"])
def test_every_dependency_is_pinned(name: str) -> None:
    assert dependencies() <= pinned(name)


def test_the_small_variant_carries_no_torch() -> None:
    found = pinned("requirements-freeze-cpu.txt")

    assert dependencies() - {"torch", "torchvision"} <= found
    assert not found & {"torch", "torchvision", "triton"}
    assert not any(name.startswith("nvidia-") for name in found)


def test_no_pin_file_says_where_packages_come_from() -> None:
    for file in INSTALLER.glob("requirements*.txt"):
        assert "://" not in file.read_text(encoding="utf-8"), file.name


def test_the_recipe_is_python_and_names_what_ships() -> None:
    recipe = (INSTALLER / "freeze" / "alphamale.spec").read_text(encoding="utf-8")

    ast.parse(recipe)
    for shipped in ('"resources"', '"weights"', "storage/migrations", "licenses", "NSCameraUsageDescription"):
        assert shipped in recipe


def test_the_kiosk_service_is_watched_and_started_for_ever() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way to keep upper case
    unit.read(INSTALLER / "linux" / "alphamale-kiosk.service", encoding="utf-8")

    service = unit["Service"]
    assert (service["Type"], service["NotifyAccess"], service["Restart"]) == ("notify", "all", "always")
    assert int(service["WatchdogSec"]) > 30
    assert service["ExecStart"].endswith("/usr/bin/alphamale --kiosk")
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"


def test_all_of_the_kiosk_stays_in_its_service_where_it_is_heard_and_ended() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read(INSTALLER / "linux" / "alphamale-kiosk.service", encoding="utf-8")

    # A login session's processes belong to the session: systemd drops what they report, and leaves them behind.
    assert "pamname" not in unit["Service"]
    assert unit["Unit"]["requires"] == "seatd.service"
    assert unit["Service"]["runtimedirectory"] == "alphamale"
    assert {"libwayland-client0", "libwayland-cursor0", "libwayland-egl1"} <= set(DEPENDS)


def test_the_bare_root_is_made_from_the_mirror_of_debian_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known = tmp_path / "apt-get"
    known.write_text("#!/bin/sh\necho http://mirror.invalid/debian-security/\necho http://mirror.invalid/debian/\n")
    known.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    assert apt_mirror() == ["http://mirror.invalid/debian/"]


@pytest.mark.skipif(shutil.which("shellcheck", path=TOOLS) is None, reason="shellcheck is not installed")
def test_the_scripts_have_no_known_shell_mistakes() -> None:
    files = [INSTALLER / "setup.sh", INSTALLER / "lock.sh"]
    files += [INSTALLER / "linux" / name for name in ("install.sh", "alphamale-rollback", "alphamale-kiosk-setup")]
    texts = {file.name: file.read_text(encoding="utf-8") for file in files} | dict(scripts("1.0"))
    checker = shutil.which("shellcheck", path=TOOLS)
    assert checker is not None

    for name, text in texts.items():
        done = subprocess.run([checker, "-s", "sh", "-"], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (name, done.stdout)


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_menu_entry_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", str(INSTALLER / "linux" / "alphamale.desktop")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


def test_the_package_depends_on_what_the_set_up_script_installs() -> None:
    setup = (INSTALLER / "setup.sh").read_text(encoding="utf-8")
    wanted = re.search(r'^libraries="([^"]+)"', setup, re.MULTILINE)

    assert wanted is not None
    assert set(wanted.group(1).split()) <= {one.split(" | ")[0] for one in DEPENDS}


def test_the_package_scripts_are_whole() -> None:
    for name, text in scripts("1.0").items():
        done = subprocess.run(["sh", "-n"], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (name, done.stderr)


def test_the_windows_script_installs_both_programs_and_offers_the_kiosk() -> None:
    script = (INSTALLER / "windows" / "alphamale.iss").read_text(encoding="utf-8")
    names = set(re.findall(r"\{cm:(\w+)\}", script)) | set(re.findall(r"CustomMessage\('(\w+)'\)", script))

    for language in ("english", "korean"):
        assert names == set(re.findall(rf"^{language}\.(\w+)=", script, re.MULTILINE))
    assert 'Parameters: "--kiosk"' in script


def test_the_workflow_is_valid() -> None:
    checker = Path(sys.executable).parent / "check-jsonschema"
    workflow = ROOT / ".github" / "workflows" / "release.yml"

    done = subprocess.run(
        [str(checker), "--builtin-schema", "vendor.github-workflows", str(workflow)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("actionlint", path=TOOLS) is None, reason="actionlint is not installed")
def test_actionlint_finds_nothing_in_the_workflow() -> None:
    linter = shutil.which("actionlint", path=TOOLS)
    assert linter is not None

    done = subprocess.run(
        [linter, "-no-color", str(ROOT / ".github" / "workflows" / "release.yml")],
        env={**os.environ, "PATH": TOOLS}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
