"""The form's own controls: wheels, keypad, ticks."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from alphamale_desktop.domain.profile import Salary
from tests.ui.booth import Booth

OpenBooth = Callable[..., Booth]


@pytest.fixture
def booth(open_booth: OpenBooth) -> Booth:
    """A window on the form, with a photo and 10 November 1998 on the wheels."""
    opened: Booth = open_booth(size="portrait", language="ko")
    opened.bring_photo()
    opened.core.form.turnTo(1998, 11, 10)
    opened.still()
    return opened


def _birth_date(booth: Booth) -> date | None:
    return booth.core.visit.visit.entries.birth_date


@pytest.mark.parametrize(
    ("key", "born"),
    [
        (Qt.Key.Key_Up, date(1997, 11, 10)),
        (Qt.Key.Key_Down, date(1999, 11, 10)),
        (Qt.Key.Key_PageUp, date(1988, 11, 10)),
        (Qt.Key.Key_PageDown, date(2008, 11, 10)),
        (Qt.Key.Key_Home, date(1900, 11, 10)),
        (Qt.Key.Key_End, date(2026, 11, 10)),
    ],
)
def test_arrow_keys_turn_the_wheel(booth: Booth, key: Qt.Key, born: date) -> None:
    booth.item("wheel-year").forceActiveFocus(Qt.FocusReason.TabFocusReason)

    booth.key(key)

    assert _birth_date(booth) == born


@pytest.mark.parametrize("by", ["mouse", "touch"])
def test_a_press_on_the_neighbour_turns_to_it(booth: Booth, by: str) -> None:
    below = booth.centre("wheel-month")
    below.setY(below.y() + round(booth.item("wheel-month").height() / 3))

    if by == "touch":
        booth.tap_at(below)
    else:
        QTest.mouseClick(booth.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, below)
    booth.wait(lambda: _birth_date(booth) == date(1998, 12, 10))


def test_a_finger_drags_the_wheel(booth: Booth) -> None:
    start = booth.centre("wheel-day")
    row = round(booth.item("wheel-day").height() / 3)

    booth.drag(start, start + QPoint(0, -3 * row), steps=12)
    booth.wait(lambda: _birth_date(booth) not in (None, date(1998, 11, 10)))

    born = _birth_date(booth)
    assert born is not None
    assert (born.year, born.month) == (1998, 11)
    assert born.day > 10


def test_the_mouse_wheel_turns_the_wheel(booth: Booth) -> None:
    at = booth.centre("wheel-year")
    turned = QWheelEvent(
        QPointF(at),
        QPointF(booth.window.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(booth.window, turned)
    booth.wait(lambda: _birth_date(booth) != date(1998, 11, 10))

    born = _birth_date(booth)
    assert born is not None
    assert born.year > 1998


def test_the_wheels_show_the_day_that_counts(booth: Booth) -> None:
    booth.core.form.turnTo(2001, 1, 31)
    booth.item("wheel-month").forceActiveFocus(Qt.FocusReason.TabFocusReason)

    booth.key(Qt.Key.Key_Down)
    booth.still()

    assert _birth_date(booth) == date(2001, 2, 28)
    assert [booth.item(f"wheel-{part}").property("value") for part in ("year", "month", "day")] == [2001, 2, 28]
    assert booth.wheel_shows("wheel-day") == "28"


@pytest.mark.parametrize("by", ["mouse", "touch", "key"])
def test_the_keypad_enters_a_salary(booth: Booth, by: str) -> None:
    booth.press("salary", by)
    booth.wait(lambda: booth.has("key-4"))

    for key in ("key-4", "key-2", "key-00", "key-0", "key-back", "key-done"):
        booth.press(key, by)
    booth.wait(lambda: not booth.has("key-done"))

    assert booth.core.visit.visit.entries.salary == Salary(4200)
    assert booth.item("salary").property("text") == "4,200만 원"


def test_a_real_keyboard_types_into_the_keypad(booth: Booth) -> None:
    booth.click("salary")
    booth.wait(lambda: booth.has("key-4"))

    for key in (Qt.Key.Key_3, Qt.Key.Key_6, Qt.Key.Key_5, Qt.Key.Key_Backspace):
        booth.key(key)
    typed = booth.core.form.view.salary_digits
    booth.key(Qt.Key.Key_Escape)
    booth.wait(lambda: not booth.has("key-done"))

    assert typed == "36"


def test_a_child_sees_why_nothing_is_kept(booth: Booth) -> None:
    booth.core.form.turnTo(2014, 5, 5)

    booth.wait(lambda: booth.has("underAge"))
    booth.reveal("consent-storage")
    booth.click("consent-storage")

    assert "만 14세" in str(booth.item("underAge").property("text"))
    assert not booth.core.visit.visit.entries.ticked


def test_another_photo_keeps_the_entries(booth: Booth) -> None:
    booth.core.form.chooseMbti("ISTP")

    booth.bring_photo()

    assert booth.core.visit.visit.entries.mbti == "ISTP"
    assert _birth_date(booth) == date(1998, 11, 10)


@pytest.mark.parametrize("size", ["landscape", "window"])
def test_a_wide_form_shows_both_main_consents_without_scrolling(open_booth: OpenBooth, size: str) -> None:
    booth = open_booth(size=size, language="ko")
    booth.bring_photo()
    booth.grab()

    places = [_place(booth, name) for name in ("consent-analysis", "consent-storage")]
    edge = _place(booth, "flick").bottom()

    assert all(at.center().y() < edge for at in places)


def _place(booth: Booth, name: str) -> QRectF:
    item = booth.item(name)
    return item.mapRectToScene(item.boundingRect())
