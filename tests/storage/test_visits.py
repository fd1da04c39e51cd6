"""What every storage of visits does: the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.samples import DIGEST, visit

OTHER_DIGEST = "a1" * 32


def made_when_its_id_says(number: int) -> StoredVisit:
    created_at = NOON + timedelta(seconds=number)
    visit_id = UUID(int=round(created_at.timestamp() * 1000) << 80 | 0x7 << 76 | 0b10 << 62 | number)
    return visit(visit_id, created_at=created_at)


def keep(work: UnitOfWorkFactory, *visits: StoredVisit) -> None:
    with work() as unit:
        for kept in visits:
            unit.visits.add(kept)
        unit.commit()


def test_a_committed_visit_comes_back_as_it_went_in(work: UnitOfWorkFactory) -> None:
    kept = visit(CountingIds().new_id())

    keep(work, kept)

    with work() as unit:
        assert unit.visits.get(kept.visit_id) == kept


def test_impossible_dates_count_from_now_on_and_possible_ones_stay(work: UnitOfWorkFactory) -> None:
    ids, battery_died = CountingIds(), datetime(2020, 1, 1, tzinfo=UTC)
    impossible, right = visit(ids.new_id(), created_at=battery_died), visit(ids.new_id())
    keep(work, impossible, right)

    with work() as unit:
        redated = [unit.visits.redate(battery_died), unit.visits.redate(NOON), unit.visits.redate(NOON)]
        unit.commit()

    span = impossible.expires_at - impossible.created_at
    with work() as unit:
        assert unit.visits.get(impossible.visit_id) == replace(impossible, created_at=NOON, expires_at=NOON + span)
        assert unit.visits.get(right.visit_id) == right
    assert redated == [0, 1, 0]


def test_what_is_not_committed_is_gone(work: UnitOfWorkFactory) -> None:
    forgotten = visit(CountingIds().new_id())

    with work() as unit:
        unit.visits.add(forgotten)

    with work() as unit:
        assert not unit.visits.find(HistoryQuery())
        assert unit.visits.uses_of(DIGEST) == 0


def test_an_error_in_the_block_rolls_everything_back(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    kept, lost = visit(ids.new_id()), visit(ids.new_id())
    keep(work, kept)

    def fail_halfway() -> None:
        with work() as unit:
            unit.visits.add(lost)
            unit.visits.delete(kept.visit_id)
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        fail_halfway()

    with work() as unit:
        assert unit.visits.find(HistoryQuery()) == [kept]


def test_a_unit_of_work_sees_its_own_changes_before_the_commit(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    old, new = visit(ids.new_id()), visit(ids.new_id())
    keep(work, old)

    with work() as unit:
        unit.visits.add(new)
        unit.visits.delete(old.visit_id)
        seen, uses = unit.visits.find(HistoryQuery()), unit.visits.uses_of(DIGEST)

    assert seen == [new]
    assert uses == 1


def test_one_unit_of_work_can_be_entered_again(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    first, second = visit(ids.new_id()), visit(ids.new_id())
    unit = work()

    for kept in (first, second):
        with unit:
            unit.visits.add(kept)
            unit.commit()

    with unit:
        assert unit.visits.find(HistoryQuery()) == [second, first]


def test_a_unit_of_work_goes_on_after_its_commit(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    first, second = visit(ids.new_id()), visit(ids.new_id())

    with work() as unit:
        unit.visits.add(first)
        unit.commit()
        unit.visits.add(second)

    with work() as unit:
        assert unit.visits.find(HistoryQuery()) == [first]


def test_outside_its_block_a_unit_of_work_has_no_visits(work: UnitOfWorkFactory) -> None:
    unit = work()

    with pytest.raises(RuntimeError):
        unit.visits.find(HistoryQuery())


def test_a_unit_of_work_serves_one_block_at_a_time(work: UnitOfWorkFactory) -> None:
    unit = work()

    with unit, pytest.raises(RuntimeError):
        unit.__enter__()


@pytest.mark.parametrize("method", ["get", "delete"])
def test_an_unknown_visit_is_not_found(work: UnitOfWorkFactory, method: str) -> None:
    unknown = CountingIds().new_id()

    with work() as unit, pytest.raises(VisitNotFoundError) as caught:
        getattr(unit.visits, method)(unknown)

    assert caught.value.details == {"visit": str(unknown)}


def test_a_deleted_visit_is_gone_with_all_that_hangs_on_it(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    kept, erased = visit(ids.new_id()), visit(ids.new_id())
    keep(work, kept, erased)

    with work() as unit:
        unit.visits.delete(erased.visit_id)
        unit.commit()

    with work() as unit:
        assert unit.visits.find(HistoryQuery()) == [kept]
        with pytest.raises(VisitNotFoundError):
            unit.visits.get(erased.visit_id)


def test_visits_whose_time_is_over_are_found_the_earliest_first(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    days = [3, 1, 9, 2]
    kept = [replace(visit(ids.new_id()), expires_at=NOON + timedelta(days=count)) for count in days]
    keep(work, *kept)

    with work() as unit:
        none = unit.visits.expired(NOON + timedelta(days=1, microseconds=-1), 10)
        some = unit.visits.expired(NOON + timedelta(days=3), 10)
        limited = unit.visits.expired(NOON + timedelta(days=3), 2)

    assert list(none) == []
    assert list(some) == [kept[1].visit_id, kept[3].visit_id, kept[0].visit_id]
    assert list(limited) == [kept[1].visit_id, kept[3].visit_id]


def test_uses_of_a_photo_are_counted_by_its_content(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    keep(work, visit(ids.new_id()), visit(ids.new_id()), visit(ids.new_id(), photo_digest=OTHER_DIGEST))
    keep(work, visit(ids.new_id(), photo_digest=None))

    with work() as unit:
        uses = [unit.visits.uses_of(digest) for digest in (DIGEST, OTHER_DIGEST, "00" * 32)]

    assert uses == [2, 1, 0]


def test_pages_of_the_history_follow_one_another_without_gap_or_overlap(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    kept = [visit(ids.new_id(), created_at=NOON + timedelta(seconds=number)) for number in range(7)]
    keep(work, *kept)

    pages: list[list[StoredVisit]] = []
    with work() as unit:
        while not pages or pages[-1]:
            before = pages[-1][-1].visit_id if pages else None
            pages.append(list(unit.visits.find(HistoryQuery(limit=3, before=before))))

    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [shown for page in pages for shown in page] == kept[::-1]


def test_the_next_page_is_found_when_the_last_one_shown_was_deleted_meanwhile(work: UnitOfWorkFactory) -> None:
    kept = [made_when_its_id_says(number) for number in range(4)]
    keep(work, *kept)
    with work() as unit:
        last_shown = unit.visits.find(HistoryQuery(limit=2))[-1]
        unit.visits.delete(last_shown.visit_id)
        unit.commit()

    with work() as unit:
        next_page = unit.visits.find(HistoryQuery(limit=2, before=last_shown.visit_id))

    assert next_page == [kept[1], kept[0]]


def test_the_history_goes_by_time_also_where_ids_do_not(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    newest, oldest, middle = (visit(ids.new_id(), created_at=NOON + timedelta(hours=hour)) for hour in (3, 1, 2))
    keep(work, newest, oldest, middle)

    with work() as unit:
        first = unit.visits.find(HistoryQuery(limit=2))
        second = unit.visits.find(HistoryQuery(limit=2, before=middle.visit_id))

    assert first == [newest, middle]
    assert second == [oldest]


def test_the_history_is_searched_by_type(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    kept = [visit(ids.new_id(), face_type) for face_type in (*FaceType, FaceType.GAMMA)]
    keep(work, *kept)

    with work() as unit:
        found = unit.visits.find(HistoryQuery(face_type=FaceType.GAMMA))

    assert found == [kept[5], kept[2]]


def test_the_history_is_searched_by_time_from_since_up_to_until(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    kept = [visit(ids.new_id(), created_at=NOON + timedelta(hours=hour)) for hour in range(4)]
    keep(work, *kept)

    with work() as unit:
        found = unit.visits.find(HistoryQuery(since=NOON + timedelta(hours=1), until=NOON + timedelta(hours=3)))

    assert found == [kept[2], kept[1]]


def test_several_units_of_work_are_open_at_once(work: UnitOfWorkFactory) -> None:
    kept = visit(CountingIds().new_id())

    with work() as reader, work() as writer:
        before = reader.visits.find(HistoryQuery())
        writer.visits.add(kept)
        writer.commit()

    with work() as unit:
        after = unit.visits.find(HistoryQuery())
    assert before == []
    assert after == [kept]


def test_writing_after_a_stale_read_works(work: UnitOfWorkFactory) -> None:
    ids = CountingIds()
    mine, theirs = visit(ids.new_id()), visit(ids.new_id())

    with work() as slow:
        slow.visits.find(HistoryQuery())
        keep(work, theirs)
        slow.visits.add(mine)
        slow.commit()

    with work() as unit:
        assert unit.visits.find(HistoryQuery()) == [theirs, mine]
