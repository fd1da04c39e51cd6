"""Time and identity from the machine."""

import time
from datetime import UTC, datetime
from uuid import UUID

import uuid_utils.compat


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return time.perf_counter()


_LOW = 0xFF_FFFF


class Uuid7Source:
    """Makes UUIDv7 (RFC 9562); thread-safe.

    Args:
        kiosk_id: Its last 24 bits become those of every id, in the part that the standard leaves to chance: ids of two
            kiosks differ even if their clocks and their chance agree, and an id tells where it was made.
    """

    def __init__(self, kiosk_id: UUID | None = None) -> None:
        self._mark = None if kiosk_id is None else kiosk_id.int & _LOW

    def new_id(self) -> UUID:
        fresh = uuid_utils.compat.uuid7()
        return fresh if self._mark is None else UUID(int=fresh.int & ~_LOW | self._mark)
