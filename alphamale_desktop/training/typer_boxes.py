"""Stage 2: on the finished trunk, the pyramid and the two box stages learn where the parts are."""

import copy
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor, nn

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.training.typer_augmentation import disturb, random_view
from alphamale_desktop.training.typer_crops import Boxes, Canvases, Pixels, cut
from alphamale_desktop.vision.detector import Targets
from alphamale_desktop.vision.typer_model import TyperModel, prepare


@dataclass(frozen=True, slots=True)
class BoxSchedule:
    """How stage 2 learns.

    Attributes:
        steps: Batches in all.
        epoch_steps: Batches between two checkpoints.
        spread: How much wider than for the ratings the crops vary.
        pasted: Share of the faces that stand on another picture's background.
        empty: Share of the crops without a face, so that the boxes' scores mean something.
        average: Decay of the running mean of the weights, a step; the mean is what is kept.
    """

    steps: int = 700
    epoch_steps: int = 100
    batch: int = 8
    rate: float = 1.2e-3
    weight_decay: float = 1e-4
    spread: float = 1.5
    pasted: float = 0.25
    empty: float = 0.08
    average: float = 0.99


class BoxTrainer:
    """Trains epoch by epoch; what is random follows from the seed and the epoch, so a resumed run is the same run.

    Args:
        backgrounds: Pictures without faces, uint8 (M, S, S, 3) of the crop's size; may be empty.
    """

    def __init__(
        self, model: TyperModel, faces: Canvases, backgrounds: Pixels, schedule: BoxSchedule, seed: int
    ) -> None:
        self.model = model
        self.epoch = 0
        self._faces, self._backgrounds, self._schedule, self._seed = faces, backgrounds, schedule, seed
        detector = model.detector
        for weight in model.parameters():
            weight.requires_grad_(False)
        self._stages = nn.ModuleList([detector.fpn, detector.rpn, detector.roi_heads])
        self.mean = copy.deepcopy(self._stages)
        self.weights = list(self._stages.parameters())
        for weight in self.weights:
            weight.requires_grad_(True)
        self.optimiser = torch.optim.AdamW(self.weights, lr=schedule.rate, weight_decay=schedule.weight_decay)

    @property
    def epochs(self) -> int:
        return math.ceil(self._schedule.steps / self._schedule.epoch_steps)

    def run_epoch(self, report: Callable[[int, float], None]) -> float:
        """``epoch_steps`` batches; calls ``report`` with (step in the epoch, loss) and returns the mean loss."""
        schedule = self._schedule
        torch.manual_seed(self._seed * 1000 + 500 + self.epoch)
        rng = np.random.default_rng([self._seed, 500 + self.epoch])
        self.model.eval()
        self._stages.train()
        losses = []
        for step, (pixels, targets) in enumerate(self._batches(rng)):
            self._set_rate(self.epoch * schedule.epoch_steps + step)
            with torch.no_grad():
                maps = self.model.trunk(pixels)
            loss = torch.stack(
                list(self.model.detector.losses(self.model.pyramid(maps, pixels), targets).values())
            ).sum()
            self.optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(self.weights, 5.0)
            self.optimiser.step()
            self._follow(self.epoch * schedule.epoch_steps + step)
            losses.append(loss.item())
            report(step, losses[-1])
        self.epoch += 1
        return float(np.mean(losses))

    def keep_mean(self) -> None:
        """Puts the running mean of the weights into the model."""
        self._stages.load_state_dict(self.mean.state_dict())
        self.model.eval()

    def _set_rate(self, step: int) -> None:
        fall = 0.5 * (1 + math.cos(math.pi * min(1.0, step / self._schedule.steps)))
        for group in self.optimiser.param_groups:
            group["lr"] = self._schedule.rate * min(1.0, (step + 1) / 60) * max(fall, 0.01)

    @torch.no_grad()
    def _follow(self, step: int) -> None:
        decay = min(self._schedule.average, (step + 1) / (step + 10))
        for mean, now in zip(self.mean.parameters(), self.weights, strict=True):
            mean.lerp_(now, 1 - decay)

    def _batches(self, rng: Generator) -> Iterator[tuple[Tensor, Targets]]:
        for _ in range(self._schedule.epoch_steps):
            crops, targets = zip(*(self._example(rng) for _ in range(self._schedule.batch)), strict=True)
            yield prepare(np.stack(crops)), [_target(boxes) for boxes in targets]

    def _example(self, rng: Generator) -> tuple[Pixels, Boxes]:
        behind = self._backgrounds[rng.integers(len(self._backgrounds))] if len(self._backgrounds) else None
        if behind is not None and rng.random() < self._schedule.empty:
            return disturb(behind, rng), np.zeros((0, 4), np.float32)
        index = rng.integers(len(self._faces.rgb))
        view = random_view(rng, self._schedule.spread)
        crop, boxes = cut(self._faces.rgb[index], self._faces.parts[index], self.model.layout.crop, view)
        if behind is not None and rng.random() < self._schedule.pasted:
            crop = _paste(crop, boxes[0], behind, rng)
        return disturb(crop, rng), boxes


def _target(boxes: Boxes) -> dict[str, Tensor]:
    labels = [part.value for part in FacePart] if len(boxes) else []
    return {"boxes": torch.from_numpy(boxes), "labels": torch.tensor(labels, dtype=torch.int64)}


def _paste(crop: Pixels, whole: NDArray[np.float32], behind: Pixels, rng: Generator) -> Pixels:
    """The face in an ellipse with soft edges on another picture."""
    centre = (whole[:2] + whole[2:]) / 2
    axes = (whole[2:] - whole[:2]) / 2 * rng.uniform(1.02, 1.35)
    mask = np.zeros(crop.shape[:2], np.float32)
    ends = (round(float(axes[0])), round(float(axes[1])))
    cv2.ellipse(mask, (round(float(centre[0])), round(float(centre[1]))), ends, 0, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), float(rng.uniform(0.8, 4)))[..., None]
    return (crop * soft + behind * (1 - soft)).astype(np.uint8)
