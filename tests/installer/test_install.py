"""Installing beside an earlier version, and going back: the real scripts on a small program."""

import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from installer.linux.deb import build_deb

LINUX = Path(__file__).resolve().parents[2] / "installer" / "linux"

pytestmark = pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the scripts are for Linux")


def a_program(folder: Path, version: str, form: str, *, runs: bool = True) -> Path:
    """Answers as the real one does to what the scripts ask."""
    folder.mkdir(parents=True)
    program = folder / "alphamale"
    program.write_text(
        f"""#!/bin/sh
[ {"0" if runs else "1"} = 0 ] || exit 3
case "$1 $2" in
    "--version ") echo "alphamale {version}" ;;
    "db downgrade") [ "$3" != refused ] || exit 1; echo "$*" >> "$(dirname "$0")/asked" ;;
    "db revision") echo "{form}" ;;
    *) echo "$*" >> "$(dirname "$0")/asked" ;;
esac
"""
    )
    program.chmod(0o755)
    return folder


def an_archive(folder: Path, version: str, form: str, *, runs: bool = True) -> Path:
    """As the release script lays it out."""
    program = a_program(folder / "alphamale", version, form, runs=runs)
    for name in ("install.sh", "alphamale-rollback"):
        shutil.copy(LINUX / name, folder / name)
    (folder / "VERSION").write_text(f"{version}\n")
    digest = hashlib.sha256((program / "alphamale").read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{digest}  alphamale/alphamale\n")
    return folder


def two_versions(tmp_path: Path, older_form: str, newer_form: str) -> Path:
    """1.0 and then 1.1, installed by their archives; returns where."""
    base = tmp_path / "base"
    for version, form in (("1.0", older_form), ("1.1", newer_form)):
        run("sh", an_archive(tmp_path / version, version, form) / "install.sh", "--to", base)
    return base


def run(*command: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(part) for part in command],
        # With a folder named, the data is the caller's own: root would otherwise see to everybody on this computer.
        env={**os.environ, "ALPHAMALE_HOME": "/nonexistent", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def installed(base: Path) -> str:
    return run(base / "bin" / "alphamale", "--version").stdout.strip()


def asked(base: Path, version: str) -> list[str]:
    """What the scripts had that version do, since this was last asked."""
    file = base / "versions" / version / "asked"
    lines = file.read_text().splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return lines


def test_a_version_is_installed_beside_the_one_before_and_rolled_back_with_its_data(tmp_path: Path) -> None:
    base = tmp_path / "with space"
    run("sh", an_archive(tmp_path / "a1", "1.0", "0001") / "install.sh", "--to", base)

    done = run("sh", an_archive(tmp_path / "a2", "1.1", "0002") / "install.sh", "--to", base)

    assert done.returncode == 0, done.stderr
    assert installed(base) == "alphamale 1.1"

    back = run(base / "bin" / "alphamale-rollback", ALPHAMALE_BASE=str(base))

    assert back.returncode == 0, back.stderr
    assert installed(base) == "alphamale 1.0"
    assert asked(base, "1.1") == ["db downgrade 0001", "settings back"]
    assert asked(base, "1.0") == []


def test_going_back_twice_comes_forward_with_the_newer_settings(tmp_path: Path) -> None:
    base = two_versions(tmp_path, "0001", "0002")
    run(base / "bin" / "alphamale-rollback", ALPHAMALE_BASE=str(base))
    asked(base, "1.1")

    forward = run(base / "bin" / "alphamale-rollback", ALPHAMALE_BASE=str(base))

    assert forward.returncode == 0, forward.stderr
    assert installed(base) == "alphamale 1.1"
    assert asked(base, "1.1") == ["settings forward"]
    assert asked(base, "1.0") == []


def test_without_a_change_of_the_database_only_the_settings_go_back(tmp_path: Path) -> None:
    base = two_versions(tmp_path, "0002", "0002")

    run(base / "bin" / "alphamale-rollback", ALPHAMALE_BASE=str(base))

    assert asked(base, "1.1") == ["settings back"]


def test_a_database_that_cannot_be_taken_back_keeps_the_version_in_use(tmp_path: Path) -> None:
    base = two_versions(tmp_path, "refused", "zzzz")

    done = run(base / "bin" / "alphamale-rollback", ALPHAMALE_BASE=str(base))

    assert done.returncode == 1
    assert "the version in use stays" in done.stderr
    assert installed(base) == "alphamale 1.1"
    assert asked(base, "1.1") == []


def test_the_other_variant_of_the_same_version_keeps_the_settings(tmp_path: Path) -> None:
    base = tmp_path / "base"
    for variant in ("cpu", "cuda"):
        archive = an_archive(tmp_path / variant, f"1.0-{variant}", "0001")
        run("sh", archive / "install.sh", "--to", base)

    done = run(base / "bin" / "alphamale-rollback", ALPHAMALE_BASE=str(base))

    assert done.returncode == 0, done.stderr
    assert installed(base) == "alphamale 1.0-cpu"
    assert asked(base, "1.0-cpu") == asked(base, "1.0-cuda") == []


def test_only_the_version_before_is_kept(tmp_path: Path) -> None:
    base = tmp_path / "base"
    for number in range(1, 4):
        archive = an_archive(tmp_path / f"a{number}", f"1.{number}", "0001")
        run("sh", archive / "install.sh", "--to", base)

    assert sorted(folder.name for folder in (base / "versions").iterdir()) == ["1.2", "1.3"]


def test_a_version_that_does_not_run_here_leaves_the_old_one_in_place(tmp_path: Path) -> None:
    base = tmp_path / "base"
    run("sh", an_archive(tmp_path / "a1", "1.0", "0001") / "install.sh", "--to", base)

    done = run("sh", an_archive(tmp_path / "a2", "1.1", "0001", runs=False) / "install.sh", "--to", base)

    assert done.returncode == 1
    assert "does not run here" in done.stderr
    assert installed(base) == "alphamale 1.0"
    assert not (base / "versions" / "1.1.new").exists()


def test_damaged_files_are_not_installed(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "a1", "1.0", "0001")
    with (archive / "alphamale" / "alphamale").open("a") as program:
        program.write("# changed\n")

    done = run("sh", archive / "install.sh", "--to", tmp_path / "base")

    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert not (tmp_path / "base" / "current").exists()


def test_without_an_earlier_version_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    base = tmp_path / "base"
    run("sh", an_archive(tmp_path / "a1", "1.0", "0001") / "install.sh", "--to", base)

    done = run(base / "bin" / "alphamale-rollback", ALPHAMALE_BASE=str(base))

    assert done.returncode == 1
    assert "no earlier version" in done.stderr
    assert installed(base) == "alphamale 1.0"


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb makes the package; it is Debian's")
def test_the_package_holds_the_program_its_menu_entry_and_its_service(tmp_path: Path) -> None:
    program = a_program(tmp_path / "program", "2.0", "0001")

    package = build_deb(program, "2.0", tmp_path)

    raw = subprocess.run(["dpkg-deb", "--fsys-tarfile", package], capture_output=True, check=True, timeout=60).stdout
    (tmp_path / "files.tar").write_bytes(raw)
    with tarfile.open(tmp_path / "files.tar") as files:
        found = {member.name.removeprefix("./"): member for member in files.getmembers()}
    for wanted in (
        "opt/alphamale/versions/2.0/alphamale",
        "usr/share/applications/alphamale.desktop",
        "usr/lib/systemd/system/alphamale-kiosk.service",
        "usr/lib/udev/rules.d/70-alphamale-camera.rules",
        "usr/share/icons/hicolor/256x256/apps/alphamale.png",
        "usr/sbin/alphamale-kiosk-setup",
    ):
        assert wanted in found
    assert found["usr/bin/alphamale"].linkname == "/opt/alphamale/current/alphamale"
    assert all(member.uid == 0 for member in found.values())
    control = run("dpkg-deb", "--field", package).stdout
    assert "libxcb-cursor0" in control


@pytest.mark.parametrize("name", ["alphamale-kiosk-setup", "alphamale-rollback", "install.sh"])
def test_the_scripts_are_whole(name: str) -> None:
    done = run("sh", "-n", LINUX / name)

    assert done.returncode == 0, done.stderr
