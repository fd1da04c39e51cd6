"""More kinds of filter than the evaluation has, so that what tells filters from photos is learned from many."""

from collections.abc import Callable

import cv2
import numpy as np

from alphamale_desktop.training.composing import Picture
from alphamale_desktop.training.strange_pictures import FILTERS, of_one_colour, sketched


def _grey(rgb: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)


def _cartoon(rgb: Picture) -> Picture:
    """Few levels with dark outlines."""
    lines = cv2.adaptiveThreshold(
        cv2.medianBlur(_grey(rgb), 7), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 9, 3
    )
    levels = (cv2.bilateralFilter(rgb, 9, 60, 60) // 48 * 48 + 24).astype(np.uint8)
    return np.asarray(cv2.bitwise_and(levels, levels, mask=lines), np.uint8)


def _black_and_white(rgb: Picture) -> Picture:
    grey = _grey(rgb)
    return of_one_colour(np.where(cv2.GaussianBlur(grey, (0, 0), 1.5) > np.median(grey), 255, 0))


def _halftone(rgb: Picture) -> Picture:
    """As newspapers print."""
    grey = _grey(rgb)
    y, x = np.mgrid[: grey.shape[0], : grey.shape[1]]
    screen = (np.sin(x * 0.9 + y * 0.5) * np.cos(y * 0.9 - x * 0.5) + 1) / 2 * 255
    return of_one_colour(np.where(grey > screen, 255, 0))


def _solarised(rgb: Picture) -> Picture:
    return np.where(rgb > 127, 255 - rgb, rgb).astype(np.uint8)


def _three_levels(rgb: Picture) -> Picture:
    return (cv2.medianBlur(rgb, 5).astype(np.int32) // 86 * 110 + 15).clip(0, 255).astype(np.uint8)


def _heat(rgb: Picture) -> Picture:
    return np.ascontiguousarray(cv2.applyColorMap(_grey(rgb), cv2.COLORMAP_JET)[..., ::-1], np.uint8)


def _soft_sketch(rgb: Picture) -> Picture:
    return sketched(rgb, 15)


def _relief_from_above(rgb: Picture) -> Picture:
    grey = cv2.GaussianBlur(_grey(rgb), (0, 0), 1).astype(np.float32)
    return of_one_colour(128 + 4 * (np.roll(grey, 1, 0) - np.roll(grey, -1, 0)))


FILTERS_TO_LEARN: tuple[Callable[[Picture], Picture], ...] = (
    *(change for _, change in FILTERS),
    _cartoon,
    _black_and_white,
    _halftone,
    _solarised,
    _three_levels,
    _heat,
    _soft_sketch,
    _relief_from_above,
)
"""RGB uint8 to the same size."""
