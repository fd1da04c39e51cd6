"""Model 1: where the faces in a picture are, how surely they are faces, and how the heads are turned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, cast

import numpy as np
import torch
from torch import Tensor, nn

from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.vision.detector import Detections, Detector, DetectorLayout, Pyramid
from alphamale_desktop.vision.image import Pixels, UprightImage
from alphamale_desktop.vision.letterbox import Letterbox, letterbox_for, put_on_canvas
from alphamale_desktop.vision.trunk import FaceTrunk

GATE_TRUNK_WIDTH = 0.5
GATE_LAYOUT = DetectorLayout(
    classes=1,
    anchor_sizes_px=((9, 14, 22), (33, 52, 80), (125, 193, 300)),
    anchor_ratios=(1.3,),
    channels=48,
    pooled_cells=5,
    pooling_side_px=80.0,
    head_width=128,
    proposals=40,
    training_proposals=64,
    score_floor=0.02,
    overlap_limit=0.4,
    most_detections=10,
)

CLOSE_LOOK_SHARE = 0.3
"""Faces taller than this share of the picture are the first look's business."""

_POSE_WIDTH = 32
_SURE_LOGIT = 12.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the detector's score s into a probability: sigmoid(slope * logit(s) + offset)."""

    slope: float = 1.0
    offset: float = 0.0


class GateModel(nn.Module):
    """Finds faces in whole pictures.

    Inputs are canvases (see ``letterbox``); answers are in pixels of the picture. Not thread-safe; the engine
    serialises calls.
    """

    def __init__(self, trunk: nn.Module | None = None, layout: DetectorLayout = GATE_LAYOUT) -> None:
        """Training brings a ``trunk`` with batch norm; otherwise it is the slim ``FaceTrunk``."""
        super().__init__()
        self.detector = Detector(cast(FaceTrunk, trunk or FaceTrunk(GATE_TRUNK_WIDTH)), layout)
        self.pose = nn.Sequential(nn.Linear(layout.head_width, _POSE_WIDTH), nn.ReLU(), nn.Linear(_POSE_WIDTH, 3))
        self.register_buffer("mean_rgb", torch.tensor(FaceTrunk.mean_bgr[::-1]).view(1, 3, 1, 1))
        self.register_buffer("calibration", torch.tensor([[1.0, 0.0], [1.0, 0.0]]))

    def calibrate(self, first: Calibration, closer: Calibration) -> Self:
        """Sets how scores become probabilities, in the first and in a closer look; saved with the weights."""
        values = [[first.slope, first.offset], [closer.slope, closer.offset]]
        self.get_buffer("calibration").copy_(torch.tensor(values))
        return self

    def pyramid(self, canvases: Tensor) -> Pyramid:
        """Feature maps of uint8 RGB canvases (N, H, W, 3)."""
        rgb = canvases.permute(0, 3, 1, 2).to(self.get_buffer("mean_rgb").dtype)
        return self.detector.pyramid((rgb - self.get_buffer("mean_rgb")).flip(1))

    def turn(self, pyramid: Pyramid, boxes: list[Tensor]) -> Tensor:
        """Yaw (-1..1) and the direction (cosine, sine, not normalised) of the roll of each box, (sum of K, 3)."""
        return cast(Tensor, self.pose(self.detector.describe(pyramid, boxes)))

    @torch.inference_mode()
    def find(self, pictures: Sequence[UprightImage], enlarge: int = 1) -> list[tuple[FaceSighting, ...]]:
        """The faces in each picture, surest first, however unsure; compare with the accept threshold.

        Pictures whose canvases have one shape go through together. Call in ``eval()`` mode.

        Args:
            enlarge: 2 looks at twice the size, four times as slow: finds faces half as small, and is meant
                for pictures in which the first look found nothing certain.

        Raises:
            PhotoError: If a picture's file turns out to be broken when more pixels are asked of it.
        """
        places = [letterbox_for(one.width_px, one.height_px, enlarge) for one in pictures]
        by_shape: dict[tuple[int, int], list[int]] = {}
        for index, place in enumerate(places):
            by_shape.setdefault((place.height_px, place.width_px), []).append(index)
        answers: dict[int, tuple[FaceSighting, ...]] = {}
        for indices in by_shape.values():
            canvases = np.stack([put_on_canvas(pictures[index], places[index]) for index in indices])
            sightings = self._look(canvases, [places[index] for index in indices], closer=enlarge > 1)
            answers.update(zip(indices, sightings, strict=True))
        return [answers[index] for index in range(len(pictures))]

    def find_closely(self, pictures: Sequence[UprightImage], sure: float) -> list[tuple[FaceSighting, ...]]:
        """Like ``find``, with a second look at twice the size where the first found nothing of confidence ``sure``.

        The second look adds small faces only: what it makes of large areas is not what it was trained for.
        """
        first = self.find(pictures)
        unsure = [index for index, faces in enumerate(first) if not faces or faces[0].confidence < sure]
        if not unsure:
            return first
        answers = list(first)
        for index, more in zip(unsure, self.find([pictures[one] for one in unsure], enlarge=2), strict=True):
            limit = CLOSE_LOOK_SHARE * pictures[index].height_px
            small = [face for face in more if face.box.height_px <= limit]
            fresh = [face for face in small if all(face.box.overlap_with(old.box) < 0.5 for old in first[index])]
            again = [
                max([old, *(face for face in small if face.box.overlap_with(old.box) >= 0.5)], key=_confidence)
                for old in first[index]
            ]
            answers[index] = tuple(sorted(again + fresh, key=_confidence, reverse=True))
        return answers

    def _look(self, canvases: Pixels, places: list[Letterbox], *, closer: bool) -> list[tuple[FaceSighting, ...]]:
        pyramid = self.pyramid(torch.from_numpy(canvases).to(self.get_buffer("mean_rgb").device))
        found = self.detector.detect(pyramid)
        turns = self.turn(pyramid, [one.boxes for one in found]).float().cpu()
        split = torch.split_with_sizes(turns, [len(one.scores) for one in found])
        calibration = self.get_buffer("calibration")[int(closer)]
        return [
            _sightings(one, turn, place, calibration) for one, turn, place in zip(found, split, places, strict=True)
        ]


def _sightings(found: Detections, turn: Tensor, place: Letterbox, calibration: Tensor) -> tuple[FaceSighting, ...]:
    boxes = place.to_picture(found.boxes.float().cpu().numpy())
    slope, offset = calibration.unbind()
    logits = torch.logit(found.scores.float()).clamp(-_SURE_LOGIT, _SURE_LOGIT)
    confidences = torch.sigmoid(logits * slope + offset).tolist()
    yaws = turn[:, 0].clamp(-1, 1).tolist()
    rolls = torch.rad2deg(torch.atan2(turn[:, 2], turn[:, 1])).tolist()
    return tuple(
        FaceSighting(Box(*box), confidence, yaw, roll)
        for box, confidence, yaw, roll in zip(boxes.tolist(), confidences, yaws, rolls, strict=True)
    )


def _confidence(face: FaceSighting) -> float:
    return face.confidence
