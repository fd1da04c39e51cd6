"""Runs qmllint over the program's QML with the types of its Python view-models."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
QML = ROOT / "resources" / "qml"
UI = ROOT / "alphamale_desktop" / "ui"
MODEL_MODULE = "AlphaMale.Model"

_CONSTANT = re.compile(r"@Property\([^\n]*constant=True[^\n]*\n\s+def (\w+)")
STRICT = ("--missing-property", "error", "--unqualified", "error", "--max-warnings", "0")


def lint(files: list[Path], scratch: Path, imports: Path = QML) -> subprocess.CompletedProcess[str]:
    """The finished run; its exit status is 0 when there was nothing to say.

    Args:
        scratch: A folder for the generated types.
    """
    types = _model_types(scratch)
    command = [_tool("qmllint"), *STRICT, "-I", str(imports), "-I", str(types), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _model_types(scratch: Path) -> Path:
    """Writes ``AlphaMale/Model/{qmldir,model.qmltypes}`` below ``scratch`` and returns it."""
    folder = scratch / "AlphaMale" / "Model"
    folder.mkdir(parents=True, exist_ok=True)
    described = folder / "model.json"
    texts = {file: file.read_text(encoding="utf-8") for file in UI.glob("*.py")}
    models = [file for file, text in texts.items() if "@QmlElement" in text]
    # The tool knows a view-model's parent class only when it has read that first.
    sources = sorted(models, key=lambda file: ("(QObject)" not in texts[file], file.name))
    _run([_tool("metaobjectdump"), "-o", str(described), *map(str, sources)])
    kinds = _with_constants(json.loads(described.read_text(encoding="utf-8")))
    described.write_text(json.dumps(kinds), encoding="utf-8")
    registrar = [_tool("qmltyperegistrar"), "--generate-qmltypes", str(folder / "model.qmltypes"), "-o"]
    versions = [str(folder / "model.cpp"), "--import-name", MODEL_MODULE, "--major-version", "1"]
    _run([*registrar, *versions, str(described)])
    (folder / "qmldir").write_text(
        f"module {MODEL_MODULE}\ndepends QtQuick\ntypeinfo model.qmltypes\n", encoding="utf-8"
    )
    return scratch


def _with_constants(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks the properties that never change: the tool of PySide 6.11 leaves that out."""
    sources = "".join(file.read_text(encoding="utf-8") for file in UI.glob("*.py"))
    constant = set(_CONSTANT.findall(sources))
    for described in (known for file in files for kind in file["classes"] for known in kind.get("properties", ())):
        if described["name"] in constant and "notify" not in described:
            described["constant"] = True
    return files


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)
