"""Training pictures for the gate, composed on the fly from real photos.

Three kinds: a face photo at any zoom, a scene without people into which faces are pasted, and pictures without
any face (as they are, cropped, and with pasted pieces of other such pictures, so that a seam is no sign of a
face).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from alphamale_desktop.domain.errors import FileMissingError, NotAPictureError
from alphamale_desktop.training.composing import (
    Outline,
    Picture,
    PlacedFace,
    Placement,
    corners_of,
    outline_mask,
    paste,
)
from alphamale_desktop.training.composing_cover import cover
from alphamale_desktop.training.composing_light import spoil
from alphamale_desktop.training.gate_data import FacePhoto, GateData, LabelledFace
from alphamale_desktop.vision.letterbox import evenly_lit

_SMALLEST_PX = 8.0
_LEAST_SEEN = 0.5
_TRIES = 8


@dataclass(frozen=True, slots=True)
class SceneMix:
    """How often each kind of picture is composed; the rest has no face.

    Attributes:
        photo: Share of face photos at any zoom.
        scene: Share of scenes with pasted faces.
        covered: Share of the faces that something covers in part.
    """

    photo: float = 0.33
    scene: float = 0.39
    covered: float = 0.18


@dataclass(frozen=True, slots=True, eq=False)
class Composition:
    """One training picture.

    Attributes:
        canvas: RGB uint8 (height, width, 3), as the gate sees it.
        boxes: float32 (K, 4), canvas pixels; may reach outside.
        turns: float32 (K, 2): yaw and roll_deg, NaN when unknown.
    """

    canvas: Picture
    boxes: NDArray[np.float32]
    turns: NDArray[np.float32]


def read_rgb(path: Path) -> Picture:
    """A picture file as upright RGB; raises FileMissingError or NotAPictureError."""
    try:
        data = np.fromfile(path, np.uint8)
    except OSError as error:
        raise FileMissingError(file=path.name) from error
    bgr = cv2.imdecode(data, cv2.IMREAD_COLOR) if len(data) else None
    if bgr is None:
        raise NotAPictureError(file=path.name)
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)


@dataclass(frozen=True, slots=True)
class SceneComposer:
    """Composes pictures; the same generator state gives the same picture. Any thread."""

    data: GateData
    mix: SceneMix = field(default_factory=SceneMix)
    read: Callable[[Path], Picture] = read_rgb

    def compose(self, rng: Generator, height: int, width: int) -> Composition:
        """A canvas of that size with its faces."""
        frame_height, frame_width = _frame_size(rng, height, width)
        kind = rng.random()
        if kind < self.mix.photo:
            frame, faces = self._photo(rng, frame_height, frame_width)
        elif kind < self.mix.photo + self.mix.scene:
            frame, faces = self._scene(rng, frame_height, frame_width)
        else:
            frame, faces = self._empty(rng, frame_height, frame_width), []
        for face in faces:
            if rng.random() < self.mix.covered:
                cover(frame, face, rng)
        canvas = np.zeros((height, width, 3), np.uint8)
        top, left = (height - frame_height) // 2, (width - frame_width) // 2
        canvas[top : top + frame_height, left : left + frame_width] = evenly_lit(spoil(frame, rng))
        boxes = np.array([face.box for face in faces], np.float32).reshape(-1, 4)
        turns = np.array([(face.yaw, face.roll_deg) for face in faces], np.float32).reshape(-1, 2)
        return Composition(canvas, boxes + np.array([left, top] * 2, np.float32), turns)

    def _photo(self, rng: Generator, height: int, width: int) -> tuple[Picture, list[PlacedFace]]:
        frame = self._backdrop(rng, height, width)
        for _ in range(_TRIES):
            photo = self._pick_photo(rng)
            source = self.read(photo.path)
            share = math.exp(rng.uniform(math.log(0.16), math.log(1.25)))
            faces = self._lay(rng, frame, photo, source, share, "picture")
            if faces is not None:
                return frame, faces
        return self._empty(rng, height, width), []

    def _scene(self, rng: Generator, height: int, width: int) -> tuple[Picture, list[PlacedFace]]:
        frame = self._empty(rng, height, width)
        wanted = int(rng.choice([1, 2, 3, 4], p=[0.66, 0.18, 0.1, 0.06]))
        largest = 1.1 if wanted == 1 else 0.6
        faces: list[PlacedFace] = []
        for _ in range(wanted):
            photo = self._pick_photo(rng)
            share = math.exp(rng.uniform(math.log(0.03), math.log(largest)))
            outline: Outline = "ellipse" if rng.random() < 0.35 else "rectangle"
            more = self._lay(rng, frame, photo, self.read(photo.path), share, outline, tuple(faces))
            faces += more or []
        return frame, faces

    def _lay(
        self,
        rng: Generator,
        frame: Picture,
        photo: FacePhoto,
        source: Picture,
        share: float,
        outline: Outline,
        present: tuple[PlacedFace, ...] = (),
    ) -> list[PlacedFace] | None:
        height, width = frame.shape[:2]
        main = photo.faces[int(rng.integers(len(photo.faces))) if rng.random() < 0.2 else 0]
        height_px = max(share * min(height, width * 1.3), _SMALLEST_PX * 1.05)
        for _ in range(_TRIES):
            placement = Placement.of_face(
                main, source, height_px, _spot(rng, share, width, height),
                tilt_deg=_tilt(rng), mirrored=bool(rng.random() < 0.5),
            )  # fmt: skip
            rectangle = _surroundings(rng, main, source, outline)
            corners = corners_of(rectangle, placement)
            placed = [placement.place(face, source) for face in photo.faces]
            hull = _reach(corners, outline)
            inside = [_share_in(face, hull) for face in placed]
            seen = [face.share_inside(width, height) * part for face, part in zip(placed, inside, strict=True)]
            if any(0.08 < part < _LEAST_SEEN for part in seen):
                continue
            kept = [face for face, part in zip(placed, seen, strict=True) if part >= _LEAST_SEEN]
            too_small = any(face.half_height * 2 < _SMALLEST_PX for face in kept)
            if not kept or too_small or any(_share_in(face, hull) > 0.15 for face in present):
                continue
            feather = 0.0 if outline == "picture" else float(rng.choice([0.0, 1.0, 0.03 * height_px]))
            paste(frame, source, placement, outline_mask((height, width), corners, outline, feather))
            return kept
        return None

    def _pick_photo(self, rng: Generator) -> FacePhoto:
        return self.data.faces[int(rng.integers(len(self.data.faces)))]

    def _pick_other(self, rng: Generator) -> Picture:
        return self.read(self.data.nonfaces[int(rng.integers(len(self.data.nonfaces)))])

    def _backdrop(self, rng: Generator, height: int, width: int) -> Picture:
        kind = rng.random()
        if kind < 0.4:
            return self._crop(rng, height, width)
        flat = rng.integers(0, 256, 3) if kind < 0.7 else np.full(3, rng.choice([0, 255]))
        return np.broadcast_to(flat.astype(np.uint8), (height, width, 3)).copy()

    def _crop(self, rng: Generator, height: int, width: int) -> Picture:
        other = self._pick_other(rng)
        if rng.random() < 0.5:
            other = np.ascontiguousarray(other[:, ::-1])
        rows, columns = other.shape[:2]
        cover_scale = max(height / rows, width / columns)
        scale = cover_scale * (1.0 if rng.random() < 0.5 else math.exp(rng.uniform(0, 1.1)))
        size = max(width, round(columns * scale)), max(height, round(rows * scale))
        enlarged = cv2.resize(other, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        top = int(rng.integers(size[1] - height + 1))
        left = int(rng.integers(size[0] - width + 1))
        return enlarged[top : top + height, left : left + width].astype(np.uint8)

    def _empty(self, rng: Generator, height: int, width: int) -> Picture:
        kind = rng.random()
        if kind < 0.35:
            return self._whole(rng, height, width)
        frame = self._crop(rng, height, width)
        if kind > 0.6:
            for _ in range(int(rng.integers(1, 4))):
                self._lay_object(rng, frame)
        return frame

    def _whole(self, rng: Generator, height: int, width: int) -> Picture:
        other = self._pick_other(rng)
        scale = min(height / other.shape[0], width / other.shape[1])
        size = max(1, int(other.shape[1] * scale)), max(1, int(other.shape[0] * scale))
        frame = np.full((height, width, 3), rng.choice([0, 0, 255]), np.uint8)
        top, left = (height - size[1]) // 2, (width - size[0]) // 2
        small = cv2.resize(other, size, interpolation=cv2.INTER_AREA)
        frame[top : top + size[1], left : left + size[0]] = small
        return frame[:, ::-1].copy() if rng.random() < 0.5 else frame

    def _lay_object(self, rng: Generator, frame: Picture) -> None:
        """A piece of another picture, cut out the way faces are."""
        other = self._pick_other(rng)
        height, width = frame.shape[:2]
        size = rng.uniform(0.2, 0.7, 2)
        x0, y0 = rng.uniform(0, 1 - size)
        whole = LabelledFace(x0, y0, x0 + size[0], y0 + size[1])
        share = math.exp(rng.uniform(math.log(0.06), math.log(0.9)))
        placement = Placement.of_face(
            whole, other, share * height, _spot(rng, share, width, height),
            tilt_deg=_tilt(rng), mirrored=bool(rng.random() < 0.5),
        )  # fmt: skip
        outline: Outline = "ellipse" if rng.random() < 0.4 else "rectangle"
        rows, columns = other.shape[:2]
        rectangle = whole.x0 * columns, whole.y0 * rows, whole.x1 * columns, whole.y1 * rows
        feather = float(rng.choice([0.0, 1.0, 0.03 * share * height]))
        mask = outline_mask((height, width), corners_of(rectangle, placement), outline, feather)
        paste(frame, other, placement, mask)


def _frame_size(rng: Generator, height: int, width: int) -> tuple[int, int]:
    """The picture on its canvas: it fills it, or leaves bars on two sides."""
    if rng.random() < 0.5:
        return height, width
    share = rng.uniform(0.6, 1.0)
    return (round(height * share), width) if rng.random() < 0.5 else (height, round(width * share))


def _tilt(rng: Generator) -> float:
    return float(np.clip(rng.normal(0, 9) if rng.random() < 0.8 else rng.uniform(-45, 45), -45, 45))


def _spot(rng: Generator, share: float, width: int, height: int) -> tuple[float, float]:
    """Small faces anywhere, also over the edge; large ones near the middle."""
    slack = 1.0 if share < 0.5 else max(0.25, 1.25 - share)
    x = 0.5 + rng.uniform(-0.5, 0.5) * slack
    y = 0.5 + rng.uniform(-0.5, 0.5) * slack
    return x * width, y * height


def _surroundings(
    rng: Generator, face: LabelledFace, source: Picture, outline: Outline
) -> tuple[float, float, float, float]:
    """What is cut out with a face, in source pixels: often hair and shoulders, sometimes all there is."""
    height, width = source.shape[:2]
    if outline == "picture":
        return 0.0, 0.0, float(width), float(height)
    face_width, face_height = face.x1 - face.x0, face.y1 - face.y0
    left, right = rng.uniform(0.12, 0.9, 2) * face_width
    above, below = rng.uniform(0.2, 0.8) * face_height, rng.uniform(0.08, 0.9) * face_height
    return (
        max(0.0, face.x0 - left) * width,
        max(0.0, face.y0 - above) * height,
        min(1.0, face.x1 + right) * width,
        min(1.0, face.y1 + below) * height,
    )


def _reach(corners: NDArray[np.float32], outline: Outline) -> tuple[float, float, float, float]:
    x0, y0 = corners.min(axis=0)
    x1, y1 = corners.max(axis=0)
    if outline == "ellipse":
        x0, x1 = x0 + 0.06 * (x1 - x0), x1 - 0.06 * (x1 - x0)
        y0, y1 = y0 + 0.06 * (y1 - y0), y1 - 0.06 * (y1 - y0)
    return float(x0), float(y0), float(x1), float(y1)


def _share_in(face: PlacedFace, area: tuple[float, float, float, float]) -> float:
    x0, y0, x1, y1 = face.box
    across = max(0.0, min(x1, area[2]) - max(x0, area[0]))
    down = max(0.0, min(y1, area[3]) - max(y0, area[1]))
    return across * down / ((x1 - x0) * (y1 - y0))
