import pytest

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.step_timer import StepTimer
from alphamale_desktop.domain.analysis import StepTiming
from alphamale_desktop.domain.errors import CancelledByUserError
from tests.fakes.clock import FakeClock


def test_a_step_lasts_from_its_beginning_to_its_end() -> None:
    clock = FakeClock()
    timer = StepTimer(clock, Cancel())

    with timer.step("decode"):
        clock.advance(0.5)
    clock.advance(10)
    with timer.step("gate"):
        clock.advance(0.125)

    assert timer.timings == (StepTiming("decode", 500), StepTiming("gate", 125))


def test_a_step_is_announced_before_it_runs() -> None:
    announced: list[str] = []
    timer = StepTimer(FakeClock(), Cancel(), announced.append)

    with timer.step("decode"):
        announced.append("running")

    assert announced == ["decode", "running"]


def test_a_step_that_is_no_longer_wanted_neither_begins_nor_is_announced() -> None:
    cancel, done = Cancel(), list[str]()
    timer = StepTimer(FakeClock(), cancel, done.append)
    cancel.ask()

    with pytest.raises(CancelledByUserError), timer.step("decode"):
        done.append("running")

    assert (done, timer.timings) == ([], ())


def test_a_step_that_fails_is_not_timed() -> None:
    timer = StepTimer(FakeClock(), Cancel())

    with pytest.raises(ZeroDivisionError), timer.step("decode"):
        raise ZeroDivisionError

    assert timer.timings == ()


def test_timings_handed_out_do_not_change_afterwards() -> None:
    timer = StepTimer(FakeClock(), Cancel())
    early = timer.timings

    with timer.step("decode"):
        pass

    assert early == ()
