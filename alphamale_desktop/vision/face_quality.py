"""How bright and how sharp a face is."""

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.vision.image import Pixels, UprightImage

JUDGED_SIDE_PX = 128
"""Sharpness is judged at the size at which the type model sees a face: blur that vanishes there does no harm."""

_REBLUR_PX = 9
_BLURRED, _CRISP = 0.85, 0.45
"""Crete's blur of a portrait whose blur (sigma) is 3 to 5 % of the face, and of one as cameras take it: medians of 800
portraits. At 2 % it is 0.77, where a guest calls the photo blurred."""

_LEAST_CONTRAST = 0.25
"""Mean step between neighbours, of 255, below which there is nothing to judge."""


def brightness_of(image: UprightImage, face: Box | None) -> float:
    """Mean luma of the face's box inside the picture, or of the whole picture without one, 0 to 1."""
    rgb = image.rgb if face is None else _region(image, face)
    return float(_luma(rgb).mean() / 255)


def sharpness_of(image: UprightImage, face: Box) -> float:
    """0 is fully blurred, about 1 is crisp; does not depend on light or contrast.

    Source: Crete et al., "The blur effect" (2007): what a second blur takes away from the detail tells how much the
    first one had left.
    """
    luma = _luma(_region(image, face))
    shrink = JUDGED_SIDE_PX / max(luma.shape)
    if shrink < 1:
        size = max(1, round(luma.shape[1] * shrink)), max(1, round(luma.shape[0] * shrink))
        luma = np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)
    values = luma.astype(np.float32)
    blur = max(_blur_along(values, axis) for axis in (0, 1))
    return float(np.clip((_BLURRED - blur) / (_BLURRED - _CRISP), 0.0, 1.2))


def _blur_along(luma: NDArray[np.float32], axis: int) -> float:
    if luma.shape[axis] < 3:
        return 1.0
    size = (1, _REBLUR_PX) if axis == 0 else (_REBLUR_PX, 1)
    again = cv2.blur(luma, size, borderType=cv2.BORDER_REPLICATE)
    detail = np.abs(np.diff(luma, axis=axis))
    left = np.abs(np.diff(again, axis=axis))
    total = float(detail.sum())
    if total < _LEAST_CONTRAST * detail.size:
        return 1.0
    return 1.0 - float(np.maximum(detail - left, 0).sum()) / total


def _region(image: UprightImage, face: Box) -> Pixels:
    height, width = image.rgb.shape[:2]
    x0, x1 = (int(np.clip(round(x * image.scale_x), 0, width)) for x in (face.x0, face.x1))
    y0, y1 = (int(np.clip(round(y * image.scale_y), 0, height)) for y in (face.y0, face.y1))
    region = image.rgb[y0:y1, x0:x1]
    return region if region.size else image.rgb


def _luma(rgb: Pixels) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY), np.uint8)
