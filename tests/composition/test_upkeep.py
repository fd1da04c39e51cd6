"""Chores come when they are due, and a broken one stops neither itself nor the others."""

from alphamale_desktop.composition.upkeep import Chore, Upkeep
from alphamale_desktop.domain.errors import DatabaseUnreachableError
from tests.fakes.clock import FakeClock
from tests.fakes.log_watch import LogWatch


def test_each_chore_comes_in_its_own_time() -> None:
    clock, done = FakeClock(), list[str]()
    chores = (Chore("often", 10, lambda: done.append("often")), Chore("seldom", 25, lambda: done.append("seldom")))
    upkeep = Upkeep(chores, clock.monotonic_s)

    waits = []
    for _ in range(4):
        waits.append(upkeep.look())
        clock.advance(waits[-1])

    assert done == ["often", "seldom", "often", "often", "seldom"]
    assert waits == [10, 10, 5, 5]


def test_trouble_is_logged_once_and_its_end_too(log_watch: LogWatch) -> None:
    clock, tries = FakeClock(), list[int]()

    def work() -> None:
        tries.append(1)
        if len(tries) < 4:
            raise DatabaseUnreachableError(database="somewhere")

    log_watch.expect("fleet: database_unreachable")
    upkeep = Upkeep((Chore("fleet", 1, work), Chore("other", 1, lambda: None)), clock.monotonic_s)
    for _ in range(5):
        clock.advance(upkeep.look())

    assert len(tries) == 5
    assert len(log_watch.seen) == 1


def test_a_bug_in_a_chore_is_logged_with_its_place_and_the_next_chore_runs(log_watch: LogWatch) -> None:
    done: list[str] = []
    log_watch.expect("first broke")

    Upkeep(
        (Chore("first", 1, lambda: next(iter(()))), Chore("second", 1, lambda: done.append("second"))),
        FakeClock().monotonic_s,
    ).look()

    assert done == ["second"]


def test_stopping_waits_for_the_thread() -> None:
    clock, done = FakeClock(), list[str]()
    upkeep = Upkeep((Chore("once", 3600, lambda: done.append("once")),), clock.monotonic_s)

    upkeep.start()
    upkeep.stop()

    assert len(done) <= 1
