"""Draws share cards."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw

from alphamale_desktop.application.ports import (
    CardContent,
    CardFormat,
    PixelDecoder,
    PortraitPainter,
    Texts,
)
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.sharing.card_layouts import plan_card
from alphamale_desktop.sharing.card_plan import CardPlan, PlacedPortrait
from alphamale_desktop.sharing.encoding import picture_of, png_of
from alphamale_desktop.sharing.lettering import Lettering
from alphamale_desktop.sharing.palette import GOLD, GROUND
from alphamale_desktop.sharing.photo_crop import crop_around, face_of

_SCRIM_HEIGHT_PX = 210
_SCRIM_STRENGTH = 0.82
_RING_PX = 3
_SUPERSAMPLED = 4


class ShareCards:
    """A CardPainter. Any thread.

    Args:
        decode: Gives the photo upright; what its file holds beside the pixels ends there.
    """

    def __init__(self, lettering: Lettering, texts: Texts, portraits: PortraitPainter, decode: PixelDecoder) -> None:
        self._lettering = lettering
        self._texts = texts
        self._portraits = portraits
        self._decode = decode

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        """An encoded PNG without metadata; the same content gives the same bytes.

        Raises:
            PhotoError: If the photo does not decode.
            OSError: If a bundled font is missing.
        """
        plan = plan_card(content, card_format, self._lettering, self._texts)
        card = Image.new("RGB", (plan.area.width_px, plan.area.height_px), GROUND)
        card.paste(self._photo(content, plan), (plan.photo.left, plan.photo.top))
        draw = ImageDraw.Draw(card)
        for fill in plan.fills:
            area = fill.area
            draw.rectangle((area.left, area.top, area.right - 1, area.bottom - 1), fill=fill.colour)
        for placed in plan.portraits:
            self._print_portrait(card, placed)
        for text in plan.texts:
            self._lettering.draw(draw, text.x, text.baseline_y, text.text, text.style)
        return png_of(card)

    def _photo(self, content: CardContent, plan: CardPlan) -> Image.Image:
        pixels = self._decode(content.photo)
        # The boxes are in pixels of the picture that was analysed; a decoder may give another size.
        across = pixels.width_px / content.result.width_px
        down = pixels.height_px / content.result.height_px
        found = face_of(content.result)
        face = Box(found.x0 * across, found.y0 * down, found.x1 * across, found.y1 * down)
        frame = (plan.photo.width_px, plan.photo.height_px)
        crop = crop_around(face, (pixels.width_px, pixels.height_px), frame, plan.face, plan.face_height_px)
        picture = picture_of(pixels).resize(
            frame, Image.Resampling.LANCZOS, box=(crop.x0, crop.y0, crop.x1, crop.y1), reducing_gap=3.0
        )
        return _faded(picture, plan.fade_from_y)

    def _print_portrait(self, card: Image.Image, placed: PlacedPortrait) -> None:
        side = placed.area.width_px
        with Image.open(BytesIO(self._portraits.portrait(placed.celebrity, side)), formats=["PNG"]) as portrait:
            at = (placed.area.left, placed.area.top)
            card.paste(portrait.convert("RGB"), at, mask=_disc(side, 0))
            card.paste(GOLD, (*at, placed.area.right, placed.area.bottom), mask=_disc(side, _RING_PX))


def _faded(picture: Image.Image, fade_from_y: int) -> Image.Image:
    """Into the ground: gently at the top, where the masthead stands, and altogether at the bottom."""
    rows = np.arange(picture.height)
    fade = np.clip((rows - fade_from_y) / (picture.height - 1 - fade_from_y), 0, 1)
    fade = fade * fade * (3 - 2 * fade)
    scrim = _SCRIM_STRENGTH * np.clip(1 - rows / _SCRIM_HEIGHT_PX, 0, 1)
    keep = np.round((1 - np.maximum(fade, scrim)) * 255).astype(np.uint8)
    mask = Image.fromarray(keep[:, None]).resize(picture.size, Image.Resampling.NEAREST)
    return Image.composite(picture, Image.new("RGB", picture.size, GROUND), mask)


def _disc(side_px: int, ring_px: int) -> Image.Image:
    """A mask: a full disc, or a ring along its rim."""
    large = Image.new("L", (side_px * _SUPERSAMPLED, side_px * _SUPERSAMPLED))
    edge = large.width - 1
    draw = ImageDraw.Draw(large)
    if ring_px:
        draw.ellipse((0, 0, edge, edge), outline=255, width=ring_px * _SUPERSAMPLED)
    else:
        draw.ellipse((0, 0, edge, edge), fill=255)
    return large.reduce(_SUPERSAMPLED)
