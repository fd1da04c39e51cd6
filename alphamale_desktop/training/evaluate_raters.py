"""How near the scores come to the raters' own numbers, each subgroup on its raters' own scale.

Benchmarks of rated faces compare a model with the raters' means, not with ranks (for one: Liang et al., "SCUT-FBP5500",
2018). A score says which share of people a face is better than; the raters' scale says what that share is rated.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from alphamale_desktop.training.evaluate_manifest import ExpectedPicture, RatersScale
from alphamale_desktop.training.metrics import pearson
from alphamale_desktop.training.survey_split import rank_of_score

_FEWEST = 20


@dataclass(frozen=True, slots=True)
class RatersFigures:
    """One subgroup, in the raters' own units but for ``r``.

    Attributes:
        r: Pearson's correlation of the raters' means with ours.
        mean_error, root_mean_square_error: Between theirs and ours.
        spread: Standard deviation of the raters' means over these faces.
    """

    faces: int
    r: float
    mean_error: float
    root_mean_square_error: float
    spread: float


def raters_figures(
    scored: Iterable[tuple[ExpectedPicture, float]], scales: Mapping[str, RatersScale]
) -> dict[str, RatersFigures]:
    """By subgroup, of 20 faces or more with a rating and a scale.

    Args:
        scored: Pictures with our scores, 0 to 100.
    """
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for expected, score in scored:
        scale = scales.get(expected.subgroup)
        if scale is not None and expected.raters_score is not None:
            pairs[expected.subgroup].append((expected.raters_score, scale.at(rank_of_score(score))))
    return {name: _figures(members) for name, members in sorted(pairs.items()) if len(members) >= _FEWEST}


def _figures(pairs: list[tuple[float, float]]) -> RatersFigures:
    theirs, ours = np.array(pairs, np.float64).T
    errors = np.abs(theirs - ours)
    return RatersFigures(
        faces=len(pairs),
        r=pearson(theirs, ours),
        mean_error=float(errors.mean()),
        root_mean_square_error=float(np.sqrt((errors**2).mean())),
        spread=float(theirs.std()),
    )
