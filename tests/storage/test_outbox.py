"""What every outbox does: the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.delivery import (
    Claim,
    DeadLetter,
    DeliveryCondition,
    Ending,
    OutboxCounts,
    Parcel,
)
from tests.fakes.clock import NOON
from tests.storage.outbox_work import LEASE, VISIT, claim, counts, parcels, queue, settle, withdraw


def test_parcels_are_claimed_in_the_order_in_which_they_became_due(work: UnitOfWorkFactory) -> None:
    first, second, third = parcels(3)
    queue(work, third, now=NOON - timedelta(seconds=1))
    queue(work, second, first)

    claimed = claim(work, 1, limit=2)

    assert claimed == [replace(each, bucket="bucket", attempts=1) for each in (third, first)]


def test_what_one_worker_holds_no_other_gets_until_the_lease_is_over(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(3))

    mine = claim(work, 1, limit=2)
    others = claim(work, 2)
    nobodys = claim(work, 3)
    left_behind = claim(work, 4, now=NOON + LEASE)

    assert (len(mine), len(others), len(nobodys)) == (2, 1, 0)
    assert [each.key for each in left_behind] == [each.key for each in (*mine, *others)]
    assert {each.attempts for each in left_behind} == {2}


def test_a_kiosk_gets_only_what_it_can_make(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(2))
    with work() as unit:
        unit.outbox.queue(Parcel(UUID(int=99), "fair/kiosk-2/0", "photo", "kiosk-2"), NOON)
        unit.commit()

    claimed = claim(work, 1, kiosk="kiosk-2", now=NOON + timedelta(days=3))

    assert [parcel.key for parcel in claimed] == ["fair/kiosk-2/0"]


def test_an_unsettled_claim_that_was_rolled_back_holds_nothing(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))

    with work() as unit:
        unit.outbox.claim(Claim("kiosk-1", UUID(int=1), NOON, NOON + LEASE, 10, "bucket"))

    assert len(claim(work, 2)) == 1


def test_what_arrived_is_never_claimed_again(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(2))

    settle(work, 1, Ending.DONE, *claim(work, 1))

    assert claim(work, 2, now=NOON + timedelta(days=1)) == []
    assert counts(work) == OutboxCounts(sent=2)


def test_what_failed_waits_for_its_time_and_counts_its_attempts(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))
    later = NOON + timedelta(minutes=5)

    settle(work, 1, Ending.LATER, *claim(work, 1), due_at=later)

    assert claim(work, 2, now=later - timedelta(seconds=1)) == []
    assert [parcel.attempts for parcel in claim(work, 2, now=later)] == [2]


@pytest.mark.parametrize(("ending", "attempts"), [(Ending.RELEASED, 2), (Ending.UNTRIED, 1)])
def test_what_did_not_reach_the_target_is_due_at_once(work: UnitOfWorkFactory, ending: Ending, attempts: int) -> None:
    queue(work, *parcels(1))

    settle(work, 1, ending, *claim(work, 1))

    assert [parcel.attempts for parcel in claim(work, 2)] == [attempts]


def test_dead_parcels_say_why_and_live_again_when_an_operator_says_so(work: UnitOfWorkFactory) -> None:
    first, second = parcels(2)
    queue(work, first, second)
    dead, waiting = claim(work, 1)
    settle(work, 1, Ending.DEAD, dead)
    settle(work, 1, Ending.LATER, waiting, due_at=NOON + timedelta(hours=1))

    with work() as unit:
        letters = unit.outbox.dead("kiosk-1", 10)
        before = unit.outbox.counts("kiosk-1")
        revived = unit.outbox.revive("kiosk-1", NOON)
        unit.commit()

    assert letters == [DeadLetter(dead, "some_failure", NOON)]
    assert before == OutboxCounts(waiting=1, dead=1, oldest_waiting_at=NOON)
    assert revived == 1
    assert [parcel.attempts for parcel in claim(work, 2)] == [1, 2]


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=400)])
def test_a_clock_that_is_set_back_holds_up_nothing(work: UnitOfWorkFactory, ahead: timedelta) -> None:
    waiting, held, gone = parcels(3)
    queue(work, held, replace(gone, visit_id=UUID(int=8)), now=NOON + ahead)
    claim(work, 1, now=NOON + ahead)
    withdraw(work, UUID(int=8), NOON + ahead)
    queue(work, waiting, now=NOON + ahead)

    claimed = claim(work, 2, now=NOON)

    assert {parcel.key for parcel in claimed} == {waiting.key, held.key, gone.key}
    settle(work, 2, Ending.DONE, *claimed, now=NOON)
    once_more = claim(work, 3, now=NOON + timedelta(minutes=1))
    settle(work, 3, Ending.DONE, *once_more, now=NOON + timedelta(minutes=1))
    assert [parcel.key for parcel in once_more] == [gone.key]
    assert claim(work, 4, now=NOON + timedelta(minutes=2)) == []
    assert counts(work) == OutboxCounts(sent=2, erased=1)


def test_what_a_computer_queued_under_an_earlier_name_is_its_own(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(2))

    with work() as unit:
        adopted = [unit.outbox.adopt("renamed"), unit.outbox.adopt("renamed")]
        unit.commit()

    assert adopted == [2, 0]
    assert counts(work, "renamed").waiting == 2
    assert [parcel.key for parcel in claim(work, 1, kiosk="renamed")] == [parcel.key for parcel in parcels(2)]


def test_an_upload_that_ends_after_others_took_it_over_changes_nothing(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))
    slow = claim(work, 1)
    claim(work, 2, now=NOON + LEASE)

    settle(work, 1, Ending.DONE, *slow, now=NOON + LEASE)

    assert counts(work).waiting == 1


def test_a_renewed_lease_holds_and_tells_what_was_withdrawn(work: UnitOfWorkFactory) -> None:
    kept, erased = parcels(2)
    queue(work, kept, replace(erased, visit_id=UUID(int=8)))
    claim(work, 1)
    withdraw(work, UUID(int=8))

    with work() as unit:
        held = unit.outbox.renew(UUID(int=1), NOON + 2 * LEASE)
        unit.commit()

    assert held == {(kept.parcel_id, 1), (erased.parcel_id, 2)}
    assert claim(work, 2, now=NOON + LEASE) == []
    assert len(claim(work, 2, now=NOON + 2 * LEASE)) == 2


def test_outside_the_hours_only_deletions_are_claimed(work: UnitOfWorkFactory) -> None:
    sent, waiting = parcels(2)
    queue(work, replace(sent, visit_id=UUID(int=8)))
    settle(work, 1, Ending.DONE, *claim(work, 1))
    queue(work, waiting)
    withdraw(work, UUID(int=8))

    claimed = claim(work, 2, puts=False)

    assert [parcel.key for parcel in claimed] == [sent.key]


def test_an_object_wanted_anew_is_sent_again_with_its_new_content(work: UnitOfWorkFactory) -> None:
    parcel = parcels(1)[0]
    queue(work, parcel)
    settle(work, 1, Ending.DONE, *claim(work, 1))

    queue(work, replace(parcel, parcel_id=UUID(int=50), kind="page", reference="state-2"))

    assert [(one.parcel_id, one.kind, one.reference, one.generation) for one in claim(work, 2)] == [
        (parcel.parcel_id, "page", "state-2", 2)
    ]


def test_what_changed_while_it_was_sent_is_sent_again(work: UnitOfWorkFactory) -> None:
    parcel = parcels(1)[0]
    queue(work, parcel)
    in_flight = claim(work, 1)
    queue(work, replace(parcel, reference="state-2"))

    settle(work, 1, Ending.DONE, *in_flight)

    assert [one.reference for one in claim(work, 2)] == ["state-2"]


def test_whether_a_visit_was_ever_queued_is_known(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))

    with work() as unit:
        assert unit.outbox.has_any(VISIT)
        assert not unit.outbox.has_any(UUID(int=8))


@pytest.mark.parametrize("first_write", [True, False])
def test_the_condition_of_delivery_is_kept_for_each_kiosk(work: UnitOfWorkFactory, first_write: bool) -> None:
    condition = DeliveryCondition("kiosk-1", "bucket_missing", NOON, "bucket_missing", NOON, NOON, -420)
    with work() as unit:
        if not first_write:
            unit.outbox.set_condition(DeliveryCondition("kiosk-1", trouble="other"))
        unit.outbox.set_condition(condition)
        unit.commit()

    with work() as unit:
        assert unit.outbox.condition("kiosk-1") == condition
        assert unit.outbox.condition("kiosk-2") == DeliveryCondition("kiosk-2")
