"""The kiosk's own keyboard: it comes with a finger, composes, and leaves the field in sight."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt

from alphamale_desktop.ui.keyboard_model import BACKSPACE, KeyboardViewModel
from alphamale_desktop.ui.words import Words
from tests.fakes.shipped import shipped_texts
from tests.ui.booth import SIZES, Booth, items_of
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import PIN, Fakes, open_fitted

OpenBooth = Callable[..., Booth]

_LATIN_ONLY = Qt.InputMethodHint.ImhLatinOnly.value


class _Field:
    """A text field's text and cursor, driven by the keyboard as the QML does."""

    def __init__(self, keyboard: KeyboardViewModel, longest: int = 60) -> None:
        self._keyboard = keyboard
        self._longest = longest
        self.text = ""
        self.start = self.end = 0

    def type(self, keys: str) -> "_Field":
        for key in keys:
            edit = self._keyboard.type(key, self.text, self.start, self.end, self._longest)
            start, end, text = int(edit["start"]), int(edit["end"]), str(edit["text"])
            self.text = self.text[:start] + text + self.text[end:]
            self.start = self.end = start + len(text)
        return self

    def point(self, start: int, end: int | None = None) -> "_Field":
        self.start, self.end = start, start if end is None else end
        return self


@pytest.fixture
def keyboard(app: object) -> KeyboardViewModel:
    texts = shipped_texts()
    model = KeyboardViewModel(Words(texts, (), "ko"))
    model.attach(0)
    return model


def _in_event_name(open_booth: OpenBooth, backstage: Backstage, **options: object) -> tuple[Booth, Fakes]:
    """The operator's finger is in the event's name."""
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, **options)  # type: ignore[arg-type]
    operator = booth.core.rooms.operator
    assert operator is not None
    operator.open()
    booth.wait(lambda: not operator.view.is_busy)
    for digit in PIN:
        operator.key(digit)
    operator.submit()
    booth.go("operator")
    booth.core.rooms.sections.open("event")
    booth.wait(lambda: booth.has("eventName"))
    booth.grab()
    booth.tap("eventName")
    booth.wait(lambda: booth.has("keyDone"))
    booth.settle()
    return booth, fakes


def _text(booth: Booth) -> str:
    return str(booth.item("eventName").property("text"))


def test_syllables_and_other_characters_follow_one_another(keyboard: KeyboardViewModel) -> None:
    field = _Field(keyboard).type("ㅎㅏㄴㄱㅡㄹ 2026-ㄱㅏ.")

    assert field.text == "한글 2026-가."


def test_backspace_decomposes_the_last_syllable_and_takes_earlier_ones_whole(keyboard: KeyboardViewModel) -> None:
    field = _Field(keyboard).type("ㅎㅏㄴㄱㅡㄹ")
    seen = [field.type(BACKSPACE).text for _ in range(5)]

    assert seen == ["한그", "한ㄱ", "한", "", ""]


def test_a_moved_cursor_ends_the_syllable(keyboard: KeyboardViewModel) -> None:
    field = _Field(keyboard).type("ㄱㅏㄴㅏ").point(1).type("ㄴ")

    assert field.text == "가ㄴ나"


def test_a_text_changed_from_elsewhere_ends_the_syllable(keyboard: KeyboardViewModel) -> None:
    field = _Field(keyboard).type("ㄱㅏ")
    field.text = "x"

    field.type("ㄴ")

    assert field.text == "xㄴ"


def test_a_key_replaces_what_is_selected(keyboard: KeyboardViewModel) -> None:
    typed = _Field(keyboard).type("abcd").point(1, 3).type("ㅎㅏ")
    erased = _Field(keyboard).type("abcd").point(1, 3).type(BACKSPACE)

    assert typed.text == "a하d"
    assert erased.text == "ad"


def test_a_full_field_takes_no_more_but_finishes_its_syllable(keyboard: KeyboardViewModel) -> None:
    field = _Field(keyboard, longest=2).type("ㄱㅏㄴㅏ")

    over = field.type("ㄷ").text
    more = field.type("x").text

    assert over == "가낟"
    assert more == "가낟"


def test_shift_counts_for_one_letter(keyboard: KeyboardViewModel) -> None:
    plain = keyboard.property("rows")[1][2]
    keyboard.turnShift()
    shifted = keyboard.property("rows")[1][2]

    _Field(keyboard).type(shifted)

    assert (plain, shifted) == ("ㄷ", "ㄸ")
    assert keyboard.property("rows")[1][2] == "ㄷ"


def test_symbols_lead_back_to_the_same_letters(keyboard: KeyboardViewModel) -> None:
    seen = []
    for turn in (keyboard.turnLanguage, keyboard.turnSymbols, keyboard.turnSymbols, keyboard.turnLanguage):
        turn()
        seen.append(keyboard.property("rows")[1][0])

    assert seen == ["q", "!", "q", "ㅂ"]


def test_a_field_for_latin_letters_gets_them(keyboard: KeyboardViewModel) -> None:
    keyboard.attach(_LATIN_ONLY)

    assert keyboard.property("letters") == "en"


@pytest.mark.parametrize("size", SIZES)
def test_a_finger_brings_the_keyboard_and_the_field_stays_in_sight(
    open_booth: OpenBooth, backstage: Backstage, size: str
) -> None:
    booth, fakes = _in_event_name(open_booth, backstage, size=size)
    least = 72 * min(SIZES[size]) / 1080 - 0.5

    for key in "ㅎㅐㅇㅅㅏ":
        booth.tap(f"key-{key}")
    field, top = booth.item("eventName"), booth.item("key-1").mapToScene(QPointF(0, 0)).y()
    keys = [item for item in items_of(booth.window.contentItem()) if item.objectName().startswith("key")]
    small = [item.objectName() for item in keys if item.isVisible() and min(item.width(), item.height()) < least]
    typed = _text(booth)
    booth.tap("keyDone")
    booth.wait(lambda: not booth.has("keyDone"))
    booth.wait(lambda: bool(fakes.desk.written))

    assert typed == "행사"
    assert field.mapToScene(QPointF(0, field.height())).y() <= top
    assert small == []
    assert fakes.desk.written[-1].event_name == "행사"


def test_the_keyboard_goes_when_the_finger_goes_elsewhere(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _in_event_name(open_booth, backstage, size="landscape")

    booth.tap("section-catalog")

    booth.wait(lambda: not booth.has("keyDone"))


def test_who_has_a_keyboard_needs_none(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _in_event_name(open_booth, backstage, size="landscape")

    booth.key(Qt.Key.Key_A)

    booth.wait(lambda: not booth.has("keyDone"))
    assert _text(booth) == "a"


def test_a_desktop_window_has_no_keyboard(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, size="landscape")
    booth.press("settings", "touch")
    booth.go("settings")

    booth.tap("eventName")
    booth.settle()

    assert booth.focused() == "eventName"
    assert not booth.has("keyDone")


def test_an_abandoned_keyboard_goes_with_the_area(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _in_event_name(open_booth, backstage, size="landscape")

    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.has("stay"))
    fakes.clock.advance(10)
    booth.go("welcome")

    booth.wait(lambda: not booth.has("keyDone"))
    assert booth.window.property("settled")
