"""Any of Pillow's pixel modes as 8-bit sRGB without alpha."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

ToSrgb = Callable[[Image.Image], Image.Image]
"""Turns a piece of one picture, as it was loaded, into mode RGB; any thread, the piece is not changed."""

_DEEP_MODES = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_WHITE = (255, 255, 255)


def srgb_conversion(image: Image.Image) -> ToSrgb:
    """How pieces of ``image`` become sRGB.

    Deep grey pictures keep their range, transparency goes over white, and an embedded colour profile other than sRGB
    is applied where it can be; a broken profile is ignored, because the pixels are good without it.
    """
    if image.mode in _DEEP_MODES:
        return _deep_grey(image)
    if image.mode == "LAB":
        return _profiled(_lab_profile(), "LAB")
    if image.has_transparency_data:
        return _over_white
    profile = _profile_of(image)
    if profile is not None and image.mode in {"RGB", "CMYK", "L"}:
        return _profiled(profile, image.mode)
    return _plain


def _plain(piece: Image.Image) -> Image.Image:
    return piece if piece.mode == "RGB" else piece.convert("RGB")


def _over_white(piece: Image.Image) -> Image.Image:
    with_alpha = piece if piece.mode == "RGBA" else piece.convert("RGBA")
    ground = Image.new("RGB", piece.size, _WHITE)
    ground.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return ground


def _deep_grey(image: Image.Image) -> ToSrgb:
    darkest, lightest = (float(value) for value in image.getextrema()[:2])  # type: ignore[arg-type]
    if image.mode == "F" and darkest >= 0 and lightest <= 1:
        factor = 255.0
    elif lightest <= 255 and image.mode in {"F", "I"}:
        factor = 1.0
    elif lightest <= 65535:
        factor = 255 / 65535
    else:
        factor = 255 / lightest
    # A fixed range, never one stretched to the picture's own: dark must stay dark.
    return lambda piece: _scaled(piece, factor)


def _scaled(piece: Image.Image, factor: float) -> Image.Image:
    wide = piece if piece.mode in {"I", "F"} else piece.convert("I")
    values = np.asarray(wide, np.float32) * factor + 0.5
    return Image.fromarray(values.clip(0, 255).astype(np.uint8)).convert("RGB")


def _profile_of(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        description = ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None
    return None if "srgb" in description.lower() else profile


def _lab_profile() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))


def _profiled(profile: ImageCms.ImageCmsProfile, mode: str) -> ToSrgb:
    try:
        transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
    except ImageCms.PyCMSError:
        return _plain
    return lambda piece: ImageCms.applyTransform(piece, transform) or piece
