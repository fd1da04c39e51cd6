"""From the type model's raw numbers to what a face is told, the same for every engine that runs it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.detection import Box, PartDetection, TypedFace
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.vision.typer_calibration import TyperCalibration, ordinal_distribution, weighted_score


def refuse_other_crops(crops: NDArray[np.uint8], side_px: int) -> None:
    """Raises ``ValueError`` unless ``crops`` are uint8 (N, S, S, 3) with S = ``side_px``."""
    if crops.dtype != np.uint8 or crops.ndim != 4 or crops.shape[1:] != (side_px, side_px, 3):
        raise ValueError(f"want uint8 (N, {side_px}, {side_px}, 3), got {crops.dtype} {crops.shape}")


def typed_face(
    fitted: TyperCalibration,
    crop: NDArray[np.uint8],
    boxes: Sequence[Sequence[float]],
    scores: Sequence[float],
    logits: Sequence[Sequence[float]],
    strange: float,
) -> TypedFace:
    """One face's answer.

    Args:
        crop: What the model saw, uint8 RGB (S, S, 3).
        boxes: Best box of whole, upper, lower in crop pixels: x0, y0, x1, y1.
        scores: The detector's, 0 where a part was not found.
        logits: Four cumulative ones a part, worst border first.
        strange: Logarithm of how unlike the training faces it is.
    """
    parts = []
    for index, part in enumerate(FacePart):
        if scores[index] < fitted.box_floor:
            continue
        distribution = ordinal_distribution([logit / fitted.temperatures[index] for logit in logits[index]])
        grade = fitted.grade_of(distribution)
        parts.append(PartDetection(part, Box(*boxes[index]), min(1.0, scores[index]), grade, distribution))
    score = weighted_score({one.part: one.grade for one in parts})
    likeness = fitted.photo.of(crop) if fitted.photo else 1.0
    return TypedFace(tuple(parts), fitted.overall(score), fitted.familiarity(strange), likeness)
