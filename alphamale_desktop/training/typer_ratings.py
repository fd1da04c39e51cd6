"""Stage 1: the part heads start from a closed-form fit, then heads and trunk learn the ratings together."""

import math
from collections.abc import Mapping
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

_PART_JITTER = 0.03
_PART_WEIGHTS = (0.5, 0.4, 0.1)


@dataclass(frozen=True, slots=True)
class RatingSchedule:
    """How stage 1 learns.

    Attributes:
        ridge: How strongly the closed-form start of the heads is held back, against a mean squared feature of 1.
        start_views: Random views of each face that the closed-form start is fitted to.
        epochs: Passes over the rated faces.
        batch: Faces a step, each seen through ``views`` random views.
        consistency: How much the spread of a face's latents over its views costs.
        first_block: The trunk's blocks before this one stay as they are.
        label_spread: How uncertain a rating is, in standard deviations of the population.
        rank_weight: How much the order of pairs within a subgroup counts beside the latents themselves.
        averaging: Share of the old average of the weights kept at each step; the average is the result.
    """

    ridge: float = 0.6
    start_views: int = 2
    epochs: float = 3.0
    batch: int = 8
    views: int = 2
    consistency: float = 0.5
    rate: float = 5e-5
    weight_decay: float = 0.03
    first_block: int = 5
    label_spread: float = 0.4
    rank_weight: float = 0.3
    averaging: float = 0.997


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


class RatingTask:
    """What the training loop learns in stage 1; a step's batch follows from the seed and the step."""

    def __init__(
        self,
        model: RatingModel,
        train: RatedCanvases,
        val: RatedCanvases,
        layout: CropLayout,
        schedule: RatingSchedule,
        seed: int,
    ) -> None:
        self.model = model
        self._train, self._val, self._layout, self._schedule, self._seed = train, val, layout, schedule, seed

    def losses(self, step: int) -> Mapping[str, Tensor]:
        pixels, boxes, chosen = self._batch(step)
        device = next(self.model.parameters()).device
        found = self.model(pixels.to(device), boxes.to(device))
        wanted, weights, subgroups = (
            torch.from_numpy(values[chosen]).to(device)
            for values in (self._train.latents, self._train.weights, self._train.subgroups)
        )
        losses = rating_losses(self.model.rater, found, wanted, weights, subgroups, self._schedule)
        if self._schedule.views > 1:
            by_view = found.view(self._schedule.views, -1, found.shape[1])
            losses["spread"] = self._schedule.consistency * by_view.var(0).mean()
        return losses

    def validate(self, model: nn.Module) -> Mapping[str, float]:
        """Correlation of the weighted latent with the ratings that training never saw."""
        if not isinstance(model, RatingModel) or len(self._val.latents) < 3:
            return {}
        found = rate(model, self._val.canvases, self._layout, View())
        names = ("whole", "upper", "lower")
        by_part = {f"r_{name}": _r(found[:, i], self._val.latents) for i, name in enumerate(names)}
        return {"r": _r(found @ np.array(_PART_WEIGHTS, np.float32), self._val.latents), **by_part}

    def _batch(self, step: int) -> tuple[Tensor, Tensor, NDArray[np.int64]]:
        count, batch = len(self._train.latents), self._schedule.batch
        epoch, place = divmod(step, math.ceil(count / batch))
        order = np.random.default_rng([self._seed, 1, epoch]).permutation(count)
        chosen = np.tile(order[place * batch : (place + 1) * batch], self._schedule.views)
        rng = np.random.default_rng([self._seed, 2, step])
        pixels, boxes = _examples(self._train.canvases, chosen, self._layout, rng)
        return pixels, boxes, chosen


