"""Contact sheets: small pictures in rows, each with boxes on it and a line of text below."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.errors import PhotoError
from alphamale_desktop.vision.codec import PictureCodec

Colour = tuple[int, int, int]

FACE_COLOUR: Colour = (255, 255, 255)
PART_COLOURS: tuple[Colour, Colour, Colour] = ((230, 150, 20), (30, 140, 220), (200, 50, 120))
"""Whole orange, upper blue, lower magenta."""

_CELL_PX = 220
_CAPTION_PX = 18
_COLUMNS = 6
_DECODED_PX = 440
_GROUND: Colour = (250, 249, 246)
_INK: Colour = (40, 40, 40)


@dataclass(frozen=True, slots=True)
class Outlined:
    """One picture of a sheet.

    Attributes:
        source: Its file, or its bytes.
        boxes: With their colours; pixels of the upright picture, or its fractions.
        in_fractions: What the boxes are.
    """

    source: Path | bytes
    caption: str
    boxes: tuple[tuple[Box, Colour], ...]
    in_fractions: bool = False


def contact_sheet(pictures: Sequence[Outlined], codec: PictureCodec) -> bytes:
    """A JPEG; the files are read again, and one that cannot be leaves its place empty."""
    columns = max(1, min(_COLUMNS, len(pictures)))
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * _CELL_PX, rows * (_CELL_PX + _CAPTION_PX)), _GROUND)
    for index, picture in enumerate(pictures):
        place = (index % columns * _CELL_PX, index // columns * (_CELL_PX + _CAPTION_PX))
        sheet.paste(_cell(picture, codec), place)
    encoded = BytesIO()
    sheet.save(encoded, "JPEG", quality=85)
    return encoded.getvalue()


def _cell(one: Outlined, codec: PictureCodec) -> Image.Image:
    cell = Image.new("RGB", (_CELL_PX, _CELL_PX + _CAPTION_PX), _GROUND)
    draw = ImageDraw.Draw(cell)
    draw.text((4, _CELL_PX + 3), one.caption, fill=_INK)
    try:
        picture = codec.decode_at(_bytes_of(one.source), _DECODED_PX)
    except (OSError, PhotoError):
        return cell
    scale = (_CELL_PX - 6) / max(picture.width_px, picture.height_px)
    width, height = picture.width_px * scale, picture.height_px * scale
    left, top = (_CELL_PX - round(width)) // 2, (_CELL_PX - round(height)) // 2
    size = max(1, round(width)), max(1, round(height))
    cell.paste(Image.fromarray(picture.rgb).resize(size, Image.Resampling.BILINEAR), (left, top))
    across, down = (width, height) if one.in_fractions else (scale, scale)
    for box, colour in one.boxes:
        corners = [left + box.x0 * across, top + box.y0 * down, left + box.x1 * across, top + box.y1 * down]
        draw.rectangle(corners, outline=colour, width=2)
    return cell


def _bytes_of(source: Path | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()
