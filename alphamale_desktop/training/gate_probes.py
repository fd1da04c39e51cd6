"""Test pictures for the gate, made from held-out photos: each probe asks one question, always in the same way."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.training.composing import (
    Picture,
    PlacedFace,
    Placement,
    corners_of,
    outline_mask,
    paste,
)
from alphamale_desktop.training.composing_cover import cover
from alphamale_desktop.training.composing_light import compress, darken
from alphamale_desktop.training.gate_data import FacePhoto, GateData, LabelledFace
from alphamale_desktop.training.gate_scenes import read_rgb
from alphamale_desktop.vision.image import UprightImage

_SEED = 20_240_229


@dataclass(frozen=True, slots=True, eq=False)
class ProbePicture:
    """A picture and what is in it.

    Attributes:
        face: The largest face, in pixels; None when there is no human face.
        yaw: NaN when unknown; so is ``roll_deg``.
    """

    name: str
    picture: UprightImage
    face: Box | None
    yaw: float = math.nan
    roll_deg: float = math.nan


Probe = Callable[[], Iterator[ProbePicture]]


def face_probes(data: GateData, each: int) -> dict[str, Probe]:
    """Probes with a face in every picture, by name; at most ``each`` pictures for those that are composed."""

    def transformed(change: Callable[[Picture], Picture]) -> Probe:
        return lambda: _photos(_spread(data.faces, each), change)

    def composed(height_px: float, width: int, height: int) -> Probe:
        return lambda: _scenes(data, each, height_px, width, height)

    return {
        "photos": lambda: _photos(data.faces, lambda rgb: rgb),
        "height_40px_in_720p": composed(40, 1280, 720),
        "height_60px_in_720p": composed(60, 1280, 720),
        "height_120px_in_720p": composed(120, 1280, 720),
        "height_360px_in_720p": composed(360, 1280, 720),
        "close_up_70_percent": lambda: _close_ups(data, each, 0.7),
        "close_up_95_percent": lambda: _close_ups(data, each, 0.95),
        "light_25_percent": transformed(lambda rgb: darken(rgb, 0.25)),
        "light_8_percent": transformed(lambda rgb: darken(rgb, 0.08)),
        "jpeg_30": transformed(lambda rgb: compress(rgb, 30)),
        "blurred": transformed(_blur),
        "grey": transformed(_grey),
        "covered": lambda: _covered(data, each),
    }


def other_probes(data: GateData, crops: int) -> dict[str, Probe]:
    """Probes without a human face: the photos as they are, and ``crops`` pieces of each."""
    return {"nonfaces": lambda: _others(data), "nonface_crops": lambda: _other_crops(data, crops)}


def _photos(photos: tuple[FacePhoto, ...], change: Callable[[Picture], Picture]) -> Iterator[ProbePicture]:
    for photo in photos:
        rgb = read_rgb(photo.path)
        face = photo.faces[0]
        yield ProbePicture(photo.path.name, UprightImage(change(rgb)), _box(face, rgb), face.yaw, face.roll_deg)


def _scenes(data: GateData, each: int, height_px: float, width: int, height: int) -> Iterator[ProbePicture]:
    """Faces with their surroundings on scenes of a camera's size."""
    for index, photo in enumerate(_spread(_alone(data), each)):
        rng = np.random.default_rng([_SEED, 1, index])
        other = read_rgb(data.nonfaces[index % len(data.nonfaces)])
        scale = max(width / other.shape[1], height / other.shape[0])
        size = math.ceil(other.shape[1] * scale), math.ceil(other.shape[0] * scale)
        scene = np.ascontiguousarray(cv2.resize(other, size)[:height, :width], np.uint8)
        source, face = read_rgb(photo.path), photo.faces[0]
        spot = float(rng.uniform(0.2, 0.8) * width), float(rng.uniform(0.35, 0.65) * height)
        placement = Placement.of_face(face, source, height_px, spot, tilt_deg=0, mirrored=False)
        corners = corners_of(_head_and_shoulders(face, source), placement)
        paste(scene, source, placement, outline_mask((height, width), corners, "rectangle", 0))
        yield _probe(photo, scene, placement.place(face, source))


