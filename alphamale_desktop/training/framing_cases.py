"""Photos of which it is known how the framing rules should judge them, made from portraits by moving, turning,
darkening and blurring them."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.training.composing import Picture
from alphamale_desktop.training.strange_pictures import FILTERS, drawn_face

ACCEPTED = "accepted"

Numbers = NDArray[np.float32]

_FRAME = (1280, 720)
_MIDDLE = (0.5, 0.5)
_NO_TYPE = (UnusableReason.NO_FACE.value, UnusableReason.PARTS_UNCLEAR.value)
"""As good as "not sure" for what is no photo of a face: no type is given."""

_FADE_SHARE = 0.06
_RUN_SHARE = 0.2
_NOISE_SEED = 20_261
_NOISE_LEVELS = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Sitter:
    """One person's portrait.

    Attributes:
        rgb: RGB, uint8, (height, width, 3).
        face: From brow to chin and ear to ear, in its pixels.
    """

    rgb: Picture
    face: Box


@dataclass(frozen=True, slots=True)
class FramingCase:
    """One way to spoil a portrait, or to leave it good.

    Attributes:
        name: For people.
        outcome: What the program should answer.
        make: The picture, from the sitter and somebody else; the same at every call.
        or_else: Other answers that are right too.
    """

    name: str
    outcome: str
    make: Callable[[Sitter, Sitter], Picture]
    or_else: tuple[str, ...] = ()


def framing_cases() -> tuple[FramingCase, ...]:
    """Every case, the good ones first. Faces stand in a frame of 1280x720 unless the name says otherwise."""
    return (
        *_accepted(),
        *(_case(f"face of {px} px", UnusableReason.TOO_SMALL, _alone(px)) for px in (48, 40, 28)),
        *(
            _case(f"{share:.0%} of the face beyond the {side} edge", UnusableReason.CUT_OFF, _beyond(side, share))
            for side, share in (("left", 0.3), ("right", 0.45), ("upper", 0.3), ("lower", 0.3))
        ),
        _case("two people of one size", UnusableReason.SEVERAL_FACES, lambda one, other: _beside(one, other, 260, 260)),
        _case("the other at 65%", UnusableReason.SEVERAL_FACES, lambda one, other: _beside(one, other, 300, 195)),
        _case("three people", UnusableReason.SEVERAL_FACES, _three),
        *(
            _case(f"tilted by {deg} degrees", UnusableReason.TURNED, _alone(300, tilt_deg=deg))
            for deg in (45, -45, 60, 90)
        ),
        *(_case(f"light on the face {luma}", UnusableReason.TOO_DARK, _lit(luma)) for luma in (0.07, 0.04, 0.02)),
        *(
            _case(f"out of focus, {share:.0%} of the face", UnusableReason.BLURRED, _soft(share))
            for share in (0.04, 0.07)
        ),
        _case("moved by 20% of the face", UnusableReason.BLURRED, lambda one, _: _moved(_scene(one, 300), 0.2 * 300)),
        *(
            FramingCase(name, UnusableReason.NOT_SURE.value, make, _NO_TYPE)
            for name, make in (
                ("a drawn face", lambda one, _: drawn_face(_tone(one))),
                *((name, _filtered(change)) for name, change in FILTERS),
            )
        ),
    )


def _accepted() -> tuple[FramingCase, ...]:
    return (
        FramingCase("as it is", ACCEPTED, lambda one, _: one.rgb),
        *(FramingCase(f"face of {px} px", ACCEPTED, _alone(px)) for px in (480, 300, 120, 75)),
        FramingCase("off the middle, tilted by 12 degrees", ACCEPTED, _alone(260, at=(0.3, 0.45), tilt_deg=12)),
        FramingCase("light on the face 0.18", ACCEPTED, _lit(0.18)),
        FramingCase("a little soft, 1% of the face", ACCEPTED, _soft(0.01)),
        FramingCase("somebody far behind", ACCEPTED, lambda one, other: _beside(one, other, 300, 75)),
    )


def _case(name: str, reason: UnusableReason, make: Callable[[Sitter, Sitter], Picture]) -> FramingCase:
    return FramingCase(name, reason.value, make)


def _alone(
    face_px: float, at: tuple[float, float] = _MIDDLE, tilt_deg: float = 0.0
) -> Callable[[Sitter, Sitter], Picture]:
    return lambda one, _: _scene(one, face_px, at, tilt_deg)


def _beyond(side: str, share: float) -> Callable[[Sitter, Sitter], Picture]:
    """The face's box leaves the frame by ``share`` of its length there."""

    def make(one: Sitter, _: Sitter) -> Picture:
        face_px = 320.0
        across = face_px * one.face.width_px / one.face.height_px
        inside_x, inside_y = (0.5 - share) * across / _FRAME[0], (0.5 - share) * face_px / _FRAME[1]
        places = {
            "left": (inside_x, 0.5),
            "right": (1 - inside_x, 0.5),
            "upper": (0.5, inside_y),
            "lower": (0.5, 1 - inside_y),
        }
        return _scene(one, face_px, places[side])

    return make


