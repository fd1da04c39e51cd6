"""Sets single lines of text: measuring, fitting, ellipsising, wrapping, drawing."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PIL import ImageDraw, ImageFont

from alphamale_desktop.sharing.fonts import FontShelf, Typeface
from alphamale_desktop.sharing.palette import Colour

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks.

    Attributes:
        size_px: The em square's height.
        tracking_px: Extra space after each character.
    """

    typeface: Typeface
    size_px: int
    colour: Colour
    tracking_px: int = 0


@dataclass(frozen=True, slots=True)
class Ink:
    """The pixels that a line blackens, relative to the start of its baseline; y grows downwards."""

    left: int
    top: int
    right: int
    bottom: int


class Lettering:
    """Measures and draws text with the bundled fonts only. Any thread."""

    def __init__(self, fonts: FontShelf) -> None:
        self._fonts = fonts

    def clean(self, text: str, typeface: Typeface) -> str:
        """``text`` as one line of characters that the typeface has: composed, white space collapsed."""
        composed = " ".join(unicodedata.normalize("NFC", text).split())
        printable = "".join(c for c in composed if not unicodedata.category(c).startswith("C"))
        kept = "".join(characters for _, characters in self._fonts.runs(printable, typeface))
        return " ".join(kept.split())

    def width(self, text: str, style: Style) -> int:
        """Advance width in pixels, without the tracking after the last character."""
        spaced = style.tracking_px * max(len(text) - 1, 0)
        return round(sum(font_run.getlength(part) for font_run, part in self._font_runs(text, style))) + spaced

    def ink(self, text: str, style: Style) -> Ink:
        """All zero when nothing is drawn."""
        boxes = []
        for at, font, piece in self._pieces(text, style):
            mask, (left, top) = font.getmask2(piece, "L", anchor="ls")
            inked = mask.getbbox()
            if inked is not None:
                boxes.append((at + left + inked[0], top + inked[1], at + left + inked[2], top + inked[3]))
        if not boxes:
            return Ink(0, 0, 0, 0)
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return Ink(min(lefts), min(tops), max(rights), max(bottoms))

    def fitted(self, text: str, style: Style, width_px: int, smallest_px: int) -> tuple[str, Style]:
        """A line no wider than ``width_px``: as large as ``style``, smaller down to ``smallest_px``, then cut with an
        ellipsis."""
        text = self.clean(text, style.typeface)
        smallest = min(smallest_px, style.size_px)

        def sized(size_px: int) -> Style:
            return replace(style, size_px=size_px)

        best = _largest(smallest, style.size_px, lambda size_px: self._fits(text, sized(size_px), width_px))
        if best is None:
            return self._cut(text, sized(smallest), width_px), sized(smallest)
        return text, sized(best)

    def wrapped(self, text: str, style: Style, width_px: int, most_lines: int) -> list[str]:
        """At most ``most_lines`` lines, broken between words where that is possible; the last may end in an
        ellipsis."""
        rest = self.clean(text, style.typeface)
        lines: list[str] = []
        while rest and len(lines) < most_lines:
            if self._fits(rest, style, width_px):
                return [*lines, rest]
            if len(lines) == most_lines - 1:
                return [*lines, self._cut(rest, style, width_px)]
            line = self._first_line(rest, style, width_px)
            lines.append(line.rstrip())
            rest = rest[len(line) :].lstrip()
        return lines

    def draw(self, on: ImageDraw.ImageDraw, x: int, baseline_y: int, text: str, style: Style) -> None:
        """Starts at ``x``; RGB pictures only."""
        for at, font, piece in self._pieces(text, style):
            on.text((x + at, baseline_y), piece, font=font, fill=style.colour, anchor="ls")

    def _pieces(self, text: str, style: Style) -> Iterator[tuple[int, ImageFont.FreeTypeFont, str]]:
        """What is drawn in one go, with its distance from the start of the line."""
        at = 0.0
        for font, part in self._font_runs(text, style):
            for piece in part if style.tracking_px else [part]:
                yield round(at), font, piece
                at += font.getlength(piece) + style.tracking_px * len(piece)

    def _font_runs(self, text: str, style: Style) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        for file_name, part in self._fonts.runs(text, style.typeface):
            yield self._fonts.font(file_name, style.size_px), part

    def _fits(self, text: str, style: Style, width_px: int) -> bool:
        # Wider than the advance: an italic or a last letter that leans out of its own width.
        reach = max(
            (at + font.getbbox(piece, anchor="ls")[2] for at, font, piece in self._pieces(text, style)), default=0
        )
        return max(self.width(text, style), reach) <= width_px

    def _cut(self, text: str, style: Style, width_px: int) -> str:
        def shortened(length: int) -> str:
            return text[:length].rstrip() + _ELLIPSIS

        return shortened(_largest(0, len(text), lambda length: self._fits(shortened(length), style, width_px)) or 0)

    def _first_line(self, text: str, style: Style, width_px: int) -> str:
        """The longest beginning that fits: whole words, or at least one character."""
        ends = [at for at, character in enumerate(text) if character == " "]
        for end in reversed(ends):
            if self._fits(text[:end], style, width_px):
                return text[: end + 1]
        return text[: _largest(1, len(text), lambda length: self._fits(text[:length], style, width_px)) or 1]


def _largest(low: int, high: int, fits: Callable[[int], bool]) -> int | None:
    """The largest number from ``low`` to ``high`` that fits, if what fits once also fits smaller; None if none does."""
    if fits(high):
        return high
    best = None
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            best, low = middle, middle + 1
        else:
            high = middle
    return best