def _close_ups(data: GateData, each: int, share: float) -> Iterator[ProbePicture]:
    """The face fills ``share`` of a square frame's height."""
    side = 480
    for photo in _spread(data.faces, each):
        source, face = read_rgb(photo.path), photo.faces[0]
        middle = (side / 2, side / 2)
        placement = Placement.of_face(face, source, share * side, middle, tilt_deg=0, mirrored=False)
        scene = np.zeros((side, side, 3), np.uint8)
        paste(scene, source, placement, np.ones((side, side), np.float32))
        yield _probe(photo, scene, placement.place(face, source))


def _covered(data: GateData, each: int) -> Iterator[ProbePicture]:
    for index, photo in enumerate(_spread(data.faces, each)):
        source, face = read_rgb(photo.path).copy(), photo.faces[0]
        middle = ((face.x0 + face.x1) / 2 * source.shape[1], (face.y0 + face.y1) / 2 * source.shape[0])
        height_px = (face.y1 - face.y0) * source.shape[0]
        placement = Placement.of_face(face, source, height_px, middle, tilt_deg=0, mirrored=False)
        placed = placement.place(face, source)
        cover(source, placed, np.random.default_rng([_SEED, 2, index]))
        yield _probe(photo, source, placed)


def _others(data: GateData) -> Iterator[ProbePicture]:
    for path in data.nonfaces:
        yield ProbePicture(path.name, UprightImage(read_rgb(path)), None)


def _other_crops(data: GateData, crops: int) -> Iterator[ProbePicture]:
    for index, path in enumerate(data.nonfaces):
        rgb = read_rgb(path)
        for turn in range(crops):
            rng = np.random.default_rng([_SEED, 3, index, turn])
            yield ProbePicture(f"{path.name}#{turn}", UprightImage(_crop(rgb, rng)), None)


def _crop(rgb: Picture, rng: Generator) -> Picture:
    share = float(rng.uniform(0.3, 0.8))
    height, width = max(16, int(rgb.shape[0] * share)), max(16, int(rgb.shape[1] * share))
    top = int(rng.integers(max(1, rgb.shape[0] - height)))
    left = int(rng.integers(max(1, rgb.shape[1] - width)))
    return np.ascontiguousarray(rgb[top : top + height, left : left + width])


def _spread(photos: tuple[FacePhoto, ...], count: int) -> tuple[FacePhoto, ...]:
    """At most ``count`` of them, evenly over all sets."""
    if len(photos) <= count:
        return photos
    return tuple(photos[index * len(photos) // count] for index in range(count))


def _alone(data: GateData) -> tuple[FacePhoto, ...]:
    return tuple(photo for photo in data.faces if len(photo.faces) == 1)


def _head_and_shoulders(face: LabelledFace, source: Picture) -> tuple[float, float, float, float]:
    height, width = source.shape[:2]
    across, down = face.x1 - face.x0, face.y1 - face.y0
    return (
        max(0.0, face.x0 - 0.6 * across) * width,
        max(0.0, face.y0 - 0.5 * down) * height,
        min(1.0, face.x1 + 0.6 * across) * width,
        min(1.0, face.y1 + 0.6 * down) * height,
    )


def _probe(photo: FacePhoto, scene: Picture, placed: PlacedFace) -> ProbePicture:
    return ProbePicture(photo.path.name, UprightImage(scene), Box(*placed.box), placed.yaw, placed.roll_deg)


def _box(face: LabelledFace, rgb: Picture) -> Box:
    height, width = rgb.shape[:2]
    return Box(face.x0 * width, face.y0 * height, face.x1 * width, face.y1 * height)


def _blur(rgb: Picture) -> Picture:
    return cv2.GaussianBlur(rgb, (0, 0), max(rgb.shape[:2]) / 90).astype(np.uint8, copy=False)


def _grey(rgb: Picture) -> Picture:
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB).astype(np.uint8, copy=False)
