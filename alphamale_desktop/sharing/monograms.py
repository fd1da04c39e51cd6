"""Draws monogram portraits: initials in an engraved halo, a palette and an ornament for each type."""

import hashlib
import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.sharing.fonts import FontShelf, Typeface
from alphamale_desktop.sharing.guilloche import INNER_RADIUS, Curve, halo_of, waves
from alphamale_desktop.sharing.initials import initials_of
from alphamale_desktop.sharing.palette import INKS, Colour, PrintInks

_SMALL_INNER_RADIUS = 0.68
_SMALL_PX = 192
_LETTER_SIZE = 0.71
_LETTERS_WIDTH = 0.80
_LETTERS_HEIGHT = 0.57
_LETTER_GAP = 0.03
_WAVES = 44


@dataclass(frozen=True, slots=True)
class _Plate:
    """One engraving: a grey mask ``scale`` times as large as the print."""

    mask: Image.Image
    scale: int

    @staticmethod
    def blank(side_px: int) -> "_Plate":
        scale = 4 if side_px <= _SMALL_PX else 3 if side_px <= 512 else 2
        return _Plate(Image.new("L", (side_px * scale, side_px * scale)), scale)

    def engrave(self, curves: list[Curve], width: float, strength: int) -> None:
        """``width`` as a fraction of the side."""
        draw = ImageDraw.Draw(self.mask)
        half = self.mask.width / 2
        width_px = max(1, round(width * self.mask.width))
        for curve in curves:
            draw.line((curve * half + half).ravel().tolist(), fill=strength, width=width_px)

    def ring(self, radius: float, width: float, strength: int) -> None:
        half = self.mask.width / 2
        reach = radius * half
        ImageDraw.Draw(self.mask).ellipse(
            (half - reach, half - reach, half + reach, half + reach),
            outline=strength,
            width=max(1, round(width * self.mask.width)),
        )

    def printed(self) -> Image.Image:
        return self.mask.reduce(self.scale)


class MonogramArtist:
    """The same person at the same size is always the same picture. Any thread."""

    def __init__(self, fonts: FontShelf) -> None:
        self._fonts = fonts

    def monogram(self, celebrity: Celebrity, side_px: int) -> Image.Image:
        """An RGB square."""
        seed = hashlib.sha256(f"{celebrity.face_type.code}:{celebrity.name}".encode()).digest()
        # Not for secrets: the seed makes a person's picture his own, and the same every time.
        chance = random.Random(seed)  # noqa: S311
        inks = INKS[celebrity.face_type]
        picture = _ground(inks, side_px)
        _print_ornament(picture, celebrity, inks, chance)
        self._print_letters(picture, initials_of(celebrity.name), inks)
        return picture

    def _print_letters(self, picture: Image.Image, letters: str, inks: PrintInks) -> None:
        typeface = Typeface.TITLE_STRONG
        if not letters or not self._fonts.can_set(letters, typeface):
            _print_star(picture, inks)
            return
        side = picture.width
        field = side * _inner_radius(side)
        file_name, _ = self._fonts.runs(letters, typeface)[0]
        font = self._fonts.font(file_name, max(8, round(field * _LETTER_SIZE)))
        left, top, right, bottom = _ink(letters, font)
        fit = min(1.0, field * _LETTERS_WIDTH / (right - left), field * _LETTERS_HEIGHT / (bottom - top))
        if fit < 1:
            font = self._fonts.font(file_name, max(8, int(font.size * fit)))
            left, top, right, bottom = _ink(letters, font)
        mask = Image.new("L", picture.size)
        draw = ImageDraw.Draw(mask)
        # By its ink, not by its line height: Hangul and capitals then sit in the optical middle.
        x, y = round((side - (left + right)) / 2), round((side - (top + bottom)) / 2)
        for letter in letters:
            draw.text((x, y), letter, fill=255, font=font, anchor="ls")
            x += _advance(letter, font)
        rows = (y + top, y + bottom)
        picture.paste(_vertical_blend(inks, side, rows), mask=mask)


