"""The bundled fonts: which files a typeface is made of, and which of them has a character."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from PIL import ImageFont

_PROBE_SIZE_PX = 24
_NO_CHARACTER = "\U0010fffe"
_OPEN_FONTS = 96
_KNOWN_CHARACTERS = 8192
_KNOWN_RUNS = 2048


class Typeface(Enum):
    """A chain of font files: a character is set in the first that has it."""

    TITLE = ("PlayfairDisplay-Regular.ttf", "NanumMyeongjo-Bold.ttf", "Pretendard-Regular.otf")
    TITLE_STRONG = ("PlayfairDisplay-SemiBold.ttf", "NanumMyeongjo-Bold.ttf", "Pretendard-SemiBold.otf")
    TITLE_ITALIC = ("PlayfairDisplay-Italic.ttf", "NanumMyeongjo-Bold.ttf", "Pretendard-Regular.otf")
    FIGURES = ("FrankRuhlLibre-Regular.ttf", "NanumMyeongjo-Bold.ttf", "Pretendard-Regular.otf")
    """Lining figures: Playfair Display's own hang below the line."""
    TEXT = ("Pretendard-Regular.otf",)
    TEXT_STRONG = ("Pretendard-SemiBold.otf",)


class FontShelf:
    """Opens the fonts of one folder on demand and keeps a bounded number of sizes open. Any thread.

    Args:
        folder: Holds the files that ``Typeface`` names.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[str, int], ImageFont.FreeTypeFont] = OrderedDict()
        self._has: OrderedDict[tuple[str, str], bool] = OrderedDict()
        self._runs: OrderedDict[tuple[str, Typeface], tuple[tuple[str, str], ...]] = OrderedDict()

    def font(self, file_name: str, size_px: int) -> ImageFont.FreeTypeFont:
        """Raises OSError if the file is missing or no font."""
        with self._lock:
            return self._opened(file_name, size_px)

    def runs(self, text: str, typeface: Typeface) -> tuple[tuple[str, str], ...]:
        """``(file name, characters)`` from left to right; a character that no file has is left out."""
        key = (text, typeface)
        with self._lock:
            if key not in self._runs:
                self._runs[key] = tuple(self._split(text, typeface))
                if len(self._runs) > _KNOWN_RUNS:
                    self._runs.popitem(last=False)
            return self._runs[key]

    def can_set(self, text: str, typeface: Typeface) -> bool:
        """Whether every character has a glyph."""
        return "".join(characters for _, characters in self.runs(text, typeface)) == text

    def _split(self, text: str, typeface: Typeface) -> Iterator[tuple[str, str]]:
        file_now, characters = "", ""
        for character in text:
            file_name = self._file_for(character, typeface, file_now)
            if file_name is None:
                continue
            if characters and file_name != file_now:
                yield file_now, characters
                characters = ""
            file_now = file_name
            characters += character
        if characters:
            yield file_now, characters

    def _file_for(self, character: str, typeface: Typeface, file_now: str) -> str | None:
        if character == " " and file_now:
            return file_now
        return next((name for name in typeface.value if self._has_glyph(name, character)), None)

    def _has_glyph(self, file_name: str, character: str) -> bool:
        key = (file_name, character)
        if key not in self._has:
            font = self._opened(file_name, _PROBE_SIZE_PX)
            # Pillow has no look into the character map: what draws the font's "missing" box is missing.
            missing, drawn = font.getmask(_NO_CHARACTER), font.getmask(character)
            self._has[key] = character.isspace() or (missing.size, bytes(missing)) != (drawn.size, bytes(drawn))
            if len(self._has) > _KNOWN_CHARACTERS:
                self._has.popitem(last=False)
        return self._has[key]

    def _opened(self, file_name: str, size_px: int) -> ImageFont.FreeTypeFont:
        key = (file_name, size_px)
        if key not in self._open:
            # BASIC: Raqm needs libraries that not every machine has, and would set text differently.
            self._open[key] = ImageFont.truetype(
                str(self._folder / file_name), size_px, layout_engine=ImageFont.Layout.BASIC
            )
            if len(self._open) > _OPEN_FONTS:
                self._open.popitem(last=False)
        self._open.move_to_end(key)
        return self._open[key]