def _lit(luma: float) -> Callable[[Sitter, Sitter], Picture]:
    """The whole scene darkened until the face's mean luma is ``luma``, with a camera's noise."""

    def make(one: Sitter, _: Sitter) -> Picture:
        face = one.face
        part = one.rgb[max(0, round(face.y0)) : round(face.y1), max(0, round(face.x0)) : round(face.x1)]
        grey = cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2GRAY)
        scene = _scene(one, 300).astype(np.float32) * min(1.0, luma * 255 / max(1.0, float(grey.mean())))
        noise = np.random.default_rng(_NOISE_SEED).standard_normal(scene.shape, np.float32) * _NOISE_LEVELS
        return np.clip(np.round(scene + noise), 0, 255).astype(np.uint8)

    return make


def _soft(share: float) -> Callable[[Sitter, Sitter], Picture]:
    """Out of focus: a Gaussian whose sigma is that share of the face's height."""
    return lambda one, _: cv2.GaussianBlur(_scene(one, 300), (0, 0), share * 300).astype(np.uint8, copy=False)


def _filtered(change: Callable[[Picture], Picture]) -> Callable[[Sitter, Sitter], Picture]:
    return lambda one, _: change(_scene(one, 300))


def _tone(one: Sitter) -> tuple[int, int, int]:
    """The face's mean colour."""
    x, y = (round(value) for value in one.face.centre)
    red, green, blue = one.rgb[max(0, y - 9) : y + 10, max(0, x - 9) : x + 10].reshape(-1, 3).mean(0).round()
    return int(red), int(green), int(blue)


def _moved(scene: Picture, length_px: float) -> Picture:
    length = round(length_px)
    return cv2.blur(scene, (length, 1)).astype(np.uint8, copy=False)


def _beside(one: Sitter, other: Sitter, face_px: float, other_px: float) -> Picture:
    width, height = _FRAME
    left = _scene(one, face_px, size=(width * 3 // 5, height))
    right = _scene(other, other_px, size=(width - width * 3 // 5, height))
    return np.hstack([left, right])


def _three(one: Sitter, other: Sitter) -> Picture:
    width, height = _FRAME[0] // 3, _FRAME[1]
    mirrored = Sitter(np.ascontiguousarray(one.rgb[:, ::-1]), _mirrored(one.face, one.rgb.shape[1]))
    return np.hstack([_scene(who, 200, size=(width, height)) for who in (one, other, mirrored)])


def _mirrored(box: Box, width_px: int) -> Box:
    return Box(width_px - box.x1, box.y0, width_px - box.x0, box.y1)


def _scene(
    one: Sitter,
    face_px: float,
    at: tuple[float, float] = _MIDDLE,
    tilt_deg: float = 0.0,
    size: tuple[int, int] = _FRAME,
) -> Picture:
    """A frame with the sitter's face ``face_px`` high, its middle at a share of the frame, turned clockwise.

    What the portrait does not show is its edges' colours, run into one another.
    """
    scale = face_px / one.face.height_px
    source, shrunk = one.rgb, min(1.0, scale)
    if shrunk < 1:
        height, width = one.rgb.shape[:2]
        small = max(2, round(width * shrunk)), max(2, round(height * shrunk))
        source = cv2.resize(one.rgb, small, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    x, y = one.face.centre
    angle, zoom = np.deg2rad(tilt_deg), scale / shrunk
    turn = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    offset = np.array([at[0] * size[0], at[1] * size[1]]) - turn @ np.array([x * shrunk, y * shrunk])
    matrix = np.hstack([turn, offset[:, None]])
    shown = _warped(source.astype(np.float32), matrix, size, cv2.BORDER_REPLICATE)
    inside = _warped(_faded(source.shape[0], source.shape[1]), matrix, size, cv2.BORDER_CONSTANT)[..., None]
    mixed: Numbers = shown * inside + _run_together(shown) * (1 - inside)
    return np.clip(np.round(mixed), 0, 255).astype(np.uint8)


def _faded(height: int, width: int) -> Numbers:
    """1 in a picture of that size, falling to 0 at its edges."""
    down, across = (
        np.clip((np.minimum(np.arange(n), np.arange(n)[::-1]) + 0.5) / (_FADE_SHARE * n), 0, 1) for n in (height, width)
    )
    return np.minimum(down[:, None], across[None, :]).astype(np.float32)


def _run_together(scene: Numbers) -> Numbers:
    height, width = scene.shape[:2]
    small = cv2.resize(scene, (width // 8, height // 8), interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), _RUN_SHARE * height / 8)
    return np.asarray(cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _warped(source: Numbers, matrix: NDArray[np.float64], size: tuple[int, int], border: int) -> Numbers:
    return np.asarray(cv2.warpAffine(source, matrix, size, flags=cv2.INTER_LINEAR, borderMode=border), np.float32)
