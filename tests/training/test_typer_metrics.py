"""Metrics against cases that were worked out by hand."""

import numpy as np
import pytest

from alphamale_desktop.training.metrics import (
    agreement,
    average_precision,
    calibration_error,
    pearson,
    places,
    quadratic_kappa,
)


def test_agreement_counts_exact_and_neighbouring_types() -> None:
    wanted, found = np.array([1, 2, 3, 4, 5]), np.array([1, 3, 3, 2, 5])
    probabilities = np.eye(5)[found - 1]

    figures = agreement(wanted, found, -wanted.astype(float), -found.astype(float), probabilities)

    assert figures.faces == 5
    assert figures.exact == pytest.approx(0.6)
    assert figures.within_one == pytest.approx(0.8)
    assert figures.shares == pytest.approx((0.2, 0.2, 0.4, 0.0, 0.2))
    assert figures.ece == pytest.approx(0.4)
    assert figures.chance_exact == pytest.approx((1 + 1 + 2 + 0 + 1) / 25)


def test_agreement_of_unequal_lengths_is_refused() -> None:
    with pytest.raises(ValueError, match="equally many"):
        agreement(np.array([1]), np.array([1, 2]), np.zeros(1), np.zeros(1), np.zeros((1, 5)))


def test_kappa_is_one_for_equal_and_minus_one_for_mirrored_answers() -> None:
    wanted = np.array([1, 1, 5, 5])

    assert quadratic_kappa(wanted, wanted) == pytest.approx(1.0)
    assert quadratic_kappa(wanted, 6 - wanted) == pytest.approx(-1.0)


def test_kappa_of_a_small_table_equals_the_sum_done_by_hand() -> None:
    # Squared distances observed: 0 + 1 + 0 + 4 = 5. By chance: every wanted beside every found, over 4.
    wanted, found = np.array([1, 2, 3, 4]), np.array([1, 1, 3, 2])
    by_chance = sum((w - f) ** 2 for w in wanted for f in found) / 4

    assert quadratic_kappa(wanted, found) == pytest.approx(1 - 5 / by_chance)


def test_correlation_of_what_does_not_vary_is_zero() -> None:
    assert pearson(np.array([1.0, 2.0]), np.array([3.0, 3.0])) == 0.0


def test_ties_share_their_places() -> None:
    assert places(np.array([5.0, 1.0, 5.0, 9.0])).tolist() == [1.5, 0.0, 1.5, 3.0]


def test_calibration_error_weighs_bins_by_their_faces() -> None:
    probabilities = np.array([[0.95, 0.05, 0, 0, 0]] * 3 + [[0.55, 0.45, 0, 0, 0]])
    wanted = np.array([1, 1, 2, 1])

    error = calibration_error(probabilities, wanted)

    assert error == pytest.approx(0.75 * abs(0.95 - 2 / 3) + 0.25 * abs(0.55 - 1.0))


def test_average_precision_of_hit_miss_hit() -> None:
    # Recall 1/2 at precision 1, recall 1 at precision 2/3.
    assert average_precision([0.9, 0.8, 0.7], [True, False, True], 2) == pytest.approx(0.5 + 0.5 * 2 / 3)


def test_average_precision_does_not_depend_on_the_order_of_the_detections() -> None:
    first = average_precision([0.9, 0.2, 0.5], [True, True, False], 3)
    second = average_precision([0.5, 0.9, 0.2], [False, True, True], 3)

    assert first == second


def test_nothing_found_is_precision_zero() -> None:
    assert average_precision([], [], 3) == 0.0
