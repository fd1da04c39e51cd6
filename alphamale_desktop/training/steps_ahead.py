"""Prepares the next steps' pictures on other threads while a step is learned."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

Prepared = TypeVar("Prepared")

_MOST_WORKERS = 8


def spare_workers() -> int:
    """Half of the processors, 1 to 8: the others learn, or feed the GPU."""
    return max(1, min(_MOST_WORKERS, (os.cpu_count() or 1) // 2))


class StepsAhead(Generic[Prepared]):
    """Gives each step what ``prepare`` makes of it, usually finished before it is asked for.

    A step's pictures hang on nothing but its number, so what comes out is the same with any number of workers. One
    thread asks; ``prepare`` runs on others, several steps at once.

    Args:
        prepare: From a step to what it learns from; what it raises is raised where the step is asked for.
        workers: Threads, and how many steps ahead are prepared.
    """

    def __init__(self, prepare: Callable[[int], Prepared], workers: int) -> None:
        self._prepare, self._workers = prepare, workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="steps-ahead")
        self._waiting: dict[int, Future[Prepared]] = {}

    def take(self, step: int) -> Prepared:
        """What step ``step`` learns from; the steps behind it are begun, others forgotten."""
        wanted = range(step, step + self._workers + 1)
        for other in [known for known in self._waiting if known not in wanted]:
            self._waiting.pop(other).cancel()
        for one in wanted:
            if one not in self._waiting:
                self._waiting[one] = self._pool.submit(self._prepare, one)
        return self._waiting.pop(step).result()
