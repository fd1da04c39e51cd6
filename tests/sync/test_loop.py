"""The delivery's thread: when it delivers, when it waits, how it ends."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import pytest

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.deliver_outbox import DeliveryRound
from alphamale_desktop.domain.day_hours import DayHours
from alphamale_desktop.domain.delivery_errors import BucketMissingError, TargetUnreachableError
from alphamale_desktop.domain.errors import DatabaseBusyError
from alphamale_desktop.sync.loop import DeliveryLoop, LoopPace
from tests.fakes.clock import FakeClock
from tests.fakes.log_watch import LogWatch

SOON_S = 10.0
QUICK = LoopPace(idle_s=60, stopped_s=0.001, first_delay_s=0.001, longest_delay_s=0.002)


@dataclass
class ScriptedDelivery:
    """Answers with these rounds, then is idle; raises those that are errors.

    Attributes:
        puts: What each call was asked for.
    """

    script: list[DeliveryRound | Exception] = field(default_factory=list)
    puts: list[bool] = field(default_factory=list)
    resumed: int = 0
    stopped_looks: int = 0
    was_idle: threading.Event = field(default_factory=threading.Event)

    def deliver(self, cancel: Cancel, *, puts: bool) -> DeliveryRound:
        self.puts.append(puts)
        if not self.script:
            self.was_idle.set()
            return DeliveryRound()
        answer = self.script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def is_stopped(self) -> bool:
        if self.stopped_looks:
            self.stopped_looks -= 1
            return True
        return False

    def resume(self) -> None:
        self.resumed += 1


def loop_of(
    delivery: ScriptedDelivery,
    hours: str = "",
    make: Callable[[], ScriptedDelivery] | None = None,
    pace: LoopPace = QUICK,
    clock: FakeClock | None = None,
) -> DeliveryLoop:
    return DeliveryLoop(make or (lambda: delivery), clock or FakeClock(), DayHours.parse(hours), Random(1), pace)


def run_until_idle(loop: DeliveryLoop, delivery: ScriptedDelivery) -> bool:
    loop.start()
    was_idle = delivery.was_idle.wait(SOON_S)
    return loop.stop() and was_idle


def test_it_delivers_until_nothing_is_left() -> None:
    delivery = ScriptedDelivery([DeliveryRound(sent=8), DeliveryRound(sent=3), DeliveryRound(erased=1)])

    assert run_until_idle(loop_of(delivery), delivery)
    assert len(delivery.puts) == 4


def test_it_tries_again_after_every_kind_of_failure(log_watch: LogWatch) -> None:
    unreachable = DeliveryRound(trouble=TargetUnreachableError())
    delivery = ScriptedDelivery([unreachable, DeliveryRound(later=2), DatabaseBusyError(), ZeroDivisionError()])
    log_watch.expect("delivery waits: database_busy")
    log_watch.expect("delivery failed")

    assert run_until_idle(loop_of(delivery), delivery)
    assert len(delivery.puts) == 5


def test_a_refusal_is_logged_and_waited_out_until_somebody_resumes(log_watch: LogWatch) -> None:
    delivery = ScriptedDelivery([DeliveryRound(trouble=BucketMissingError(bucket="b"))], stopped_looks=4)
    log_watch.expect("delivery stopped: bucket_missing")

    assert run_until_idle(loop_of(delivery), delivery)
    assert delivery.stopped_looks == 0


def test_a_start_resumes_a_delivery_that_was_stopped() -> None:
    delivery = ScriptedDelivery()

    assert run_until_idle(loop_of(delivery), delivery)
    assert delivery.resumed == 1


def test_what_cannot_be_made_at_first_is_made_later(log_watch: LogWatch) -> None:
    delivery = ScriptedDelivery()
    failures = [DatabaseBusyError(), DatabaseBusyError()]
    log_watch.expect("delivery waits: database_busy")

    def make() -> ScriptedDelivery:
        if failures:
            raise failures.pop()
        return delivery

    assert run_until_idle(loop_of(delivery, make=make), delivery)


@pytest.mark.parametrize(("hours", "puts"), [("", True), ("00:00-24:00", True), ("0:00-0:01", False)])
def test_outside_its_hours_it_only_deletes(hours: str, puts: bool) -> None:
    delivery = ScriptedDelivery()

    assert run_until_idle(loop_of(delivery, hours), delivery)
    assert delivery.puts == [puts]


def test_a_nudge_ends_a_wait() -> None:
    delivery = ScriptedDelivery()
    loop = loop_of(delivery)
    loop.start()
    first = delivery.was_idle.wait(SOON_S)
    delivery.was_idle.clear()

    loop.nudge()

    assert first
    assert delivery.was_idle.wait(SOON_S)
    assert loop.stop()


def test_a_stop_ends_every_wait_of_the_delivery() -> None:
    loop = loop_of(ScriptedDelivery())
    waiting = threading.Thread(target=loop.wait, args=(3_600,))
    waiting.start()
    loop.start()

    assert loop.stop()
    waiting.join(SOON_S)
    assert not waiting.is_alive()


def test_an_answer_that_never_comes_does_not_hold_up_the_stop() -> None:
    answer, asked = threading.Event(), threading.Event()

    class Hanging(ScriptedDelivery):
        def deliver(self, cancel: Cancel, *, puts: bool) -> DeliveryRound:
            asked.set()
            answer.wait(SOON_S)
            return DeliveryRound()

    loop = loop_of(Hanging())
    loop.start()
    assert asked.wait(SOON_S)

    ended = loop.stop(patience_s=0.01)
    answer.set()

    assert not ended


@pytest.mark.parametrize(
    ("hours", "time", "holds"),
    [
        ("", "03:00", True),
        ("22:00-06:00", "23:59", True),
        ("22:00-06:00", "05:59", True),
        ("22:00-06:00", "06:00", False),
        ("22-6, 12:30-13:00", "12:45", True),
        ("22-6, 12:30-13:00", "13:00", False),
        ("09:00-18:00", "09:00", True),
        ("09:00-24:00", "23:30", True),
        ("09:00-24:00", "08:30", False),
    ],
)
def test_hours_of_the_day(hours: str, time: str, holds: bool) -> None:
    moment = datetime.combine(datetime(2026, 11, 23).date(), datetime.strptime(time, "%H:%M").time())  # noqa: DTZ001, DTZ007

    assert DayHours.parse(hours).holds(moment) is holds


@pytest.mark.parametrize("hours", ["22", "22:00", "a-b", "25-3", "22:00-06:61", "1-2-3"])
def test_hours_that_make_no_sense_are_refused(hours: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        DayHours.parse(hours)
