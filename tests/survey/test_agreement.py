"""How far respondents agree, against values worked out elsewhere."""

import numpy as np
import pytest

from alphamale_desktop.application.survey_port import AgreementFigures
from alphamale_desktop.domain.survey_answers import SurveyAnswers
from alphamale_desktop.survey.agreement import SurveyAgreement, alpha, split_half

NAN = np.nan


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C, interval data: .849.
    scores = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
            [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
        ]
    )

    assert alpha(scores) == pytest.approx(0.849, abs=5e-4)


def test_respondents_who_say_the_same_agree_fully() -> None:
    scores = np.tile(np.arange(10.0), (8, 1))

    assert split_half(scores) == pytest.approx(1.0)
    assert alpha(scores) == pytest.approx(1.0)


def test_respondents_who_guess_agree_by_chance_only() -> None:
    scores = np.random.default_rng(1).integers(1, 6, (40, 60)).astype(float)

    found = split_half(scores), alpha(scores)

    assert [figure is not None and abs(figure) < 0.3 for figure in found] == [True, True]


def test_the_halves_reliability_is_that_of_the_spearman_brown_prophecy() -> None:
    # True scores of variance 1 and noise of variance 1: n raters' mean has reliability n / (n + 1).
    chance = np.random.default_rng(5)
    scores = chance.normal(size=400) + chance.normal(size=(8, 400))

    assert split_half(scores) == pytest.approx(8 / 9, abs=0.03)


def test_missing_answers_do_not_break_the_figures() -> None:
    chance = np.random.default_rng(2)
    scores = np.tile(np.arange(20.0), (30, 1)) + chance.normal(0, 2, (30, 20))
    scores[chance.random(scores.shape) < 0.6] = NAN

    found = split_half(scores), alpha(scores)

    assert [figure is not None and 0.5 < figure < 1 for figure in found] == [True, True]


@pytest.mark.parametrize(
    "rows",
    [
        ((1.0, 2.0, 3.0),),
        ((3.0, 3.0, 3.0), (3.0, 3.0, 3.0)),
        ((1.0, None, None), (None, 2.0, None), (None, None, 3.0)),
        (),
    ],
)
def test_too_few_answers_give_no_figure(rows: tuple[tuple[float | None, ...], ...]) -> None:
    answers = SurveyAnswers(("A", "B", "C"), rows)

    assert SurveyAgreement().measure(answers) == AgreementFigures(None, None)


def test_a_scale_without_steps_is_measured_too() -> None:
    chance = np.random.default_rng(3)
    scores = np.linspace(0, 100, 80) + chance.normal(0, 3, (25, 80))

    found = alpha(scores)

    assert found == pytest.approx(1 - 9 / (scores.var() + 0.5), abs=0.02)
