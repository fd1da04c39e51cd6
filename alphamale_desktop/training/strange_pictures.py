"""Faces that are none, or no longer: drawings and heavy filters. A type for one of these would mean nothing."""

from collections.abc import Callable

import cv2
import numpy as np

from alphamale_desktop.training.composing import Picture

_SIDE_PX = 512
_LINE = (40, 30, 30)


def drawn_face(skin: tuple[int, int, int]) -> Picture:
    """A plain drawing with eyes, brows, nose and mouth on paper, 512 x 512."""
    paper = np.full((_SIDE_PX, _SIDE_PX, 3), (245, 240, 228), np.uint8)
    cv2.ellipse(paper, (256, 190), (150, 150), 0, 180, 360, (70, 50, 40), -1, cv2.LINE_AA)
    cv2.ellipse(paper, (256, 270), (130, 175), 0, 0, 360, skin, -1, cv2.LINE_AA)
    cv2.ellipse(paper, (256, 270), (130, 175), 0, 0, 360, _LINE, 3, cv2.LINE_AA)
    for x in (200, 312):
        cv2.ellipse(paper, (x, 245), (27, 15), 0, 0, 360, (255, 255, 255), -1, cv2.LINE_AA)
        cv2.circle(paper, (x, 245), 11, _LINE, -1, cv2.LINE_AA)
        cv2.ellipse(paper, (x, 215), (34, 12), 0, 190, 350, _LINE, 5, cv2.LINE_AA)
    cv2.line(paper, (256, 255), (244, 315), _LINE, 3, cv2.LINE_AA)
    cv2.line(paper, (244, 315), (262, 318), _LINE, 3, cv2.LINE_AA)
    cv2.ellipse(paper, (256, 362), (48, 20), 0, 0, 180, (150, 50, 50), 6, cv2.LINE_AA)
    return paper


def sketched(rgb: Picture, sigma_px: float = 7) -> Picture:
    """Pencil on paper: the picture divided by its blurred negative."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(255 - grey, (0, 0), sigma_px)
    return of_one_colour(cv2.divide(grey, 255 - soft, scale=250))


def _outlines(rgb: Picture) -> Picture:
    grey = cv2.GaussianBlur(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), (0, 0), 1.5)
    return of_one_colour(255 - cv2.dilate(cv2.Canny(grey, 30, 80), np.ones((2, 2), np.uint8)))


def _negative(rgb: Picture) -> Picture:
    return np.asarray(255 - rgb, np.uint8)


def _poster(rgb: Picture) -> Picture:
    """Two levels a colour."""
    smooth = cv2.medianBlur(rgb, 7)
    return np.where(smooth > 110, np.uint8(230), np.uint8(40)).astype(np.uint8)


def _blocks(rgb: Picture) -> Picture:
    """As a censor would: blocks of 24 pixels."""
    height, width = rgb.shape[:2]
    small = cv2.resize(rgb, (width // 24, height // 24), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST).astype(np.uint8, copy=False)


def _relief(rgb: Picture) -> Picture:
    """Grey relief, like a stone carving."""
    grey = cv2.GaussianBlur(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), (0, 0), 2).astype(np.float32)
    slope = grey[2:, 2:] - grey[:-2, :-2]
    return of_one_colour(128 + 6 * np.pad(slope, 1))


FILTERS: tuple[tuple[str, Callable[[Picture], Picture]], ...] = (
    ("as a pencil sketch", sketched),
    ("as outlines", _outlines),
    ("as a negative", _negative),
    ("in two levels a colour", _poster),
    ("in blocks", _blocks),
    ("as a relief", _relief),
)
"""By name; RGB uint8 to the same size."""


def of_one_colour(grey: object) -> Picture:
    """Grey levels (H, W), cut to 0-255, as RGB uint8."""
    return np.repeat(np.clip(np.asarray(grey), 0, 255).astype(np.uint8)[..., None], 3, axis=2)
