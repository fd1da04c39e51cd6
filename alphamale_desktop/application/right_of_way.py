"""Guests first: work that nobody waits for stands aside while somebody is served."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class RightOfWay:
    """Any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._served = 0

    @contextmanager
    def serving(self) -> Iterator[None]:
        """While inside, a guest waits for this thread."""
        with self._changed:
            self._served += 1
        try:
            yield
        finally:
            with self._changed:
                self._served -= 1
                self._changed.notify_all()

    def give_way(self, longest_s: float) -> bool:
        """Waits while somebody is served, but not longer than that; whether the way is free."""
        with self._changed:
            return self._changed.wait_for(lambda: self._served == 0, longest_s)
