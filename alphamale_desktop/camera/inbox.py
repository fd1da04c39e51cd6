"""What reaches the camera loop from other threads."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.domain.errors import AlphaMaleError


@dataclass(frozen=True, slots=True)
class SourceOpened:
    attempt: int
    camera: CameraInfo


@dataclass(frozen=True, slots=True, eq=False)
class FrameRead:
    """``rgb`` is (height, width, 3) and not written to again; ``captured_s`` is monotonic."""

    attempt: int
    rgb: NDArray[np.uint8]
    sequence: int
    captured_s: float


@dataclass(frozen=True, slots=True)
class SourceFailed:
    """``error`` is None when nobody foresaw it; the traceback is in the log then."""

    attempt: int
    error: AlphaMaleError | None


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """Something the loop has to do between two frames."""

    run: Callable[[], None]


Letter = SourceOpened | FrameRead | SourceFailed | Errand


class Inbox(Protocol):
    """Letters in their order; of frames that wait only the newest is kept."""

    def post(self, letter: Letter) -> None:
        """Any thread; wakes ``take``."""
        ...

    def take(self, timeout_s: float) -> list[Letter]:
        """All that came, at once if there is something, else after ``timeout_s`` at the latest."""
        ...


class ThreadedInbox:
    """The inbox between real threads."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self._letters: deque[Letter] = deque()

    def post(self, letter: Letter) -> None:
        with self._arrived:
            if isinstance(letter, FrameRead) and self._letters and isinstance(self._letters[-1], FrameRead):
                self._letters.pop()
            self._letters.append(letter)
            self._arrived.notify()

    def take(self, timeout_s: float) -> list[Letter]:
        with self._arrived:
            self._arrived.wait_for(lambda: bool(self._letters), timeout_s)
            letters = list(self._letters)
            self._letters.clear()
            return letters
