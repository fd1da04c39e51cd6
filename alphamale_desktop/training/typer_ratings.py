"""Stage 1: heads that start from a closed-form fit and the trunk behind them learn the ratings."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from alphamale_desktop.training.early_stopping import HELD_OUT_LOSS
from alphamale_desktop.training.rating_model import RatedCanvases, RatingModel, examples
from alphamale_desktop.training.steps_ahead import StepsAhead, spare_workers
from alphamale_desktop.training.survey_split import LATENT_CUTS
from alphamale_desktop.training.typer_crops import Canvases, View, cut
from alphamale_desktop.vision.ordinal import coral_loss, soft_answers
from alphamale_desktop.vision.part_rater import PartRater
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.typer_model import prepare

_PART_WEIGHTS = (0.5, 0.4, 0.1)
_LEARNED_WEIGHTS = (0.4, 0.35, 0.25)
"""More even than in the score: the lower part needs to learn as well."""

_LEAST_RANGE = 1e-5


@dataclass(frozen=True, slots=True)
class RatingSchedule:
    """How stage 1 learns.

    Attributes:
        ridge: How strongly the closed-form start of the heads is held back, against a mean squared feature of 1.
        start_views: Random views of each face that the closed-form start is fitted to.
        start_consistency: What it costs there when a face's views are answered differently.
        epochs: Passes over the rated faces behind the closed-form start. 0 leaves heads and trunk as they are then.
        restart_after: Passes, ascending, after which the rate rises and falls once more; those that a run never reaches
            do not count.
        batch: Faces a step, each seen through ``views`` random views.
        consistency: How much the spread of a face's latents over its views costs.
        relative: Whether heads learn one weight a channel and every weight moves by a share of its own size, ``rate``
            at most; see ``relative_steps``. Otherwise ``rate`` is in plain numbers and each cell has its weight.
        first_block: The trunk's blocks before this one stay as they are.
        label_spread: How uncertain a rating is, in standard deviations of the population.
        rank_weight: How much the order of pairs within a subgroup counts beside the latents themselves.
        averaging: Share of the old average of the weights kept at each step; the average is the result.
        patience: Half passes without a better held-out loss after which the stage ends; 0 for the whole way.
    """

    ridge: float = 1.0
    start_views: int = 1
    start_consistency: float = 0.0
    epochs: float = 51.0
    restart_after: tuple[float, ...] = (12.0, 37.0)
    batch: int = 16
    views: int = 1
    consistency: float = 0.5
    relative: bool = True
    rate: float = 5e-4
    weight_decay: float = 0.03
    first_block: int = 5
    label_spread: float = 0.4
    rank_weight: float = 0.3
    averaging: float = 0.997
    patience: int = 0


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
        self._ahead = StepsAhead(self._batch, spare_workers())

    def losses(self, step: int) -> Mapping[str, Tensor]:
        pixels, boxes, chosen = self._ahead.take(step)
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
        """On ratings that training never saw: the loss, and the weighted latent's correlation with them."""
        if not isinstance(model, RatingModel) or len(self._val.latents) < 3:
            return {}
        found = rate(model, self._val.canvases, self._layout, View())
        with torch.inference_mode():
            known = (found, self._val.latents, self._val.weights, self._val.subgroups)
            device = next(model.parameters()).device
            latents, wanted, weights, subgroups = (torch.from_numpy(values).to(device) for values in known)
            losses = rating_losses(model.rater, latents, wanted, weights, subgroups, self._schedule)
        names = ("whole", "upper", "lower")
        by_part = {f"r_{name}": _r(found[:, i], self._val.latents) for i, name in enumerate(names)}
        held_out = float(losses["distance"] + losses["ordinal"])
        return {
            HELD_OUT_LOSS: held_out,
            "r": _r(found @ np.array(_PART_WEIGHTS, np.float32), self._val.latents),
            **by_part,
        }

    def _batch(self, step: int) -> tuple[Tensor, Tensor, NDArray[np.int64]]:
        count, batch = len(self._train.latents), self._schedule.batch
        epoch, place = divmod(step, math.ceil(count / batch))
        order = np.random.default_rng([self._seed, 1, epoch]).permutation(count)
        chosen = np.tile(order[place * batch : (place + 1) * batch], self._schedule.views)
        rng = np.random.default_rng([self._seed, 2, step])
        pixels, boxes = examples(self._train.canvases, chosen, self._layout, rng)
        return pixels, boxes, chosen


def rating_losses(
    rater: PartRater, found: Tensor, wanted: Tensor, weights: Tensor, subgroups: Tensor, schedule: RatingSchedule
) -> dict[str, Tensor]:
    """Distance of the latents and of their weighted sum, the ordinal questions, the order of pairs within a subgroup.

    Scalars to be summed.

    Args:
        found: (N, 3) latents; ``wanted``, ``weights`` and ``subgroups`` are (N,).
    """
    target = wanted[:, None].expand_as(found)
    shares, points = (torch.tensor(one, device=found.device) for one in (_LEARNED_WEIGHTS, _PART_WEIGHTS))
    near = functional.smooth_l1_loss(found, target, reduction="none") @ shares
    near = near + functional.smooth_l1_loss(found @ points, wanted, reduction="none")
    answers = soft_answers(target, torch.tensor(LATENT_CUTS, device=found.device), schedule.label_spread)
    # The borders follow the latents; pulled by both losses, the latents would learn the borders' mistakes.
    ordinal = coral_loss(rater.logits(found.detach()), answers).mean(1)
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
    varies = min(np.ptp(found), np.ptp(wanted)) > _LEAST_RANGE
    return float(np.corrcoef(found, wanted)[0, 1]) if varies else 0.0
