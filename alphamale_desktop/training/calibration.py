"""Fits what stands between raw answers and shown numbers, on faces that training never saw."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.scoring import THRESHOLDS_PERCENT
from alphamale_desktop.training.survey_split import LATENT_CUTS, RANK_CUTS
from alphamale_desktop.vision.typer_calibration import Curve

Numbers = NDArray[np.float64]

THRESHOLDS = tuple(threshold for _, threshold in reversed(THRESHOLDS_PERCENT))
"""20, 48, 68, 85: from worst to best."""

_WEIGHTS = np.array([part.weight_points for part in FacePart], np.float64)
_GRADES = np.array([1.0, 0.8, 0.6, 0.4, 0.2])
_TAILS = (0.004, 0.996)
_LATENT_ENDS = (-2.3, 2.3)
_ROUNDS = 600
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


def score_latent_curve() -> Curve:
    """Thresholds lie at the survey's shares on a normal axis, so that P(type) changes evenly along it."""
    return Curve((0.0, *THRESHOLDS, 100.0), (_LATENT_ENDS[0], *LATENT_CUTS, _LATENT_ENDS[1]))


def fit_sharpness(scores: Numbers, wanted: NDArray[np.int64]) -> float:
    """How fast P(type) changes with the score so that the types (N,), 1 to 5, are likeliest; 0.2 to 10."""
    curve = score_latent_curve()
    latents = np.interp(scores, curve.x, curve.y)
    away = latents[:, None] - np.array(LATENT_CUTS)[None, :]

    def loss(log_sharpness: float) -> float:
        return _surprise(type_probabilities(math.exp(log_sharpness) * away), wanted)

    return math.exp(_lowest(loss, math.log(0.2), math.log(10.0)))


def _surprise(probabilities: Numbers, wanted: NDArray[np.int64]) -> float:
    of_wanted = probabilities[np.arange(len(wanted)), wanted - 1]
    return float(-np.log(of_wanted.clip(1e-9)).mean())


def _lowest(loss: Callable[[float], float], low: float, high: float) -> float:
    """Golden-section search for the minimum of a function with one valley."""
    for _ in range(60):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if loss(left) < loss(right):
            high = right
        else:
            low = left
    return (low + high) / 2
