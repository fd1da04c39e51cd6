"""The gate's view of a picture: the whole of it, scaled onto a small canvas and evenly lit."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.vision.image import Pixels, UprightImage

CELL_PX = 32
"""Canvas sides are multiples of this, the coarsest stride."""

AREA_PX2 = 256 * 256
"""A canvas holds at most so many pixels, whatever its shape: the gate's time hardly depends on the picture."""

_LONGEST_CELLS = 14
_SHORTEST_CELLS = 4
_BRIGHT_SHARE = 98
_BRIGHT_LEVEL = 200.0
_MOST_GAIN = 8.0


@dataclass(frozen=True, slots=True)
class Letterbox:
    """How a picture lies on its canvas.

    Attributes:
        width_px: Of the canvas.
        height_px: Of the canvas.
        scale: Canvas pixels a picture pixel.
        left_px: Where the picture begins on the canvas.
        top_px: The same, downwards.
    """

    width_px: int
    height_px: int
    scale: float
    left_px: int
    top_px: int

    def to_picture(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Boxes (K, 4) on the canvas, in pixels of the picture."""
        return (boxes - self._offset) / np.float32(self.scale)

    def to_canvas(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """The inverse of ``to_picture``."""
        return boxes * np.float32(self.scale) + self._offset

    @property
    def _offset(self) -> NDArray[np.float32]:
        return np.array([self.left_px, self.top_px] * 2, np.float32)


def letterbox_for(width_px: int, height_px: int, enlarge: int = 1) -> Letterbox:
    """The canvas on which a picture of that size is shown largest, centred.

    Args:
        enlarge: Doubles, trebles .. both sides of the canvas for a closer look.
    """
    columns, rows = _best_cells(width_px, height_px)
    canvas_width, canvas_height = columns * CELL_PX * enlarge, rows * CELL_PX * enlarge
    scale = min(canvas_width / width_px, canvas_height / height_px)
    left = (canvas_width - round(width_px * scale)) // 2
    top = (canvas_height - round(height_px * scale)) // 2
    return Letterbox(canvas_width, canvas_height, scale, left, top)


def put_on_canvas(picture: UprightImage, place: Letterbox) -> Pixels:
    """The canvas, black around the picture, brightened when the picture is dark.

    Raises:
        PhotoError: If the picture's file turns out to be broken when more pixels are asked of it.
    """
    rgb = picture.with_scale(place.scale).rgb
    width = max(1, round(picture.width_px * place.scale))
    height = max(1, round(picture.height_px * place.scale))
    shrinks = width < rgb.shape[1]
    small = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    canvas = np.zeros((place.height_px, place.width_px, 3), np.uint8)
    lit = evenly_lit(small.astype(np.uint8, copy=False))
    canvas[place.top_px : place.top_px + height, place.left_px : place.left_px + width] = lit
    return canvas


def evenly_lit(rgb: Pixels) -> Pixels:
    """Brightens a picture whose brightest parts are dark, so that faces in the dark look like faces.

    The gain lifts the 98th percentile to 200 and is at most 8; a picture that reaches 200 is left as it is.
    """
    sample = rgb[::3, ::3].max(axis=2)
    brightest = float(np.percentile(sample, _BRIGHT_SHARE))
    gain = min(_BRIGHT_LEVEL / max(brightest, 1.0), _MOST_GAIN)
    if gain <= 1:
        return rgb
    return cv2.convertScaleAbs(rgb, alpha=gain).astype(np.uint8, copy=False)


@lru_cache(maxsize=256)
def _best_cells(width_px: int, height_px: int) -> tuple[int, int]:
    cells = range(_SHORTEST_CELLS, _LONGEST_CELLS + 1)
    most = AREA_PX2 // CELL_PX**2
    shapes = [(columns, rows) for columns in cells for rows in cells if columns * rows <= most]

    def worth(shape: tuple[int, int]) -> tuple[float, int]:
        scale = min(shape[0] / width_px, shape[1] / height_px)
        return round(scale * max(width_px, height_px), 6), -shape[0] * shape[1]

    return max(shapes, key=worth)
