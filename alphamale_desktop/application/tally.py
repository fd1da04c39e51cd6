"""Counting without waiting: in memory first, into the database now and then."""

import threading
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from alphamale_desktop.application.ports import Clock
from alphamale_desktop.domain.numbers import Counted, CounterName, span_of

_Key = tuple[datetime, CounterName, str]


class CounterStore(Protocol):
    """Any thread."""

    def add(self, counted: Iterable[Counted]) -> None:
        """On top of what is there, all or nothing; raises StorageError."""
        ...


class Tally:
    """Any thread; counting takes microseconds. What was not written when the program dies is lost: seconds of counts.

    Args:
        clock: Says in which hour something happened.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._counts: dict[_Key, tuple[int, float]] = {}

    def count(self, name: CounterName, label: str = "", seconds: float = 0.0) -> None:
        """One more; ``seconds`` add up."""
        self._add((span_of(name, self._clock.now().astimezone()), name, label), 1, max(0.0, seconds))

    def write(self, store: CounterStore) -> None:
        """Everything counted so far; what cannot be written is kept for the next time. Raises StorageError."""
        with self._lock:
            counts, self._counts = self._counts, {}
        if not counts:
            return
        try:
            store.add(Counted(*key, count, total_s) for key, (count, total_s) in sorted(counts.items()))
        except BaseException:
            for key, (count, total_s) in counts.items():
                self._add(key, count, total_s)
            raise

    def _add(self, key: _Key, count: int, total_s: float) -> None:
        with self._lock:
            before, before_s = self._counts.get(key, (0, 0.0))
            self._counts[key] = (before + count, before_s + total_s)
