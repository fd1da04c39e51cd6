"""Which kept visits are asked for: a type, and a stretch of local days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import HistoryQuery

_ONE_DAY = timedelta(days=1)


class Period(StrEnum):
    ALL = "all"
    TODAY = "today"
    WEEK = "week"
    """Today and the six days before."""
    MONTH = "month"
    """Today and the 29 days before."""
    DAY = "day"


_DAYS = {Period.TODAY: 1, Period.WEEK: 7, Period.MONTH: 30}


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Attributes: day: asked for when ``period`` is DAY."""

    face_type: FaceType | None = None
    period: Period = Period.ALL
    day: date | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it may leave anything out."""
        return self.face_type is not None or self.period is not Period.ALL

    def query(self, today: date, limit: int, before: UUID | None = None) -> HistoryQuery:
        """The question to the database; days begin at this computer's local midnight."""
        since, until = self._days(today)
        return HistoryQuery(
            limit=limit,
            face_type=self.face_type,
            since=None if since is None else _midnight(since),
            until=None if until is None else _midnight(until),
            before=before,
        )

    def _days(self, today: date) -> tuple[date | None, date | None]:
        """From the first day to the one after the last; None is open."""
        if self.period is Period.ALL:
            return None, None
        if self.period is Period.DAY:
            day = self.day or today
            return day, day + _ONE_DAY
        return today - (_DAYS[self.period] - 1) * _ONE_DAY, None


def day_of(year: int, month: int, day: int, latest: date) -> date:
    """The nearest day there is: the last of a shorter month, and never after ``latest``."""
    month = min(12, max(1, month))
    longest = monthrange(year, month)[1]
    return min(latest, date(year, month, min(longest, max(1, day))))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
