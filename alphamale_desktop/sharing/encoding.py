"""Writes pictures as PNG and JPEG without any metadata."""

from io import BytesIO

from PIL import Image

from alphamale_desktop.application.ports import PhotoPixels

JPEG_QUALITY = 92


def png_of(picture: Image.Image) -> bytes:
    """The same bytes for the same pixels, with the Pillow release that the project pins."""
    buffer = BytesIO()
    # A fresh copy: Pillow writes what it finds in ``info``, such as a colour profile or EXIF.
    _bare(picture).save(buffer, "PNG", compress_level=2)
    return buffer.getvalue()


def jpeg_of(png: bytes) -> bytes:
    """The picture in an encoded PNG as JPEG, full colour resolution."""
    buffer = BytesIO()
    with Image.open(BytesIO(png), formats=["PNG"]) as picture:
        _bare(picture).save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    return buffer.getvalue()


def picture_of(pixels: PhotoPixels) -> Image.Image:
    """RGB."""
    return Image.frombytes("RGB", (pixels.width_px, pixels.height_px), pixels.rgb)


def _bare(picture: Image.Image) -> Image.Image:
    bare = picture.convert("RGB") if picture.mode != "RGB" else picture.copy()
    bare.info = {}
    return bare
