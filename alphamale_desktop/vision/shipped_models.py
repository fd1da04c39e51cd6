"""Models built from checked weights."""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_layout import layout_from_json
from alphamale_desktop.vision.typer_model import TyperModel
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
        model.load_state_dict(_tensors_of(weights))
        return Gate(model.eval(), float(weights.metadata["threshold"]))
    except _UNFIT as error:
        raise WeightsIncompatibleError(file=weights.entry.file) from error


def build_typer(weights: Weights) -> TyperModel:
    """In evaluation mode, on the CPU; raises WeightsIncompatibleError."""
    try:
        layout = layout_from_json(weights.metadata["layout"])
        model = TyperModel(layout, TyperCalibration.from_json(weights.metadata["calibration"]))
        model.load_state_dict(_tensors_of(weights))
    except _UNFIT as error:
        raise WeightsIncompatibleError(file=weights.entry.file) from error
    return model.eval()


def _tensors_of(weights: Weights) -> Mapping[str, Tensor]:
    return {name: torch.from_numpy(values) for name, values in weights.tensors.items()}
