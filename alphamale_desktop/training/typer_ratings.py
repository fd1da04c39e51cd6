"""Stage 1: trunk and part heads learn the ratings."""

import copy
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from alphamale_desktop.training.survey_split import LATENT_CUTS
from alphamale_desktop.training.typer_augmentation import disturb, random_view
from alphamale_desktop.training.typer_crops import Canvases, View, cut
from alphamale_desktop.vision.ordinal import coral_loss, soft_answers
from alphamale_desktop.vision.part_rater import PartRater
from alphamale_desktop.vision.trunk import FaceTrunk
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.typer_model import prepare


@dataclass(frozen=True, slots=True)
class RatingSchedule:
    """How stage 1 learns.

    Attributes:
        epochs: Passes over the rated faces.
        head_epochs: The first passes train the heads only, so that their noise does not spoil the trunk.
        first_block: The trunk's blocks before this one stay as they are.
        label_spread: How uncertain a rating is, in standard deviations of the population.
        rank_weight: How much the pairwise order within a subgroup counts beside the latents themselves.
        average: Decay of the running mean of the weights, a step; the mean is what is kept.
    """

    epochs: int = 10
    head_epochs: int = 1
    batch: int = 16
    head_rate: float = 1e-3
    trunk_rate: float = 1.5e-4
    weight_decay: float = 0.03
    first_block: int = 3
    label_spread: float = 0.4
    rank_weight: float = 0.3
    average: float = 0.997


class RatingModel(nn.Module):
    """The part of the type model that stage 1 trains."""

    def __init__(self, trunk: FaceTrunk, rater: PartRater) -> None:
        super().__init__()
        self.trunk = trunk
        self.rater = rater

    def forward(self, pixels: Tensor, boxes: Tensor) -> Tensor:
        """Latents (N, 3) of prepared crops and part boxes (N, 3, 4)."""
        return cast(Tensor, self.rater(self.trunk(pixels), boxes))


@dataclass(frozen=True, slots=True, eq=False)
class RatedCanvases:
    """Faces, their latents (N,), weights (N,) and subgroup numbers (N,)."""

    canvases: Canvases
    latents: NDArray[np.float32]
    weights: NDArray[np.float32]
    subgroups: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EpochReport:
    """Attributes: epoch: from 1. loss: mean over the epoch. seconds: wall clock."""

    epoch: int
    loss: float
    step: int


def rating_loss(
    model: RatingModel, found: Tensor, wanted: Tensor, weights: Tensor, subgroups: Tensor, schedule: RatingSchedule
) -> Tensor:
    """Distance of the latents, the ordinal questions, and the order of pairs within a subgroup.

    Args:
        found: (N, 3) latents; ``wanted``, ``weights`` and ``subgroups`` are (N,).
    """
    target = wanted[:, None].expand_as(found)
    near = functional.smooth_l1_loss(found, target, reduction="none", beta=0.5).mean(1)
    borders = torch.tensor(LATENT_CUTS)
    answers = soft_answers(target, borders, schedule.label_spread)
    # The scales learn from the ordinal questions; the latents learn from all three.
    ordinal = coral_loss(model.rater.logits(found), answers).mean(1)
    gap = wanted[:, None] - wanted[None, :]
    pairs = ((subgroups[:, None] == subgroups[None, :]) & (gap > schedule.label_spread)).float()
    pairs = pairs * weights[:, None] * weights[None, :]
    order = functional.softplus(-2.0 * (found[:, None] - found[None, :])).mean(2)
    ordered = (order * pairs).sum() / pairs.sum().clamp_min(1.0)
    return ((near + ordinal) * weights).sum() / weights.sum() + schedule.rank_weight * ordered


