"""The type model's sizes, apart from any engine that runs it, and how they are stored with its weights."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.typer_crop import CropLayout


def _part_detector() -> DetectorLayout:
    # Parts of a face that fills its crop: whole is about 0.65 x 0.88 of the side, upper and lower 0.58 x 0.32.
    return DetectorLayout(
        classes=len(FacePart),
        anchor_sizes_px=((64.0,), (88.0,), (144.0,)),
        channels=64,
        anchor_ratios=(0.55, 1.37),
        proposals=24,
        training_proposals=128,
        most_detections=12,
        score_floor=0.05,
    )


@dataclass(frozen=True, slots=True)
class TyperLayout:
    """What must be equal for weights to fit, apart from the calibration.

    Attributes:
        crop: The square the model sees.
        detector: One class a part, label = FacePart's value.
        familiar_axes: How many directions of the features describe a usual face.
    """

    crop: CropLayout = field(default_factory=CropLayout)
    detector: DetectorLayout = field(default_factory=_part_detector)
    familiar_axes: int = 96


def layout_to_json(layout: TyperLayout) -> str:
    return json.dumps(asdict(layout))


def layout_from_json(text: str) -> TyperLayout:
    """Raises ValueError, TypeError or KeyError when ``text`` does not come from ``layout_to_json``."""
    values: dict[str, Any] = json.loads(text)
    detector: dict[str, Any] = dict(values["detector"])
    detector["anchor_sizes_px"] = tuple(tuple(level) for level in detector["anchor_sizes_px"])
    detector["anchor_ratios"] = tuple(detector["anchor_ratios"])
    return TyperLayout(CropLayout(**values["crop"]), DetectorLayout(**detector), int(values["familiar_axes"]))
