"""Draws share cards."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
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

_FEATHER_SHARE = 0.35
_RING_PX = 3
_SUPERSAMPLED = 4


class ShareCards:
    """A CardPainter. Any thread.

    Args:
        decode: Gives the photo upright; what its file holds beside the pixels ends there.
        logo: The event's, as ``read_logo`` gives it.
    """

    def __init__(
        self,
        lettering: Lettering,
        texts: Texts,
        portraits: PortraitPainter,
        decode: PixelDecoder,
        logo: Image.Image | None = None,
    ) -> None:
        self._lettering = lettering
        self._texts = texts
        self._portraits = portraits
        self._decode = decode
        self._logo = logo

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        """An encoded PNG without metadata; the same content gives the same bytes.

        Raises:
            PhotoError: If the photo does not decode.
            OSError: If a bundled font is missing.
        """
        logo = self._logo
        plan = plan_card(content, card_format, self._lettering, self._texts, logo.size if logo is not None else None)
        card = Image.new("RGB", (plan.area.width_px, plan.area.height_px), GROUND)
        card.paste(self._photo(content, plan), (plan.photo.left, plan.photo.top))
        draw = ImageDraw.Draw(card)
        for fill in plan.fills:
            area = fill.area
            draw.rectangle((area.left, area.top, area.right - 1, area.bottom - 1), fill=fill.colour)
        for placed in plan.portraits:
            self._print_portrait(card, placed)
        if logo is not None and plan.logo is not None:
            card.paste(logo, (plan.logo.left, plan.logo.top), mask=logo)
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
        crop = crop_around(face, pixels.width_px, pixels.height_px, plan.face_frame)
        size = (plan.photo.width_px - crop.left_px, plan.photo.height_px)
        shown = picture_of(pixels).resize(
            size,
            Image.Resampling.LANCZOS,
            box=(crop.box.x0, crop.box.y0, crop.box.x1, crop.box.y1),
            reducing_gap=3.0,
        )
        ground = Image.new("RGB", (plan.photo.width_px, plan.photo.height_px), GROUND)
        ground.paste(shown, (crop.left_px, 0), mask=_fade(shown, plan, feathered=crop.left_px > 0))
        return ground

    def _print_portrait(self, card: Image.Image, placed: PlacedPortrait) -> None:
        side = placed.area.width_px
        with Image.open(BytesIO(self._portraits.portrait(placed.celebrity, side)), formats=["PNG"]) as portrait:
            at = (placed.area.left, placed.area.top)
            card.paste(portrait.convert("RGB"), at, mask=_disc(side, 0))
            card.paste(GOLD, (*at, placed.area.right, placed.area.bottom), mask=_disc(side, _RING_PX))


def _fade(shown: Image.Image, plan: CardPlan, feathered: bool) -> Image.Image:
    """A mask that lets the photo sink into the ground at its bottom and, when feathered, at its left."""
    rows = np.arange(shown.height, dtype=np.float64) + plan.photo.top
    keep = 1 - _smooth((rows - plan.fade_from_y) / (plan.fade_to_y - plan.fade_from_y))[:, None]
    if feathered:
        columns = np.arange(shown.width, dtype=np.float64)
        keep = keep * _smooth(columns / (shown.width * _FEATHER_SHARE))[None, :]
    mask = np.broadcast_to(np.round(keep * 255), (shown.height, shown.width))
    return Image.fromarray(mask.astype(np.uint8))


def _smooth(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 below 0, 1 above 1, without a kink at either."""
    share = np.clip(share, 0.0, 1.0)
    return share * share * (3 - 2 * share)


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
