"""Makes the .deb from a frozen program. Needs dpkg-deb and nothing else."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

DEPENDS = (
    "libc6", "libglib2.0-0 | libglib2.0-0t64", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0", "libdbus-1-3",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0", "libwayland-client0",
    "libwayland-cursor0", "libwayland-egl1",
)  # fmt: skip
"""What Qt and OpenCV load from the system: what setup.sh installs, and what a kiosk's Wayland compositor is talked to
with."""

_PREINST = """#!/bin/sh
set -e
# Keeps the version that is replaced, beside the new one: hard links cost no room. alphamale-rollback goes back to it.
base=/opt/alphamale
if [ "$1" = upgrade ] && [ -L "$base/current" ]; then
    old=$(readlink "$base/current")
    if [ -d "$base/$old" ]; then
        rm -rf "$base/versions/.kept"
        cp -al "$base/$old" "$base/versions/.kept"
    fi
fi
"""

_POSTINST = """#!/bin/sh
set -e
base=/opt/alphamale
new=versions/@VERSION@
if [ "$1" = configure ]; then
    old=$(readlink "$base/current" 2>/dev/null || true)
    if [ -d "$base/versions/.kept" ] && [ -n "$old" ] && [ "$old" != "$new" ]; then
        rm -rf "${base:?}/$old"
        mv "$base/versions/.kept" "$base/$old"
    fi
    rm -rf "$base/versions/.kept"
    # It must run here before it is put in the old one's place.
    if ! "$base/$new/alphamale" --version >/dev/null; then
        echo "alphamale: the new version does not run on this computer; ${old:-no version} stays in use" >&2
        exit 1
    fi
    if [ -n "$old" ] && [ "$old" != "$new" ] && [ -d "$base/$old" ]; then ln -sfn "$old" "$base/previous"; fi
    ln -sfn "$new" "$base/current.new"
    mv -Tf "$base/current.new" "$base/current"
    for folder in "$base"/versions/*; do
        case "versions/${folder##*/}" in
            "$new" | "$(readlink "$base/previous" 2>/dev/null || true)") ;;
            *) rm -rf "$folder" ;;
        esac
    done
    if command -v udevadm >/dev/null 2>&1; then udevadm control --reload || true; fi
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload || true
        # A kiosk that runs takes the new version at once.
        systemctl try-restart alphamale-kiosk.service || true
    fi
fi
"""

_PRERM = """#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
    systemctl disable --now alphamale-kiosk.service || true
fi
"""

_POSTRM = """#!/bin/sh
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then
    rm -rf /opt/alphamale/current /opt/alphamale/previous /opt/alphamale/versions
    rmdir /opt/alphamale 2>/dev/null || true
    if [ -d /run/systemd/system ]; then systemctl daemon-reload || true; fi
fi
# Guests' data in /var/lib/alphamale and people's homes is not the package's to delete.
"""

_CONTROL = """Package: alphamale
Version: {version}
Section: graphics
Priority: optional
Architecture: {architecture}
Depends: {depends}
Recommends: cups-client
Suggests: cage, seatd
Installed-Size: {installed_kb}
Maintainer: AlphaMale Desktop <packages@alphamale.invalid>
Description: face test for desktops and event kiosks
 A guest takes a photo and learns which of five face types he has. Two models
 run on the computer itself; no cloud and no account. It is a game.
"""


def build_deb(program: Path, version: str, out: Path, architecture: str = "amd64") -> Path:
    """Packs the frozen ``program`` folder; returns the .deb in ``out``.

    Raises:
        subprocess.CalledProcessError: If dpkg-deb refuses.
    """
    stage = out / ".deb"
    shutil.rmtree(stage, ignore_errors=True)
    lay_out(program, version, stage)
    control = stage / "DEBIAN"
    control.mkdir(mode=0o755)
    for name, text in scripts(version).items():
        (control / name).write_text(text, encoding="utf-8")
        (control / name).chmod(0o755)
    size_kb = sum(file.lstat().st_size for file in stage.rglob("*") if not file.is_dir()) // 1024
    (control / "control").write_text(
        _CONTROL.format(version=version, architecture=architecture, depends=", ".join(DEPENDS), installed_kb=size_kb),
        encoding="utf-8",
    )
    target = out / f"alphamale_{version}_{architecture}.deb"
    # zstd packs in a tenth of xz's time and unpacks in a kiosk's lunch break rather than its afternoon.
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", str(stage), str(target)], check=True)
    shutil.rmtree(stage)
    return target


def scripts(version: str) -> Mapping[str, str]:
    """The package's scripts by their names."""
    return {
        "preinst": _PREINST,
        "postinst": _POSTINST.replace("@VERSION@", version),
        "prerm": _PRERM,
        "postrm": _POSTRM,
    }


def lay_out(program: Path, version: str, stage: Path) -> None:
    """Everything where the package puts it, below ``stage``."""
    target = stage / "opt" / "alphamale" / "versions" / version
    shutil.copytree(program, target, symlinks=True, copy_function=_link)
    places = {
        HERE / "alphamale.desktop": ("usr/share/applications/alphamale.desktop", 0o644),
        HERE / "alphamale-kiosk.service": ("usr/lib/systemd/system/alphamale-kiosk.service", 0o644),
        HERE / "70-alphamale-camera.rules": ("usr/lib/udev/rules.d/70-alphamale-camera.rules", 0o644),
        HERE / "alphamale-kiosk-setup": ("usr/sbin/alphamale-kiosk-setup", 0o755),
        HERE / "alphamale-rollback": ("usr/sbin/alphamale-rollback", 0o755),
        ROOT / "docs" / "kiosk.md": ("usr/share/doc/alphamale/kiosk.md", 0o644),
        ROOT / "resources" / "images" / "icon.svg": ("usr/share/icons/hicolor/scalable/apps/alphamale.svg", 0o644),
    }
    for side in (48, 128, 256):
        picture = ROOT / "resources" / "images" / f"icon-{side}.png"
        places[picture] = (f"usr/share/icons/hicolor/{side}x{side}/apps/alphamale.png", 0o644)
    for source, (place, mode) in places.items():
        file = stage / place
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)
        file.chmod(mode)
    command = stage / "usr" / "bin" / "alphamale"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/alphamale/current/alphamale")
    for folder in stage.rglob("*"):
        if folder.is_dir():
            folder.chmod(0o755)


def _link(source: str, target: str) -> None:
    """Hundreds of megabytes are linked rather than copied where the file system can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
