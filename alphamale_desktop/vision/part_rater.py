"""How good each part of a face looks to the survey's raters: one latent number a part, one ordinal scale each."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torchvision.ops import roi_align

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.vision.ordinal import OrdinalScale
from alphamale_desktop.vision.trunk import FaceTrunk

_CELLS = 3
PARTS = len(FacePart)


@dataclass(frozen=True, slots=True, eq=False)
class PooledPart:
    """One part of N faces: (N, C, 3, 3) at strides 16 and 32."""

    middle: Tensor
    coarse: Tensor

    def summary(self) -> Tensor:
        """Means over the grid at stride 16, (N, C): stride 32 sees a face in nearly everything."""
        return self.middle.mean((2, 3))


class PartHead(nn.Module):
    """A linear reading of one part's features on a 3 x 3 grid at strides 16 and 32.

    The features are standardised by fixed statistics and the sum is divided by the root of their number, so the
    weights are about as large as everybody else's and one learning rate suits all.
    """

    centre: Tensor
    inverse_spread: Tensor

    def __init__(self, channels: tuple[int, ...], dropout: float) -> None:
        super().__init__()
        width = channels[1] + channels[2]
        self.register_buffer("centre", torch.zeros(width))
        self.register_buffer("inverse_spread", torch.ones(width))
        self.dropout = nn.Dropout1d(dropout)
        self.weight = nn.Parameter(torch.zeros(width * _CELLS**2))
        self.bias = nn.Parameter(torch.zeros(1))

    def standardised(self, part: PooledPart) -> Tensor:
        """(N, C * 9), about mean 0 and spread 1 a channel."""
        grid = torch.cat([part.middle, part.coarse], 1)
        return ((grid - self.centre[:, None, None]) * self.inverse_spread[:, None, None]).flatten(1)

    def forward(self, part: PooledPart) -> Tensor:
        """Latents, (N,)."""
        features = self.standardised(part)
        if self.training:  # whole channels: a channel's other cells would tell what one of them lacks
            features = self.dropout(features.view(len(features), -1, _CELLS**2)).flatten(1)
        return torch.mv(features, self.weight / len(self.weight) ** 0.5) + self.bias


class PartRater(nn.Module):
    """A head and an ordinal scale for each part, on maps that the detector's trunk computes anyway.

    Args:
        channels: The trunk's, finest first.
        borders: Where the ordinal scales start.
    """

    def __init__(self, channels: tuple[int, ...], borders: tuple[float, ...], dropout: float = 0.3) -> None:
        super().__init__()
        self.heads = nn.ModuleList(PartHead(channels, dropout) for _ in FacePart)
        self.scales = nn.ModuleList(OrdinalScale(borders) for _ in FacePart)

    def pool(self, maps: list[Tensor], boxes: Tensor) -> list[PooledPart]:
        """Each part's features on a 3 x 3 grid.

        Args:
            maps: The trunk's, finest first.
            boxes: (N, 3, 4) whole, upper, lower in input pixels.
        """
        levels = list(zip(maps, FaceTrunk.strides, strict=True))[1:]
        # Counted so that it holds for every N when the model is exported.
        pictures = torch.ones_like(boxes[:, 0, :1]).cumsum(0) - 1
        pooled = []
        for place in range(PARTS):
            rois = torch.cat([pictures, boxes[:, place]], 1)
            middle, coarse = (roi_align(x, rois, (_CELLS, _CELLS), 1 / stride, 2, True) for x, stride in levels)
            pooled.append(PooledPart(middle, coarse))
        return pooled

    def rate(self, pooled: list[PooledPart]) -> Tensor:
        """Latents, (N, 3): standard normal over the raters' population, higher is better."""
        latents = [head(part) for head, part in zip(self.heads, pooled, strict=True)]
        return torch.stack(latents, 1)

    def forward(self, maps: list[Tensor], boxes: Tensor) -> Tensor:
        """``rate`` of ``pool``."""
        return self.rate(self.pool(maps, boxes))

    def logits(self, latents: Tensor) -> Tensor:
        """Cumulative logits, (N, 3) gives (N, 3, 4)."""
        return torch.stack([scale.logits(latents[:, i]) for i, scale in enumerate(self.scales)], 1)  # type: ignore[operator]
