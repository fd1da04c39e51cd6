"""What makes a trunk whose batch norm is folded away learn well: every weight moves by a share of its own size.

Adam moves all weights of a network by the same amount at a step. In a folded trunk a kernel's weights are a hundred
times as large as another's, so one rate is too fast for some and too slow for others. Here the optimiser sees each
kernel divided by its own size, so its rate is the share by which a kernel changes at most.
"""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from alphamale_desktop.vision.part_rater import PartHead

_LEAST_SHARE = 0.1


class OwnSize(nn.Module):
    """A weight as its size, which stays, times what is learned: a size for each output, or one for a vector."""

    size: Tensor

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        rows = weight.detach().flatten(1) if weight.ndim > 1 else weight.detach()[None]
        size = rows.square().mean(1).sqrt()
        # A row that is nearly silent could never speak up again.
        size = size.clamp_min(max(_LEAST_SHARE * float(size.mean()), torch.finfo(size.dtype).tiny))
        self.register_buffer("size", size.view(-1, *[1] * (weight.ndim - 1)))

    def forward(self, learned: Tensor) -> Tensor:
        return learned * self.size

    def right_inverse(self, weight: Tensor) -> Tensor:
        return weight / self.size


class EvenOverCells(nn.Module):
    """A head's weights (C * cells) from one a channel, in their own size: a ninth as many to learn from few faces."""

    def __init__(self, weight: Tensor, cells: int) -> None:
        super().__init__()
        self.cells = cells
        self.own = OwnSize(self._mean(weight))

    def forward(self, learned: Tensor) -> Tensor:
        return cast(Tensor, self.own(learned)).repeat_interleave(self.cells)

    def right_inverse(self, weight: Tensor) -> Tensor:
        return self.own.right_inverse(self._mean(weight))

    def _mean(self, weight: Tensor) -> Tensor:
        return weight.detach().view(-1, self.cells).mean(1)


def learn_relatively(trunk: nn.Module, heads: nn.ModuleList) -> None:
    """Rewrites what may learn: the trunk's convolutions in their own size, each head even over its part's cells."""
    for layer in trunk.modules():
        if isinstance(layer, nn.Conv2d) and layer.weight.requires_grad:
            for name in ("weight", "bias"):
                parametrize.register_parametrization(layer, name, OwnSize(getattr(layer, name)))
    for head in cast("list[PartHead]", list(heads)):
        cells = len(head.weight) // len(head.centre)
        parametrize.register_parametrization(head, "weight", EvenOverCells(head.weight, cells))


def write_out(model: nn.Module) -> None:
    """Turns what ``learn_relatively`` rewrote into plain weights again."""
    for layer in list(model.modules()):
        if parametrize.is_parametrized(layer):
            for name in list(layer.parametrizations):  # type: ignore[arg-type]
                parametrize.remove_parametrizations(layer, name, leave_parametrized=True)
