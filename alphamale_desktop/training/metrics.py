"""How well types, scores and boxes agree with what raters and teachers said."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Types = NDArray[np.int64]
"""Ordinals of FaceType, 1 (Alpha) to 5 (Omega)."""

_TYPES = 5
_ECE_BINS = 10


@dataclass(frozen=True, slots=True)
class Agreement:
    """Answers beside the raters'.

    Attributes:
        r, spearman: Correlation of the score with the rank; 0 when either does not vary.
        exact, within_one: Shares of faces with the same type, and with the same or a neighbouring one.
        qwk: Cohen's kappa with quadratic weights; 0 by chance, 1 when all agree.
        shares: Of the five types among the answers, Alpha first.
        ece: Expected calibration error of the likeliest type's probability.
        chance_exact, chance_within_one: What the same answers, dealt out at random, would reach.
    """

    faces: int
    r: float
    spearman: float
    exact: float
    within_one: float
    qwk: float
    shares: tuple[float, ...]
    ece: float
    chance_exact: float
    chance_within_one: float


def agreement(wanted: Types, found: Types, ranks: Numbers, scores: Numbers, probabilities: Numbers) -> Agreement:
    """Compares N answers.

    Args:
        wanted, found: Types, (N,).
        ranks, scores: The raters' rank and our score, (N,), both higher for better.
        probabilities: P(type), (N, 5), Alpha first.

    Raises:
        ValueError: If there are no faces or the lengths differ.
    """
    if not len(wanted) or len({len(wanted), len(found), len(ranks), len(scores), len(probabilities)}) != 1:
        raise ValueError("want equally many answers, at least one")
    distance = np.abs(wanted - found)
    dealt = np.abs(wanted[:, None] - found[None, :])
    return Agreement(
        faces=len(wanted),
        r=pearson(ranks, scores),
        spearman=pearson(places(ranks), places(scores)),
        exact=float((distance == 0).mean()),
        within_one=float((distance <= 1).mean()),
        qwk=quadratic_kappa(wanted, found),
        shares=tuple(float((found == value).mean()) for value in range(1, _TYPES + 1)),
        ece=calibration_error(probabilities, wanted),
        chance_exact=float((dealt == 0).mean()),
        chance_within_one=float((dealt <= 1).mean()),
    )


def pearson(first: Numbers, second: Numbers) -> float:
    """Correlation, -1 to 1; 0 when either does not vary."""
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def places(values: Numbers) -> Numbers:
    """Each value's place from 0, ties sharing the mean of theirs."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts + 1) / 2)[which], np.float64)


def quadratic_kappa(wanted: Types, found: Types) -> float:
    """Cohen's kappa with quadratic weights over the five types."""
    observed = np.zeros((_TYPES, _TYPES))
    np.add.at(observed, (wanted - 1, found - 1), 1.0)
    expected = np.outer(observed.sum(1), observed.sum(0)) / observed.sum()
    grid = np.arange(_TYPES)
    weights = (grid[:, None] - grid[None, :]) ** 2
    by_chance = float((weights * expected).sum())
    return 1.0 - float((weights * observed).sum()) / by_chance if by_chance else 0.0


def calibration_error(probabilities: Numbers, wanted: Types) -> float:
    """Expected calibration error of the likeliest type, over ten equal bins of confidence."""
    confidence = probabilities.max(1)
    right = probabilities.argmax(1) + 1 == wanted
    bins = np.minimum((confidence * _ECE_BINS).astype(int), _ECE_BINS - 1)
    error = 0.0
    for one in np.unique(bins):
        inside = bins == one
        error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(error)


def average_precision(scores: Sequence[float], hits: Sequence[bool], wanted: int) -> float:
    """Area under the precision-recall curve, precision made to fall only (as COCO and VOC 2010 do).

    Args:
        scores: Of every detection of one class.
        hits: Whether the detection is the first to overlap its object enough.
        wanted: Objects there are.
    """
    if not wanted or not len(scores):
        return 0.0
    order = np.argsort(-np.asarray(scores), kind="stable")
    right = np.cumsum(np.asarray(hits, np.float64)[order])
    precision = right / np.arange(1, len(right) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    recall = np.concatenate([[0.0], right / wanted])
    return float((np.diff(recall) * envelope).sum())
