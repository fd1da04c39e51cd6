"""Portraits of celebrities: the organiser's pictures where he gave some, monograms elsewhere."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from PIL import Image, ImageOps

from alphamale_desktop.application.ports import PixelDecoder
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.sharing.encoding import picture_of, png_of
from alphamale_desktop.sharing.monograms import MonogramArtist

SMALLEST_PX = 96
LARGEST_PX = 1024


class Portraits:
    """A PortraitPainter that remembers what it painted lately. Any thread.

    Args:
        stored: The encoded picture behind a portrait's digest; raises AlphaMaleError if it cannot be read.
        decode: Decodes such a picture.
        cache_bytes: How many encoded bytes are remembered at most.
    """

    def __init__(
        self,
        artist: MonogramArtist,
        stored: Callable[[str], bytes],
        decode: PixelDecoder,
        cache_bytes: int = 24 * 2**20,
    ) -> None:
        self._artist = artist
        self._stored = stored
        self._decode = decode
        self._lock = threading.Lock()
        self._painted: OrderedDict[tuple[str, str, str | None, int], bytes] = OrderedDict()
        self._painted_bytes = 0
        self._cache_bytes = cache_bytes

    def portrait(self, celebrity: Celebrity, side_px: int) -> bytes:
        """A square PNG: the stored picture's upper middle, or a monogram where there is none or it cannot be read.

        Raises:
            ValueError: Unless ``side_px`` is 96 to 1024.
        """
        if not SMALLEST_PX <= side_px <= LARGEST_PX:
            raise ValueError(f"want a side from {SMALLEST_PX} to {LARGEST_PX} px, got {side_px}")
        key = (celebrity.name, celebrity.face_type.code, celebrity.portrait, side_px)
        with self._lock:
            if key in self._painted:
                self._painted.move_to_end(key)
                return self._painted[key]
        painted = png_of(self._stored_picture(celebrity, side_px) or self._artist.monogram(celebrity, side_px))
        self._remember(key, painted)
        return painted

    def _stored_picture(self, celebrity: Celebrity, side_px: int) -> Image.Image | None:
        if celebrity.portrait is None:
            return None
        try:
            picture = picture_of(self._decode(self._stored(celebrity.portrait)))
        except AlphaMaleError:
            # A damaged file must not cost the guest his result page.
            return None
        # Faces are in the upper part of portraits.
        return ImageOps.fit(picture, (side_px, side_px), Image.Resampling.LANCZOS, centering=(0.5, 0.3))

    def _remember(self, key: tuple[str, str, str | None, int], painted: bytes) -> None:
        with self._lock:
            if key not in self._painted:
                self._painted[key] = painted
                self._painted_bytes += len(painted)
            while self._painted_bytes > self._cache_bytes:
                _, oldest = self._painted.popitem(last=False)
                self._painted_bytes -= len(oldest)
