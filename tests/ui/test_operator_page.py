"""The way into the operator's area, and what can be done there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from alphamale_desktop.ui.operator_gesture import CornerGesture
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import PIN, Fakes, MemoryPins, open_fitted

OpenBooth = Callable[..., Booth]


def _enter(booth: Booth, pin: str, by: str = "touch") -> None:
    for digit in pin:
        booth.press(f"pin-{digit}", by)
    booth.press("pin-ok", by)


def _open_pad(booth: Booth) -> None:
    booth.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    booth.wait(lambda: booth.has("pinHeading"))
    booth.wait(lambda: not booth.core.rooms.operator.view.is_busy)  # type: ignore[union-attr]
    booth.settle()


def _text(booth: Booth) -> str:
    return str(booth.item("pinText").property("text"))


def _heading(booth: Booth) -> str:
    return str(booth.item("pinHeading").property("text"))


def _unlocked(open_booth: OpenBooth, backstage: Backstage) -> tuple[Booth, Fakes]:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    _open_pad(booth)
    _enter(booth, PIN)
    booth.go("operator")
    return booth, fakes


def _kiosk_section(booth: Booth) -> None:
    booth.press("section-kiosk", "touch")
    booth.wait(lambda: booth.has("changePin"))


def test_a_long_hold_and_three_taps_open_the_way() -> None:
    held = CornerGesture().pressed(0.0).released(2.1)

    tapped = held
    for at_s in (2.5, 3.0, 3.5):
        tapped = tapped.pressed(at_s).released(at_s + 0.1)

    assert not held.is_done
    assert tapped.is_done


@pytest.mark.parametrize(
    "presses",
    [
        ((0.0, 1.0), (1.2, 1.3), (1.5, 1.6), (1.8, 1.9)),
        ((0.0, 2.1), (2.5, 2.6), (2.8, 2.9)),
        ((0.0, 2.1), (7.0, 7.1), (7.2, 7.3), (7.4, 7.5)),
    ],
    ids=["held too shortly", "two taps", "too late"],
)
def test_other_touches_in_the_corner_do_not(presses: tuple[tuple[float, float], ...]) -> None:
    gesture = CornerGesture()

    for down_s, up_s in presses:
        gesture = gesture.pressed(down_s).released(up_s)

    assert not gesture.is_done


def test_the_corner_opens_the_pad_and_starts_no_visit(
    open_booth: OpenBooth, backstage: Backstage, touch_device: object
) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    corner = QPoint(12, 12)

    QTest.touchEvent(booth.window, touch_device).press(0, corner, booth.window)  # type: ignore[call-overload]
    fakes.clock.advance(2.1)
    QTest.touchEvent(booth.window, touch_device).release(0, corner, booth.window)  # type: ignore[call-overload]
    for _ in range(3):
        booth.tap_at(corner)

    booth.wait(lambda: booth.has("pinHeading"))
    assert booth.page == "welcome"


@pytest.mark.parametrize("by", ["touch", "mouse", "key"])
def test_the_right_pin_opens_the_area(open_booth: OpenBooth, backstage: Backstage, by: str) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    _open_pad(booth)

    _enter(booth, PIN, by)

    booth.go("operator")
    assert not booth.has("pinHeading")


def test_a_keyboard_types_the_pin(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    _open_pad(booth)

    for key in (Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_6, Qt.Key.Key_8, Qt.Key.Key_Return):
        booth.key(key)

    booth.go("operator")


def test_wrong_pins_cost_ever_longer_waits(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, language="en")
    _open_pad(booth)
    said: list[str] = []

    for _ in range(4):
        tries = fakes.pins.record.failures
        _enter(booth, "1357")
        booth.wait(lambda before=tries: fakes.pins.record.failures == before + 1)  # type: ignore[misc]
        booth.wait(lambda: not booth.core.rooms.operator.view.is_busy)  # type: ignore[union-attr]
        said.append(_text(booth))
    _enter(booth, PIN)
    booth.settle()
    while_waiting = booth.page
    fakes.clock.advance(5.1)
    booth.wait(lambda: booth.core.rooms.operator.view.wait_s == 0)  # type: ignore[union-attr]
    _enter(booth, PIN)
    booth.go("operator")

    wrong = booth.core.words.say("operator-pin-wrong")
    assert said == [wrong, wrong, wrong, booth.core.words.say("operator-pin-wait", seconds=5)]
    assert while_waiting == "welcome"


def test_the_first_use_sets_a_pin(open_booth: OpenBooth, backstage: Backstage) -> None:
    fakes = Fakes(backstage.clock, pins=MemoryPins())
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True, fakes=fakes)
    headings: list[str] = []
    _open_pad(booth)

    for pin in ("1111", "9753", "9751", "9753", "9753"):
        headings.append(_heading(booth))
        _enter(booth, pin)
    booth.go("operator")

    first, repeat = booth.core.words.say("operator-pin-first"), booth.core.words.say("operator-pin-repeat")
    assert headings == [first, first, repeat, first, repeat]
    assert fakes.pins.record.hashed == "hashed 9753"


def test_a_closed_pad_remembers_no_digits(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    _open_pad(booth)
    booth.press("pin-2", "touch")

    booth.key(Qt.Key.Key_Escape)
    booth.wait(lambda: not booth.has("pinHeading"))
    _open_pad(booth)

    assert booth.core.rooms.operator is not None
    assert booth.core.rooms.operator.view.digits == 0


def test_an_operator_never_sees_the_guests_visit(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    booth.bring_photo()
    _open_pad(booth)

    _enter(booth, PIN)
    booth.go("operator")

    assert booth.core.visit.visit.photo is None


def test_an_abandoned_area_locks_itself(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _unlocked(open_booth, backstage)

    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.has("stay"))
    fakes.clock.advance(10)

    booth.go("welcome")


def test_the_area_ends_and_restarts_the_kiosk(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _unlocked(open_booth, backstage)

    _kiosk_section(booth)
    booth.press("restartKiosk", "touch")
    booth.press("exitKiosk", "touch")
    booth.wait(lambda: booth.has("exitSure"))
    before = list(fakes.left)
    booth.press("exitSure", "touch")

    assert before == ["restart"]
    assert fakes.left == ["restart", "exit"]


def test_outside_the_area_nobody_ends_the_kiosk(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    operator = booth.core.rooms.operator
    assert operator is not None

    operator.leaveKiosk()
    operator.restartKiosk()
    operator.changePin()

    assert fakes.left == []
    assert not operator.view.is_open


def test_the_pin_is_changed_by_who_knows_it(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _unlocked(open_booth, backstage)
    _kiosk_section(booth)
    booth.press("changePin", "touch")
    booth.wait(lambda: booth.has("pinHeading"))
    booth.settle()

    for pin in (PIN, "8642", "8642"):
        _enter(booth, pin)
        booth.wait(lambda: not booth.core.rooms.operator.view.is_busy)  # type: ignore[union-attr]

    booth.wait(lambda: not booth.has("pinHeading"))
    assert fakes.pins.record.hashed == "hashed 8642"
    assert booth.page == "operator"


def test_the_area_goes_back_to_the_guests(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _unlocked(open_booth, backstage)

    booth.press("back", "touch")

    booth.go("welcome")
