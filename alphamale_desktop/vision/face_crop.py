"""Cuts the square around a face that the type model sees."""

import cv2
import numpy as np

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.vision.image import Pixels, UprightImage
from alphamale_desktop.vision.typer_crop import FILL_RGB

_MARGIN_PX = 2


def scale_wanted(square: Box, side_px: int) -> float:
    """Decoded pixels a full pixel below which a crop of ``side_px`` would be blurred, at most 1."""
    return min(1.0, side_px / square.width_px)


def crop_square(image: UprightImage, square: Box, side_px: int) -> Pixels:
    """``square`` (pixels of the full picture) as ``side_px`` x ``side_px``, filled with FILL_RGB outside the picture.

    Shrinks by area first, because sampling alone would alias, then samples between pixels, so that a square's place
    is exact.
    """
    height, width = image.rgb.shape[:2]
    x0, y0 = square.x0 * image.scale_x, square.y0 * image.scale_y
    x1, y1 = square.x1 * image.scale_x, square.y1 * image.scale_y
    # Only the part around the square is touched: the rest of a large photo would cost more than the model.
    left, right = (int(np.clip(x, 0, width)) for x in (np.floor(x0) - _MARGIN_PX, np.ceil(x1) + _MARGIN_PX))
    top, bottom = (int(np.clip(y, 0, height)) for y in (np.floor(y0) - _MARGIN_PX, np.ceil(y1) + _MARGIN_PX))
    if right <= left or bottom <= top:
        return np.full((side_px, side_px, 3), FILL_RGB, np.uint8)
    region = image.rgb[top:bottom, left:right]
    zoom_x, zoom_y = side_px / (x1 - x0), side_px / (y1 - y0)
    if min(zoom_x, zoom_y) < 1:
        size = max(1, round((right - left) * min(zoom_x, 1.0))), max(1, round((bottom - top) * min(zoom_y, 1.0)))
        small = cv2.resize(region, size, interpolation=cv2.INTER_AREA)
    else:
        small = np.ascontiguousarray(region)
    shrunk_x, shrunk_y = small.shape[1] / (right - left), small.shape[0] / (bottom - top)
    step_x, step_y = zoom_x / shrunk_x, zoom_y / shrunk_y
    # Pixel centres lie half a pixel inside: the shift keeps edges, not centres, where they are.
    shift_x = (left - x0) * zoom_x + 0.5 * step_x - 0.5
    shift_y = (top - y0) * zoom_y + 0.5 * step_y - 0.5
    crop = cv2.warpAffine(
        small,
        np.array([[step_x, 0.0, shift_x], [0.0, step_y, shift_y]]),
        (side_px, side_px),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=FILL_RGB,
    )
    return np.asarray(crop, np.uint8)


def box_in_picture(box: Box, square: Box, side_px: int) -> Box:
    """A box in pixels of the crop, in pixels of the full picture."""
    scale = square.width_px / side_px
    return Box(
        square.x0 + box.x0 * scale, square.y0 + box.y0 * scale, square.x0 + box.x1 * scale, square.y0 + box.y1 * scale
    )
