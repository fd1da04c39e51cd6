"""Several guests, several threads, one database."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaitingError
from contextlib import closing

import pytest

from alphamale_desktop.domain.errors import DatabaseBusyError
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database
from tests.fakes.ids import CountingIds
from tests.storage.samples import DIGEST, visit

WRITERS = 4
VISITS_EACH = 25


def test_four_writers_and_a_reader_lose_nothing_and_never_fail(database: Database) -> None:
    ids = CountingIds()
    visits = [[visit(ids.new_id()) for _ in range(VISITS_EACH)] for _ in range(WRITERS)]
    start = threading.Barrier(WRITERS + 1)

    def write(number: int) -> None:
        unit = database.unit_of_work()
        start.wait()
        for kept in visits[number]:
            with unit:
                # Reading first is what makes SQLite refuse a later write, unless the lock is taken in time.
                unit.visits.uses_of(DIGEST)
                unit.visits.add(kept)
                unit.commit()

    def read() -> list[int]:
        start.wait()
        counts = []
        for _ in range(20):
            with database.unit_of_work() as unit:
                counts.append(len(unit.visits.find(HistoryQuery(limit=1_000))))
        return counts

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        writing = [pool.submit(write, number) for number in range(WRITERS)]
        reading = pool.submit(read)
        for done in writing:
            done.result()

    with database.unit_of_work() as unit:
        found = unit.visits.find(HistoryQuery(limit=1_000))
    assert reading.result() == sorted(reading.result())
    assert {kept.visit_id for kept in found} == {kept.visit_id for mine in visits for kept in mine}
    assert all(len(kept.result.parts) == 3 for kept in found)


def test_two_erasures_of_one_photo_take_turns_so_that_the_last_one_knows(database: Database) -> None:
    ids = CountingIds()
    first, second = visit(ids.new_id()), visit(ids.new_id())
    with database.unit_of_work() as unit:
        unit.visits.add(first)
        unit.visits.add(second)
        unit.commit()

    def erase_second() -> int:
        with database.unit_of_work() as mine:
            mine.visits.delete(second.visit_id)
            uses = mine.visits.uses_of(DIGEST)
            mine.commit()
            return uses

    with ThreadPoolExecutor(1) as pool:
        with database.unit_of_work() as unit:
            unit.visits.delete(first.visit_id)
            uses_after_first = unit.visits.uses_of(DIGEST)
            other: Future[int] = pool.submit(erase_second)
            with pytest.raises(StillWaitingError):
                other.result(timeout=0.5)
            unit.commit()
        uses_after_second = other.result()

    assert uses_after_first == 1
    assert uses_after_second == 0


def test_a_writer_that_waits_too_long_is_told_that_the_database_is_busy(database_url: str) -> None:
    ids = CountingIds()
    kept, late = visit(ids.new_id()), visit(ids.new_id())
    with closing(Database(database_url, lock_timeout_s=0.1)) as database:
        with database.unit_of_work() as unit:
            unit.visits.add(kept)
            unit.commit()
        with database.unit_of_work() as slow:
            slow.visits.delete(kept.visit_id)

            with database.unit_of_work() as other, pytest.raises(DatabaseBusyError):
                other.visits.delete(kept.visit_id)

        with database.unit_of_work() as unit:
            unit.visits.add(late)
            unit.commit()
            assert unit.visits.find(HistoryQuery()) == [late, kept]
