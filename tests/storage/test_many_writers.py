"""Several guests, several threads, one database."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaitingError
from contextlib import closing
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.delivery import DeliveryAction, DeliveryCondition, DeliveryState, Parcel, Whereabouts
from alphamale_desktop.domain.errors import DatabaseBusyError, VisitNotFoundError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.share_link import ShareLink, ShareRoute, ShareToken
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database
from tests.fakes.clock import NOON
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


FIRST, SECOND = (Parcel(UUID(int=n), "fair/s/waiting.html", "page", f"kiosk-{n}", None, f"of {n}") for n in (1, 2))
WORDS = TypeDescription(FaceType.BETA, "fr", "Beta", "Le sage", ("un", "deux", "trois"))


@pytest.mark.parametrize(
    "write",
    [
        lambda unit, number: unit.outbox.queue((FIRST, SECOND)[number], NOON),
        lambda unit, number: unit.outbox.set_condition(DeliveryCondition("kiosk-1", trouble=f"of {number}")),
        lambda unit, number: unit.catalog_desk.describe(replace(WORDS, name=f"of {number}")),
    ],
    ids=["outbox", "condition", "words"],
)
def test_two_programs_that_write_the_same_new_row_at_once_take_turns(
    database: Database, write: Callable[[Any, int], object]
) -> None:
    def write_second() -> None:
        with database.unit_of_work() as mine:
            write(mine, 1)
            mine.commit()

    with ThreadPoolExecutor(1) as pool:
        with database.unit_of_work() as unit:
            write(unit, 0)
            other: Future[None] = pool.submit(write_second)
            with pytest.raises(StillWaitingError):
                other.result(timeout=0.3)
            unit.commit()
        other.result()

    # The second writes anew, over what the first wrote.
    with database.unit_of_work() as unit:
        write(unit, 1)


def test_the_second_of_two_that_queue_one_object_sends_it_anew(database: Database) -> None:
    for parcel in (FIRST, SECOND):
        with database.unit_of_work() as unit:
            assert unit.outbox.queue(parcel, NOON)
            unit.commit()

    with database.unit_of_work() as unit:
        assert unit.outbox.whereabouts(FIRST.key) == Whereabouts(DeliveryAction.PUT, DeliveryState.WAITING)
        assert [unit.outbox.counts(kiosk).waiting for kiosk in ("kiosk-1", "kiosk-2")] == [1, 0]


def test_a_link_to_a_visit_that_another_program_erased_meanwhile_says_so(database: Database) -> None:
    kept = visit(CountingIds().new_id())
    with database.unit_of_work() as unit:
        unit.visits.add(kept)
        unit.commit()
    token = ShareToken.new(bytes)

    with database.unit_of_work() as unit:
        found = unit.visits.get(kept.visit_id)
        with database.unit_of_work() as other:
            other.visits.delete(kept.visit_id)
            other.commit()

        with pytest.raises(VisitNotFoundError):
            unit.shares.add(ShareLink(token, found.visit_id, ShareRoute.CLOUD, "ko", NOON, found.expires_at))
