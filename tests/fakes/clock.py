"""A clock that stands still unless it is told otherwise."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class FakeClock:
    """Satisfies the ``Clock`` port.

    Args:
        now: Aware UTC.
        tick_s: How far both readings move on with every look at the monotonic one.
    """

    def __init__(self, now: datetime = NOON, tick_s: float = 0.0) -> None:
        self._now = now
        self._monotonic_s = 0.0
        self._tick_s = tick_s

    def now(self) -> datetime:
        return self._now

    def monotonic_s(self) -> float:
        shown_s = self._monotonic_s
        self.advance(self._tick_s)
        return shown_s

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._monotonic_s += seconds
