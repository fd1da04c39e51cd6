"""Slow work off the event loop, with a short queue."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class WorkerBusyError(Exception):
    """So much waits already that this would not be done in time."""


class Worker:
    """One thread; used from one event loop.

    Args:
        most_waiting: Beyond what runs.
    """

    def __init__(self, name: str, most_waiting: int) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._most = most_waiting + 1
        self._present = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Raises WorkerBusyError, or what ``work`` raises."""
        if self._present >= self._most:
            raise WorkerBusyError
        self._present += 1
        loop = asyncio.get_running_loop()
        running = self._pool.submit(work)
        # Counted until it is over, also when whoever asked has gone meanwhile.
        running.add_done_callback(lambda _: self._done(loop))
        return await asyncio.wrap_future(running)

    def close(self) -> None:
        """Waits for what runs; what waits is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _done(self, loop: asyncio.AbstractEventLoop) -> None:
        # The loop may have ended while the work ran on.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._free)

    def _free(self) -> None:
        self._present -= 1
