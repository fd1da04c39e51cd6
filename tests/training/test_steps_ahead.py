"""Steps prepared ahead are the same steps."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from alphamale_desktop.training.steps_ahead import StepsAhead, spare_workers

PATIENCE_S = 30


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_every_step_gets_its_own(workers: int) -> None:
    ahead = StepsAhead(lambda step: step * step, workers)

    assert [ahead.take(step) for step in range(20)] == [step * step for step in range(20)]


def test_the_next_step_is_prepared_before_it_is_asked_for() -> None:
    begun = {step: threading.Event() for step in range(10)}
    ahead = StepsAhead(lambda step: begun[step].set(), 2)

    ahead.take(0)

    assert begun[1].wait(PATIENCE_S)
    assert begun[2].wait(PATIENCE_S)
    assert not begun[3].is_set()


def test_a_run_may_begin_anywhere_go_back_and_jump() -> None:
    ahead = StepsAhead(lambda step: f"step {step}", 3)

    assert [ahead.take(step) for step in (40, 41, 3, 90, 90, 91)] == [f"step {n}" for n in (40, 41, 3, 90, 90, 91)]


def test_what_goes_wrong_is_raised_where_the_step_is_asked_for() -> None:
    def prepare(step: int) -> int:
        if step == 2:
            raise ValueError("a broken face")
        return step

    ahead = StepsAhead(prepare, 2)

    assert [ahead.take(0), ahead.take(1)] == [0, 1]
    with pytest.raises(ValueError, match="a broken face"):
        ahead.take(2)
    assert ahead.take(3) == 3


def test_a_step_that_takes_long_is_waited_for() -> None:
    may_go_on = threading.Event()

    def prepare(step: int) -> int:
        assert may_go_on.wait(PATIENCE_S)
        return step

    ahead = StepsAhead(prepare, 1)
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(ahead.take, 0)
        may_go_on.set()

        assert asked.result(PATIENCE_S) == 0


def test_there_is_always_somebody_to_prepare() -> None:
    assert 1 <= spare_workers() <= 8
