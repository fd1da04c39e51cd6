"""From scores to probabilities, and the threshold above which the gate says "a face"."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.vision.gate_layout import Calibration

_SURE_LOGIT = 12.0
_NEWTON_STEPS = 60
_PRIOR = 1e-3


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Pictures whose confidence falls into one tenth.

    Attributes:
        confidence: Their mean confidence.
        faces: Share of them that have a face.
    """

    count: int
    confidence: float
    faces: float


def fit_calibration(scores: Sequence[float], is_face: Sequence[bool]) -> Calibration:
    """Platt's logistic fit, with his smoothed targets so that well separated scores stay finite.

    Source: Platt, "Probabilistic outputs for support vector machines" (1999).

    Args:
        scores: The best raw score of each picture, 0 to 1.
        is_face: Whether the picture has a face.
    """
    x = _logits(scores)
    faces = np.asarray(is_face, bool)
    positive, negative = int(faces.sum()), int((~faces).sum())
    target = np.where(faces, (positive + 1) / (positive + 2), 1 / (negative + 2))
    design = np.column_stack([x, np.ones_like(x)])
    weights = np.array([1.0, 0.0])
    for _ in range(_NEWTON_STEPS):
        p = 1 / (1 + np.exp(-(design @ weights)))
        gradient = design.T @ (p - target) + _PRIOR * (weights - (1, 0))
        curvature = (design * (p * (1 - p))[:, None]).T @ design + _PRIOR * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-9))
    return Calibration(float(max(weights[0], 0.05)), float(weights[1]))


def calibrated(calibration: Calibration, scores: Sequence[float]) -> NDArray[np.float64]:
    """Probabilities, as the model itself computes them."""
    x = _logits(scores) * calibration.slope + calibration.offset
    return np.asarray(1 / (1 + np.exp(-x)), np.float64)


def uncalibrated(calibration: Calibration, confidence: float) -> float:
    """The raw score behind a confidence."""
    x = (_logits([confidence])[0] - calibration.offset) / calibration.slope
    return float(1 / (1 + np.exp(-np.clip(x, -_SURE_LOGIT, _SURE_LOGIT))))


def choose_threshold(faces: Sequence[float], others: Sequence[float], most_false_alarms: float) -> float:
    """The accept threshold: in the middle of the gap above the allowed false alarms.

    Args:
        faces: Confidences of the best sighting in pictures with a face, 0 when there was none.
        others: The same in pictures without one.
        most_false_alarms: Share of ``others`` that may reach the threshold, 0 to 1.
    """
    ranked = np.sort(np.asarray(others, np.float64))[::-1]
    allowed = int(most_false_alarms * len(ranked))
    floor = float(ranked[allowed]) if allowed < len(ranked) else 0.0
    above = [value for value in faces if value > floor]
    if not above:
        return min(1.0, floor + 1e-6)
    # Half-way in logits: the least sure faces keep some room, and so do the unluckiest other pictures.
    low, high = _logits([floor])[0], _logits([min(above)])[0]
    return float(1 / (1 + np.exp(-(low + min(high, low + 4.0)) / 2)))


def reliability(confidences: Sequence[float], is_face: Sequence[bool]) -> tuple[float, tuple[ReliabilityBin, ...]]:
    """Expected calibration error, 0 to 1, and ten bins of equal width (empty ones left out)."""
    values, faces = np.asarray(confidences, np.float64), np.asarray(is_face, bool)
    tenth = np.minimum((values * 10).astype(int), 9)
    bins = []
    for index in range(10):
        chosen = tenth == index
        if chosen.any():
            bins.append(ReliabilityBin(int(chosen.sum()), float(values[chosen].mean()), float(faces[chosen].mean())))
    error = sum(one.count * abs(one.confidence - one.faces) for one in bins) / max(1, len(values))
    return float(error), tuple(bins)


def _logits(scores: Sequence[float]) -> NDArray[np.float64]:
    values = np.clip(np.asarray(scores, np.float64), 1e-9, 1 - 1e-9)
    return np.clip(np.log(values / (1 - values)), -_SURE_LOGIT, _SURE_LOGIT)
