"""What a camera leaves in a picture and a filter takes away: statistics of its pixels, and how likely it is a photo.

The type model's features say what a face looks like; a pencil sketch made from a photo looks like that face. What tells
the two apart lies in the pixels: how contrast spreads over sizes, how levels and colours are spread.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

TRACES = 50
"""How many numbers ``photo_traces`` gives."""

_EDGE_SHARE = 1 / 12
_BANDS = 5
_LEVELS, _FINE_LEVELS = 16, 64
_FLAT, _STEEP, _STRAIGHT, _COLOURLESS = 0.006, 0.2, 0.004, 0.02
_LEAST_POWER = 1e-6
_GREY = np.float32(0.5)
_FARTHEST = 6.0


def photo_traces(crop: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Statistics (``TRACES``,) of a face's crop, 2 to 3 ms for 192 pixels.

    For five bands of a Laplacian pyramid, finest first, the mean over the root mean square, skewness and log power, and
    how power falls from band to band; the histogram of luma; how much of it is flat, steep or straight; how colours
    spread.

    Args:
        crop: RGB uint8 (S, S, 3), S at least 96; the outer twelfth is left out.
    """
    edge = int(crop.shape[0] * _EDGE_SHARE)
    colours = cv2.cvtColor(crop[edge:-edge, edge:-edge], cv2.COLOR_RGB2YCrCb).astype(np.float32) / np.float32(255)
    luma, red, blue = colours[..., 0], colours[..., 1] - _GREY, colours[..., 2] - _GREY
    return np.array([*_bands(luma), *_levels(luma), *_slopes(luma), *_colours(luma, red, blue)])


def _bands(luma: NDArray[np.float32]) -> list[float]:
    shapes, powers = [], []
    for _ in range(_BANDS):
        smaller = cv2.pyrDown(luma)
        band = luma - cv2.pyrUp(smaller, dstsize=luma.shape[::-1])
        power = float((band * band).mean()) + _LEAST_POWER
        shapes += [float(np.abs(band).mean()) / power**0.5, math.tanh(float((band**3).mean()) / power**1.5 / 3)]
        powers.append(math.log(power))
        luma = cast("NDArray[np.float32]", smaller)
    powers.append(math.log(float(luma.var()) + _LEAST_POWER))
    return [*shapes, *powers, *(a - b for a, b in pairwise(powers))]


def _levels(luma: NDArray[np.float32]) -> list[float]:
    fine = np.bincount((luma.ravel() * (_FINE_LEVELS - 0.001)).astype(np.uint8), minlength=_FINE_LEVELS) / luma.size
    coarse = fine.reshape(_LEVELS, -1).sum(1)
    used = fine[fine > 0]
    return [*np.sqrt(coarse), float(-(used * np.log(used)).sum()), float(np.sort(fine)[-3:].sum())]


def _slopes(luma: NDArray[np.float32]) -> list[float]:
    across, bends = np.abs(np.diff(luma, axis=1)), np.abs(np.diff(luma, 2, axis=0))
    return [float((across < _FLAT).mean()), float((across > _STEEP).mean()), float((bends < _STRAIGHT).mean())]


def _colours(luma: NDArray[np.float32], red: NDArray[np.float32], blue: NDArray[np.float32]) -> list[float]:
    strength = np.hypot(red, blue)
    spread = float(red.std() * luma.std())
    together = float(((red - red.mean()) * (luma - luma.mean())).mean()) / spread if spread > _LEAST_POWER else 0.0
    plain = [float(value) for one in (red, blue) for value in (one.mean(), one.std())]
    return [float(strength.mean()), float(strength.std()), *plain, float((strength < _COLOURLESS).mean()), together]


@dataclass(frozen=True, slots=True)
class PhotoLikeness:
    """A logistic reading of the traces and of their squares, fitted on photos and on filtered ones in equal shares.

    Attributes:
        centre, spread: Of the photos' traces.
        linear, square: Weights of a standardised trace and of its square less one.
        offset: The sum's start; a sum above 0 speaks for a filter.

    Raises:
        ValueError: Unless each has ``TRACES`` numbers and every spread is above 0.
    """

    centre: tuple[float, ...]
    spread: tuple[float, ...]
    linear: tuple[float, ...]
    square: tuple[float, ...]
    offset: float

    def __post_init__(self) -> None:
        lengths = {len(self.centre), len(self.spread), len(self.linear), len(self.square)}
        if lengths != {TRACES} or min(self.spread) <= 0:
            raise ValueError(f"want {TRACES} numbers each and spreads above 0, got {lengths}")

    def of(self, crop: NDArray[np.uint8]) -> float:
        """How likely a crop as ``photo_traces`` wants it is an unfiltered photo, 0 to 1."""
        inputs = standardised(photo_traces(crop), np.array(self.centre), np.array(self.spread))
        against = float(inputs @ np.array([*self.linear, *self.square])) + self.offset
        return 1 / (1 + math.exp(min(against, 500.0)))


def standardised(
    traces: NDArray[np.float64], centre: NDArray[np.float64], spread: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What the reading weighs: (.., TRACES) to (.., 2 * TRACES), at most six spreads from the centre."""
    plain = ((traces - centre) / spread).clip(-_FARTHEST, _FARTHEST)
    return np.concatenate([plain, plain * plain - 1], -1)
