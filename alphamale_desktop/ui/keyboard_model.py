"""The kiosk's own keyboard: which keys it shows, and what a key does to the text of the field being typed into."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.ui.hangul import Syllable, is_jamo
from alphamale_desktop.ui.keyboard_keys import Layer, key_rows
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

BACKSPACE = "\b"

_LATIN_HINTS = (
    Qt.InputMethodHint.ImhPreferLatin
    | Qt.InputMethodHint.ImhLatinOnly
    | Qt.InputMethodHint.ImhUrlCharactersOnly
    | Qt.InputMethodHint.ImhEmailCharactersOnly
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of the field give way to ``text``."""

    start: int
    end: int
    text: str = ""


@QmlElement
@QmlUncreatable("built in composition")
class KeyboardViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Knows the syllable under composition and nothing else of what is typed. GUI thread."""

    viewChanged = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._letters = Layer.KOREAN
        self._layer = Layer.KOREAN
        self._is_shifted = False
        self._syllable = Syllable()
        self._ends_at = -1

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def rows(self) -> list[list[str]]:
        """Four rows of keys, from above."""
        return [list(row) for row in key_rows(self._layer, self._is_shifted)]

    @Property(bool, notify=viewChanged)
    def isShifted(self) -> bool:
        return self._is_shifted

    @Property(bool, notify=viewChanged)
    def hasShift(self) -> bool:
        return self._layer is not Layer.SYMBOLS

    @Property(str, notify=viewChanged)
    def letters(self) -> str:
        """``"ko"`` or ``"en"``: what is typed when it is no symbol."""
        return self._letters.value

    @Property(bool, notify=viewChanged)
    def isSymbols(self) -> bool:
        return self._layer is Layer.SYMBOLS

    @Slot(int)
    def attach(self, hints: int) -> None:
        """A field wants letters: those it hints at, otherwise the present language's.

        Args:
            hints: Its ``Qt.InputMethodHints``.
        """
        is_latin = bool(hints & _LATIN_HINTS.value) or self._words.spoken != "ko"
        self._letters = self._layer = Layer.LATIN if is_latin else Layer.KOREAN
        self._is_shifted = False
        self._end_syllable()
        self.viewChanged.emit()

    @Slot()
    def turnShift(self) -> None:
        """The next letter is a second form; a second call takes that back."""
        self._is_shifted = not self._is_shifted
        self.viewChanged.emit()

    @Slot()
    def turnLanguage(self) -> None:
        is_korean = self._letters is Layer.KOREAN
        self._letters = self._layer = Layer.LATIN if is_korean else Layer.KOREAN
        self._is_shifted = False
        self._end_syllable()
        self.viewChanged.emit()

    @Slot()
    def turnSymbols(self) -> None:
        self._layer = self._letters if self._layer is Layer.SYMBOLS else Layer.SYMBOLS
        self._is_shifted = False
        self._end_syllable()
        self.viewChanged.emit()

    @Slot(str, str, int, int, int, result="QVariantMap")
    def type(self, key: str, text: str, start: int, end: int, longest: int) -> dict[str, int | str]:
        """What this key does to the field: start, end and text of an edit.

        Args:
            key: A character, or ``"\\b"``.
            text: The field's.
            start, end: Its selection; equal where there is only a cursor.
            longest: What the field may hold at most; a key that would make it longer changes nothing.
        """
        edit = self._erase(text, start, end) if key == BACKSPACE else self._insert(key, text, start, end)
        if len(text) - (edit.end - edit.start) + len(edit.text) > longest:
            self._end_syllable()
            edit = Edit(start, start)
        if self._is_shifted and key != BACKSPACE:
            self._is_shifted = False
            self.viewChanged.emit()
        return {"start": edit.start, "end": edit.end, "text": edit.text}

    def _insert(self, key: str, text: str, start: int, end: int) -> Edit:
        is_going_on = self._is_composing(text, start, end)
        if not is_jamo(key):
            self._end_syllable()
            return Edit(start, end, key)
        syllable = self._syllable if is_going_on else Syllable()
        done, self._syllable = syllable.typed(key)
        written = done + self._syllable.text
        begin = start - len(syllable.text)
        self._ends_at = begin + len(written)
        return Edit(begin, end, written)

    def _erase(self, text: str, start: int, end: int) -> Edit:
        if self._is_composing(text, start, end):
            begin = start - 1
            self._syllable = self._syllable.erased()
            self._ends_at = begin + len(self._syllable.text)
            return Edit(begin, end, self._syllable.text)
        self._end_syllable()
        return Edit(max(0, start - 1) if start == end else start, end)

    def _is_composing(self, text: str, start: int, end: int) -> bool:
        """Whether the cursor still stands behind the syllable that this keyboard wrote last."""
        letter = self._syllable.text
        return bool(letter) and start == end == self._ends_at and text[start - 1 : start] == letter

    def _end_syllable(self) -> None:
        self._syllable, self._ends_at = Syllable(), -1
