"""Guests' links to their cards."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from alphamale_desktop.domain.share_link import ShareRoute
from alphamale_desktop.storage.column_types import UtcTime, code_column
from alphamale_desktop.storage.table_root import Row


class ShareRow(Row):
    """One link to the card of a kept visit; it goes with the visit."""

    __tablename__ = "share_tbl"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("length(token) = 22", name="token"),
        CheckConstraint("opens >= 0", name="opens"),
        CheckConstraint("expires_at > created_at", name="lifetime"),
        Index(None, "route", "expires_at"),
    )

    digest: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str]
    visit_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("user_tbl.id", ondelete="CASCADE"), index=True)
    route: Mapped[ShareRoute] = mapped_column(code_column(ShareRoute, "route"))
    language: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    opens: Mapped[int] = mapped_column(default=0)
