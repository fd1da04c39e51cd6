"""Keeps the best of a run by its held-out loss, and ends the run when it no longer improves."""

import copy
import math
from collections.abc import Mapping

from torch import nn

HELD_OUT_LOSS = "held_out_loss"
"""The figure of a validation that decides."""


class EarlyStopping:
    """The best averaged weights so far.

    Args:
        start: What the run begins with; it counts as the best until something is better.
        patience: Validations in a row that may bring nothing before the run ends.
    """

    def __init__(self, start: nn.Module, patience: int) -> None:
        self.best = copy.deepcopy(start)
        self.patience = patience
        self.loss = math.inf
        self.step = 0
        self.in_vain = 0

    @property
    def has_ended(self) -> bool:
        return self.in_vain >= self.patience

    def see(self, model: nn.Module, step: int, figures: Mapping[str, float]) -> None:
        """Takes one validation into account; raises KeyError when it has no held-out loss."""
        loss = figures[HELD_OUT_LOSS]
        if loss < self.loss:
            self.best.load_state_dict(model.state_dict())
            self.loss, self.step, self.in_vain = loss, step, 0
        else:
            self.in_vain += 1

    def state(self) -> dict[str, str]:
        """For a checkpoint; the weights go with the other models'."""
        return {"best_loss": repr(self.loss), "best_step": str(self.step), "in_vain": str(self.in_vain)}

    def restore(self, state: Mapping[str, str]) -> None:
        """The opposite; the weights are already back. Raises KeyError or ValueError when ``state`` is another's."""
        self.loss, self.step = float(state["best_loss"]), int(state["best_step"])
        self.in_vain = int(state["in_vain"])
