"""Identifiers that count upwards."""

from uuid import UUID

_FIRST_MS = 1_764_000_000_000


class CountingIds:
    """Satisfies the ``IdSource`` port: valid UUIDv7, one millisecond apart, the same in every run."""

    def __init__(self) -> None:
        self._made = 0

    def new_id(self) -> UUID:
        value = (_FIRST_MS + self._made) << 80 | 0x7 << 76 | 0b10 << 62 | self._made
        self._made += 1
        return UUID(int=value)
