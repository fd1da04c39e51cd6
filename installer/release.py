"""Builds what people install: the frozen program, tried, then packed for this system.

    python3 installer/release.py --variant cpu            # 0.8 GB; ONNX Runtime computes
    python3 installer/release.py --variant cuda           # 4.8 GB; with PyTorch and CUDA
    python3 installer/release.py --variant cpu --steps freeze smoke

Needs what ``sh installer/setup.sh --dev`` installed. Everything is made below ``build`` and ``dist``.
"""

import argparse
import hashlib
import json
import os
import platform
import runpy
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer.linux.deb import build_deb  # noqa: E402 - a script's neighbour

VERSION: str = runpy.run_path(str(ROOT / "alphamale_desktop" / "version.py"))["__version__"]
BUILD, DIST = ROOT / "build", ROOT / "dist"
STEPS = ("environment", "notices", "freeze", "smoke", "package")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Builds, tries and packs the program.")
    parser.add_argument("--variant", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    chosen = parser.parse_args(arguments)
    variant: str = chosen.variant
    DIST.mkdir(exist_ok=True)
    steps: dict[str, Callable[[str], None]] = {
        "environment": environment,
        "notices": notices,
        "freeze": freeze,
        "smoke": smoke,
        "package": package,
    }
    for name in STEPS:
        if name in chosen.steps:
            begun_s = time.monotonic()
            steps[name](variant)
            print(f"release: {name} took {time.monotonic() - begun_s:.0f} s", flush=True)  # noqa: T201 - a script
    return 0


def environment(variant: str) -> None:
    """An environment that holds what this variant ships and PyInstaller; nothing else can slip in."""
    folder = environment_folder(variant)
    shutil.rmtree(folder, ignore_errors=True)
    uv = ROOT / ".tools" / "bin" / "uv"
    run(str(uv), "venv", "--quiet", "--python", sys.executable, str(folder))
    pins = ROOT / "installer" / f"requirements-freeze-{variant}.txt"
    python = python_of(variant)
    run(str(uv), "pip", "install", "--quiet", "--python", str(python), "--require-hashes", "--requirement", str(pins))


def notices(variant: str) -> None:
    """The parts list (CycloneDX) and every part's licence, from what is installed in the variant's environment."""
    folder = BUILD / "notices"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    python = python_of(variant)
    tools = Path(sys.executable).parent
    sbom = folder / "sbom.cdx.json"
    run(str(tools / "cyclonedx-py"), "environment", str(python), "--of", "JSON", "-o", str(sbom))
    licences = run(
        str(tools / "pip-licenses"), "--python", str(python), "--from=mixed", "--with-license-file",
        "--with-notice-file", "--with-urls", "--no-license-path", "--format=plain-vertical", capture=True,
    )  # fmt: skip
    (folder / "THIRD-PARTY.txt").write_text(licences, encoding="utf-8")
    for licence in (ROOT / "resources" / "fonts").glob("LICENSE-*"):
        shutil.copyfile(licence, folder / licence.name)
    shutil.copyfile(ROOT / "weights" / "MODEL_CARD.md", folder / "MODEL_CARD.md")
    for source, name in bundled_notices(environment_folder(variant)).items():
        shutil.copyfile(source, folder / name)
    shutil.copyfile(sbom, DIST / f"{name_of(variant)}.cdx.json")


def bundled_notices(folder: Path) -> dict[Path, str]:
    """Notices about libraries inside of packages, which the packages' own licences do not cover, and Python's."""
    found = [*folder.rglob("LICENSE-3RD-PARTY.txt"), *folder.rglob("ThirdPartyNotices.txt")]
    named = {file: f"{file.relative_to(folder).parts[-2].split('-')[0]}-{file.name}" for file in found}
    for base in (Path(sys.base_prefix), Path(sys.base_prefix) / "lib" / f"python3.{sys.version_info.minor}"):
        if (base / "LICENSE.txt").is_file():
            named[base / "LICENSE.txt"] = "LICENSE-Python.txt"
    return named


def freeze(variant: str) -> None:
    if variant == "cuda":
        has_cuda = run(str(python_of(variant)), "-c", "import torch; print(torch.version.cuda or '')", capture=True)
        if not has_cuda.strip():
            raise SystemExit("release: the package index's PyTorch has no CUDA for this system; build the cpu variant")
    build = {"variant": variant, "version": VERSION, "commit": commit()}
    BUILD.mkdir(exist_ok=True)
    (BUILD / "build.json").write_text(json.dumps(build), encoding="utf-8")
    extra = {"ALPHAMALE_VARIANT": variant, "SOURCE_DATE_EPOCH": commit_time()}
    run(
        str(python_of(variant)), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", str(frozen_folder(variant).parent), "--workpath", str(BUILD / f"work-{variant}"),
        str(ROOT / "installer" / "freeze" / "alphamale.spec"), extra=extra,
    )  # fmt: skip


def smoke(variant: str) -> None:
    """Tries the frozen program where there is no Python; see ``installer/smoke``."""
    run(sys.executable, str(ROOT / "installer" / "smoke.py"), "--program", str(frozen_folder(variant)))


def package(variant: str) -> None:
    program = frozen_folder(variant)
    match platform.system():
        case "Linux":
            made = [pack_archive(program, variant), build_deb(program, f"{VERSION}-{variant}", DIST)]
        case "Windows":
            script = ROOT / "installer" / "windows" / "alphamale.iss"
            run("iscc", f"/DVersion={VERSION}", f"/DVariant={variant}", f"/DProgram={program}", str(script))
            made = [DIST / f"{name_of(variant)}-setup.exe"]
        case "Darwin":
            image = DIST / f"{name_of(variant)}.dmg"
            app = program.parent / "AlphaMale.app"
            run("hdiutil", "create", "-volname", "AlphaMale", "-srcfolder", str(app), "-ov", str(image))
            made = [image]
        case other:
            raise SystemExit(f"no package is known for {other}")
    sums = "".join(f"{sha256(file)}  {file.name}\n" for file in made)
    (DIST / f"{name_of(variant)}.sha256").write_text(sums, encoding="utf-8")


def pack_archive(program: Path, variant: str) -> Path:
    """An archive with an installer of its own, for systems without dpkg."""
    name = name_of(variant)
    stage = BUILD / "archive" / name
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    for script in ("install.sh", "alphamale-rollback"):
        shutil.copy(ROOT / "installer" / "linux" / script, stage / script)
    (stage / "VERSION").write_text(f"{VERSION}-{variant}\n", encoding="utf-8")
    (stage / "alphamale").symlink_to(program)
    files = sorted(file for file in program.rglob("*") if file.is_file())
    sums = "".join(f"{sha256(file)}  alphamale/{file.relative_to(program).as_posix()}\n" for file in files)
    (stage / "SHA256SUMS").write_text(sums, encoding="utf-8")
    (stage / "alphamale").unlink()
    target = DIST / f"{name}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=6) as archive:
        archive.add(stage, name)
        archive.add(program, f"{name}/alphamale")
    return target


def name_of(variant: str) -> str:
    return f"alphamale-{VERSION}-{platform.system().lower()}-{platform.machine().lower()}-{variant}"


def environment_folder(variant: str) -> Path:
    return BUILD / f"env-{variant}"


def python_of(variant: str) -> Path:
    folder = environment_folder(variant)
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def frozen_folder(variant: str) -> Path:
    return BUILD / f"frozen-{variant}" / "alphamale"


def commit() -> str:
    return run("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD", capture=True).strip()


def commit_time() -> str:
    return run("git", "-C", str(ROOT), "log", "-1", "--format=%ct", capture=True).strip()


def sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def run(*command: str, capture: bool = False, extra: Mapping[str, str] | None = None) -> str:
    """Runs a command to its end; ends this program with a sentence where it fails."""
    environment_ = {**os.environ, **(extra or {})}
    done = subprocess.run(
        command, cwd=ROOT, env=environment_, check=False, text=True, stdout=subprocess.PIPE if capture else None
    )
    if done.returncode:
        raise SystemExit(f"release: {' '.join(command[:4])} failed with status {done.returncode}")
    return done.stdout or ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
