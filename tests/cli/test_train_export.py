"""The structure of an organiser's models, written again; and what lacks for it, said."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.arch.sources import ROOT
from tests.cli.conftest import Cli


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "weights", tmp_path / "weights"))


def test_graphs_are_written_beside_the_weights_and_entered_in_the_manifest(cli: Cli, folder: Path) -> None:
    for graph in folder.glob("*.onnx"):
        graph.unlink()

    ran = cli("train", "export", folder)

    assert ran.status == 0, ran.err
    assert "typer-rater.onnx" in ran.out
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {graph["file"] for graph in manifest["graphs"]} == {path.name for path in folder.glob("*.onnx")}
    assert len(manifest["graphs"]) == 5


@pytest.mark.parametrize("package", ["torch", "onnx"])
def test_what_is_not_installed_is_named(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed

    ran = cli("train", "export", folder)

    assert ran.status == 1
    assert f"the Python package {package}," in ran.err
    assert "README.md" in ran.err
