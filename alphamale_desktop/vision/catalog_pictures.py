"""Makes organisers' pictures fit for the catalog."""

import numpy as np
from PIL import Image

from alphamale_desktop.application.catalog_port import PreparedPicture
from alphamale_desktop.vision.codec import PictureCodec, encode_jpeg

PICTURE_SIDE_PX = 1600
THUMBNAIL_SIDE_PX = 320
_THUMBNAIL_QUALITY = 85
_FACE_HEIGHT = 0.3
"""Faces are in the upper part of portraits; a thumbnail is cut around there."""


class CatalogPictures:
    """Satisfies ``PictureWorkshop``. Any thread.

    A picture is decoded upright in sRGB, shrunk to a long side of 1600 px and written anew, so that nothing of the
    file but its pixels stays: no EXIF, no place, no thumbnail, nothing behind the picture's end.
    """

    def __init__(self, codec: PictureCodec) -> None:
        self._codec = codec

    def prepare(self, data: bytes) -> PreparedPicture:
        """As the port says."""
        # Imported here: it brings scipy, which only an import needs.
        import imagehash

        decoded = Image.fromarray(self._codec.decode_at(data, PICTURE_SIDE_PX).rgb)
        decoded.thumbnail((PICTURE_SIDE_PX, PICTURE_SIDE_PX), Image.Resampling.LANCZOS, reducing_gap=3)
        thumbnail = _square(decoded, THUMBNAIL_SIDE_PX)
        return PreparedPicture(
            encode_jpeg(np.asarray(decoded)),
            encode_jpeg(np.asarray(thumbnail), _THUMBNAIL_QUALITY),
            decoded.width,
            decoded.height,
            str(imagehash.phash(decoded)),
        )


def _square(picture: Image.Image, side_px: int) -> Image.Image:
    side = min(picture.size)
    left, top = (picture.width - side) / 2, (picture.height - side) * _FACE_HEIGHT
    box = (left, top, left + side, top + side)
    return picture.resize((side_px, side_px), Image.Resampling.LANCZOS, box=box, reducing_gap=3)
