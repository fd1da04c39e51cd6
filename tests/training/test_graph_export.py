"""Exported graphs hold a layout's structure and no weights, for any layout and any weights of it."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from alphamale_desktop.domain.detection import TypedFace
from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.training.graph_export import export_graphs
from alphamale_desktop.vision.engine_config import EngineConfig
from alphamale_desktop.vision.onnx_engine import load_onnx_gate, load_onnx_typer
from alphamale_desktop.vision.onnx_graphs import GraphFolder
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_layout import layout_to_json
from alphamale_desktop.vision.typer_model import TyperModel
from alphamale_desktop.vision.weights import WeightsFolder, write_manifest
from tests.training.typer_toys import TINY, draw_face
from tests.vision.random_weights import write_random_weights

CPU = EngineConfig("cpu", 1)
GRAPHS = {"gate-heads.onnx", "gate-maps.onnx", "typer-heads.onnx", "typer-maps.onnx", "typer-rater.onnx"}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights of the usual gate and of a small typer, with graphs of their own."""
    folder = tmp_path_factory.mktemp("weights")
    write_random_weights(folder)
    calibration = replace(TyperCalibration(), box_floor=0.0)
    model = TyperModel(TINY, calibration)
    metadata = {"name": "typer", "version": "7", "layout": layout_to_json(TINY), "calibration": calibration.to_json()}
    save_file(model.state_dict(), folder / "typer.safetensors", metadata)
    write_manifest(folder)
    export_graphs(folder)
    return folder


def faces(count: int) -> np.ndarray:
    return np.stack([draw_face(0.5, seed)[60:124, 60:124] for seed in range(count)])


def numbers(face: TypedFace) -> list[float]:
    return [
        side for part in face.parts for side in (part.box.x0, part.box.y0, part.box.x1, part.box.y1, part.grade)
    ] + [face.familiarity]


def test_a_graph_of_another_layout_runs_its_weights_in_batches_of_any_size(exported: Path) -> None:
    weights = WeightsFolder(exported)
    reader = load_onnx_typer(weights, GraphFolder(exported), CPU).reader
    read = weights.read("typer")
    model = TyperModel(TINY, TyperCalibration.from_json(read.metadata["calibration"])).eval()
    model.load_state_dict({name: torch.from_numpy(values) for name, values in read.tensors.items()})

    for count in (1, 3):
        ours, theirs = reader.read(faces(count)), model.read(faces(count))

        assert len(ours) == count
        for mine, other in zip(ours, theirs, strict=True):
            assert numbers(mine) == pytest.approx(numbers(other), abs=1e-3)


def test_the_gates_graph_goes_with_its_weights(exported: Path) -> None:
    gate = load_onnx_gate(WeightsFolder(exported), GraphFolder(exported), CPU)

    assert gate.engine.startswith("ONNX Runtime")


def test_graphs_stand_in_the_manifest_and_weigh_nothing(exported: Path) -> None:
    manifest = json.loads((exported / "manifest.json").read_text())

    assert {graph["file"] for graph in manifest["graphs"]} == GRAPHS
    assert sum(graph["size_bytes"] for graph in manifest["graphs"]) < 250_000


def test_a_graph_names_no_file_of_the_computer_that_wrote_it(exported: Path) -> None:
    written = b"".join((exported / name).read_bytes() for name in GRAPHS)

    assert b".py" not in written
    assert str(Path.home()).encode() not in written


def test_weights_that_say_no_layout_get_no_graphs(tmp_path: Path) -> None:
    write_random_weights(tmp_path)
    save_file({"a": torch.zeros(1)}, tmp_path / "typer.safetensors", {"name": "typer", "version": "1"})
    write_manifest(tmp_path)

    with pytest.raises(WeightsIncompatibleError):
        export_graphs(tmp_path)

    assert not list(tmp_path.glob("*.onnx"))
