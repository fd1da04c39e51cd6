"""The type model: finds the three parts of a face and says of each how the raters would type it."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torchvision.models.detection.image_list import ImageList

from alphamale_desktop.domain.detection import TypedFace
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.vision.detector import Detections, Detector, Pyramid
from alphamale_desktop.vision.part_rater import PartRater
from alphamale_desktop.vision.trunk import FaceTrunk
from alphamale_desktop.vision.typer_answer import refuse_other_crops, typed_face
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_layout import TyperLayout

_START_BORDERS = (-1.028, -0.402, 0.174, 0.782)
"""The survey's shares on a normal axis; training moves them."""


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """N faces before calibration.

    Attributes:
        boxes: (N, 3, 4) best box of whole, upper, lower in crop pixels.
        scores: (N, 3) the detector's, 0 where a part was not found.
        logits: (N, 3, 4) cumulative, worst border first; of both looks where the calibration asks for two.
        summaries: (N, C) the whole face's pooled features.
    """

    boxes: Tensor
    scores: Tensor
    logits: Tensor
    summaries: Tensor


class TyperModel(nn.Module):
    """Faster R-CNN with a feature pyramid, and an ordinal head a part on the trunk's features.

    ``read`` may be called from any thread in ``eval()``; it changes nothing in the model. On one device an answer
    does not depend on the rest of the batch, up to rounding.
    """

    familiar_mean: Tensor
    familiar_inverse_spread: Tensor
    familiar_axes: Tensor
    familiar_variances: Tensor
    familiar_rest: Tensor

    def __init__(self, layout: TyperLayout, calibration: TyperCalibration) -> None:
        super().__init__()
        self.layout = layout
        self.calibration = calibration
        trunk = FaceTrunk()
        self.detector = Detector(trunk, layout.detector)
        self.rater = PartRater(trunk.channels, _START_BORDERS)
        width = trunk.channels[1]
        self.register_buffer("familiar_mean", torch.zeros(width))
        self.register_buffer("familiar_inverse_spread", torch.ones(width))
        self.register_buffer("familiar_axes", torch.zeros(layout.familiar_axes, width))
        self.register_buffer("familiar_variances", torch.ones(layout.familiar_axes))
        self.register_buffer("familiar_rest", torch.ones(()))

    @property
    def trunk(self) -> FaceTrunk:
        return cast(FaceTrunk, self.detector.trunk)

    def pyramid(self, maps: list[Tensor], pixels: Tensor) -> Pyramid:
        """The feature pyramid on the trunk's ``maps`` of prepared ``pixels``."""
        named = OrderedDict((str(level), tap) for level, tap in enumerate(maps))
        height, width = pixels.shape[-2:]
        return Pyramid(self.detector.fpn(named), ImageList(pixels, [(height, width)] * len(pixels)))

    def log_strangeness(self, summaries: Tensor) -> Tensor:
        """How unlike the training faces: (N, C) summaries of whole faces give (N,), higher is stranger.

        Mahalanobis distance of the standardised features along the usual faces' main directions, and what those
        directions leave unexplained.
        """
        away = (summaries - self.familiar_mean) * self.familiar_inverse_spread
        along = (away @ self.familiar_axes.transpose(0, 1)).square()
        rest = (away.square().sum(1) - along.sum(1)).clamp_min(0.0)
        return ((along / self.familiar_variances).sum(1) + rest / self.familiar_rest).clamp_min(1e-6).log()

    @torch.inference_mode()
    def read(self, crops: NDArray[np.uint8]) -> list[TypedFace]:
        """Types faces; one answer a crop, its boxes in crop pixels.

        Args:
            crops: uint8 RGB (N, S, S, 3), squares as ``layout.crop`` asks for; S is ``layout.crop.side_px``.

        Raises:
            ValueError: If the array has another shape or type.
        """
        refuse_other_crops(crops, self.layout.crop.side_px)
        if not len(crops):
            return []
        seen = self.observe(crops)
        strange = self.log_strangeness(seen.summaries).tolist()
        answers = zip(crops, seen.boxes.tolist(), seen.scores.tolist(), seen.logits.tolist(), strange, strict=True)
        return [typed_face(self.calibration, *one) for one in answers]

    @torch.inference_mode()
    def observe(self, crops: NDArray[np.uint8]) -> Observation:
        """What ``read`` builds its answers from, before any calibration; ``crops`` as there, at least one."""
        pixels = prepare(crops, next(self.parameters()).device)
        maps = self.trunk(pixels)
        boxes, scores = best_parts(self.detector.detect(self.pyramid(maps, pixels)))
        pooled = self.rater.pool(maps, boxes)
        logits = self.rater.logits(self.rater.rate(pooled))
        if self.calibration.looks_twice:
            mirrored = self.trunk(pixels.flip(3)), mirrored_boxes(boxes, self.layout.crop.side_px)
            logits = (logits + self.rater.logits(self.rater(*mirrored))) / 2
        return Observation(boxes, scores, logits, pooled[0].summary())


def prepare(crops: NDArray[np.uint8], device: torch.device | str = "cpu") -> Tensor:
    """uint8 RGB (N, S, S, 3) as the trunk wants it: float32 BGR (N, 3, S, S), its mean taken off."""
    bgr = torch.from_numpy(np.ascontiguousarray(crops[..., ::-1])).to(device).permute(0, 3, 1, 2).float()
    return bgr - torch.tensor(FaceTrunk.mean_bgr, device=device).view(1, 3, 1, 1)


def mirrored_boxes(boxes: Tensor, side_px: int) -> Tensor:
    """Where boxes (..., 4) lie in the mirror image of a picture of that width."""
    x0, y0, x1, y1 = boxes.unbind(-1)
    return torch.stack([side_px - x1, y0, side_px - x0, y1], -1)


def best_parts(found: list[Detections]) -> tuple[Tensor, Tensor]:
    """The best box of each part, (N, 3, 4), and its score, (N, 3); a missing part has score 0 and a 1-pixel box."""
    boxes = torch.tensor([0.0, 0.0, 1.0, 1.0]).repeat(len(found), len(FacePart), 1)
    scores = torch.zeros(len(found), len(FacePart))
    for row, one in enumerate(found):
        boxes, scores = boxes.to(one.boxes.device), scores.to(one.boxes.device)
        for index, part in enumerate(FacePart):
            of_part = (one.labels == part.value).nonzero()[:, 0]
            if len(of_part):
                best = of_part[one.scores[of_part].argmax()]
                boxes[row, index], scores[row, index] = one.boxes[best], one.scores[best]
    return boxes, scores
