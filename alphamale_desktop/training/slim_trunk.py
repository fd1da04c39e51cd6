"""A slim trunk that starts from a wide one's weights, with batch norm while it is trained.

The published trunk has its batch norm folded away, which trains badly, and is too wide for the gate. Here the
channels that vary most are kept and batch norm is put back with the mean and deviation that each channel had in
the wide trunk, so that every layer starts with inputs like those its weights were learned for. After training the
norm is folded into the convolutions again.
"""

from collections.abc import Callable
from typing import Self, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from alphamale_desktop.vision.trunk import FaceTrunk, Separable

_LEAST_DEVIATION = 1e-3


class NormedTrunk(nn.Module):
    """A ``FaceTrunk`` with batch norm after each convolution; same inputs, same outputs."""

    strides = FaceTrunk.strides

    def __init__(self, width: float) -> None:
        super().__init__()
        self.trunk = FaceTrunk(width)
        self.channels = self.trunk.channels
        self.norms = nn.ModuleList(
            nn.BatchNorm2d(layer.out_channels, eps=1e-5, momentum=0.03) for layer in _layers(self.trunk)
        )
        for layer in _layers(self.trunk):
            layer.bias = None  # the norm's shift takes its place

    def forward(self, x: Tensor) -> list[Tensor]:
        norms = iter(self.norms)
        return _run(self.trunk, x, lambda _, value: next(norms)(value))

    @classmethod
    @torch.no_grad()
    def imitating(cls, wide: FaceTrunk, width: float, sample: Tensor) -> Self:
        """Keeps the share ``width`` of the wide trunk's channels, as ``sample`` (its input) makes them vary."""
        moments = _measure(wide, sample)
        slim = cls(width)
        before: Tensor | None = None
        for index, (source, target) in enumerate(zip(_layers(wide), _layers(slim.trunk), strict=True)):
            mean, deviation, activity = moments[index]
            depthwise = source.groups > 1
            if depthwise and before is not None:
                kept, weight = before, source.weight[before]
            else:
                kept = activity.topk(target.out_channels).indices.sort().values
                weight = source.weight[kept] if before is None else source.weight[kept][:, before]
            target.weight.copy_(weight)
            norm = cast(nn.BatchNorm2d, slim.norms[index])
            norm.weight.copy_(deviation[kept].clamp(min=_LEAST_DEVIATION))
            norm.bias.copy_(mean[kept])
            before = kept
        return slim._settle(sample)

    @torch.no_grad()
    def folded(self) -> FaceTrunk:
        """The same function in evaluation mode without batch norm."""
        plain = FaceTrunk(self.trunk.stem.out_channels / 32)
        for source, target, norm in zip(
            _layers(self.trunk), _layers(plain), cast("list[nn.BatchNorm2d]", list(self.norms)), strict=True
        ):
            variance, mean = cast(Tensor, norm.running_var), cast(Tensor, norm.running_mean)
            gain = norm.weight / torch.sqrt(variance + norm.eps)
            target.weight.copy_(source.weight * gain[:, None, None, None])
            cast(Tensor, target.bias).copy_(norm.bias - mean * gain)
        return plain

    def _settle(self, sample: Tensor) -> Self:
        """Sets the running statistics to those of ``sample``."""
        norms = cast("list[nn.BatchNorm2d]", list(self.norms))
        usual = [norm.momentum for norm in norms]
        for norm in norms:
            norm.momentum = None
        self.train()(sample)
        for norm, momentum in zip(norms, usual, strict=True):
            norm.momentum = momentum
        return self


def _layers(trunk: FaceTrunk) -> list[nn.Conv2d]:
    blocks = cast("list[Separable]", list(trunk.blocks))
    return [trunk.stem, *(layer for block in blocks for layer in (block.depthwise, block.pointwise))]


def _run(trunk: FaceTrunk, x: Tensor, between: Callable[[int, Tensor], Tensor]) -> list[Tensor]:
    """The trunk's own forward pass with ``between`` applied to what each convolution gives, before ReLU6."""
    index = 0
    handles = []
    for layer in _layers(trunk):

        def hook(_: nn.Module, __: object, value: Tensor) -> Tensor:
            nonlocal index
            index += 1
            return between(index - 1, value)

        handles.append(layer.register_forward_hook(hook))
    try:
        return cast("list[Tensor]", trunk(x))
    finally:
        for handle in handles:
            handle.remove()


def _measure(trunk: FaceTrunk, sample: Tensor) -> list[tuple[Tensor, Tensor, Tensor]]:
    """For each convolution its channels' mean and deviation before, and deviation after ReLU6."""
    moments: list[tuple[Tensor, Tensor, Tensor]] = []

    def note(_: int, value: Tensor) -> Tensor:
        over = (0, 2, 3)
        moments.append((value.mean(over), value.std(over), functional.relu6(value).std(over)))
        return value

    _run(trunk, sample, note)
    return moments
