"""The gate as it is shipped: half-precision weights in one file that says what they are."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.letterbox import AREA_PX2


@dataclass(frozen=True, slots=True)
class GateCard:
    """The metadata of a weights file, where every value is a string, and all but the version are JSON.

    Attributes:
        threshold: A sighting of at least this calibrated confidence is a face.
        training: How it was trained.
        data: What it was trained on.
        figures: How good it is on held-out photos.
    """

    version: str
    threshold: float
    training: Mapping[str, object]
    data: Mapping[str, object]
    figures: Mapping[str, object]

    def to_metadata(self) -> dict[str, str]:
        values = {name: json.dumps(value) for name, value in asdict(self).items() if name != "version"}
        return {"name": "gate", "version": self.version, "canvas_area_px2": str(AREA_PX2), **values}

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, str]) -> Self:
        """Raises KeyError or ValueError when it is not a gate's."""
        values = {one.name: metadata[one.name] for one in fields(cls)}
        version = values.pop("version")
        return cls(version, **{name: json.loads(value) for name, value in values.items()})


def export_gate(model: GateModel, card: GateCard, path: Path) -> None:
    """Writes float16 weights; the calibration stays float32, because the threshold depends on it."""
    tensors = {
        name: value.detach().cpu().contiguous().clone()
        if name == "calibration"
        else value.detach().cpu().to(torch.float16).contiguous()
        for name, value in model.state_dict().items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, card.to_metadata())


def read_gate(path: Path) -> tuple[GateModel, GateCard]:
    """The model in evaluation mode, float32, and what its file says of it.

    Raises:
        WeightsIncompatibleError: If the file is not a gate of this program.
    """
    try:
        with safe_open(path, "pt") as file:
            card = GateCard.from_metadata(file.metadata() or {})
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
        model = GateModel()
        model.load_state_dict(tensors)
    except (OSError, SafetensorError, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise WeightsIncompatibleError(file=path.name) from error
    return model.eval(), card
