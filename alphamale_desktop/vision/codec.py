"""From a photo's bytes to upright RGB, and back: the only place that knows EXIF and file formats."""

import math
import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from pillow_heif import HeifImageFile

from alphamale_desktop.application.ports import PhotoPixels
from alphamale_desktop.domain.errors import (
    FileTooLargeError,
    PictureBrokenError,
    PictureTooLargeError,
    PictureTooSmallError,
)
from alphamale_desktop.vision.colour import srgb_conversion
from alphamale_desktop.vision.image import Pixels, UprightImage
from alphamale_desktop.vision.picture_format import PictureFormat, format_of, webp_size

# The plugins are called directly: Image.open would consult limits that any code in the process can change, and
# would need the HEIF reader registered for everyone.
_OPENERS: dict[PictureFormat, Callable[[BytesIO], Image.Image]] = {
    PictureFormat.JPEG: JpegImagePlugin.JpegImageFile,
    PictureFormat.PNG: PngImagePlugin.PngImageFile,
    PictureFormat.WEBP: WebPImagePlugin.WebPImageFile,
    PictureFormat.HEIC: HeifImageFile,
    PictureFormat.AVIF: AvifImagePlugin.AvifImageFile,
    PictureFormat.BMP: BmpImagePlugin.BmpImageFile,
    PictureFormat.GIF: GifImagePlugin.GifImageFile,
    PictureFormat.TIFF: TiffImagePlugin.TiffImageFile,
}

_DECODER_FAILURES = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
    ImageCms.PyCMSError,
    Image.DecompressionBombError,
    UserWarning,
    RuntimeWarning,
)
"""What Pillow's readers raise on damaged files; none of them promises one kind. Warnings are raised where the process
asks for that."""

_TURNS: dict[int, Callable[[Pixels], Pixels]] = {
    2: np.fliplr,
    3: lambda rgb: np.rot90(rgb, 2),
    4: np.flipud,
    5: lambda rgb: np.transpose(rgb, (1, 0, 2)),
    6: lambda rgb: np.rot90(rgb, -1),
    7: lambda rgb: np.rot90(np.transpose(rgb, (1, 0, 2)), 2),
    8: np.rot90,
}
"""How pixels with an EXIF orientation come upright. Source: EXIF 2.32, tag 0x0112."""

_SIDES_SWAPPED = frozenset({5, 6, 7, 8})
_JPEG_REDUCTIONS = (8, 4, 2, 1)


@dataclass(frozen=True, slots=True)
class CodecLimits:
    """What is refused, and how many pixels are kept.

    Attributes:
        most_pixels: Checked before anything is decoded.
        least_side_px: Of the shorter side.
        judging_side_px: JPEGs are decoded to the smallest size with at least this long side, because their decoder
            shrinks almost for free; a face that turns out small brings the rest.
        most_decoded_pixels: Larger pictures are shrunk by a whole factor while they are converted. At this size a
            face of 3 % of the long side still has the pixels that the models look at.
    """

    most_bytes: int = 64_000_000
    most_pixels: int = 120_000_000
    least_side_px: int = 32
    judging_side_px: int = 960
    most_decoded_pixels: int = 32_000_000


