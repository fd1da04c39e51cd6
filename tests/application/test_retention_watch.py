"""When what is over is deleted: at the start, daily, and whatever the computer's clock does."""

from datetime import timedelta

from alphamale_desktop.application.retention_watch import RetentionWatch
from tests.fakes.clock import NOON

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_it_is_due_at_the_start() -> None:
    assert RetentionWatch().is_due(NOON)


def test_it_is_due_again_after_a_day_and_not_before() -> None:
    watch = RetentionWatch().done(NOON)

    due = [watch.is_due(NOON + passed) for passed in (MINUTE, 23 * HOUR, 24 * HOUR)]

    assert due == [False, False, True]


def test_a_computer_that_slept_for_days_is_due_when_it_wakes() -> None:
    assert RetentionWatch().done(NOON).is_due(NOON + 100 * HOUR)


def test_a_clock_that_was_set_back_makes_it_due_at_once() -> None:
    assert RetentionWatch().done(NOON).is_due(NOON - HOUR)


def test_a_failure_is_tried_again_soon_and_success_ends_that() -> None:
    failed = RetentionWatch().done(NOON).failed(NOON + 24 * HOUR)
    again = NOON + 24 * HOUR + 10 * MINUTE
    mended = failed.done(again)

    assert not failed.is_due(again - MINUTE)
    assert failed.is_due(again)
    assert failed.is_due(NOON)
    assert not mended.is_due(again + 23 * HOUR)
