"""The queue of what the server shall know, written with the visit itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from alphamale_desktop.storage.fleet_tables import FleetQueueRow


def queue_kept(session: Session, visit_id: UUID, created_at: datetime, expires_at: datetime) -> None:
    """A visit that was just added. Inside that transaction; commits nothing."""
    due = {"visit_id": visit_id, "is_erased": False, "queued_at": created_at, "expires_at": expires_at}
    session.execute(insert(FleetQueueRow).values(due))


def queue_erased(session: Session, visit_id: UUID, created_at: datetime, expires_at: datetime) -> None:
    """A visit that was just deleted; also where the server may not know it yet, because a copy may be on its way."""
    is_this = FleetQueueRow.visit_id == visit_id
    if session.scalar(select(FleetQueueRow.visit_id).where(is_this)) is not None:
        session.execute(update(FleetQueueRow).where(is_this).values(is_erased=True))
        return
    due = {"visit_id": visit_id, "is_erased": True, "queued_at": created_at, "expires_at": expires_at}
    session.execute(insert(FleetQueueRow).values(due))
