"""How good each part of a face looks to the survey's raters: one latent number a part, one ordinal scale each."""

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torchvision.ops import roi_align

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.vision.ordinal import OrdinalScale
from alphamale_desktop.vision.trunk import FaceTrunk

_CELLS = 3
_NARROW = 96
_HIDDEN = 128
PARTS = len(FacePart)


@dataclass(frozen=True, slots=True, eq=False)
class PooledPart:
    """One part of N faces: (N, C, 3, 3) at strides 16 and 32."""

    middle: Tensor
    coarse: Tensor

    def summary(self) -> Tensor:
        """Means over the grid, both levels, (N, C)."""
        return torch.cat([self.middle.mean((2, 3)), self.coarse.mean((2, 3))], 1)


class PartHead(nn.Module):
    """From one part's features at strides 16 and 32 to a latent.

    A linear reading of the pooled features carries most of it; a small network on the 3 x 3 grid adds what depends
    on the place.
    """

    def __init__(self, channels: tuple[int, ...], dropout: float) -> None:
        super().__init__()
        _, middle, coarse = channels
        self.narrow_middle = nn.Conv2d(middle, _NARROW, 1)
        self.narrow_coarse = nn.Conv2d(coarse, _NARROW, 1)
        self.place = nn.Sequential(
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Flatten(),
            nn.Linear(2 * _NARROW * _CELLS**2, _HIDDEN),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(_HIDDEN, 1),
        )
        self.pooled = nn.Sequential(nn.LayerNorm(middle + coarse), nn.Dropout(dropout), nn.Linear(middle + coarse, 1))

    def forward(self, middle: Tensor, coarse: Tensor) -> Tensor:
        grid = torch.cat([self.narrow_middle(middle), self.narrow_coarse(coarse)], 1)
        pooled = torch.cat([middle.mean((2, 3)), coarse.mean((2, 3))], 1)
        return cast(Tensor, (self.place(grid) + self.pooled(pooled))[:, 0])


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
        pooled = []
        for place in range(PARTS):
            rois = list(boxes[:, place : place + 1].unbind(0))
            middle, coarse = (roi_align(x, rois, (_CELLS, _CELLS), 1 / stride, 2, True) for x, stride in levels)
            pooled.append(PooledPart(middle, coarse))
        return pooled

    def rate(self, pooled: list[PooledPart]) -> Tensor:
        """Latents, (N, 3): standard normal over the raters' population, higher is better."""
        latents = [head(part.middle, part.coarse) for head, part in zip(self.heads, pooled, strict=True)]
        return torch.stack(latents, 1)

    def forward(self, maps: list[Tensor], boxes: Tensor) -> Tensor:
        """``rate`` of ``pool``."""
        return self.rate(self.pool(maps, boxes))

    def logits(self, latents: Tensor) -> Tensor:
        """Cumulative logits, (N, 3) gives (N, 3, 4)."""
        return torch.stack([scale.logits(latents[:, i]) for i, scale in enumerate(self.scales)], 1)  # type: ignore[operator]
