"""The operator's PIN: who gets in, and how long a wrong one waits."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.application.operator_access import (
    FREE_TRIES,
    Admission,
    OperatorAccess,
    PinRecord,
    check_pin,
    delay_after,
)
from alphamale_desktop.domain.errors import PinTooSimpleError
from tests.fakes.clock import FakeClock


class MemoryPins:
    def __init__(self, record: PinRecord | None = None) -> None:
        self.record = record or PinRecord()

    def load(self) -> PinRecord:
        return self.record

    def save(self, record: PinRecord) -> None:
        self.record = record


class PlainHasher:
    """Marks a PIN instead of hashing it; remembers that it was asked."""

    def __init__(self) -> None:
        self.comparisons = 0

    def hash(self, pin: str) -> str:
        return f"hashed:{pin}"

    def matches(self, hashed: str, pin: str) -> bool:
        self.comparisons += 1
        return hashed == f"hashed:{pin}"


def access_with(pin: str = "2468") -> tuple[OperatorAccess, MemoryPins, PlainHasher, FakeClock]:
    pins, hasher, clock = MemoryPins(), PlainHasher(), FakeClock()
    access = OperatorAccess(pins, hasher, clock)
    if pin:
        access.set_first_pin(pin)
    return access, pins, hasher, clock


def test_the_right_pin_is_admitted_at_once() -> None:
    access, _, _, _ = access_with()

    answer = access.enter("2468")

    assert answer.admission is Admission.ADMITTED
    assert answer.wait_s == 0


def test_a_fourth_wrong_pin_locks_even_the_right_one_out() -> None:
    access, _, hasher, _ = access_with()
    for _ in range(FREE_TRIES):
        assert access.enter("1111").wait_s == 0

    wrong = access.enter("1111")
    compared = hasher.comparisons
    locked = access.enter("2468")

    assert wrong.wait_s == 5
    assert locked.admission is Admission.LOCKED
    assert locked.wait_s == pytest.approx(5)
    assert hasher.comparisons == compared


def test_after_the_wait_the_right_pin_forgives_all_wrong_ones() -> None:
    access, pins, _, clock = access_with()
    for _ in range(FREE_TRIES + 1):
        access.enter("1111")
    clock.advance(5.01)

    answer = access.enter("2468")

    assert answer.admission is Admission.ADMITTED
    assert pins.record == PinRecord("hashed:2468")


def test_a_try_is_counted_before_the_pin_is_compared() -> None:
    _, pins, _, clock = access_with()

    class Unplugged(PlainHasher):
        def matches(self, hashed: str, pin: str) -> bool:
            raise SystemExit

    with pytest.raises(SystemExit):
        OperatorAccess(pins, Unplugged(), clock).enter("2468")

    assert pins.record.failures == 1


def test_a_clock_set_far_back_does_not_lock_the_operator_out_for_ever() -> None:
    access, pins, _, clock = access_with()
    pins.record = replace(pins.record, failures=9, locked_until=clock.now() + timedelta(days=400))

    answer = access.enter("2468")

    assert answer.admission is Admission.ADMITTED


def test_without_a_pin_nobody_is_admitted_but_one_can_be_set_once() -> None:
    access, pins, _, _ = access_with(pin="")

    before = access.enter("0000")
    first = access.set_first_pin("2468")
    second = access.set_first_pin("1357")

    assert before.admission is Admission.NO_PIN_SET
    assert first.admission is Admission.ADMITTED
    assert second.admission is Admission.LOCKED
    assert pins.record.hashed == "hashed:2468"


def test_changing_the_pin_needs_the_present_one() -> None:
    access, pins, _, _ = access_with()

    refused = access.change_pin("9999", "1357")
    unchanged = pins.record.hashed
    changed = access.change_pin("2468", "1357")

    assert refused.admission is Admission.WRONG
    assert unchanged == "hashed:2468"
    assert changed.admission is Admission.ADMITTED
    assert pins.record.hashed == "hashed:1357"


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "0000", "12a4", "١٢٣٤", "12 4"])
def test_a_simple_pin_is_refused(pin: str) -> None:
    with pytest.raises(PinTooSimpleError):
        check_pin(pin)


@given(st.integers(0, 10**9))
def test_delays_never_shrink_and_never_pass_a_quarter_of_an_hour(failures: int) -> None:
    assert 0 <= delay_after(failures) <= delay_after(failures + 1) <= 900
