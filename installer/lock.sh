#!/bin/sh
# Pins every dependency with its hashes, without naming where packages come from. Run it after a change of
# pyproject.toml; it needs the network.
set -eu
cd "$(dirname "$0")/.."
uv=.tools/bin/uv
[ -x "$uv" ] || python3 -m pip install --quiet --target .tools uv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$work" <<'PYTHON'
import sys, tomllib
from pathlib import Path
project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
work = Path(sys.argv[1])
(work / "build.in").write_text("\n".join([*project["build-system"]["requires"], "editables"]))
(work / "dev.in").write_text("\n".join(project["dependency-groups"]["dev"]))
(work / "uv.in").write_text("uv")
(work / "pyinstaller.in").write_text("pyinstaller")
torch = ("torch", "torchvision")
shipped = [one for one in project["project"]["dependencies"] if not one.startswith(torch)]
(work / "cpu.in").write_text("\n".join([*shipped, *project["project"]["optional-dependencies"]["ui"]]))
PYTHON
pin() {
    out=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-annotate --no-header --output-file "installer/$out" "$@"
}
pin requirements-dev.txt pyproject.toml "$work/build.in" "$work/dev.in" --extra ui
pin requirements.txt pyproject.toml "$work/build.in" --extra ui --constraint installer/requirements-dev.txt
# What the installers carry: without PyTorch in the cpu variant.
pin requirements-freeze-cpu.txt "$work/cpu.in" "$work/pyinstaller.in" --constraint installer/requirements-dev.txt
pin requirements-freeze-cuda.txt pyproject.toml "$work/pyinstaller.in" --extra ui \
    --constraint installer/requirements-dev.txt
pin requirements-uv.txt "$work/uv.in"
