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


class Uuid7Source:
    def new_id(self) -> UUID:
        """A UUIDv7 (RFC 9562); thread-safe."""
        return uuid_utils.compat.uuid7()
