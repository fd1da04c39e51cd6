"""What is on its way to the organiser's bucket, and how that goes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from alphamale_desktop.domain.delivery import DeliveryAction, DeliveryState
from alphamale_desktop.storage.column_types import UtcTime, code_column
from alphamale_desktop.storage.table_root import Row


class OutboxRow(Row):
    """One object at the target. No personal data, and no foreign key: it outlives the visit, to delete what was sent.

    ``put_until``: a PUT may be on its way until then; None when there never was one.
    """

    __tablename__ = "outbox_tbl"
    __table_args__ = (
        CheckConstraint("generation >= 1 AND attempts >= 0", name="counts"),
        CheckConstraint("(lease IS NULL) = (leased_until IS NULL)", name="lease"),
        CheckConstraint("length(key) BETWEEN 1 AND 1024", name="key"),
        # Claimed along the first, counted along the second.
        Index(None, "state", "due_at", "id"),
        Index(None, "kiosk", "state", "action"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    kiosk: Mapped[str]
    visit_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    reference: Mapped[str]
    action: Mapped[DeliveryAction] = mapped_column(code_column(DeliveryAction, "action"))
    state: Mapped[DeliveryState] = mapped_column(code_column(DeliveryState, "state"))
    generation: Mapped[int]
    attempts: Mapped[int]
    bucket: Mapped[str]
    error: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcTime)
    lease: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    leased_until: Mapped[datetime | None] = mapped_column(UtcTime)
    put_until: Mapped[datetime | None] = mapped_column(UtcTime)
    size_bytes: Mapped[int]
    sha256: Mapped[str]


class DeliveryRow(Row):
    """How delivery from one kiosk fares."""

    __tablename__ = "delivery_tbl"

    kiosk: Mapped[str] = mapped_column(primary_key=True)
    stopped_by: Mapped[str]
    stopped_at: Mapped[datetime | None] = mapped_column(UtcTime)
    trouble: Mapped[str]
    trouble_at: Mapped[datetime | None] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    skew_s: Mapped[int]
