"""Things in front of a face: a mask, sunglasses, a hand, hair, any object. Drawn, never photographed."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from alphamale_desktop.training.composing import Picture, PlacedFace

_SKIN = np.array([[235, 200, 175], [220, 175, 145], [190, 140, 110], [140, 95, 70], [90, 60, 45]])


def cover(scene: Picture, face: PlacedFace, rng: Generator) -> None:
    """Covers a part of the face in place; eyes or mouth stay visible."""
    kind = rng.random()
    if kind < 0.35:
        _mask(scene, face, rng)
    elif kind < 0.65:
        _sunglasses(scene, face, rng)
    elif kind < 0.85:
        _hand(scene, face, rng)
    else:
        _hair(scene, face, rng)


def _mask(scene: Picture, face: PlacedFace, rng: Generator) -> None:
    top = float(rng.uniform(0.0, 0.25))
    outline = [(-0.95, top), (0.0, top - 0.12), (0.95, top), (0.75, 0.75), (0.0, 1.05), (-0.75, 0.75)]
    colour = rng.choice(np.array([[240, 240, 240], [30, 30, 34], [150, 200, 225], [90, 130, 110]]))
    _fill(scene, face, outline, colour + rng.integers(-12, 13, 3))


def _sunglasses(scene: Picture, face: PlacedFace, rng: Generator) -> None:
    level, width, height = rng.uniform(-0.28, -0.08), rng.uniform(0.3, 0.4), rng.uniform(0.13, 0.24)
    colour = rng.integers(5, 70, 3)
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    for middle in (-0.42, 0.42):
        lens = [(middle + width * np.cos(a), level + height * np.sin(a)) for a in angles]
        _fill(scene, face, lens, colour)
    _fill(
        scene, face, [(-0.95, level - 0.04), (0.95, level - 0.04), (0.95, level + 0.02), (-0.95, level + 0.02)], colour
    )


def _hand(scene: Picture, face: PlacedFace, rng: Generator) -> None:
    colour = rng.choice(_SKIN) + rng.integers(-15, 16, 3)
    side = rng.choice([-1.0, 1.0])
    u, v = side * rng.uniform(0.45, 1.0), rng.uniform(0.1, 0.9)
    for finger in range(4):
        shift = finger * 0.22 - 0.33
        length, thick = rng.uniform(0.4, 0.7), rng.uniform(0.1, 0.14)
        tip = u - side * length
        _fill(
            scene,
            face,
            [
                (u, v + shift - thick),
                (tip, v + shift - thick * 0.6),
                (tip, v + shift + thick * 0.6),
                (u, v + shift + thick),
            ],
            colour - 8 * finger,
        )
    palm = [(u - side * 0.1, v - 0.5), (u + side * 0.6, v - 0.4), (u + side * 0.6, v + 0.5), (u - side * 0.1, v + 0.5)]
    _fill(scene, face, palm, colour)


def _hair(scene: Picture, face: PlacedFace, rng: Generator) -> None:
    colour = rng.integers(10, 120, 3) * np.array([1.0, 0.85, 0.7])
    low = rng.uniform(-0.55, -0.25)
    left, right = rng.uniform(-0.2, 0.9, 2)
    outline = [(-1.25, -1.35), (1.25, -1.35), (1.2, right), (0.85, low), (0.0, low - 0.1), (-0.85, low), (-1.2, left)]
    _fill(scene, face, outline, colour)


def _fill(
    scene: Picture,
    face: PlacedFace,
    outline: list[tuple[float, float]],
    colour: NDArray[np.int64] | NDArray[np.float64],
) -> None:
    points = np.array([face.point(float(u), float(v)) for u, v in outline])
    rgb = [float(value) for value in np.clip(colour, 0, 255)]
    cv2.fillPoly(scene, [np.round(points * 8).astype(np.int32)], rgb, cv2.LINE_AA, 3)
