"""The organiser's logo on the card: read once, kept small, never in the way of a card."""

import logging
from io import BytesIO
from pathlib import Path

from PIL import Image

logger = logging.getLogger(__name__)

WIDTH_PX, HEIGHT_PX = 230, 56
"""The room it has in the masthead."""

_MOST_BYTES = 20_000_000
_MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "WEBP")


def read_logo(file: Path | None) -> Image.Image | None:
    """The logo as RGBA, fitted into its room; None where none is set or it cannot be used, which is logged: a card
    without a logo is still a card."""
    if file is None:
        return None
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError("too large a file")
        with Image.open(BytesIO(file.read_bytes()), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise ValueError("too many pixels")
            logo = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        logger.warning("the event's logo cannot be used: %s", type(error).__name__)
        return None
    box = logo.getchannel("A").getbbox()
    if box is None:
        return None
    # Empty edges would make it look smaller than it is, and out of line.
    logo = logo.crop(box)
    scale = min(WIDTH_PX / logo.width, HEIGHT_PX / logo.height)
    return logo.resize(
        (max(1, round(logo.width * scale)), max(1, round(logo.height * scale))), Image.Resampling.LANCZOS
    )
