"""Hours of the day in which something may be done."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Self


@dataclass(frozen=True, slots=True)
class DayHours:
    """Spans of the day by the local clock; none: always.

    Attributes:
        spans: From, included, to, excluded; a span whose end is not after its begin passes midnight.
    """

    spans: tuple[tuple[time, time], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """From ``"22:00-06:00, 12:30-13:00"``; empty: always. Raises ValueError."""
        pairs = [span.strip().split("-") for span in text.split(",") if span.strip()]
        if any(len(pair) != 2 for pair in pairs):
            raise ValueError(f"want hours such as 22:00-06:00, got {text!r}")
        return cls(tuple((_time(begin), _time(end)) for begin, end in pairs))

    def holds(self, moment: datetime) -> bool:
        """Whether the moment's own clock shows a time inside."""
        now = moment.time()
        return not self.spans or any(
            begin <= now < end if begin < end else now >= begin or now < end for begin, end in self.spans
        )


def _time(text: str) -> time:
    hour, _, minute = text.strip().partition(":")
    return time(0, 0) if (hour, minute) == ("24", "00") else time(int(hour), int(minute or 0))
