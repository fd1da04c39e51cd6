"""From ratings to types: rank within a subgroup, cut by the survey's shares."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.scoring import THRESHOLDS_PERCENT

RANK_CUTS = (0.152, 0.344, 0.569, 0.783)
"""Omega is below the first, Alpha from the last upwards: the survey's shares summed from the bottom."""

LATENT_CUTS = tuple(NormalDist().inv_cdf(cut) for cut in RANK_CUTS)
"""The same cuts on the normal axis on which the type model is trained."""

_EDGES = (0.0, *RANK_CUTS, 1.0)
SCORE_KNOTS = (0.0, *(threshold for _, threshold in reversed(THRESHOLDS_PERCENT)), 100.0)
"""The calibrated scores at the ranks 0, the cuts and 1: the thresholds between the ends, worst first."""

_RANK_FLOOR = 0.004


def type_of_rank(rank: float) -> FaceType:
    """The type of somebody who is better than the share ``rank`` (0 to 1) of his subgroup."""
    return FaceType(5 - sum(rank >= cut for cut in RANK_CUTS))


def rank_of_type(face_type: FaceType) -> float:
    """The middle rank of a type, for manifests that name types and no scores."""
    place = 5 - face_type.value
    return (_EDGES[place] + _EDGES[place + 1]) / 2


def rank_of_score(score_percent: float) -> float:
    """The share of people that somebody with this score, 0 to 100, is better than: thresholds are the survey's cuts."""
    return float(np.interp(score_percent, SCORE_KNOTS, _EDGES))


def ranks_within(scores: Sequence[float], subgroups: Sequence[str]) -> list[float]:
    """The rank of each score within its subgroup: the middle of its place, in (0, 1), higher is better.

    Equal scores share the mean of their places, so the order of the input does not matter.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for index, subgroup in enumerate(subgroups):
        members[subgroup].append(index)
    ranks = [0.0] * len(scores)
    for indices in members.values():
        places: dict[float, list[int]] = defaultdict(list)
        for place, index in enumerate(sorted(indices, key=lambda i: scores[i])):
            places[scores[index]].append(place)
        for index in indices:
            shared = places[scores[index]]
            ranks[index] = (sum(shared) / len(shared) + 0.5) / len(indices)
    return ranks


def latent_of_rank(rank: float) -> float:
    """The rank on a standard normal axis, where the type model's latent lives; about -2.65 to 2.65."""
    return NormalDist().inv_cdf(min(max(rank, _RANK_FLOOR), 1 - _RANK_FLOOR))
