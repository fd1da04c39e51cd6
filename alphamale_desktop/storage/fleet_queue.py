"""The queue of what the server shall know, written with the visit itself."""

from datetime import datetime
from enum import Enum
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from alphamale_desktop.storage.fleet_tables import FleetHeldRow, FleetQueueRow


class FleetTies(Enum):
    """What a fleet's server shall hear of a kiosk.

    MEMBER: All. ONCE: The kiosk has no server now, and its form says so: a server that comes back hears of erasures,
    and of no visit whose guest did not read of a fleet.
    """

    NONE = 0
    ONCE = 1
    MEMBER = 2


def queue_kept(session: Session, visit_id: UUID, created_at: datetime, expires_at: datetime, *, is_held: bool) -> None:
    """A visit that was just added. Inside that transaction; commits nothing.

    Args:
        is_held: It stays here until somebody says otherwise.
    """
    if is_held:
        session.execute(insert(FleetHeldRow).values(visit_id=visit_id))
        return
    due = {"visit_id": visit_id, "is_erased": False, "queued_at": created_at, "expires_at": expires_at}
    session.execute(insert(FleetQueueRow).values(due))


def hold_nothing(session: Session, visit_id: UUID) -> bool:
    """Before a visit is deleted: whether it was held, so that no server ever knew it. Inside that transaction."""
    held = delete(FleetHeldRow).where(FleetHeldRow.visit_id == visit_id).returning(FleetHeldRow.visit_id)
    return session.scalar(held) is not None


def queue_erased(session: Session, visit_id: UUID, created_at: datetime, expires_at: datetime) -> None:
    """A visit that was just deleted; also where the server may not know it yet, because a copy may be on its way."""
    is_this = FleetQueueRow.visit_id == visit_id
    if session.scalar(select(FleetQueueRow.visit_id).where(is_this)) is not None:
        session.execute(update(FleetQueueRow).where(is_this).values(is_erased=True))
        return
    due = {"visit_id": visit_id, "is_erased": True, "queued_at": created_at, "expires_at": expires_at}
    session.execute(insert(FleetQueueRow).values(due))
