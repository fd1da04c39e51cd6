"""Small things that are done again and again behind the window."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alphamale_desktop.domain.errors import AlphaMaleError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Attributes:
    work: On the upkeep's thread; an error ends this time only, and is logged when it is news.
    """

    name: str
    every_s: float
    work: Callable[[], None]


class Upkeep:
    """One thread for all chores, so none may take long. ``start`` and ``stop`` once each, from one thread.

    Args:
        monotonic_s: For how long things last.
    """

    def __init__(self, chores: Sequence[Chore], monotonic_s: Callable[[], float]) -> None:
        self._chores = tuple(chores)
        self._monotonic_s = monotonic_s
        self._due_s = dict.fromkeys(range(len(self._chores)), float("-inf"))
        self._trouble: dict[str, str] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, patience_s: float = 10.0) -> None:
        """Waits for the chore that is at work."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(patience_s)

    def do_last(self, name: str) -> None:
        """One chore once more, on the caller's thread; after ``stop``."""
        for chore in self._chores:
            if chore.name == name:
                self._do(chore)

    def look(self) -> float:
        """Does what is due now; says in how many seconds the next chore is."""
        for number, chore in enumerate(self._chores):
            if self._due_s[number] <= self._monotonic_s() and not self._stopped.is_set():
                self._do(chore)
                self._due_s[number] = self._monotonic_s() + chore.every_s
        return max(0.0, min(self._due_s.values(), default=3600.0) - self._monotonic_s())

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._stopped.wait(max(0.05, self.look()))

    def _do(self, chore: Chore) -> None:
        try:
            chore.work()
        except AlphaMaleError as error:
            # Said once: a server that is away for a day must not fill the log.
            if self._trouble.get(chore.name) != error.code:
                logger.warning("%s: %s", chore.name, error.code)
            self._trouble[chore.name] = error.code
        except Exception:
            if self._trouble.get(chore.name) != "unexpected":
                logger.exception("%s broke", chore.name)
            self._trouble[chore.name] = "unexpected"
        else:
            if self._trouble.pop(chore.name, None) is not None:
                logger.info("%s works again", chore.name)
