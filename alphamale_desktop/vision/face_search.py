"""Looks for faces in whole pictures, with whatever engine runs model 1, and looks closer where nothing is certain."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.vision.gate_layout import CLOSE_LOOK_SHARE, SURE_TILTED, Calibration
from alphamale_desktop.vision.image import Pixels, UprightImage
from alphamale_desktop.vision.letterbox import Letterbox, letterbox_for, put_on_canvas

_SURE_LOGIT = 12.0
_SAME_FACE = 0.5
_TURNS_DEG = (-55.0, 55.0)
_LEAST_TILT_DEG = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class RawFaces:
    """What model 1 found on one canvas, best score first.

    Attributes:
        boxes: float32 (K, 4): x0, y0, x1, y1 in canvas pixels; may reach outside.
        scores: float32 (K,), 0 to 1, not calibrated.
        turns: float32 (K, 3): yaw, and the direction (cosine, sine, not normalised) of the roll.
    """

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    turns: NDArray[np.float32]


Look = Callable[[Pixels], list[RawFaces]]
"""Runs model 1 on uint8 RGB canvases (N, H, W, 3); one answer a canvas."""


class FaceSearch:
    """Finds faces; answers are in pixels of the full picture. As safe between threads as ``look`` is.

    Args:
        first: How scores of a look at the usual size become probabilities.
        closer: The same at larger sizes.
    """

    def __init__(self, look: Look, first: Calibration, closer: Calibration) -> None:
        self._look = look
        self._first = first
        self._closer = closer

    def find(self, pictures: Sequence[UprightImage], enlarge: int = 1) -> list[tuple[FaceSighting, ...]]:
        """The faces in each picture, surest first, however unsure; compare with the accept threshold.

        Pictures whose canvases have one shape go through together.

        Args:
            enlarge: 2 looks at twice the size, four times as slow: finds faces half as small, and is meant
                for pictures in which the first look found nothing certain.

        Raises:
            PhotoError: If a picture's file turns out to be broken when more pixels are asked of it.
        """
        calibration = self._first if enlarge == 1 else self._closer
        places = [letterbox_for(one.width_px, one.height_px, enlarge) for one in pictures]
        by_shape: dict[tuple[int, int], list[int]] = {}
        for index, place in enumerate(places):
            by_shape.setdefault((place.height_px, place.width_px), []).append(index)
        answers: dict[int, tuple[FaceSighting, ...]] = {}
        for indices in by_shape.values():
            canvases = np.stack([put_on_canvas(pictures[index], places[index]) for index in indices])
            for index, found in zip(indices, self._look(canvases), strict=True):
                answers[index] = _sightings(found, places[index], calibration)
        return [answers[index] for index in range(len(pictures))]

    def find_closely(
        self, pictures: Sequence[UprightImage], sure: float, *, far: bool = True
    ) -> list[tuple[FaceSighting, ...]]:
        """Like ``find``, looking again as long as nothing of confidence ``sure`` was found.

        1. At twice the size, for small faces only: what that makes of large areas is not what it was trained for.
        2. In the picture turned either way, for heads that lie far over.
        3. At three times the size, for smaller faces yet, where the picture has so many pixels.

        Args:
            far: Whether to take the last look: it costs nine times the first.
        """
        answers = self.find(pictures)
        for look in (self._closer_by(2), self._tilted, *([self._closer_by(3)] if far else [])):
            lost = [index for index, faces in enumerate(answers) if not faces or faces[0].confidence < sure]
            if not lost:
                break
            more = look([pictures[index] for index in lost])
            for index, found in zip(lost, more, strict=True):
                answers[index] = _together(answers[index], found)
        return answers

    def _closer_by(self, enlarge: int) -> Callable[[Sequence[UprightImage]], list[tuple[FaceSighting, ...]]]:
        def look(pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
            answers: list[tuple[FaceSighting, ...]] = [() for _ in pictures]
            worth = [index for index, one in enumerate(pictures) if enlarge == 2 or _has_pixels(one, enlarge)]
            for index, faces in zip(worth, self.find([pictures[one] for one in worth], enlarge), strict=True):
                # Each look adds what the one before is too coarse for.
                limit = CLOSE_LOOK_SHARE * pictures[index].height_px * 2 ** (2 - enlarge)
                answers[index] = tuple(face for face in faces if face.box.height_px <= limit)
            return answers

        return look

    def _tilted(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        return [tuple(face for face in faces if face.confidence >= SURE_TILTED) for faces in self.find_tilted(pictures)]

    def find_tilted(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        """Faces that show when the pictures are turned by 55 degrees either way, surest first; however unsure.

        Only heads that lie far over are given back: whoever is nearly upright shows at once.

        Raises:
            PhotoError: If a picture's file turns out to be broken when more pixels are asked of it.
        """
        answers: list[tuple[FaceSighting, ...]] = []
        for picture in pictures:
            place = letterbox_for(picture.width_px, picture.height_px)
            canvas = put_on_canvas(picture, place)
            turns = [_Turn(place.width_px / 2, place.height_px / 2, deg) for deg in _TURNS_DEG]
            found = self._look(np.stack([one.turned(canvas) for one in turns]))
            tilted = [
                face
                for turn, faces in zip(turns, found, strict=True)
                for face in _sightings(faces, place, self._first, turn)
                if abs(face.roll_deg) >= _LEAST_TILT_DEG
            ]
            answers.append(tuple(sorted(tilted, key=_confidence, reverse=True)))
        return answers


@dataclass(frozen=True, slots=True)
class _Turn:
    """A canvas turned clockwise about its middle."""

    x: float
    y: float
    clockwise_deg: float

    def turned(self, canvas: Pixels) -> Pixels:
        # OpenCV turns against the clock.
        matrix = cv2.getRotationMatrix2D((self.x - 0.5, self.y - 0.5), -self.clockwise_deg, 1.0)
        return cv2.warpAffine(canvas, matrix, canvas.shape[1::-1], flags=cv2.INTER_LINEAR).astype(np.uint8, copy=False)

    def back(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Upright boxes around the turned canvas's faces (K, 4), as ellipses, on the canvas before it was turned."""
        angle = math.radians(-self.clockwise_deg)
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]], np.float32)
        middle = np.array([self.x, self.y], np.float32)
        centres = ((boxes[:, :2] + boxes[:, 2:]) / 2 - middle) @ turn.T + middle
        halves = np.sqrt(((boxes[:, 2:] - boxes[:, :2]) / 2) ** 2 @ (turn.T**2))
        return np.concatenate([centres - halves, centres + halves], 1).astype(np.float32)


