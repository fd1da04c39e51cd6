"""What every outbox does: the fake, SQLite and PostgreSQL."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.delivery import (
    Claim,
    DeadLetter,
    DeliveryAction,
    DeliveryCondition,
    Ending,
    OutboxCounts,
    Parcel,
    Settlement,
)
from alphamale_desktop.storage.database import Database
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds

LEASE = timedelta(minutes=2)
VISIT = UUID(int=7)


def parcels(count: int, kiosk: str = "kiosk-1", visit_id: UUID | None = VISIT) -> list[Parcel]:
    ids = CountingIds()
    return [Parcel(ids.new_id(), f"fair/{kiosk}/{n}", "photo", kiosk, visit_id) for n in range(count)]


def queue(work: UnitOfWorkFactory, *queued: Parcel, now: datetime = NOON) -> None:
    with work() as unit:
        for parcel in queued:
            assert unit.outbox.queue(parcel, now)
        unit.commit()


def claim(
    work: UnitOfWorkFactory,
    token: int,
    now: datetime = NOON,
    kiosk: str = "kiosk-1",
    limit: int = 10,
    puts: bool = True,
) -> Sequence[Parcel]:
    with work() as unit:
        claimed = unit.outbox.claim(Claim(kiosk, UUID(int=token), now, now + LEASE, limit, "bucket", puts))
        unit.commit()
    return claimed


def settle(
    work: UnitOfWorkFactory,
    token: int,
    ending: Ending,
    *settled: Parcel,
    now: datetime = NOON,
    due_at: datetime | None = None,
) -> None:
    error = "" if ending is Ending.DONE else "some_failure"
    with work() as unit:
        unit.outbox.settle(UUID(int=token), [Settlement(parcel, ending, error, due_at) for parcel in settled], now)
        unit.commit()


def withdraw(work: UnitOfWorkFactory, visit_id: UUID = VISIT, now: datetime = NOON) -> int:
    with work() as unit:
        changed = unit.outbox.withdraw(visit_id, now)
        unit.commit()
    return changed


def counts(work: UnitOfWorkFactory, kiosk: str = "kiosk-1") -> OutboxCounts:
    with work() as unit:
        return unit.outbox.counts(kiosk)


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


def test_what_never_left_is_forgotten_when_its_visit_is_erased(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(3))

    changed = withdraw(work)

    assert changed == 3
    assert counts(work) == OutboxCounts()


def test_what_arrived_is_deleted_when_its_visit_is_erased(work: UnitOfWorkFactory) -> None:
    sent, other = parcels(2)
    queue(work, sent, replace(other, visit_id=UUID(int=8)))
    settle(work, 1, Ending.DONE, *claim(work, 1))
    after = NOON + timedelta(days=2)

    changed = withdraw(work, now=after)
    deletions = claim(work, 2, now=after)
    settle(work, 2, Ending.DONE, *deletions, now=after)

    assert changed == 1
    assert [(parcel.key, parcel.action, parcel.bucket) for parcel in deletions] == [
        (sent.key, DeliveryAction.DELETE, "bucket")
    ]
    assert counts(work) == OutboxCounts(sent=1, erased=1)


def test_of_an_erased_visits_objects_no_fingerprint_stays(database: Database) -> None:
    work = database.unit_of_work
    queue(work, *parcels(1))
    with work() as unit:
        sent = [Settlement(parcel, Ending.DONE, size_bytes=3, sha256="ab" * 32) for parcel in claim(work, 1)]
        unit.outbox.settle(UUID(int=1), sent, NOON)
        unit.commit()

    withdraw(work)

    with database.session() as session:
        assert session.execute(text("SELECT size_bytes, sha256 FROM outbox_tbl")).one() == (0, "")


def test_a_deletion_waits_until_the_upload_under_way_has_ended(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))
    in_flight = claim(work, 1)

    withdraw(work)
    while_it_runs = claim(work, 2)
    settle(work, 1, Ending.DONE, *in_flight)
    when_it_ended = claim(work, 3)

    assert while_it_runs == []
    assert [parcel.action for parcel in when_it_ended] == [DeliveryAction.DELETE]
    assert counts(work) == OutboxCounts(erasing=1)


def test_a_deletion_is_repeated_after_the_last_moment_at_which_an_upload_may_arrive(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))
    claim(work, 1)
    withdraw(work)
    lease_over = NOON + LEASE

    settle(work, 2, Ending.DONE, *claim(work, 2, now=lease_over), now=lease_over)
    too_early = claim(work, 3, now=lease_over + timedelta(seconds=59))
    again = claim(work, 4, now=lease_over + timedelta(seconds=60))
    settle(work, 4, Ending.DONE, *again, now=lease_over + timedelta(seconds=60))

    assert too_early == []
    assert [parcel.action for parcel in again] == [DeliveryAction.DELETE]
    assert counts(work) == OutboxCounts(erased=1)


@pytest.mark.parametrize(("ending", "deletions"), [(Ending.DONE, 1), (Ending.RELEASED, 2), (Ending.UNTRIED, 0)])
def test_an_object_whose_upload_ends_after_it_was_deleted_is_deleted_once_more(
    work: UnitOfWorkFactory, ending: Ending, deletions: int
) -> None:
    queue(work, *parcels(1))
    in_flight = claim(work, 1)
    withdraw(work)
    now, done = NOON + timedelta(hours=2), 0
    settle(work, 2, Ending.DONE, *claim(work, 2, now=now), now=now)

    settle(work, 1, ending, *in_flight, now=now)

    while again := claim(work, 3, now=now):
        settle(work, 3, Ending.DONE, *again, now=now)
        # Whether bytes were still on their way when nobody answered, shows a minute later.
        now, done = now + timedelta(minutes=1), done + 1
    assert done == deletions
    assert counts(work) == OutboxCounts(erased=1)


def test_an_upload_that_ends_while_its_object_is_deleted_has_it_deleted_once_more(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))
    in_flight = claim(work, 1)
    withdraw(work)
    later = NOON + timedelta(hours=2)
    deleting = claim(work, 2, now=later)

    settle(work, 1, Ending.DONE, *in_flight, now=later)
    settle(work, 2, Ending.DONE, *deleting, now=later)

    again = claim(work, 3, now=later)
    assert [parcel.action for parcel in again] == [DeliveryAction.DELETE]


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


def test_another_kiosk_deletes_what_its_own_has_not_for_an_hour(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))
    settle(work, 1, Ending.DONE, *claim(work, 1))
    withdraw(work)

    early = claim(work, 2, kiosk="office", now=NOON + timedelta(minutes=59))
    late = claim(work, 2, kiosk="office", now=NOON + timedelta(minutes=61))

    assert early == []
    assert [parcel.action for parcel in late] == [DeliveryAction.DELETE]


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


def test_what_was_erased_cannot_be_queued_again(work: UnitOfWorkFactory) -> None:
    parcel = parcels(1)[0]
    queue(work, parcel)
    settle(work, 1, Ending.DONE, *claim(work, 1))
    withdraw(work)

    with work() as unit:
        accepted = unit.outbox.queue(replace(parcel, parcel_id=UUID(int=50)), NOON)
        unit.commit()

    assert not accepted
    assert counts(work) == OutboxCounts(erasing=1)


def test_one_object_can_be_withdrawn_alone(work: UnitOfWorkFactory) -> None:
    first, second = parcels(2)
    queue(work, first, second)
    settle(work, 1, Ending.DONE, *claim(work, 1))

    with work() as unit:
        answers = [unit.outbox.withdraw_key(first.key, NOON), unit.outbox.withdraw_key("no/such/key", NOON)]
        unit.commit()

    assert answers == [True, False]
    assert counts(work) == OutboxCounts(sent=1, erasing=1)


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
