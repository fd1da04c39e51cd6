"""Ordinal scales: ascending borders, answers that never contradict one another."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.vision.ordinal import (
    OrdinalScale,
    coral_loss,
    expected_grade,
    soft_answers,
    type_probabilities,
)

BORDERS = (-1.0, -0.4, 0.2, 0.8)


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_probabilities_equal_the_differences_of_the_cumulative_answers() -> None:
    logits = torch.tensor([[2.0, 1.0, -0.5, -3.0]])

    alpha, beta, gamma, delta, omega = type_probabilities(logits)[0].tolist()

    assert alpha == pytest.approx(sigmoid(-3.0), abs=1e-6)
    assert beta == pytest.approx(sigmoid(-0.5) - sigmoid(-3.0), abs=1e-6)
    assert gamma == pytest.approx(sigmoid(1.0) - sigmoid(-0.5), abs=1e-6)
    assert delta == pytest.approx(sigmoid(2.0) - sigmoid(1.0), abs=1e-6)
    assert omega == pytest.approx(1 - sigmoid(2.0), abs=1e-6)


@given(st.lists(st.floats(-6, 6), min_size=2, max_size=20))
def test_a_higher_latent_never_earns_a_lower_grade(latents: list[float]) -> None:
    scale = OrdinalScale(BORDERS)

    probabilities = scale(torch.tensor(sorted(latents)))

    grades = expected_grade(probabilities)
    assert bool((grades.diff() >= -1e-5).all())
    assert torch.allclose(probabilities.sum(-1), torch.ones(len(latents)), atol=1e-5)


def test_borders_stay_ascending_whatever_training_does_to_them() -> None:
    scale = OrdinalScale(BORDERS)
    rate = 5.0

    for _ in range(20):
        loss = coral_loss(scale.logits(torch.tensor([0.0])), torch.tensor([[0.0, 1.0, 0.0, 1.0]])).sum()
        scale.zero_grad()
        torch.autograd.backward(loss)
        with torch.no_grad():
            for weight in scale.parameters():
                if weight.grad is not None:
                    weight.sub_(rate * weight.grad)

    assert bool((scale.borders().diff() > 0).all())


def test_starting_borders_are_the_wanted_ones() -> None:
    scale = OrdinalScale(BORDERS)

    assert scale.borders().tolist() == pytest.approx(BORDERS, abs=1e-6)


@pytest.mark.parametrize("borders", [(0.0, 1.0, 2.0), (0.0, 1.0, 1.0, 2.0), (3.0, 2.0, 1.0, 0.0)])
def test_borders_that_do_not_ascend_are_refused(borders: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="ascending"):
        OrdinalScale(borders)


def test_loss_equals_the_mean_cross_entropy_of_the_four_questions() -> None:
    logits = torch.tensor([[1.0, 0.0, -1.0, -2.0]])
    better = torch.tensor([[1.0, 1.0, 0.0, 0.0]])

    loss = coral_loss(logits, better)

    by_hand = [-math.log(sigmoid(1.0)), -math.log(0.5), -math.log(1 - sigmoid(-1.0)), -math.log(1 - sigmoid(-2.0))]
    assert loss.item() == pytest.approx(sum(by_hand) / 4, abs=1e-6)


def test_an_uncertain_rating_on_a_border_answers_one_half() -> None:
    answers = soft_answers(torch.tensor([0.2]), torch.tensor(BORDERS), spread=0.4)[0].tolist()

    assert answers[2] == pytest.approx(0.5)
    assert answers[0] == pytest.approx(0.99865, abs=1e-4)
    assert answers == sorted(answers, reverse=True)
