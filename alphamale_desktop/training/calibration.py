"""Fits what stands between raw answers and shown numbers, on faces that training never saw."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.scoring import THRESHOLDS_PERCENT
from alphamale_desktop.training.survey_split import RANK_CUTS
from alphamale_desktop.vision.typer_calibration import Curve

Numbers = NDArray[np.float64]
Five = tuple[float, ...]
"""One number a type, Alpha first."""

THRESHOLDS = tuple(threshold for _, threshold in reversed(THRESHOLDS_PERCENT))
"""20, 48, 68, 85: from worst to best."""

_WEIGHTS = np.array([part.weight_points for part in FacePart], np.float64)
_GRADES = np.array([1.0, 0.8, 0.6, 0.4, 0.2])
_TAILS = (0.004, 0.996)
_LOG_GAPS = (-2.5, 2.5)
_CYCLES = 6
_ROUNDS = 600
_SCALING_CYCLES = 20
_SCALING_PRICE = 1e-3
_LEAST_P = 1e-6
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


def fit_score_latent(scores: Numbers, wanted: NDArray[np.int64]) -> Curve:
    """The latent axis on which P(better than a threshold) is logistic and the types (N,), 1 to 5, are likeliest.

    Knots stand at the thresholds and the ends, so that the type by the thresholds is always the median type.
    """
    knots = np.array([0.0, *THRESHOLDS, 100.0])
    log_gaps = np.zeros(len(knots) - 1)

    def heights() -> Numbers:
        return np.concatenate([[0.0], np.cumsum(np.exp(log_gaps))])

    def loss_of(place: int) -> Callable[[float], float]:
        def loss(log_gap: float) -> float:
            log_gaps[place] = log_gap
            return _surprise(score_probabilities(scores, knots, heights()), wanted)

        return loss

    for _ in range(_CYCLES):
        for place in range(len(log_gaps)):
            log_gaps[place] = _lowest(loss_of(place), *_LOG_GAPS)
    return Curve(tuple(knots.tolist()), tuple((heights() - heights()[2]).tolist()))


def fit_vector_scaling(
    probabilities: Numbers, wanted: NDArray[np.int64]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """A slope and an offset for each type's log P, (N, 5), Alpha first, so that the types (N,), 1 to 5, are likeliest.

    Source: Guo et al., "On Calibration of Modern Neural Networks" (2017); held near one and nought by a small price.
    """
    logs = np.log(probabilities.clip(_LEAST_P))
    plain = np.concatenate([np.ones(5), np.zeros(5)])
    values = plain.copy()

    def loss_of(place: int) -> Callable[[float], float]:
        def loss(value: float) -> float:
            values[place] = value
            price = _SCALING_PRICE * float(((values - plain) ** 2).sum())
            return price + _surprise(scaled_probabilities(logs, values[:5], values[5:]), wanted)

        return loss

    for _ in range(_SCALING_CYCLES):
        for place in range(len(values)):
            low, high = (0.2, 3.0) if place < 5 else (-2.0, 2.0)
            values[place] = _lowest(loss_of(place), low, high)
    return tuple(values[:5].tolist()), tuple(values[5:].tolist())


def scaled_probabilities(logs: Numbers, slopes: Numbers, offsets: Numbers) -> Numbers:
    """P(type), (N, 5), of scaled log probabilities (N, 5)."""
    scaled = np.exp(logs * slopes + offsets)
    return np.asarray(scaled / scaled.sum(1, keepdims=True))


def score_probabilities(scores: Numbers, knots: Numbers, heights: Numbers) -> Numbers:
    """P(type), (N, 5), Alpha first, of scores (N,) through a latent axis."""
    latents = np.interp(scores, knots, heights)
    borders = np.interp(THRESHOLDS, knots, heights)
    return type_probabilities(latents[:, None] - borders[None, :])


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
