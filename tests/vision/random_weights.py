"""Weights of untrained models: the right shapes and a valid manifest, answers without meaning."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from alphamale_desktop.vision.gate_layout import Calibration
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_layout import TyperLayout, layout_to_json
from alphamale_desktop.vision.typer_model import TyperModel
from alphamale_desktop.vision.weights import write_manifest


def write_random_weights(folder: Path, threshold: float = 0.0, box_floor: float = 0.0) -> None:
    """A gate that calls everything from ``threshold`` a face, and a typer that accepts any box from ``box_floor``."""
    torch.manual_seed(11)
    gate = GateModel().calibrate(Calibration(1.0, 2.0), Calibration(1.0, 1.0))
    save_file(
        _halved(gate),
        folder / "gate.safetensors",
        {"name": "gate", "version": "0.1", "threshold": json.dumps(threshold)},
    )
    calibration = TyperCalibration(box_floor=box_floor)
    typer = TyperModel(TyperLayout(), calibration)
    metadata = {
        "name": "typer",
        "version": "0.2",
        "layout": layout_to_json(typer.layout),
        "calibration": calibration.to_json(),
    }
    save_file(_halved(typer), folder / "typer.safetensors", metadata)
    write_manifest(folder)


def _halved(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.half().contiguous() for name, value in model.state_dict().items()}
