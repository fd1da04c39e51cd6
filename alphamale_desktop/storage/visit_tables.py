"""Kept visits: ``user_tbl`` as in the original system, and what hangs on a visit."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKey, Index, SmallInteger, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from alphamale_desktop.domain.profile import Mbti, SalaryBand
from alphamale_desktop.storage.column_types import UtcTime, code_column
from alphamale_desktop.storage.table_root import Row

_SHARES = ("whole_grade", "upper_grade", "lower_grade", "p_alpha", "p_beta", "p_gamma", "p_delta", "p_omega")


def _from_0_to_1(*columns: str) -> str:
    return " AND ".join(f"{column} BETWEEN 0 AND 1" for column in columns)


class VisitPartRow(Row):
    """One typed face part; ``part`` is the original's number: 1 whole, 2 upper, 3 lower."""

    __tablename__ = "visit_part_tbl"
    __table_args__ = (
        CheckConstraint("part BETWEEN 1 AND 3", name="part"),
        CheckConstraint("x1_px > x0_px AND y1_px > y0_px", name="box"),
        CheckConstraint(
            _from_0_to_1("confidence", "grade", "p_alpha", "p_beta", "p_gamma", "p_delta", "p_omega"), name="shares"
        ),
    )

    visit_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("user_tbl.id", ondelete="CASCADE"), primary_key=True, init=False
    )
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    part: Mapped[int] = mapped_column(SmallInteger)
    x0_px: Mapped[float] = mapped_column(Double)
    y0_px: Mapped[float] = mapped_column(Double)
    x1_px: Mapped[float] = mapped_column(Double)
    y1_px: Mapped[float] = mapped_column(Double)
    confidence: Mapped[float] = mapped_column(Double)
    grade: Mapped[float] = mapped_column(Double)
    p_alpha: Mapped[float] = mapped_column(Double)
    p_beta: Mapped[float] = mapped_column(Double)
    p_gamma: Mapped[float] = mapped_column(Double)
    p_delta: Mapped[float] = mapped_column(Double)
    p_omega: Mapped[float] = mapped_column(Double)


class VisitModelRow(Row):
    """A model that took part in the answer."""

    __tablename__ = "visit_model_tbl"

    visit_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("user_tbl.id", ondelete="CASCADE"), primary_key=True, init=False
    )
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    version: Mapped[str]


class VisitCelebrityRow(Row):
    """A celebrity that was shown. No foreign key: a visit outlives changes of the catalog."""

    __tablename__ = "visit_celebrity_tbl"

    visit_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("user_tbl.id", ondelete="CASCADE"), primary_key=True, init=False
    )
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    celebrity_id: Mapped[int]


class VisitRow(Row):
    """One guest's accepted result with what he agreed to keep.

    ``male_id`` and ``score_percent`` repeat what the three grades say, for searching and counting.
    """

    __tablename__ = "user_tbl"
    __table_args__ = (
        CheckConstraint(_from_0_to_1(*_SHARES), name="shares"),
        CheckConstraint("score_percent BETWEEN 0 AND 100", name="score"),
        CheckConstraint("width_px > 0 AND height_px > 0", name="size"),
        CheckConstraint("expires_at > created_at", name="retention"),
        CheckConstraint("may_store OR NOT (may_upload OR may_promote)", name="consent"),
        CheckConstraint("(photo_digest IS NULL) = (photo_suffix IS NULL)", name="photo"),
        CheckConstraint("length(photo_digest) = 64", name="photo_digest"),
        # The history is read along one of these, whole or of one type.
        Index(None, "created_at", "id"),
        Index(None, "male_id", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    created_by: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)

    mbti: Mapped[Mbti | None] = mapped_column(code_column(Mbti, "mbti"))
    birth_date: Mapped[date | None]
    salary_band: Mapped[SalaryBand | None] = mapped_column(code_column(SalaryBand, "salary_band"))

    sealed_entries: Mapped[str | None]
    """The three above, encrypted; they are NULL then."""

    consent_version: Mapped[str]
    consent_given_at: Mapped[datetime] = mapped_column(UtcTime)
    may_analyse: Mapped[bool]
    may_store: Mapped[bool]
    may_upload: Mapped[bool]
    may_promote: Mapped[bool]

    photo_digest: Mapped[str | None] = mapped_column(index=True)
    photo_suffix: Mapped[str | None]
    width_px: Mapped[int]
    height_px: Mapped[int]

    male_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("male_tbl.id"))
    score_percent: Mapped[float] = mapped_column(Double)
    whole_grade: Mapped[float] = mapped_column(Double)
    upper_grade: Mapped[float] = mapped_column(Double)
    lower_grade: Mapped[float] = mapped_column(Double)
    p_alpha: Mapped[float] = mapped_column(Double)
    p_beta: Mapped[float] = mapped_column(Double)
    p_gamma: Mapped[float] = mapped_column(Double)
    p_delta: Mapped[float] = mapped_column(Double)
    p_omega: Mapped[float] = mapped_column(Double)

    parts: Mapped[list[VisitPartRow]] = relationship(
        order_by=VisitPartRow.position, lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    models: Mapped[list[VisitModelRow]] = relationship(
        order_by=VisitModelRow.position, lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    celebrities: Mapped[list[VisitCelebrityRow]] = relationship(
        order_by=VisitCelebrityRow.position, lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
