"""Measures the steps of one piece of work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.ports import Clock
from alphamale_desktop.domain.analysis import StepTiming


class StepTimer:
    """Announces, times and makes cancellable the steps of one piece of work; one thread."""

    def __init__(self, clock: Clock, cancel: Cancel, on_step: Callable[[str], None] | None = None) -> None:
        self._clock = clock
        self._cancel = cancel
        self._on_step = on_step
        self._timings: list[StepTiming] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Raises CancelledByUserError instead of beginning a step that is no longer wanted."""
        self._cancel.check()
        if self._on_step is not None:
            self._on_step(name)
        begun_s = self._clock.monotonic_s()
        yield
        self._timings.append(StepTiming(name, 1000 * (self._clock.monotonic_s() - begun_s)))

    @property
    def timings(self) -> tuple[StepTiming, ...]:
        return tuple(self._timings)
