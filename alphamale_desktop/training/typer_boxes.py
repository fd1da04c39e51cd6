"""Stage 2: on the finished trunk, the pyramid and the two box stages learn where the parts are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor, nn

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.training.early_stopping import HELD_OUT_LOSS
from alphamale_desktop.training.steps_ahead import StepsAhead, spare_workers
from alphamale_desktop.training.typer_augmentation import disturb, random_view
from alphamale_desktop.training.typer_crops import Boxes, Canvases, Pixels, View, cut
from alphamale_desktop.vision.typer_model import TyperModel, best_parts, prepare

_VALIDATION_FACES = 96
_MOST_BACKGROUNDS = 1500


@dataclass(frozen=True, slots=True)
class BoxSchedule:
    """How stage 2 learns.

    Attributes:
        batch: Crops a step.
        spread: How many times wider than for the ratings the crops vary.
        pasted: Share of the faces that stand on another picture's background.
        empty: Share of the crops without a face, so that the boxes' scores mean something.
        averaging: Share of the old average of the weights kept at each step; the average is the result.
        patience: Fifths of the stage without a better held-out overlap after which it ends; 0 for the whole way.
    """

    steps: int = 400
    batch: int = 8
    rate: float = 1.2e-3
    weight_decay: float = 1e-4
    spread: float = 1.5
    pasted: float = 0.25
    empty: float = 0.08
    averaging: float = 0.99
    patience: int = 0


class BoxTask:
    """What the training loop learns in stage 2; a step's batch follows from the seed and the step.

    Args:
        backgrounds: Pictures without faces, uint8 (M, S, S, 3) of the crop's size; may be empty.
    """

    def __init__(
        self, model: TyperModel, train: Canvases, val: Canvases, backgrounds: Pixels, schedule: BoxSchedule, seed: int
    ) -> None:
        self.model = model
        self._train, self._val, self._backgrounds = train, val, backgrounds
        self._schedule, self._seed = schedule, seed
        self._ahead = StepsAhead(self._batch, spare_workers())
        for weight in model.parameters():
            weight.requires_grad_(False)
        for stage in (model.detector.fpn, model.detector.rpn, model.detector.roi_heads):
            for weight in stage.parameters():
                weight.requires_grad_(True)

    def losses(self, step: int) -> Mapping[str, Tensor]:
        device = next(self.model.parameters()).device
        crops, parts = self._ahead.take(step)
        pixels = prepare(crops, device)
        with torch.no_grad():
            maps = self.model.trunk(pixels)
        targets = [_target(boxes, device) for boxes in parts]
        return self.model.detector.losses(self.model.pyramid(maps, pixels), targets)

    @torch.inference_mode()
    def validate(self, model: nn.Module) -> Mapping[str, float]:
        """Mean overlap of the best boxes with the teacher's on faces that training never saw."""
        if not isinstance(model, TyperModel) or not len(self._val.rgb):
            return {}
        overlaps = overlaps_of_parts(model, self._val, View(), _VALIDATION_FACES)
        return {
            HELD_OUT_LOSS: 1 - float(overlaps.mean()),
            "overlap": float(overlaps.mean()),
            "over_75": float((overlaps >= 0.75).mean()),
        }

    def _batch(self, step: int) -> tuple[Pixels, list[Boxes]]:
        rng = np.random.default_rng([self._seed, 3, step])
        examples = [self._example(rng) for _ in range(self._schedule.batch)]
        return np.stack([crop for crop, _ in examples]), [boxes for _, boxes in examples]

    def _example(self, rng: Generator) -> tuple[Pixels, Boxes]:
        behind = self._backgrounds[rng.integers(len(self._backgrounds))] if len(self._backgrounds) else None
        if behind is not None and rng.random() < self._schedule.empty:
            return disturb(behind, rng), np.zeros((0, 4), np.float32)
        index = rng.integers(len(self._train.rgb))
        view = random_view(rng, self._schedule.spread)
        crop, boxes = cut(self._train.rgb[index], self._train.parts[index], self.model.layout.crop, view)
        if behind is not None and rng.random() < self._schedule.pasted:
            crop = _paste(crop, boxes[0], behind, rng)
        return disturb(crop, rng), boxes


@torch.inference_mode()
def overlaps_of_parts(model: TyperModel, faces: Canvases, view: View, most: int) -> NDArray[np.float32]:
    """Intersection over union of the best box of each part with the teacher's, (N, 3), of the first ``most`` faces."""
    device = next(model.parameters()).device
    overlaps = []
    for rgb, parts in zip(faces.rgb[:most], faces.parts[:most], strict=True):
        crop, wanted = cut(rgb, parts, model.layout.crop, view)
        pixels = prepare(crop[None], device)
        boxes, _ = best_parts(model.detector.detect(model.pyramid(model.trunk(pixels), pixels)))
        overlaps.append(overlap_of_rows(boxes[0].cpu().numpy(), wanted))
    return np.stack(overlaps)


def overlap_of_rows(first: Boxes, second: Boxes) -> Boxes:
    """Intersection over union row by row: (N, 4) twice gives (N,)."""
    corner = np.minimum(first[:, 2:], second[:, 2:]) - np.maximum(first[:, :2], second[:, :2])
    shared = corner.clip(0).prod(1)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(1) for boxes in (first, second)]
    return np.asarray(shared / (areas[0] + areas[1] - shared), np.float32)


def load_backgrounds(folders: Sequence[Path], side_px: int) -> Pixels:
    """Middle squares of the folders' pictures, uint8 (M, side, side, 3); what does not decode is left out."""
    files = sorted(path for folder in folders for path in folder.iterdir() if path.is_file())
    chosen = files[:: max(1, len(files) // _MOST_BACKGROUNDS)]
    squares = []
    for path in chosen:
        bgr = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if bgr is None:
            continue
        height, width = bgr.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        square = cv2.resize(bgr[top : top + side, left : left + side], (side_px, side_px), interpolation=cv2.INTER_AREA)
        squares.append(square[..., ::-1].astype(np.uint8))
    return np.stack(squares) if squares else np.empty((0, side_px, side_px, 3), np.uint8)


def _target(boxes: Boxes, device: torch.device) -> dict[str, Tensor]:
    labels = [part.value for part in FacePart] if len(boxes) else []
    return {
        "boxes": torch.from_numpy(boxes).to(device),
        "labels": torch.tensor(labels, dtype=torch.int64, device=device),
    }


def _paste(crop: Pixels, whole: NDArray[np.float32], behind: Pixels, rng: Generator) -> Pixels:
    """The face in an ellipse with soft edges on another picture."""
    centre = (whole[:2] + whole[2:]) / 2
    axes = (whole[2:] - whole[:2]) / 2 * rng.uniform(1.02, 1.35)
    mask = np.zeros(crop.shape[:2], np.float32)
    ends = (round(float(axes[0])), round(float(axes[1])))
    cv2.ellipse(mask, (round(float(centre[0])), round(float(centre[1]))), ends, 0, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), float(rng.uniform(0.8, 4)))[..., None]
    return (crop * soft + behind * (1 - soft)).astype(np.uint8)
