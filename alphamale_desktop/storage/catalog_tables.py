"""The five types, their words, the celebrities and their pictures."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Double, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from alphamale_desktop.storage.column_types import UtcTime
from alphamale_desktop.storage.table_root import Row


class MaleRow(Row):
    """A face type; ``male_tbl`` is the original system's name for it."""

    __tablename__ = "male_tbl"
    __table_args__ = (CheckConstraint("id BETWEEN 1 AND 5", name="id"), UniqueConstraint("code"))

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    code: Mapped[str]


class MaleTextRow(Row):
    """A type in the words of one language."""

    __tablename__ = "male_text_tbl"

    male_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("male_tbl.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    title: Mapped[str]
    line1: Mapped[str]
    line2: Mapped[str]
    line3: Mapped[str]


class CelebrityRow(Row):
    """A person of the catalog.

    ``position`` is dense within a type, 0 .. count-1, and says nothing about the order: who leaves is replaced by the
    last. So counting and drawing are index look-ups at any size. Visits remember ids, so an id is never given twice.
    """

    __tablename__ = "celebrity_tbl"
    __table_args__ = (
        UniqueConstraint("male_id", "position"),
        UniqueConstraint("rank"),
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("rank >= 1", name="rank"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    male_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("male_tbl.id"))
    position: Mapped[int]
    rank: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    score: Mapped[float | None] = mapped_column(Double, default=None)


class PictureRow(Row):
    """A celebrity's picture, a file of the media store; positions are dense, 0 is the portrait.

    ``thumbnail`` is another file of the media store; ``look`` is a perceptual hash, 16 hexadecimal digits.
    """

    __tablename__ = "img_tbl"
    __table_args__ = (
        UniqueConstraint("celebrity_id", "position"),
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("width_px > 0 AND height_px > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    celebrity_id: Mapped[int] = mapped_column(ForeignKey("celebrity_tbl.id", ondelete="CASCADE"))
    position: Mapped[int]
    digest: Mapped[str] = mapped_column(index=True)
    suffix: Mapped[str]
    width_px: Mapped[int]
    height_px: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    thumbnail: Mapped[str | None] = mapped_column(index=True, default=None)
    look: Mapped[str | None] = mapped_column(index=True, default=None)


class SeedRow(Row):
    """What the program filled in by itself, so that it can tell its own words from an organiser's.

    ``digest`` is the sha256 of the shipped content that was last offered under ``key``.
    """

    __tablename__ = "seed_tbl"

    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
