"""How far a survey's respondents agree."""

import krippendorff
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.application.survey_port import AgreementFigures
from alphamale_desktop.domain.survey_answers import SurveyAnswers

_SPLITS = 200
_SEED = 20_221_107
_FEWEST_PEOPLE = 3
_MOST_VALUES = 500
"""Krippendorff's alpha compares each value with each; a finer scale is rounded to so many steps."""

Scores = NDArray[np.float64]


class SurveyAgreement:
    """Satisfies ``Agreement``. The same answers give the same figures. Any thread."""

    def measure(self, answers: SurveyAnswers) -> AgreementFigures:
        """As the port says."""
        scores = np.array(
            [[np.nan if score is None else score for score in row] for row in answers.scores], np.float64
        ).reshape(answers.respondents, len(answers.people))
        return AgreementFigures(split_half(scores), alpha(scores))


def split_half(scores: Scores) -> float | None:
    """The mean over random halves of the respondents, each stepped up by 2r / (1 + r).

    Sources: Spearman and Brown, British Journal of Psychology 3 (1910).

    Args:
        scores: Respondents by people, NaN where there is no answer.
    """
    respondents = len(scores)
    if respondents < 2:
        return None
    given = np.isfinite(scores)
    filled = np.where(given, scores, 0.0)
    chance = np.random.default_rng(_SEED)
    found: list[float] = []
    for _ in range(_SPLITS):
        half = np.zeros(respondents, bool)
        half[chance.permutation(respondents)[: respondents // 2]] = True
        counts = given[half].sum(0), given[~half].sum(0)
        both = (counts[0] > 0) & (counts[1] > 0)
        if both.sum() < _FEWEST_PEOPLE:
            continue
        one, other = (filled[rows].sum(0)[both] / n[both] for rows, n in zip((half, ~half), counts, strict=True))
        if one.std() == 0 or other.std() == 0:
            continue
        r = float(np.corrcoef(one, other)[0, 1])
        # A correlation near -1 would be stepped up without bound; it means no agreement at all.
        found.append(2 * r / (1 + r) if r > 0 else r)
    return float(np.mean(found)) if found else None


def alpha(scores: Scores) -> float | None:
    """Krippendorff's alpha at the interval level; None where no two answers can be compared or all are the same.

    Source: Krippendorff, Content Analysis (2004), chapter 11.

    Args:
        scores: As for ``split_half``.
    """
    given = scores[np.isfinite(scores)]
    values = np.unique(given)
    if len(values) < 2 or not (np.isfinite(scores).sum(0) >= 2).any():
        return None
    if len(values) > _MOST_VALUES:
        step = (values[-1] - values[0]) / _MOST_VALUES
        scores = np.round((scores - values[0]) / step)
    try:
        return float(krippendorff.alpha(reliability_data=scores, level_of_measurement="interval"))
    except ValueError:
        # One value only among the answers that can be compared.
        return None
