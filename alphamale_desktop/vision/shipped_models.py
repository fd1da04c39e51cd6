"""Models built from checked weights."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.vision.detector import DetectorLayout
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.typer_model import TyperLayout, TyperModel
from alphamale_desktop.vision.weights import Weights

_UNFIT = (KeyError, TypeError, ValueError, RuntimeError)
"""What building a model from foreign numbers raises."""


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """Attributes: threshold: a sighting of at least this calibrated confidence is a face."""

    model: GateModel
    threshold: float


def build_gate(weights: Weights) -> Gate:
    """In evaluation mode, on the CPU; raises WeightsIncompatibleError."""
    try:
        model = GateModel()
        model.load_state_dict(dict(weights.tensors))
        return Gate(model.eval(), float(weights.metadata["threshold"]))
    except _UNFIT as error:
        raise WeightsIncompatibleError(file=weights.entry.file) from error


def build_typer(weights: Weights) -> TyperModel:
    """In evaluation mode, on the CPU; raises WeightsIncompatibleError."""
    try:
        layout = layout_from_json(weights.metadata["layout"])
        model = TyperModel(layout, TyperCalibration.from_json(weights.metadata["calibration"]))
        model.load_state_dict(dict(weights.tensors))
    except _UNFIT as error:
        raise WeightsIncompatibleError(file=weights.entry.file) from error
    return model.eval()


def layout_to_json(layout: TyperLayout) -> str:
    return json.dumps(asdict(layout))


def layout_from_json(text: str) -> TyperLayout:
    """Raises ValueError, TypeError or KeyError when ``text`` does not come from ``layout_to_json``."""
    values: dict[str, Any] = json.loads(text)
    detector: dict[str, Any] = dict(values["detector"])
    detector["anchor_sizes_px"] = tuple(tuple(level) for level in detector["anchor_sizes_px"])
    detector["anchor_ratios"] = tuple(detector["anchor_ratios"])
    return TyperLayout(CropLayout(**values["crop"]), DetectorLayout(**detector), int(values["familiar_axes"]))