def _examples(
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


def rating_losses(
    rater: PartRater, found: Tensor, wanted: Tensor, weights: Tensor, subgroups: Tensor, schedule: RatingSchedule
) -> dict[str, Tensor]:
    """Distance of the latents, the ordinal questions, and the order of pairs within a subgroup; scalars to be summed.

    Args:
        found: (N, 3) latents; ``wanted``, ``weights`` and ``subgroups`` are (N,).
    """
    target = wanted[:, None].expand_as(found)
    near = functional.smooth_l1_loss(found, target, reduction="none", beta=0.5).mean(1)
    answers = soft_answers(target, torch.tensor(LATENT_CUTS, device=found.device), schedule.label_spread)
    ordinal = coral_loss(rater.logits(found), answers).mean(1)
    gap = wanted[:, None] - wanted[None, :]
    pairs = ((subgroups[:, None] == subgroups[None, :]) & (gap > schedule.label_spread)).float()
    pairs = pairs * weights[:, None] * weights[None, :]
    disorder = functional.softplus(-2.0 * (found[:, None] - found[None, :])).mean(2)
    return {
        "distance": (near * weights).sum() / weights.sum(),
        "ordinal": (ordinal * weights).sum() / weights.sum(),
        "order": schedule.rank_weight * (disorder * pairs).sum() / pairs.sum().clamp_min(1.0),
    }


@torch.inference_mode()
def fit_heads(
    model: RatingModel, faces: RatedCanvases, layout: CropLayout, ridge: float, seed: int, views: int = 1
) -> None:
    """Sets the heads to the weighted ridge regression of the latents on the untrained trunk's features.

    Fine-tuning from here spares the trunk the noise of random heads (Kumar et al., "Fine-Tuning can Distort
    Pretrained Features", 2022). Every face is seen through ``views`` random views, half of them mirrored. Memory:
    160 KiB a face and view.
    """
    device = next(model.parameters()).device
    model.eval()
    rows: list[list[NDArray[np.float32]]] = [[] for _ in model.rater.heads]
    rng = np.random.default_rng([seed, 4])
    every = np.tile(np.arange(len(faces.latents)), views)
    latents, weights = faces.latents[every], faces.weights[every]
    for chosen in np.array_split(every, -(-len(every) // 32)):
        pixels, boxes = _examples(faces.canvases, chosen, layout, rng)
        pooled = model.rater.pool(model.trunk(pixels.to(device)), boxes.to(device))
        for of_part, part in zip(rows, pooled, strict=True):
            of_part.append(torch.cat([part.middle, part.coarse], 1).flatten(2).cpu().numpy())
    for head, of_part in zip(model.rater.heads, rows, strict=True):
        grids = np.concatenate(of_part)
        of_part.clear()
        centre, spread = grids.mean((0, 2)), grids.std((0, 2)) + 1e-3
        features = ((grids - centre[:, None]) / spread[:, None]).reshape(len(grids), -1)
        weight, bias = ridge_regression(features, latents, weights, ridge)
        for name, value in (
            ("centre", centre),
            ("inverse_spread", 1 / spread),
            ("weight", weight * np.sqrt(len(weight))),
            ("bias", bias),
        ):
            getattr(head, name).copy_(torch.as_tensor(np.asarray(value, np.float32)).reshape(getattr(head, name).shape))


def ridge_regression(
    features: NDArray[np.float32], wanted: NDArray[np.float32], weights: NDArray[np.float32], ridge: float
) -> tuple[NDArray[np.float32], float]:
    """Weighted ridge regression in its dual form: far more features than faces."""
    root = np.sqrt(weights / weights.mean())
    bias = float(np.average(wanted, weights=weights))
    scaled = features * root[:, None]
    kernel = (scaled @ scaled.T / features.shape[1]).astype(np.float64)
    kernel[np.diag_indices_from(kernel)] += ridge
    dual = np.linalg.solve(kernel, root * (wanted - bias))
    return np.asarray(scaled.T @ dual.astype(np.float32) / features.shape[1], np.float32), bias


@torch.inference_mode()
def rate(
    model: RatingModel, canvases: Canvases, layout: CropLayout, view: View, batch: int = 32
) -> NDArray[np.float32]:
    """Latents (N, 3) with the canvases' own part boxes, every face seen through one view."""
    device = next(model.parameters()).device
    found = []
    for start in range(0, len(canvases.rgb), batch):
        pairs = zip(canvases.rgb[start : start + batch], canvases.parts[start : start + batch], strict=True)
        cuts = [cut(rgb, parts, layout, view) for rgb, parts in pairs]
        boxes = torch.from_numpy(np.stack([box for _, box in cuts])).to(device)
        found.append(model(prepare(np.stack([crop for crop, _ in cuts]), device), boxes).cpu().numpy())
    return np.concatenate(found)


def _r(found: NDArray[np.float32], wanted: NDArray[np.float32]) -> float:
    return float(np.corrcoef(found, wanted)[0, 1])
