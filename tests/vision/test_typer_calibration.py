"""From latents to shown numbers."""

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.detection import TypeDistribution
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.scoring import type_of_score
from alphamale_desktop.vision.typer_calibration import (
    Curve,
    TyperCalibration,
    expected_grade,
    ordinal_distribution,
    weighted_score,
)


def test_a_curve_goes_straight_between_its_knots_and_flat_outside() -> None:
    curve = Curve((0.0, 1.0, 3.0), (0.0, 0.5, 0.6))

    assert [curve.at(x) for x in (-1.0, 0.5, 1.0, 2.0, 9.0)] == pytest.approx([0.0, 0.25, 0.5, 0.55, 0.6])


@pytest.mark.parametrize(("x", "y"), [((0.0,), (0.0,)), ((0.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 0.0))])
def test_a_curve_that_falls_is_refused(x: tuple[float, ...], y: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="rising"):
        Curve(x, y)


@given(st.floats(0, 100))
def test_the_shown_type_is_the_median_of_the_shown_distribution(score: float) -> None:
    distribution = TyperCalibration().overall(score)

    shown = type_of_score(score).value
    better = sum(distribution.probabilities[: shown - 1])
    worse = sum(distribution.probabilities[shown:])
    assert better <= 0.5 + 1e-6
    assert worse <= 0.5 + 1e-6


def test_a_higher_score_never_makes_alpha_less_likely() -> None:
    calibration = TyperCalibration()

    alphas = [calibration.overall(score).probabilities[0] for score in range(0, 101, 5)]

    assert alphas == sorted(alphas)


def test_borders_and_sharpness_move_the_shown_distribution_and_survive_storage() -> None:
    plain = TyperCalibration(score_latent=Curve((0.0, 100.0), (-2.0, 2.0)))
    fitted = replace(plain, type_borders=(-1.5, -0.5, 0.5, 1.5), sharpness=2.0, outward_sharpness=0.1)

    probabilities = fitted.overall(75.0).probabilities

    beta_or_better = 1 / (1 + math.exp(-2.0 * math.exp(0.1) * (1.0 - 0.5)))
    assert probabilities[0] + probabilities[1] == pytest.approx(beta_or_better)
    assert sum(probabilities) == pytest.approx(1.0)
    assert TyperCalibration.from_json(fitted.to_json()) == fitted


def test_calibrations_of_earlier_versions_are_read() -> None:
    values = json.loads(TyperCalibration().to_json())
    for name in ("type_borders", "sharpness", "outward_sharpness", "looks_twice", "photo"):
        del values[name]
    scaled = {**values, "type_slopes": [1.0, 0.5, 1.0, 1.0, 2.0], "type_offsets": [0.0] * 5}

    assert TyperCalibration.from_json(json.dumps(values)) == TyperCalibration()
    assert TyperCalibration.from_json(json.dumps(scaled)) == TyperCalibration()


@pytest.mark.parametrize("borders", [[0.0], [-1.0, 0.0, 1.0], [-2.0, -1.0, 0.0, 1.0, 2.0]])
def test_a_border_too_few_or_too_many_is_refused(borders: list[float]) -> None:
    values = {**json.loads(TyperCalibration().to_json()), "type_borders": borders}

    with pytest.raises(ValueError, match="border"):
        TyperCalibration.from_json(json.dumps(values))


def test_points_of_the_parts_add_up_to_the_score() -> None:
    grades = {FacePart.WHOLE: 0.8, FacePart.UPPER: 0.5, FacePart.LOWER: 0.1}

    assert weighted_score(grades) == pytest.approx(50 * 0.8 + 40 * 0.5 + 10 * 0.1)


def test_missing_parts_leave_their_weight_to_the_others() -> None:
    assert weighted_score({FacePart.UPPER: 0.5}) == pytest.approx(50.0)
    assert weighted_score({}) == 0.0


def test_calibration_survives_its_json() -> None:
    calibration = TyperCalibration(
        temperatures=(1.1, 0.9, 1.3), grade=Curve((0.2, 0.5, 0.9), (0.0, 0.4, 1.0)), box_floor=0.3
    )

    assert TyperCalibration.from_json(calibration.to_json()) == calibration


def test_the_usual_face_is_half_familiar_and_a_strange_one_hardly() -> None:
    calibration = TyperCalibration(strangeness_mean=3.0, strangeness_spread=0.5)

    assert calibration.familiarity(3.0) == pytest.approx(0.5)
    assert calibration.familiarity(5.0) < 0.001
    assert calibration.familiarity(1.0) > 0.999


def test_distribution_of_extreme_logits_is_certain() -> None:
    assert ordinal_distribution([900.0, 800.0, 700.0, 600.0]).probabilities[0] == pytest.approx(1.0)
    assert ordinal_distribution([-900.0, -900.0, -900.0, -900.0]).probabilities[4] == pytest.approx(1.0)


def test_expected_grade_weighs_the_original_grades() -> None:
    distribution = TypeDistribution((0.5, 0.0, 0.5, 0.0, 0.0))

    assert expected_grade(distribution) == pytest.approx(0.8)
