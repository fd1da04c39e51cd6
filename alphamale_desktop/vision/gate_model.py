"""Model 1: where the faces in a picture are, how surely they are faces, and how the heads are turned."""

from collections.abc import Sequence
from typing import Self, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.vision.detector import Detector, Pyramid
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.face_search import FaceSearch, RawFaces
from alphamale_desktop.vision.gate_layout import GATE_LAYOUT, GATE_TRUNK_WIDTH, Calibration
from alphamale_desktop.vision.image import Pixels, UprightImage
from alphamale_desktop.vision.trunk import FaceTrunk

_POSE_WIDTH = 32


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
        """See ``FaceSearch.find``. Call in ``eval()`` mode."""
        return self._search().find(pictures, enlarge)

    @torch.inference_mode()
    def find_closely(
        self, pictures: Sequence[UprightImage], sure: float, *, far: bool = True
    ) -> list[tuple[FaceSighting, ...]]:
        """See ``FaceSearch.find_closely``. Call in ``eval()`` mode."""
        return self._search().find_closely(pictures, sure, far=far)

    def _search(self) -> FaceSearch:
        first, closer = (Calibration(*row) for row in self.get_buffer("calibration").tolist())
        return FaceSearch(self._look, first, closer)

    def _look(self, canvases: Pixels) -> list[RawFaces]:
        pyramid = self.pyramid(torch.from_numpy(canvases).to(self.get_buffer("mean_rgb").device))
        found = self.detector.detect(pyramid)
        turns = self.turn(pyramid, [one.boxes for one in found])
        split = torch.split_with_sizes(turns, [len(one.scores) for one in found])
        return [
            RawFaces(_numbers(one.boxes), _numbers(one.scores), _numbers(turn))
            for one, turn in zip(found, split, strict=True)
        ]


def _numbers(values: Tensor) -> NDArray[np.float32]:
    return values.float().cpu().numpy()
