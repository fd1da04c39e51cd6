"""Face detectors behind one face, so that the gate and others are measured alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.image import UprightImage

_YUNET_LONG_SIDE_PX = 640
_YUNET_FLOOR = 0.3


class FaceFinder(Protocol):
    """Finds faces in pictures; surest first, also unsure ones."""

    def find(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]: ...


@dataclass(frozen=True, slots=True)
class GateFinder:
    """The gate; with ``sure`` it looks a second time, enlarged, where it found nothing of that confidence."""

    model: GateModel
    sure: float | None = None

    def find(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        if self.sure is None:
            return self.model.find(pictures)
        return self.model.find_closely(pictures, self.sure)


class YuNetFinder:
    """YuNet (Wu et al., 2023) through OpenCV, for comparison. Its scores are not calibrated."""

    def __init__(self, weights: Path) -> None:
        self._net = cv2.FaceDetectorYN.create(str(weights), "", (320, 320), _YUNET_FLOOR, 0.3, 50)

    def find(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        return [self._find_in(picture) for picture in pictures]

    def _find_in(self, picture: UprightImage) -> tuple[FaceSighting, ...]:
        scale = min(1.0, _YUNET_LONG_SIDE_PX / max(picture.width_px, picture.height_px))
        size = max(1, round(picture.width_px * scale)), max(1, round(picture.height_px * scale))
        small = cv2.resize(picture.rgb, size, interpolation=cv2.INTER_AREA) if scale < 1 else picture.rgb
        self._net.setInputSize((small.shape[1], small.shape[0]))
        _, rows = self._net.detect(np.ascontiguousarray(small[:, :, ::-1]))
        faces = []
        for x, y, width, height, *_, score in [] if rows is None else rows.tolist():
            if width > 0 and height > 0:
                box = Box(x / scale, y / scale, (x + width) / scale, (y + height) / scale)
                faces.append(FaceSighting(box, min(max(score, 0.0), 1.0)))
        return tuple(sorted(faces, key=lambda face: -face.confidence))
