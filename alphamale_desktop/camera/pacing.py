"""Frames at a steady rate."""

from collections.abc import Callable


class Pacer:
    """Holds its caller back so that calls return ``fps`` times a second; time lost is not made up for."""

    def __init__(self, fps: float, clock_s: Callable[[], float], wait: Callable[[float], None]) -> None:
        self._interval_s = 1.0 / fps
        self._clock_s = clock_s
        self._wait = wait
        self._due_s = clock_s()

    def keep_step(self) -> None:
        """Waits until the next frame is due."""
        now_s = self._clock_s()
        if now_s < self._due_s:
            self._wait(self._due_s - now_s)
        self._due_s += self._interval_s
        if self._due_s <= now_s:
            self._due_s = now_s + self._interval_s
