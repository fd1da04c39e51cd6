"""Counting in memory, adding up, and what an organiser reads from it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from alphamale_desktop.application.read_numbers import Lasting, numbers_of
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.domain.errors import DatabaseBusyError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.numbers import Counted, CounterName, span_of
from tests.fakes.clock import NOON, FakeClock

SEOUL = timezone(timedelta(hours=9))


class Store:
    """Satisfies ``CounterStore``; fails as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.added: list[Counted] = []
        self._failures = failures

    def add(self, counted: Iterable[Counted]) -> None:
        if self._failures:
            self._failures -= 1
            raise DatabaseBusyError
        self.added += counted


def test_the_same_thing_in_one_hour_is_one_count() -> None:
    clock, store = FakeClock(), Store()
    tally = Tally(clock)

    tally.count(CounterName.STEP, "form", 10)
    tally.count(CounterName.STEP, "form", 5.5)
    clock.advance(3600)
    tally.count(CounterName.STEP, "form", 1)
    tally.write(store)
    tally.write(store)

    assert [(one.hour, one.count, one.total_s) for one in store.added] == [
        (NOON, 2, 15.5),
        (NOON + timedelta(hours=1), 1, 1),
    ]


def test_what_cannot_be_written_is_written_the_next_time() -> None:
    store = Store(failures=1)
    tally = Tally(FakeClock())
    tally.count(CounterName.VISIT)

    with pytest.raises(DatabaseBusyError):
        tally.write(store)
    tally.count(CounterName.VISIT)
    tally.write(store)

    assert [one.count for one in store.added] == [2]


def test_types_are_counted_by_the_kiosks_own_day_and_the_rest_by_the_hour() -> None:
    afternoon = datetime(2026, 11, 23, 14, 40, tzinfo=SEOUL)

    assert span_of(CounterName.TYPE, afternoon) == datetime(2026, 11, 22, 15, tzinfo=UTC)
    assert span_of(CounterName.VISIT, afternoon) == datetime(2026, 11, 23, 5, tzinfo=UTC)


def test_numbers_add_up_what_lies_between() -> None:
    counted = [
        Counted(NOON, CounterName.VISIT, "", 3),
        Counted(NOON + timedelta(hours=1), CounterName.VISIT, "", 1),
        Counted(NOON - timedelta(hours=1), CounterName.VISIT, "", 50),
        Counted(NOON + timedelta(hours=2), CounterName.VISIT, "", 70),
        Counted(NOON, CounterName.TYPE, "beta", 3),
        Counted(NOON, CounterName.TYPE, "omega", 1),
        Counted(NOON, CounterName.UNUSABLE, "blurred", 1),
        Counted(NOON, CounterName.UNUSABLE, "too_dark", 4),
        Counted(NOON, CounterName.STEP, "form", 4, 90),
        Counted(NOON, CounterName.DELIVERED, "", 2, 9),
    ]

    numbers = numbers_of(counted, NOON, NOON + timedelta(hours=2))

    assert numbers.visits == 4
    assert numbers.per_hour == ((NOON, 3), (NOON + timedelta(hours=1), 1))
    assert list(numbers.unusable) == ["too_dark", "blurred"]
    assert numbers.steps == {"form": Lasting(4, 22.5)}
    assert numbers.arrival == Lasting(2, 4.5)
    beta = numbers.types[FaceType.BETA.value - 1]
    assert (beta.count, beta.percent, beta.survey_percent) == (3, 75, FaceType.BETA.survey_share_percent)


def test_without_guests_there_are_no_shares() -> None:
    numbers = numbers_of([], NOON, NOON + timedelta(hours=1))

    assert numbers.visits == 0
    assert [share.percent for share in numbers.types] == [0] * 5
    assert numbers.arrival is None
