"""A picture drawn by arithmetic: the same pixels on every computer, for models whose answer to it is known."""

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.vision.image import UprightImage

SIDE_PX = 640
SUBJECT = FaceSighting(Box(180, 120, 460, 500), confidence=1.0)
"""Where the drawing's head is: the type model is asked about it, whatever model 1 thinks."""


def known_picture() -> UprightImage:
    """A plain drawing of a head: shaded oval, eyes, nose, mouth. Whole numbers only, so that no rounding differs."""
    y, x = np.mgrid[0:SIDE_PX, 0:SIDE_PX].astype(np.int64)
    rgb = np.stack((90 + x // 16, 110 + y // 16, 130 + (x + y) // 32), axis=-1)

    def oval(left: int, top: int, right: int, bottom: int) -> NDArray[np.bool_]:
        # Twice the distances, so that centres between two pixels stay whole numbers.
        across, down = 2 * x - left - right, 2 * y - top - bottom
        width, height = right - left, bottom - top
        inside: NDArray[np.bool_] = (across * height) ** 2 + (down * width) ** 2 <= (width * height) ** 2
        return inside

    def paint(where: NDArray[np.bool_], red: int, green: int, blue: int) -> None:
        shade = (x[where] + 2 * y[where]) // 40
        rgb[where] = np.stack((red - shade, green - shade, blue - shade), axis=-1)

    paint(oval(165, 90, 475, 440), 70, 58, 52)
    paint(oval(180, 120, 460, 500), 224, 180, 156)
    for left in (228, 352):
        paint(oval(left, 268, left + 60, 296), 245, 240, 238)
        paint(oval(left + 20, 270, left + 42, 294), 70, 55, 48)
        paint(oval(left - 6, 238, left + 66, 254), 80, 64, 56)
    paint(oval(304, 290, 336, 376), 205, 158, 134)
    paint(oval(262, 408, 378, 440), 176, 98, 92)
    return UprightImage(np.clip(rgb, 0, 255).astype(np.uint8))
