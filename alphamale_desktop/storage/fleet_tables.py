"""What kiosks on one server tell one another, and what each remembers for itself.

Both sides have all tables; which side uses which is said at each.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKey, Index, LargeBinary, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from alphamale_desktop.storage.column_types import UtcTime
from alphamale_desktop.storage.table_root import Row


class FleetQueueRow(Row):
    """Kiosk: a visit that was kept or erased here and that the server does not know of yet."""

    __tablename__ = "fleet_queue_tbl"

    visit_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    is_erased: Mapped[bool]
    queued_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)


class FleetHeldRow(Row):
    """Kiosk: a visit that the server is not told of, because its guest read of this machine alone; goes with it."""

    __tablename__ = "fleet_held_tbl"

    visit_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("user_tbl.id", ondelete="CASCADE"), primary_key=True)


class ErasedRow(Row):
    """Server: a visit that must not come back; the id alone. Forgotten when every copy's time is over too."""

    __tablename__ = "erased_tbl"

    visit_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    kiosk_id: Mapped[UUID] = mapped_column(Uuid)


class KioskRow(Row):
    """Server: the newest heartbeat of a kiosk."""

    __tablename__ = "kiosk_tbl"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str]
    version: Mapped[str]
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
    report: Mapped[str] = mapped_column(Text)


class CounterRow(Row):
    """Both: how often something happened. ``is_due``: on a kiosk, whether the server has an older value."""

    __tablename__ = "counter_tbl"
    __table_args__ = (
        CheckConstraint("count >= 0 AND total_s >= 0", name="counts"),
        Index(None, "is_due"),
        Index(None, "hour"),
    )

    kiosk_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    hour: Mapped[datetime] = mapped_column(UtcTime, primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    total_s: Mapped[float] = mapped_column(Double)
    is_due: Mapped[bool]


class SharedRow(Row):
    """Server: the settings and the catalog as text. Kiosk: which state of them it last agreed upon with the server."""

    __tablename__ = "shared_tbl"
    __table_args__ = (CheckConstraint("revision >= 0", name="revision"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    digest: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_by: Mapped[str]


class SharedFileRow(Row):
    """Server: a picture of the catalog; kiosks keep theirs as files."""

    __tablename__ = "shared_file_tbl"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest"),)

    digest: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
