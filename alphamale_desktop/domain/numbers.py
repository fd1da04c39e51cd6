"""Counts of what happened, never of who it happened to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID


class CounterName(StrEnum):
    """What is counted; the label of each says more.

    Attributes:
        VISIT: A guest began. FINISHED: he saw his result. LEFT: he went before that; label: the page that he left.
        PHOTO: A photo came. RETAKE: he wanted another.
        UNUSABLE: A photo was refused; label: the reason.
        TYPE: A result; label: the type. Counted by day, not by hour: see ``resolution_h``.
        STEP: A page of the visit; label: its name; the seconds add up.
        ANALYSIS: A step of the analysis; label: its name; the seconds add up.
        KEPT: A result was kept. ERASED: one was deleted on a guest's or an operator's wish.
        DELIVERED: A kept visit reached the server; the seconds since it was kept add up.
        FAILURE: The program failed; label: the error's code.
    """

    VISIT = "visit"
    FINISHED = "finished"
    LEFT = "left"
    PHOTO = "photo"
    RETAKE = "retake"
    UNUSABLE = "unusable"
    TYPE = "type"
    STEP = "step"
    ANALYSIS = "analysis"
    KEPT = "kept"
    ERASED = "erased"
    DELIVERED = "delivered"
    FAILURE = "failure"

    @property
    def resolution_h(self) -> int:
        """Hours that one count spans. A quiet hour may have one guest, whom somebody saw: his type stays out of it."""
        return 24 if self is CounterName.TYPE else 1


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of one thing in one span of time.

    Attributes:
        hour: Where the span begins, aware UTC: an hour, or a day where the name counts by day, of the kiosk's own zone.
        total_s: The seconds of all of them together; 0 where nothing lasts.
    """

    hour: datetime
    name: CounterName
    label: str
    count: int
    total_s: float = 0.0


@dataclass(frozen=True, slots=True)
class KioskCounted:
    """What one kiosk counted."""

    kiosk_id: UUID
    counted: Counted


def span_of(name: CounterName, moment: datetime) -> datetime:
    """Where the span of ``moment`` begins, in UTC; hours and days are those of the moment's own zone."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return (hour.replace(hour=0) if name.resolution_h == 24 else hour).astimezone(UTC)
