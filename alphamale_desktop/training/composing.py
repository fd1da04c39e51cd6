"""Pasting faces into scenes, with labels that stay right: position, scale, tilt, mirror image."""

import math
from dataclasses import dataclass
from typing import Literal, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.training.gate_data import LabelledFace

Picture = NDArray[np.uint8]
"""RGB, uint8, (height, width, 3)."""

Outline = Literal["picture", "rectangle", "ellipse"]


@dataclass(frozen=True, slots=True)
class PlacedFace:
    """A face in a scene, as a tilted ellipse in pixels.

    Attributes:
        half_width: Of the ellipse, before tilting.
        tilt_deg: By how much the source was turned clockwise.
        yaw: NaN when unknown.
        roll_deg: Of the head in the scene, clockwise; NaN when unknown.
    """

    x: float
    y: float
    half_width: float
    half_height: float
    tilt_deg: float
    yaw: float
    roll_deg: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The upright box around the tilted ellipse: x0, y0, x1, y1."""
        cosine, sine = math.cos(math.radians(self.tilt_deg)), math.sin(math.radians(self.tilt_deg))
        across = math.hypot(self.half_width * cosine, self.half_height * sine)
        down = math.hypot(self.half_width * sine, self.half_height * cosine)
        return self.x - across, self.y - down, self.x + across, self.y + down

    def point(self, u: float, v: float) -> tuple[float, float]:
        """A point of the face: ``u`` -1..1 from its left to its right, ``v`` from top to bottom."""
        angle = math.radians(self.tilt_deg)
        x, y = u * self.half_width, v * self.half_height
        return (
            self.x + x * math.cos(angle) - y * math.sin(angle),
            self.y + x * math.sin(angle) + y * math.cos(angle),
        )

    def share_inside(self, width: int, height: int) -> float:
        """How much of the box lies in a scene of that size, 0 to 1."""
        x0, y0, x1, y1 = self.box
        seen_x = max(0.0, min(x1, width) - max(x0, 0.0))
        seen_y = max(0.0, min(y1, height) - max(y0, 0.0))
        return seen_x * seen_y / ((x1 - x0) * (y1 - y0))


@dataclass(frozen=True, slots=True)
class Placement:
    """How a source picture is laid into a scene: mirror, scale, turn clockwise, then move.

    Attributes:
        scale: Scene pixels a source pixel.
        source_x: The source point that comes to lie at (``x``, ``y``).
    """

    scale: float
    tilt_deg: float
    mirrored: bool
    source_x: float
    source_y: float
    x: float
    y: float

    @classmethod
    def of_face(
        cls,
        face: LabelledFace,
        source: Picture,
        height_px: float,
        at: tuple[float, float],
        *,
        tilt_deg: float,
        mirrored: bool,
    ) -> Self:
        """Puts the face's middle at ``at``, ``height_px`` tall before tilting."""
        height, width = source.shape[:2]
        scale = height_px / ((face.y1 - face.y0) * height)
        middle = (face.x0 + face.x1) / 2 * width, (face.y0 + face.y1) / 2 * height
        return cls(scale, tilt_deg, mirrored, *middle, *at)

    @property
    def matrix(self) -> NDArray[np.float64]:
        """(2, 3), from source pixels to scene pixels."""
        angle = math.radians(self.tilt_deg)
        turn = self.scale * np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        linear = turn @ np.diag([-1.0 if self.mirrored else 1.0, 1.0])
        move = np.array([self.x, self.y]) - linear @ np.array([self.source_x, self.source_y])
        return np.column_stack([linear, move])

    def place(self, face: LabelledFace, source: Picture) -> PlacedFace:
        """Where a face of the source comes to lie."""
        height, width = source.shape[:2]
        middle = np.array([(face.x0 + face.x1) / 2 * width, (face.y0 + face.y1) / 2 * height, 1.0])
        x, y = self.matrix @ middle
        sign = -1.0 if self.mirrored else 1.0
        return PlacedFace(
            float(x),
            float(y),
            (face.x1 - face.x0) * width * self.scale / 2,
            (face.y1 - face.y0) * height * self.scale / 2,
            self.tilt_deg,
            sign * face.yaw,
            sign * face.roll_deg + self.tilt_deg,
        )


def paste(scene: Picture, source: Picture, placement: Placement, mask: NDArray[np.float32]) -> None:
    """Lays ``source`` over ``scene`` where ``mask`` (0 to 1, of the scene's size) says so, in place."""
    height, width = scene.shape[:2]
    matrix = placement.matrix
    shrink = placement.scale
    if shrink < 0.5:
        # warpAffine does not average: shrink by area first, or small faces are aliased.
        factor = 2 * shrink
        size = max(1, round(source.shape[1] * factor)), max(1, round(source.shape[0] * factor))
        exact = np.array([size[0] / source.shape[1], size[1] / source.shape[0]])
        source = cv2.resize(source, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        matrix = np.column_stack([matrix[:, :2] / exact, matrix[:, 2]])
    warped = cv2.warpAffine(source, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    weight = mask[..., None]
    scene[...] = (scene * (1 - weight) + warped * weight + 0.5).astype(np.uint8)


def outline_mask(
    shape: tuple[int, int], corners: NDArray[np.float32], outline: Outline, feather_px: float
) -> NDArray[np.float32]:
    """1 inside a tilted rectangle (or the ellipse in it), 0 outside, soft at the edge.

    Args:
        shape: Height and width of the mask.
        corners: (4, 2), in order around the rectangle.
        feather_px: Width of the soft edge; 0 for a hard one.
    """
    mask = np.zeros(shape, np.uint8)
    if outline == "ellipse":
        middle = corners.mean(axis=0)
        across, down = (corners[1] - corners[0]) / 2, (corners[2] - corners[1]) / 2
        angles = np.linspace(0, 2 * math.pi, 48, endpoint=False)[:, None]
        curve = middle + np.cos(angles) * across + np.sin(angles) * down
        corners = curve.astype(np.float32)
    cv2.fillConvexPoly(mask, np.round(corners * 8).astype(np.int32), 255, cv2.LINE_AA, 3)
    hard = mask.astype(np.float32) / np.float32(255)
    if feather_px <= 0.5:
        return hard
    return cv2.GaussianBlur(hard, (0, 0), feather_px).astype(np.float32, copy=False)


def corners_of(rectangle: tuple[float, float, float, float], placement: Placement) -> NDArray[np.float32]:
    """The corners (4, 2) in the scene of a rectangle x0, y0, x1, y1 of source pixels."""
    x0, y0, x1, y1 = rectangle
    points = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]])
    return (points @ placement.matrix.T).astype(np.float32)