def _together(old: tuple[FaceSighting, ...], new: tuple[FaceSighting, ...]) -> tuple[FaceSighting, ...]:
    """Both looks' faces, each once with its surer sighting."""
    fresh = [face for face in new if all(face.box.overlap_with(one.box) < _SAME_FACE for one in old)]
    again = [
        max([one, *(face for face in new if face.box.overlap_with(one.box) >= _SAME_FACE)], key=_confidence)
        for one in old
    ]
    return tuple(sorted(again + fresh, key=_confidence, reverse=True))


def _has_pixels(picture: UprightImage, enlarge: int) -> bool:
    return letterbox_for(picture.width_px, picture.height_px, enlarge).scale <= 1


def _sightings(
    found: RawFaces, place: Letterbox, calibration: Calibration, turn: _Turn | None = None
) -> tuple[FaceSighting, ...]:
    boxes = place.to_picture(found.boxes if turn is None else turn.back(found.boxes)).tolist()
    turned_deg = 0.0 if turn is None else turn.clockwise_deg
    answers = zip(boxes, found.scores.tolist(), found.turns.tolist(), strict=True)
    return tuple(
        FaceSighting(
            Box(*box),
            _probability(score, calibration),
            min(1.0, max(-1.0, yaw)),
            _within_half_a_turn(math.degrees(math.atan2(sine, cosine)) - turned_deg),
        )
        for box, score, (yaw, cosine, sine) in answers
    )


def _probability(score: float, calibration: Calibration) -> float:
    if 0 < score < 1:
        logit = min(_SURE_LOGIT, max(-_SURE_LOGIT, math.log(score / (1 - score))))
    else:
        logit = _SURE_LOGIT if score >= 1 else -_SURE_LOGIT
    return 1 / (1 + math.exp(-(logit * calibration.slope + calibration.offset)))


def _within_half_a_turn(deg: float) -> float:
    return (deg + 180) % 360 - 180


def _confidence(face: FaceSighting) -> float:
    return face.confidence
