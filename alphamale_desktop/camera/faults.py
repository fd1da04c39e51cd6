"""What goes wrong with cameras, on a timeline: for demonstrations and tests."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.replay_spec import Fault, FaultKind
from alphamale_desktop.camera.source import FrameSource
from alphamale_desktop.domain.errors import CameraBusyError, CameraFailedError, CameraMissingError

_HANG_STEP_S = 0.05
_MID_GREY = 128


class FaultTimeline:
    """Which faults are on; time counts from ``start``. Any thread."""

    def __init__(self, faults: tuple[Fault, ...], clock_s: Callable[[], float]) -> None:
        self._faults = faults
        self._clock_s = clock_s
        self._started_s: float | None = None

    def start(self) -> None:
        """The first call counts."""
        if self._started_s is None:
            self._started_s = self._clock_s()

    def now(self) -> FaultKind | None:
        """The first fault that is on."""
        if self._started_s is None:
            return None
        elapsed_s = self._clock_s() - self._started_s
        return next((fault.kind for fault in self._faults if fault.is_on(elapsed_s)), None)

    def plugged(self, camera_id: str) -> frozenset[str]:
        return frozenset() if self.now() is FaultKind.UNPLUG else frozenset({camera_id})

    def refuse_opening(self) -> None:
        """Raises CameraMissingError or CameraBusyError if that is on."""
        match self.now():
            case FaultKind.UNPLUG:
                raise CameraMissingError()
            case FaultKind.BUSY:
                raise CameraBusyError()


class FaultySource:
    """A ``FrameSource`` whose frames suffer the timeline's faults."""

    def __init__(self, source: FrameSource, timeline: FaultTimeline, wait: Callable[[float], None]) -> None:
        self._source = source
        self._timeline = timeline
        self._wait = wait
        self._last: NDArray[np.uint8] | None = None

    @property
    def camera(self) -> CameraInfo:
        return self._source.camera

    def read(self) -> NDArray[np.uint8] | None:
        while self._timeline.now() is FaultKind.HANG:
            self._wait(_HANG_STEP_S)
        frame = self._source.read()
        if frame is None:
            return None
        match self._timeline.now():
            case FaultKind.FREEZE:
                self._last = frame if self._last is None else self._last
                return self._last
            case FaultKind.UNPLUG:
                return None
            case FaultKind.ERROR:
                raise CameraFailedError()
            case FaultKind.BLACK:
                return np.zeros_like(frame)
            case FaultKind.GARBAGE:
                return _half_received(frame)
            case _:
                self._last = frame
                return frame

    def close(self) -> None:
        self._source.close()


def _half_received(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    torn = frame.copy()
    torn[frame.shape[0] // 2 :] = _MID_GREY
    return torn
