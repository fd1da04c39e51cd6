"""How often the framing rules answer as they should, on photos that are made for it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.errors import PhotoError
from alphamale_desktop.training.composing import Picture
from alphamale_desktop.training.evaluate_manifest import ExpectedPicture
from alphamale_desktop.training.framing_cases import ACCEPTED, Sitter, framing_cases
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.typer_crop import face_box_of_whole

_JPEG_QUALITY = 92
_MOST_FACE_PX = 480
"""Portraits are held no larger than the largest face that is made of them."""

Judge = Callable[[bytes], str]
"""An encoded photo to its outcome's code."""


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """One case over all sitters.

    Attributes:
        answers: How often each outcome was answered.
        or_else: Other answers that are right too.
    """

    name: str
    expected: str
    answers: Mapping[str, int]
    or_else: tuple[str, ...] = ()

    @property
    def photos(self) -> int:
        return sum(self.answers.values())

    @property
    def right(self) -> float:
        """Share answered as expected."""
        return sum(self.answers.get(answer, 0) for answer in (self.expected, *self.or_else)) / self.photos


@dataclass(frozen=True, slots=True)
class FramingFigures:
    """Every case, and the same by verdict.

    Attributes:
        confusion: Expected outcome to answered outcome to how often.
    """

    sitters: int
    cases: tuple[CaseFigures, ...]
    confusion: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class WrongVerdict:
    """A made photo that was answered otherwise; ``data`` is a JPEG."""

    data: bytes
    case: str
    expected: str
    answered: str


def good_portraits(pictures: Sequence[ExpectedPicture], most: int) -> tuple[ExpectedPicture, ...]:
    """At most ``most`` pictures whose face's place is known and which nothing is said against, evenly over the list."""
    good = [one for one in pictures if one.has_face and one.outcome in (None, ACCEPTED) and (one.face or one.parts)]
    return tuple(good[index * len(good) // most] for index in range(most)) if len(good) > most else tuple(good)


def sitters_of(portraits: Sequence[ExpectedPicture], codec: PictureCodec) -> tuple[Sitter, ...]:
    """Those portraits that can be read."""
    sitters = []
    for portrait in portraits:
        try:
            sitters.append(_sitter(portrait, codec))
        except (OSError, PhotoError):
            continue  # the evaluation itself counts it as unreadable
    return tuple(sitters)


def photos_of_framing(sitters: int) -> int:
    """How many photos are made of so many sitters."""
    return len(framing_cases()) * sitters


def judge_framing(
    sitters: Sequence[Sitter], judge: Judge, after_each: Callable[[int], None]
) -> tuple[FramingFigures, tuple[WrongVerdict, ...]]:
    """Every case of every sitter, the next one in the list being the other person; two sitters or more.

    Args:
        after_each: Called after each photo with the number of those judged; may raise to stop.
    """
    cases: list[CaseFigures] = []
    wrong: list[WrongVerdict] = []
    for case in framing_cases():
        answers: Counter[str] = Counter()
        for index, one in enumerate(sitters):
            data = _encoded(case.make(one, sitters[(index + 1) % len(sitters)]))
            answer = judge(data)
            answers[answer] += 1
            if answer not in (case.outcome, *case.or_else):
                wrong.append(WrongVerdict(data, case.name, case.outcome, answer))
            after_each(len(cases) * len(sitters) + index + 1)
        cases.append(CaseFigures(case.name, case.outcome, dict(answers.most_common()), case.or_else))
    return FramingFigures(len(sitters), tuple(cases), _confusion(cases)), tuple(wrong)


def _sitter(portrait: ExpectedPicture, codec: PictureCodec) -> Sitter:
    picture = codec.decode(portrait.file.read_bytes())
    face = portrait.face
    if face is None:
        assert portrait.parts is not None
        face = face_box_of_whole(portrait.parts[0])
    height = face.height_px * picture.height_px
    scale = min(1.0, _MOST_FACE_PX / height)
    rgb = picture.with_scale(scale).rgb
    size = max(1, round(picture.width_px * scale)), max(1, round(picture.height_px * scale))
    if rgb.shape[1] > size[0]:
        rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    across, down = rgb.shape[1], rgb.shape[0]
    return Sitter(rgb, Box(face.x0 * across, face.y0 * down, face.x1 * across, face.y1 * down))


def _confusion(cases: Sequence[CaseFigures]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {}
    for case in cases:
        counted.setdefault(case.expected, Counter()).update(case.answers)
    return {expected: dict(answers) for expected, answers in counted.items()}


def _encoded(rgb: Picture) -> bytes:
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])[1].tobytes()
