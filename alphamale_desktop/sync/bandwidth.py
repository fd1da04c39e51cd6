"""Objects on their way, no faster than allowed."""

import threading
from collections.abc import Callable
from io import BytesIO

from alphamale_desktop.application.object_store_port import KeepOn
from alphamale_desktop.application.ports import Clock

_STEP = 16 << 10


class Bandwidth:
    """Shared by everything that is sent at the same time. Any thread.

    Args:
        bytes_per_s: None: no limit.
        wait: Waits for so many seconds, or less when there is a reason.
    """

    def __init__(self, bytes_per_s: int | None, clock: Clock, wait: Callable[[float], object]) -> None:
        self._bytes_per_s = bytes_per_s
        self._clock = clock
        self._wait = wait
        self._lock = threading.Lock()
        self._free_at_s = 0.0

    def take(self, count: int) -> None:
        """Waits until ``count`` bytes may go."""
        if self._bytes_per_s is None or not count:
            return
        with self._lock:
            now_s = self._clock.monotonic_s()
            begin_s = max(now_s, self._free_at_s)
            self._free_at_s = begin_s + count / self._bytes_per_s
        if begin_s > now_s:
            self._wait(begin_s - now_s)


class PacedBody(BytesIO):
    """A body that the HTTP client reads while it sends. One thread.

    Reading costs nothing until ``begin_sending``: the client reads it once before, to sign it.

    Attributes:
        ended_by: What ``keep_on`` raised; the client wraps it beyond recognition.
    """

    def __init__(self, data: bytes, bandwidth: Bandwidth, keep_on: KeepOn) -> None:
        super().__init__(data)
        self._bandwidth = bandwidth
        self._keep_on = keep_on
        self._is_sending = False
        self.ended_by: BaseException | None = None

    def begin_sending(self) -> None:
        self._is_sending = True

    def read(self, size: int | None = -1) -> bytes:
        if not self._is_sending:
            return super().read(size)
        try:
            self._keep_on()
        except BaseException as error:
            self.ended_by = error
            raise
        # Small steps, whatever is asked for: a slow line must neither outlast the lease nor come in bursts.
        data = super().read(_STEP if size is None or size < 0 else min(size, _STEP))
        self._bandwidth.take(len(data))
        return data
