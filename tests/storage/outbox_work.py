"""What tests do with an outbox, each in a unit of work of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.delivery import (
    Claim,
    Ending,
    OutboxCounts,
    Parcel,
    Settlement,
)
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
