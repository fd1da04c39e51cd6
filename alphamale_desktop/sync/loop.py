"""The delivery's own thread: delivers, waits, and tries again for ever."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Protocol

from alphamale_desktop.application.backoff import retry_delay_s
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.deliver_outbox import DeliveryRound
from alphamale_desktop.application.ports import Clock
from alphamale_desktop.domain.day_hours import DayHours
from alphamale_desktop.domain.errors import AlphaMaleError

logger = logging.getLogger(__name__)


class Delivery(Protocol):
    """What the loop drives; its thread only."""

    def deliver(self, cancel: Cancel, *, puts: bool) -> DeliveryRound:
        """Raises StorageError."""
        ...

    def is_stopped(self) -> bool:
        """Whether a refusal waits for an operator; raises StorageError."""
        ...

    def resume(self) -> None:
        """Forgets the refusal; raises StorageError."""
        ...


@dataclass(frozen=True, slots=True)
class LoopPace:
    """Seconds.

    Attributes:
        idle_s: Between looks at an empty outbox, which other processes may fill.
        stopped_s: Between looks whether an operator has resumed.
    """

    idle_s: float = 10.0
    stopped_s: float = 3.0
    first_delay_s: float = 2.0
    longest_delay_s: float = 300.0


class DeliveryLoop:
    """Starts once, stops once.

    Args:
        make: Makes the delivery, in the loop's thread: it loads boto3 and opens the database.
        hours: Of the local clock, in which objects are sent; deletions are not bound to them.
    """

    def __init__(
        self,
        make: Callable[[], Delivery],
        clock: Clock,
        hours: DayHours,
        random: Random,
        pace: LoopPace | None = None,
    ) -> None:
        self._make = make
        self._clock = clock
        self._hours = hours
        self._random = random
        self._pace = pace or LoopPace()
        self._cancel = Cancel()
        self._nudged = threading.Event()
        self._stop_asked = threading.Event()
        self._failures = 0
        # A daemon: an answer that never comes must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="delivery-loop", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """There is something to deliver, or reason to try again at once. Any thread."""
        self._nudged.set()

    def wait(self, seconds: float) -> None:
        """Waits as the loop does: ``stop`` ends it. Any thread."""
        self._stop_asked.wait(seconds)

    def stop(self, patience_s: float = 5.0) -> bool:
        """Ends the loop, in the middle of an object if it must be; whether it ended in time. What it leaves undone is
        due again when its lease is over."""
        self._cancel.ask()
        self._stop_asked.set()
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(patience_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        delivery: Delivery | None = None
        while not self._cancel.is_asked:
            self._nudged.clear()
            try:
                if delivery is None:
                    delivery = self._make()
                    # A start is a fresh try: the credentials may come from the environment that it brought.
                    delivery.resume()
                wait_s = self._step(delivery)
            except AlphaMaleError as error:
                logger.warning("delivery waits: %s", error.code)
                wait_s = self._delay_s()
            except Exception:
                logger.exception("delivery failed")
                wait_s = self._delay_s()
            if wait_s:
                self._nudged.wait(wait_s)

    def _step(self, delivery: Delivery) -> float:
        """One handful; how long to wait after it."""
        if delivery.is_stopped():
            return self._pace.stopped_s
        is_open = self._hours.holds(self._clock.now().astimezone())
        done = delivery.deliver(self._cancel, puts=is_open)
        if done.is_refused:
            logger.warning("delivery stopped: %s", done.trouble.code if done.trouble else "")
            return self._pace.stopped_s
        if done.sent or done.erased or done.dead:
            self._failures = 0
            return 0.0
        if done.is_idle:
            return self._pace.idle_s
        return self._delay_s()

    def _delay_s(self) -> float:
        self._failures += 1
        return retry_delay_s(self._failures, self._pace.first_delay_s, self._pace.longest_delay_s, self._random)