class RatingTrainer:
    """Trains epoch by epoch; what is random follows from the seed and the epoch, so a resumed run is the same run."""

    def __init__(
        self, model: RatingModel, faces: RatedCanvases, layout: CropLayout, schedule: RatingSchedule, seed: int
    ) -> None:
        self.model = model
        self.mean = copy.deepcopy(model).eval()
        self.epoch = 0
        self._faces, self._layout, self._schedule, self._seed = faces, layout, schedule, seed
        blocks = list(model.trunk.blocks[schedule.first_block :])
        self._trunk_weights = [w for block in blocks for w in block.parameters()]
        for weight in model.trunk.parameters():
            weight.requires_grad_(False)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": list(model.rater.parameters()), "lr": schedule.head_rate},
                {"params": self._trunk_weights, "lr": schedule.trunk_rate},
            ],
            weight_decay=schedule.weight_decay,
        )
        self._peaks = (schedule.head_rate, schedule.trunk_rate)

    @property
    def steps_an_epoch(self) -> int:
        return math.ceil(len(self._faces.latents) / self._schedule.batch)

    def run_epoch(self, report: Callable[[int, float], None]) -> float:
        """One pass; calls ``report`` with (step in the epoch, loss) and returns the mean loss."""
        schedule = self._schedule
        torch.manual_seed(self._seed * 1000 + self.epoch)
        rng = np.random.default_rng([self._seed, self.epoch])
        train_trunk = self.epoch >= schedule.head_epochs
        for weight in self._trunk_weights:
            weight.requires_grad_(train_trunk)
        self.model.train()
        losses = []
        for step, (pixels, boxes, chosen) in enumerate(self._batches(rng)):
            self._set_rates(self.epoch * self.steps_an_epoch + step)
            found = self.model(pixels, boxes)
            loss = rating_loss(
                self.model,
                found,
                torch.from_numpy(self._faces.latents[chosen]),
                torch.from_numpy(self._faces.weights[chosen]),
                torch.from_numpy(self._faces.subgroups[chosen]),
                schedule,
            )
            self.optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
            self.optimiser.step()
            self._follow()
            losses.append(loss.item())
            report(step, losses[-1])
        self.epoch += 1
        return float(np.mean(losses))

    def _set_rates(self, step: int) -> None:
        total = self._schedule.epochs * self.steps_an_epoch
        warm = self.steps_an_epoch * self._schedule.head_epochs
        for group, peak, start in zip(self.optimiser.param_groups, self._peaks, (0, warm), strict=True):
            rise = min(1.0, max(0.0, (step - start + 1) / 100))
            fall = 0.5 * (1 + math.cos(math.pi * step / total))
            group["lr"] = peak * rise * max(fall, 0.01)

    @torch.no_grad()
    def _follow(self) -> None:
        steps = self.epoch * self.steps_an_epoch + 1
        decay = min(self._schedule.average, steps / (steps + 9)) if steps > 1 else 0.9
        for mean, now in zip(self.mean.parameters(), self.model.parameters(), strict=True):
            mean.lerp_(now, 1 - decay)

    def _batches(self, rng: np.random.Generator) -> Iterator[tuple[Tensor, Tensor, NDArray[np.int64]]]:
        order = rng.permutation(len(self._faces.latents))
        for start in range(0, len(order), self._schedule.batch):
            chosen = order[start : start + self._schedule.batch]
            crops, boxes = [], []
            for index in chosen:
                canvas, parts = self._faces.canvases.rgb[index], self._faces.canvases.parts[index]
                crop, found = cut(canvas, parts, self._layout, random_view(rng))
                sides = found[:, 2:] - found[:, :2]
                crops.append(disturb(crop, rng))
                boxes.append(found + np.tile(sides, 2) * rng.normal(0, 0.03, (3, 4)).astype(np.float32))
            yield prepare(np.stack(crops)), torch.from_numpy(np.stack(boxes).astype(np.float32)), chosen


@torch.inference_mode()
def rate(
    model: RatingModel, canvases: Canvases, layout: CropLayout, view: View, batch: int = 32
) -> NDArray[np.float32]:
    """Latents (N, 3) with the canvases' own boxes, seen through one view."""
    model.eval()
    found = []
    for start in range(0, len(canvases.rgb), batch):
        cuts = [
            cut(rgb, parts, layout, view)
            for rgb, parts in zip(
                canvases.rgb[start : start + batch], canvases.parts[start : start + batch], strict=True
            )
        ]
        boxes = torch.from_numpy(np.stack([box for _, box in cuts]))
        found.append(model(prepare(np.stack([crop for crop, _ in cuts])), boxes).numpy())
    return np.concatenate(found)
