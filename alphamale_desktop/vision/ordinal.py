"""Ordinal answers: one latent score and four ordered thresholds give P(type).

Source: Cao, Mirjalili and Raschka, "Rank consistent ordinal regression" (CORAL, 2020): every cumulative question
"better than threshold k?" shares one score, so its answers can never contradict one another.
"""

from itertools import pairwise
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

QUESTIONS = 4
"""Omega | Delta | Gamma | Beta | Alpha: four borders between five types."""


class OrdinalScale(nn.Module):
    """Four borders on the latent axis, always ascending, and how sharply the answers change across them.

    Args:
        borders: Where the borders start, ascending: between Omega and Delta first, Beta and Alpha last.

    Raises:
        ValueError: If ``borders`` are not four ascending numbers.
    """

    def __init__(self, borders: tuple[float, ...]) -> None:
        super().__init__()
        gaps = [b - a for a, b in pairwise(borders)]
        if len(borders) != QUESTIONS or min(gaps) <= 0:
            raise ValueError(f"want {QUESTIONS} ascending borders, got {borders}")
        self.first = nn.Parameter(torch.tensor(borders[0]))
        self.log_gaps = nn.Parameter(torch.tensor(gaps).log())
        self.log_sharpness = nn.Parameter(torch.tensor(0.7))

    def borders(self) -> Tensor:
        """Ascending, shape (4,)."""
        steps = torch.cat([self.first.reshape(1), self.log_gaps.exp()])
        return steps.cumsum(0)

    def logits(self, latent: Tensor) -> Tensor:
        """Logit of "better than border k" for each border: ``latent`` (...) gives (..., 4), never ascending in k."""
        return self.log_sharpness.exp() * (latent[..., None] - self.borders())

    def forward(self, latent: Tensor) -> Tensor:
        """P(type), (..., 5), Alpha first."""
        return type_probabilities(self.logits(latent))


def type_probabilities(logits: Tensor) -> Tensor:
    """Turns cumulative logits (..., 4), descending along the last axis, into P(type) (..., 5), Alpha first."""
    better = torch.sigmoid(logits)
    ones, zeros = torch.ones_like(better[..., :1]), torch.zeros_like(better[..., :1])
    worst_first = torch.cat([ones, better], -1) - torch.cat([better, zeros], -1)
    return worst_first.clamp_min(0.0).flip(-1)


def coral_loss(logits: Tensor, better: Tensor) -> Tensor:
    """Binary cross-entropy over the four cumulative questions, averaged over them: (..., 4) twice gives (...).

    Args:
        better: The wanted answers, 0 to 1; soft where the rating itself is uncertain.
    """
    return functional.binary_cross_entropy_with_logits(logits, better, reduction="none").mean(-1)


def soft_answers(latent: Tensor, borders: Tensor, spread: float) -> Tensor:
    """P(true latent > border) when a rating has Gaussian noise of ``spread``: (...) and (4,) give (..., 4)."""
    return cast(Tensor, torch.special.ndtr((latent[..., None] - borders) / spread))


def expected_grade(probabilities: Tensor) -> Tensor:
    """The mean share of a part's points, Alpha 1 to Omega 0.2: (..., 5) gives (...)."""
    grades = torch.tensor([1.0, 0.8, 0.6, 0.4, 0.2], dtype=probabilities.dtype, device=probabilities.device)
    return probabilities @ grades