class PictureCodec:
    """Decodes JPEG, PNG, WebP, HEIC, AVIF, BMP, TIFF and the first frame of a GIF. Any thread, no state."""

    def __init__(self, limits: CodecLimits | None = None) -> None:
        self._limits = limits or CodecLimits()

    def decode(self, data: bytes) -> UprightImage:
        """The picture with the pixels that judging needs.

        Raises:
            NotAPictureError, PictureBrokenError, PictureTooLargeError, FileTooLargeError, PictureTooSmallError
        """
        return self.decode_at(data, self._limits.judging_side_px)

    def check(self, data: bytes) -> None:
        """Looks at the header only; raises PhotoError where ``decode`` would refuse the format or the size."""
        self._open(data)

    def decode_at(self, data: bytes, long_side_px: int) -> UprightImage:
        """The picture with a long side of at least ``long_side_px`` decoded pixels, where it has so many.

        Raises:
            NotAPictureError, PictureBrokenError, PictureTooLargeError, FileTooLargeError, PictureTooSmallError
        """
        opened = self._open(data)
        width, height = opened.size
        rgb, orientation = self._pixels(opened, long_side_px / max(width, height))
        if orientation in _SIDES_SWAPPED:
            width, height = height, width
        if rgb.shape[:2] == (height, width):
            return UprightImage(rgb)
        if isinstance(opened, JpegImagePlugin.JpegImageFile):
            return UprightImage(rgb, width, height, _JpegSource(data, self, width))
        return UprightImage(rgb, width, height)

    def photo_pixels(self, data: bytes, long_side_px: int = 1920) -> PhotoPixels:
        """For rooms that draw: a long side of at least ``long_side_px`` where there is one; raises PhotoError."""
        rgb = self.decode_at(data, long_side_px).rgb
        return PhotoPixels(rgb.shape[1], rgb.shape[0], rgb.tobytes())

    def pixels(self, data: bytes, scale: float) -> Pixels:
        """Upright pixels, at least ``scale`` a full pixel up to the decoder's limit; raises PhotoError."""
        return self._pixels(self._open(data), scale)[0]

    def _open(self, data: bytes) -> Image.Image:
        limits = self._limits
        if len(data) > limits.most_bytes:
            raise FileTooLargeError(size_mb=math.ceil(len(data) / 1e6), limit_mb=limits.most_bytes // 1_000_000)
        kind = format_of(data)
        if kind is PictureFormat.WEBP and (size := webp_size(data)) is not None:
            self._check_size(*size)
        try:
            opened = _OPENERS[kind](BytesIO(data))
        except _DECODER_FAILURES as error:
            raise PictureBrokenError from error
        self._check_size(*opened.size)
        return opened

    def _check_size(self, width_px: int, height_px: int) -> None:
        self._check_pixels(width_px, height_px)
        least = self._limits.least_side_px
        if min(width_px, height_px) < least:
            raise PictureTooSmallError(width_px=width_px, height_px=height_px, limit_px=least)

    def _check_pixels(self, width_px: int, height_px: int) -> None:
        most = self._limits.most_pixels
        if width_px * height_px > most:
            limit = most // 1_000_000
            raise PictureTooLargeError(width_px=width_px, height_px=height_px, limit_megapixels=limit)

    def _pixels(self, opened: Image.Image, scale: float) -> tuple[Pixels, int]:
        """Upright pixels, and the orientation that was undone."""
        try:
            if isinstance(opened, JpegImagePlugin.JpegImageFile):
                _shrink_while_decoding(opened, scale, self._limits.most_decoded_pixels)
            opened.load()
            orientation = _orientation_of(opened)
            rgb = self._converted(opened)
        except _DECODER_FAILURES as error:
            raise PictureBrokenError from error
        turn = _TURNS.get(orientation)
        upright = rgb if turn is None else np.ascontiguousarray(turn(rgb))
        return upright, orientation

    def _converted(self, loaded: Image.Image) -> Pixels:
        """Strip by strip, so that a large picture is never there twice."""
        width, height = loaded.size
        self._check_pixels(width, height)  # some formats tell the truth only now
        convert = srgb_conversion(loaded)
        factor = math.ceil(math.sqrt(width * height / self._limits.most_decoded_pixels))
        if factor <= 1:
            return np.asarray(convert(loaded))
        rgb = np.empty((math.ceil(height / factor), math.ceil(width / factor), 3), np.uint8)
        rows = 64
        for top in range(0, len(rgb), rows):
            below = min((top + rows) * factor, height)
            strip = convert(loaded.crop((0, top * factor, width, below))).reduce(factor)
            rgb[top : top + rows] = np.asarray(strip)
        return rgb


@dataclass(slots=True)
class _JpegSource:
    """Decodes the same JPEG again with more pixels, and remembers the last time it did."""

    data: bytes = field(repr=False)
    codec: PictureCodec
    full_width_px: int
    _finest: Pixels | None = field(default=None, repr=False)
    _scale: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def pixels(self, scale: float) -> Pixels:
        with self._lock:
            if self._finest is None or scale > self._scale:
                self._finest = self.codec.pixels(self.data, scale)
                self._scale = self._finest.shape[1] / self.full_width_px
            return self._finest


def encode_jpeg(rgb: Pixels, quality: int = 92) -> bytes:
    """A JPEG without any metadata: no EXIF, no place, no thumbnail; the pixels are taken as sRGB."""
    if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8:
        raise ValueError(f"want (H, W, 3) uint8, got {rgb.shape} {rgb.dtype}")
    encoded = BytesIO()
    Image.fromarray(rgb).save(encoded, "JPEG", quality=quality)
    return encoded.getvalue()


def without_metadata(data: bytes, codec: PictureCodec | None = None) -> bytes:
    """The same picture as an upright JPEG that carries nothing but pixels; raises PhotoError."""
    return encode_jpeg((codec or PictureCodec()).pixels(data, 1.0))


def _shrink_while_decoding(jpeg: JpegImagePlugin.JpegImageFile, scale: float, most_pixels: int) -> None:
    width, height = jpeg.size
    factor = next(k for k in _JPEG_REDUCTIONS if k == 1 or k * scale <= 1 or 4 * width * height / k**2 > most_pixels)
    jpeg.draft(None, (max(width // factor, 1), max(height // factor, 1)))


def _orientation_of(image: Image.Image) -> int:
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except _DECODER_FAILURES:
        return 1  # a damaged note says nothing about the pixels
    return orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
