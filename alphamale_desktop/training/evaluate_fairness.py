"""Is anybody typed better or worse, or less surely, than others? By subgroup and by the light on the face."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.metrics import Agreement

LIGHTS = ("darkest third", "middle third", "lightest third")
_LEAST_LIT = 30


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group of people or pictures.

    Attributes:
        leaning: Mean number of types by which ours is better than the raters'; below 0 the group is pushed down.
        leaning_error: Standard error of ``leaning``; twice that much can be chance.
    """

    agreement: Agreement
    leaning: float
    leaning_error: float


def leaning_of(wanted: Sequence[FaceType], found: Sequence[FaceType]) -> tuple[float, float]:
    """The mean number of types by which ``found`` is better, and its standard error; of one face or more."""
    steps = np.array([int(one) - int(other) for one, other in zip(wanted, found, strict=True)], np.float64)
    error = float(steps.std(ddof=1) / len(steps) ** 0.5) if len(steps) > 1 else 0.0
    return float(steps.mean()), error


def thirds_by_light(brightness: Sequence[float]) -> Mapping[str, list[int]]:
    """Places of the darkest, middle and lightest third; empty when there are too few to say anything."""
    if len(brightness) < _LEAST_LIT:
        return {}
    order = np.argsort(np.asarray(brightness, np.float64), kind="stable")
    return {name: sorted(part.tolist()) for name, part in zip(LIGHTS, np.array_split(order, 3), strict=True)}
