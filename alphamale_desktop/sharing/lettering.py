"""Sets single lines of text: measuring, fitting, ellipsising, wrapping, drawing."""

import unicodedata
from collections.abc import Iterator
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
        x = 0.0
        for font, part in self._font_runs(text, style):
            for piece in part if style.tracking_px else [part]:
                left, top, right, bottom = font.getbbox(piece, anchor="ls")
                if right > left and bottom > top:
                    boxes.append((x + left, top, x + right, bottom))
                x += font.getlength(piece) + style.tracking_px * len(piece)
        if not boxes:
            return Ink(0, 0, 0, 0)
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return Ink(int(min(lefts)), int(min(tops)), int(max(rights)) + 1, int(max(bottoms)))

    def fitted(self, text: str, style: Style, width_px: int, smallest_px: int) -> tuple[str, Style]:
        """A line no wider than ``width_px``: as large as ``style``, smaller down to ``smallest_px``, then cut with an
        ellipsis."""
        text = self.clean(text, style.typeface)
        for size in range(style.size_px, smallest_px - 1, -1):
            sized = replace(style, size_px=size)
            if self._fits(text, sized, width_px):
                return text, sized
        smallest = replace(style, size_px=min(smallest_px, style.size_px))
        return self._cut(text, smallest, width_px), smallest

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
        at = float(x)
        for font, part in self._font_runs(text, style):
            for piece in part if style.tracking_px else [part]:
                on.text((round(at), baseline_y), piece, font=font, fill=style.colour, anchor="ls")
                at += font.getlength(piece) + style.tracking_px * len(piece)

    def _font_runs(self, text: str, style: Style) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        for file_name, part in self._fonts.runs(text, style.typeface):
            yield self._fonts.font(file_name, style.size_px), part

    def _fits(self, text: str, style: Style, width_px: int) -> bool:
        ink = self.ink(text, style)
        return max(self.width(text, style), ink.right) <= width_px

    def _cut(self, text: str, style: Style, width_px: int) -> str:
        while text and not self._fits(text.rstrip() + _ELLIPSIS, style, width_px):
            text = text[:-1]
        return text.rstrip() + _ELLIPSIS

    def _first_line(self, text: str, style: Style, width_px: int) -> str:
        """The longest beginning that fits: whole words, or at least one character."""
        ends = [at for at, character in enumerate(text) if character == " "]
        for end in reversed(ends):
            if self._fits(text[:end], style, width_px):
                return text[: end + 1]
        end = next((n for n in range(len(text), 1, -1) if self._fits(text[:n], style, width_px)), 1)
        return text[:end]
