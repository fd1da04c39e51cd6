"""What stage 1 trains, and the rated faces it learns from."""

from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from alphamale_desktop.training.typer_augmentation import disturb, random_view
from alphamale_desktop.training.typer_crops import Canvases, cut
from alphamale_desktop.vision.part_rater import PartRater
from alphamale_desktop.vision.trunk import FaceTrunk
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.typer_model import prepare

_PART_JITTER = 0.03


class RatingModel(nn.Module):
    """The part of the type model that stage 1 trains."""

    def __init__(self, trunk: FaceTrunk, rater: PartRater) -> None:
        super().__init__()
        self.trunk = trunk
        self.rater = rater

    def freeze_before(self, first_block: int) -> None:
        """Lets training change the heads and the trunk from block ``first_block`` on."""
        for weight in self.trunk.parameters():
            weight.requires_grad_(False)
        for block in list(self.trunk.blocks)[first_block:]:
            for weight in block.parameters():
                weight.requires_grad_(True)

    def forward(self, pixels: Tensor, boxes: Tensor) -> Tensor:
        """Latents (N, 3) of prepared crops and part boxes (N, 3, 4)."""
        return cast(Tensor, self.rater(self.trunk(pixels), boxes))


@dataclass(frozen=True, slots=True, eq=False)
class RatedCanvases:
    """Faces with their wanted latents (N,), weights (N,) and subgroup numbers (N,)."""

    canvases: Canvases
    latents: NDArray[np.float32]
    weights: NDArray[np.float32]
    subgroups: NDArray[np.int64]


def examples(
    canvases: Canvases, chosen: NDArray[np.int64], layout: CropLayout, rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Prepared crops and part boxes of the chosen faces, each through a random view."""
    crops, boxes = [], []
    for index in chosen:
        crop, found = cut(canvases.rgb[index], canvases.parts[index], layout, random_view(rng))
        sides = np.tile(found[:, 2:] - found[:, :2], 2)
        crops.append(disturb(crop, rng))
        boxes.append((found + sides * rng.normal(0, _PART_JITTER, (3, 4))).astype(np.float32))
    return prepare(np.stack(crops)), torch.from_numpy(np.stack(boxes))
