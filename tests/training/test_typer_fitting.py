"""Calibration puts the survey's shares on the original thresholds."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from alphamale_desktop.domain.scoring import type_of_score
from alphamale_desktop.training.calibration import (
    SCORE_LATENT,
    THRESHOLDS,
    TypeSpread,
    expected_grades,
    fit_grade_curve,
    fit_temperature,
    fit_type_spread,
    scores_of,
    type_probabilities,
)
from alphamale_desktop.training.metrics import calibration_error
from alphamale_desktop.training.survey_split import (
    LATENT_CUTS,
    RANK_CUTS,
    latent_of_rank,
    rank_of_type,
    ranks_within,
    type_of_rank,
)
from alphamale_desktop.vision.typer_calibration import TyperCalibration


def population(faces: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Noisy logits (N, 3, 4) of faces whose true types (N,) are shared out as the survey's."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=faces)
    latents = 0.8 * truth[:, None] + 0.3 * rng.normal(size=(faces, 1)) + 0.25 * rng.normal(size=(faces, 3))
    types = 5 - np.searchsorted(LATENT_CUTS, truth)
    return 2.5 * (latents[..., None] - np.array(LATENT_CUTS)), types.astype(np.int64)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_quantiles_of_the_scores_lie_on_the_thresholds(seed: int) -> None:
    logits, _ = population(400, seed)
    expected = expected_grades(type_probabilities(logits))

    curve = fit_grade_curve(expected)

    scores = scores_of(expected, np.array(curve.x), np.array(curve.y[1:-1]))
    assert np.quantile(scores, RANK_CUTS) == pytest.approx(THRESHOLDS, abs=0.05)


def test_the_fitted_curve_gives_the_surveys_shares() -> None:
    logits, _ = population(1000, 4)
    expected = expected_grades(type_probabilities(logits))

    curve = fit_grade_curve(expected)

    grades = np.array([[curve.at(x) for x in face] for face in expected])
    types = [type_of_score(score).value for score in grades @ np.array([50.0, 40.0, 10.0])]
    shares = [types.count(value) / len(types) for value in range(1, 6)]
    assert shares == pytest.approx([0.217, 0.214, 0.225, 0.192, 0.152], abs=0.006)


def test_the_fitted_curve_never_falls_and_spans_all_grades() -> None:
    logits, _ = population(60, 5)

    curve = fit_grade_curve(expected_grades(type_probabilities(logits)))

    assert curve.y[0] == 0.0
    assert curve.y[-1] == 1.0
    assert all(a <= b for a, b in zip(curve.y, curve.y[1:], strict=False))


def test_an_overconfident_part_is_cooled_back() -> None:
    logits, types = population(4000, 6)
    honest = fit_temperature(logits[:, 0], types)

    overconfident = fit_temperature(3 * logits[:, 0], types)

    assert overconfident == pytest.approx(3 * honest, rel=1e-3)


def scored(faces: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Calibrated scores (N,) and true types (N,) of such faces."""
    logits, types = population(faces, seed)
    expected = expected_grades(type_probabilities(logits))
    curve = fit_grade_curve(expected)
    return scores_of(expected, np.array(curve.x), np.array(curve.y[1:-1])), types


def test_better_scores_make_a_sharper_spread() -> None:
    rng = np.random.default_rng(7)
    truth = rng.normal(size=2000)
    types = (5 - np.searchsorted(LATENT_CUTS, truth)).astype(np.int64)
    near, far = (100 * np.argsort(np.argsort(truth + noise * rng.normal(size=2000))) / 2000 for noise in (0.2, 1.5))

    sharp, blurred = fit_type_spread(near, types, 1e-3), fit_type_spread(far, types, 1e-3)

    assert sharp.sharpness > 2 * blurred.sharpness


def test_the_fitted_spread_is_as_sure_as_it_is_right_on_other_faces() -> None:
    fitted, others = scored(1500, 8), scored(1500, 9)

    spread = fit_type_spread(*fitted, 1e-3)

    errors = [
        calibration_error(replace(spread, sharpness=steepness * spread.sharpness).probabilities(others[0]), others[1])
        for steepness in (1, 3, 0.3)
    ]
    assert errors[0] < 0.05
    assert errors[0] < 0.5 * min(errors[1:])


def test_extremes_whose_raters_say_nothing_get_borders_further_out() -> None:
    rng = np.random.default_rng(5)
    truth = rng.normal(size=3000)
    seen = 0.6 * truth + 0.8 * rng.normal(size=3000)
    types = (5 - np.searchsorted(LATENT_CUTS, truth)).astype(np.int64)
    scores = np.interp(seen, SCORE_LATENT.y, SCORE_LATENT.x)

    spread = fit_type_spread(scores, types, 1e-3)

    assert spread.borders[0] < LATENT_CUTS[0] - 0.3
    assert spread.borders[3] > LATENT_CUTS[3] + 0.3
    assert list(spread.borders) == sorted(spread.borders)


def test_the_spread_of_two_faces_stays_near_the_thresholds() -> None:
    few = fit_type_spread(np.array([10.0, 95.0]), np.array([1, 5]), 1 / 2)

    assert few.borders == pytest.approx(LATENT_CUTS, abs=0.7)
    assert few.sharpness < 1.2


@pytest.mark.parametrize("outward", [-0.18, 0.37])
def test_a_better_score_never_makes_a_worse_type_likelier(outward: float) -> None:
    spread = TypeSpread((-2.6, -1.0, 1.0, 2.6), 3.0, outward)

    at_least = spread.probabilities(np.linspace(0, 100, 201)).cumsum(1)[:, :4]

    assert (np.diff(at_least, axis=0) >= -1e-12).all()


@pytest.mark.parametrize("score", [0.0, 20.0, 33.0, 68.0, 99.0, 100.0])
def test_the_program_computes_the_spread_that_was_fitted(score: float) -> None:
    scores, types = scored(400, 10)
    spread = fit_type_spread(scores, types, 1 / 400)
    calibration = TyperCalibration(
        score_latent=SCORE_LATENT,
        type_borders=spread.borders,
        sharpness=spread.sharpness,
        outward_sharpness=spread.outward,
    )

    shown = TyperCalibration.from_json(calibration.to_json()).overall(score)

    assert shown.probabilities == pytest.approx(tuple(spread.probabilities(np.array([score]))[0]))


def test_heads_of_a_group_follow_the_surveys_shares_and_sum_up() -> None:
    ranks = ranks_within([float(n) for n in range(1000)], ["one"] * 1000)

    types = [type_of_rank(rank).value for rank in ranks]

    assert [types.count(value) for value in range(1, 6)] == [217, 214, 225, 192, 152]


def test_ranks_compare_within_the_subgroup_only() -> None:
    ranks = ranks_within([1.0, 2.0, 100.0, 200.0], ["a", "a", "b", "b"])

    assert ranks == pytest.approx([0.25, 0.75, 0.25, 0.75])


def test_equal_scores_get_equal_ranks() -> None:
    ranks = ranks_within([3.0, 1.0, 3.0], ["a", "a", "a"])

    assert ranks == pytest.approx([2 / 3, 1 / 6, 2 / 3])


def test_a_type_is_the_type_of_its_own_middle_rank() -> None:
    for face_type in type_of_rank(0.5).__class__:
        assert type_of_rank(rank_of_type(face_type)) is face_type


def test_the_ends_of_the_ranks_have_finite_latents() -> None:
    assert latent_of_rank(0.0) == pytest.approx(-latent_of_rank(1.0))
    assert latent_of_rank(1.0) < 3
