"""How every outbox takes back what was sent, or may have been: the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.delivery import (
    DeliveryAction,
    Ending,
    OutboxCounts,
    Settlement,
)
from alphamale_desktop.storage.database import Database
from tests.fakes.clock import NOON
from tests.storage.outbox_work import LEASE, claim, counts, parcels, queue, settle, withdraw


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


def test_another_kiosk_deletes_what_its_own_has_not_for_an_hour(work: UnitOfWorkFactory) -> None:
    queue(work, *parcels(1))
    settle(work, 1, Ending.DONE, *claim(work, 1))
    withdraw(work)

    early = claim(work, 2, kiosk="office", now=NOON + timedelta(minutes=59))
    late = claim(work, 2, kiosk="office", now=NOON + timedelta(minutes=61))

    assert early == []
    assert [parcel.action for parcel in late] == [DeliveryAction.DELETE]


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
