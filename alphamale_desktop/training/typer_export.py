"""The type model as it is shipped: mostly half-precision weights in one file that says what they are."""

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_layout import layout_from_json, layout_to_json
from alphamale_desktop.vision.typer_model import TyperModel

_EXACT = ("rater.", "familiar_")
"""Small tensors on which the shown numbers hang directly stay float32."""


def export_typer(
    model: TyperModel, path: Path, version: str, training: Mapping[str, object], figures: Mapping[str, object]
) -> None:
    """Writes weights, layout, calibration, and how they came about.

    Args:
        training: How and on what it was trained; JSON values.
        figures: What it reached on held-out faces; JSON values.
    """
    tensors = {
        name: (value.detach().cpu() if name.startswith(_EXACT) else value.detach().cpu().to(torch.float16))
        .contiguous()
        .clone()
        for name, value in model.state_dict().items()
    }
    metadata = {
        "name": "typer",
        "version": version,
        "layout": layout_to_json(model.layout),
        "calibration": model.calibration.to_json(),
        "training": json.dumps(training),
        "figures": json.dumps(figures),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    save_file(tensors, partial, metadata)
    partial.replace(path)


def read_typer(path: Path) -> TyperModel:
    """The model in evaluation mode, float32, on the CPU.

    Raises:
        WeightsIncompatibleError: If the file is not a type model of this program.
    """
    try:
        with safe_open(path, "pt") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
        calibration = TyperCalibration.from_json(metadata["calibration"])
        model = TyperModel(layout_from_json(metadata["layout"]), calibration)
        model.load_state_dict(tensors)
    except (OSError, SafetensorError, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise WeightsIncompatibleError(file=path.name) from error
    return model.eval()