def _ground(inks: PrintInks, side_px: int) -> Image.Image:
    """A soft round light on a dark ground, dithered so that it prints without bands."""
    axis = (np.arange(side_px) + 0.5) / side_px * 2 - 1
    distance = np.sqrt(axis[None, :] ** 2 + (axis[:, None] + 0.15) ** 2)
    light = np.clip(1 - distance / 1.35, 0, 1)[..., None] ** 1.4
    edge, glow = (np.asarray(colour, np.float64) for colour in (inks.edge, inks.glow))
    order = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16
    tiles = -(-side_px // 4)
    dither = np.tile(order, (tiles, tiles))[:side_px, :side_px, None]
    return Image.fromarray(np.floor(edge + (glow - edge) * np.round(light, 6) + dither).astype(np.uint8))


def _print_ornament(picture: Image.Image, celebrity: Celebrity, inks: PrintInks, chance: random.Random) -> None:
    side = picture.width
    hair = max(0.0018, 0.8 / side)
    paper = _Plate.blank(side)
    paper.engrave(list(waves(chance, _WAVES if side > _SMALL_PX else _WAVES // 2)), hair * 0.8, 70)
    halo = _Plate.blank(side)
    bands = halo_of(celebrity.face_type, chance)
    inner = _inner_radius(side)
    for band in bands:
        fitting = band if side > _SMALL_PX else band.squeezed(inner)
        halo.engrave(list(fitting.curves()), hair, 205)
    halo.ring(inner * 0.99, hair * 1.4, 255)
    halo.ring(0.955, hair * 1.4, 255)
    outside = _disc(side, 0.955)
    picture.paste(inks.line, mask=ImageChops.subtract(paper.printed(), outside))
    picture.paste(inks.line, mask=halo.printed())


def _ink(letters: str, font: ImageFont.FreeTypeFont) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the letters' ink from the start of their baseline."""
    boxes = []
    x = 0
    for letter in letters:
        left, top, right, bottom = font.getbbox(letter, anchor="ls")
        boxes.append((x + left, top, x + right, bottom))
        x += _advance(letter, font)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return int(min(lefts)), int(min(tops)), int(max(rights)), int(max(bottoms))


def _advance(letter: str, font: ImageFont.FreeTypeFont) -> int:
    return round(font.getlength(letter) + font.size * _LETTER_GAP)


def _inner_radius(side_px: int) -> float:
    """Small prints give the letters more room."""
    return INNER_RADIUS if side_px > _SMALL_PX else _SMALL_INNER_RADIUS


def _disc(side_px: int, radius: float) -> Image.Image:
    mask = Image.new("L", (side_px * 2, side_px * 2))
    near, far = side_px * (1 - radius), side_px * (1 + radius)
    ImageDraw.Draw(mask).ellipse((near, near, far, far), fill=255)
    return mask.reduce(2)


def _vertical_blend(inks: PrintInks, side_px: int, rows: tuple[int, int]) -> Image.Image:
    top, bottom = rows
    blend = Image.new("RGB", (1, side_px))
    for row in range(side_px):
        share = min(1.0, max(0.0, (row - top) / max(1, bottom - top)))
        blend.putpixel((0, row), _between(inks.letter_top, inks.letter_bottom, share))
    return blend.resize((side_px, side_px), Image.Resampling.NEAREST)


def _between(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _print_star(picture: Image.Image, inks: PrintInks) -> None:
    """Stands in for letters that the bundled fonts do not have."""
    plate = _Plate.blank(picture.width)
    angles = np.arange(16) * np.pi / 8 - np.pi / 2
    reach = np.where(np.arange(16) % 2 == 0, np.where(np.arange(16) % 4 == 0, 0.34, 0.22), 0.07)
    half = plate.mask.width / 2
    points = np.round(np.stack([np.cos(angles) * reach, np.sin(angles) * reach], axis=1), 6) * half + half
    ImageDraw.Draw(plate.mask).polygon([(float(x), float(y)) for x, y in points], fill=255)
    middle = picture.width // 2
    picture.paste(_vertical_blend(inks, picture.width, (middle // 2, middle * 3 // 2)), mask=plate.printed())
