"""Fits what stands between raw answers and shown numbers, on faces that training never saw."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.training.survey_split import LATENT_CUTS, RANK_CUTS, SCORE_KNOTS, latent_of_rank
from alphamale_desktop.vision.typer_calibration import Curve

Numbers = NDArray[np.float64]
THRESHOLDS = SCORE_KNOTS[1:-1]
"""20, 48, 68, 85: from worst to best."""

SCORE_LATENT = Curve(SCORE_KNOTS, (latent_of_rank(0.0), *LATENT_CUTS, latent_of_rank(1.0)))
"""From a score to the normal axis of the ratings: calibrated scores share people out as the survey does."""

_WEIGHTS = np.array([part.weight_points for part in FacePart], np.float64)
_GRADES = np.array([1.0, 0.8, 0.6, 0.4, 0.2])
_TAILS = (0.004, 0.996)
_CYCLES = 25
_ROUNDS = 600
_LOG_SHARPNESS = (math.log(0.1), math.log(30.0))
_OUTWARD = (-0.18, 0.37)
"""Within these a better score never makes a worse type likelier, wherever the borders lie on the axis."""
_GOLDEN = (math.sqrt(5) - 1) / 2


def type_probabilities(logits: Numbers) -> Numbers:
    """Cumulative logits (..., 4), worst border first, to P(type) (..., 5), Alpha first."""
    better = 1 / (1 + np.exp(-logits))
    ones = np.ones_like(better[..., :1])
    worst_first = np.concatenate([ones, better], -1) - np.concatenate([better, 0 * ones], -1)
    return np.asarray(worst_first.clip(0)[..., ::-1])


def expected_grades(probabilities: Numbers) -> Numbers:
    """The mean share of a part's points, 0.2 to 1: (..., 5) gives (...)."""
    return np.asarray(probabilities @ _GRADES)


def fit_temperature(logits: Numbers, wanted: NDArray[np.int64]) -> float:
    """What the cumulative logits (N, 4) are divided by so that the types (N,), 1 to 5, are likeliest; 0.2 to 5."""

    def loss(log_temperature: float) -> float:
        return _surprise(type_probabilities(logits / math.exp(log_temperature)), wanted)

    return math.exp(_lowest(loss, math.log(0.2), math.log(5.0)))


def fit_grade_curve(expected: Numbers) -> Curve:
    """The one curve that puts the scores' quantiles on the thresholds.

    The score of a face is the weighted sum of its parts' grades, and its quantiles .152, .344, .569, .783 have to
    be 20, 48, 68, 85. Knots stand at the same quantiles of the faces' mean expected grades, so their heights start
    near the thresholds; they are moved until the sums fit exactly.

    Args:
        expected: Expected grades (N, 3) of a population whose types are shared out as the survey's.
    """
    means = expected @ _WEIGHTS / _WEIGHTS.sum()
    low, high = np.quantile(expected, _TAILS)
    inner = np.quantile(means, RANK_CUTS)
    x = np.array([min(low, inner[0] - 1e-3), *inner, max(high, inner[-1] + 1e-3)])
    x = np.maximum.accumulate(x + np.arange(len(x)) * 1e-6)
    targets = np.array(THRESHOLDS) / 100
    heights = targets.copy()
    for _ in range(_ROUNDS):
        reached = np.quantile(scores_of(expected, x, heights), RANK_CUTS) / 100
        heights = np.maximum.accumulate((heights + 0.3 * (targets - reached)).clip(0.01, 0.99))
    return Curve(tuple(x.tolist()), (0.0, *heights.tolist(), 1.0))


def scores_of(expected: Numbers, x: Numbers, heights: Numbers) -> Numbers:
    """Scores (N,), 0 to 100, of expected grades (N, 3) through a curve with these inner heights."""
    grades = np.interp(expected, x, np.concatenate([[0.0], heights, [1.0]]))
    return np.asarray(grades @ _WEIGHTS)


@dataclass(frozen=True, slots=True)
class TypeSpread:
    """How P(type) hangs on a score; see ``TyperCalibration`` for the three numbers."""

    borders: tuple[float, ...]
    sharpness: float
    outward: float

    def probabilities(self, scores: Numbers) -> Numbers:
        """P(type), (N, 5), Alpha first, of scores (N,), 0 to 100."""
        latents = np.interp(scores, SCORE_LATENT.x, SCORE_LATENT.y)
        steepness = self.sharpness * np.exp(self.outward * np.abs(latents))
        return type_probabilities(steepness[:, None] * (latents[:, None] - np.array(self.borders)))


def fit_type_spread(scores: Numbers, wanted: NDArray[np.int64], price: float) -> TypeSpread:
    """The spread under which the types (N,), 1 to 5, are likeliest: a proportional-odds model of six numbers.

    Source: McCullagh, "Regression Models for Ordinal Data" (1980), with a scale that hangs on the latent.

    Args:
        scores: 0 to 100, (N,), calibrated to the thresholds.
        price: What it costs in nats to leave the thresholds and a sharpness of one by one unit, squared: for few
            faces, one through their number is a good choice.
    """
    plain = np.array([*LATENT_CUTS, 0.0, 0.0])
    values = plain.copy()

    def spread() -> TypeSpread:
        return TypeSpread(tuple(values[:4].tolist()), math.exp(values[4]), float(values[5]))

    def loss_of(place: int) -> Callable[[float], float]:
        def loss(value: float) -> float:
            values[place] = value
            return price * float(((values - plain) ** 2).sum()) + _surprise(spread().probabilities(scores), wanted)

        return loss

    for _ in range(_CYCLES):
        for place in range(len(values)):
            edges = (SCORE_LATENT.y[0], *values[:4], SCORE_LATENT.y[-1])
            limits = [*zip(edges, edges[2:], strict=False), _LOG_SHARPNESS, _OUTWARD]
            values[place] = _lowest(loss_of(place), *limits[place])
    return spread()


def _surprise(probabilities: Numbers, wanted: NDArray[np.int64]) -> float:
    of_wanted = probabilities[np.arange(len(wanted)), wanted - 1]
    return float(-np.log(of_wanted.clip(1e-9)).mean())


def _lowest(loss: Callable[[float], float], low: float, high: float) -> float:
    """Golden-section search for the minimum of a function with one valley."""
    for _ in range(30):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if loss(left) < loss(right):
            high = right
        else:
            low = left
    return (low + high) / 2
