"""A decoded photo as the models see it."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""uint8, shape (height, width, 3), sRGB values 0-255, upright."""


_ENOUGH = 0.8


class PixelSource(Protocol):
    """Where the same picture can be had with more pixels. Any thread."""

    def pixels(self, scale: float) -> Pixels:
        """The picture with at least ``scale`` decoded pixels a full pixel, or as many as there are.

        Raises:
            PhotoError: If it cannot be decoded after all.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class UprightImage:
    """A decoded photo, EXIF rotation already applied, held with fewer pixels than it has where that saves time.

    ``width_px`` and ``height_px`` are those of the full picture, and so are the boxes that leave this room;
    ``rgb`` may be smaller.

    Attributes:
        rgb: uint8, shape (height, width, 3), sRGB values 0-255.
        full_width_px: 0 for as wide as ``rgb``.
        full_height_px: 0 for as high as ``rgb``.
        source: Where more pixels come from; None when ``rgb`` is all there is.

    Raises:
        ValueError: If ``rgb`` has another shape or type.
    """

    rgb: Pixels = field(repr=False)
    full_width_px: int = 0
    full_height_px: int = 0
    source: PixelSource | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.rgb.ndim != 3 or self.rgb.shape[2] != 3 or self.rgb.dtype != np.uint8 or 0 in self.rgb.shape:
            raise ValueError(f"want (H, W, 3) uint8, got {self.rgb.shape} {self.rgb.dtype}")

    @property
    def width_px(self) -> int:
        return self.full_width_px or int(self.rgb.shape[1])

    @property
    def height_px(self) -> int:
        return self.full_height_px or int(self.rgb.shape[0])

    @property
    def scale_x(self) -> float:
        """Decoded pixels a full pixel, along a row."""
        return float(self.rgb.shape[1] / self.width_px)

    @property
    def scale_y(self) -> float:
        """Decoded pixels a full pixel, along a column."""
        return float(self.rgb.shape[0] / self.height_px)

    def with_scale(self, scale: float) -> "UprightImage":
        """This picture with about ``scale`` decoded pixels a full pixel or more, or the best there is.

        A fifth fewer is accepted: the models do not see it, and decoding again would take longer than they do.

        Raises:
            PhotoError: If the file turns out to be broken.
        """
        enough = _ENOUGH * scale
        if self.source is None or min(self.scale_x, self.scale_y) >= enough:
            return self
        return UprightImage(self.source.pixels(enough), self.width_px, self.height_px)
