"""The thread that sits in a driver's calls, so that the camera loop never does."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from alphamale_desktop.camera.inbox import FrameRead, Inbox, SourceFailed, SourceOpened
from alphamale_desktop.camera.source import CameraOpener, FrameSource
from alphamale_desktop.domain.errors import AlphaMaleError, CameraFailedError

logger = logging.getLogger(__name__)

# A USB glitch costs a frame or two; after an unplug every read fails, and at once.
_MISSES_IN_A_ROW = 10
_PAUSE_AFTER_A_MISS_S = 0.02
# A driver that went mad hands out the last frame thousands of times a second.
_FASTEST_S = 1 / 120


class Reader(Protocol):
    """One attempt: opens a camera, posts its frames, closes it. None of these methods blocks for long."""

    def start(self) -> None: ...

    def ask_to_stop(self) -> None: ...

    def join(self, timeout_s: float) -> bool:
        """Whether it ended, its camera closed."""
        ...


class ReaderFactory(Protocol):
    def __call__(self, attempt: int, camera_id: str | None, last_used: str | None) -> Reader: ...


class SourceReader:
    """A reader with a thread of its own, a daemon: a driver that never returns must not keep the process alive.

    Whoever gives one up only asks it to stop; if the driver ever returns it closes the camera and ends.
    """

    def __init__(
        self,
        attempt: int,
        open_source: Callable[[], FrameSource],
        inbox: Inbox,
        clock_s: Callable[[], float],
        warmup_frames: int,
    ) -> None:
        self._attempt = attempt
        self._open_source = open_source
        self._inbox = inbox
        self._clock_s = clock_s
        self._warmup_frames = warmup_frames
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"camera-reader-{attempt}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        self._stop.set()

    def join(self, timeout_s: float) -> bool:
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            failure = SourceFailed(self._attempt, self._read_until_it_ends())
        except AlphaMaleError as error:
            failure = SourceFailed(self._attempt, error)
        except Exception:
            logger.exception("camera driver failed")
            failure = SourceFailed(self._attempt, None)
        if not self._stop.is_set():
            self._inbox.post(failure)

    def _read_until_it_ends(self) -> AlphaMaleError | None:
        source = self._open_source()
        try:
            self._inbox.post(SourceOpened(self._attempt, source.camera))
            return self._read(source)
        finally:
            source.close()

    def _read(self, source: FrameSource) -> AlphaMaleError | None:
        sequence = misses = 0
        while not self._stop.is_set():
            asked_s = self._clock_s()
            rgb = source.read()
            now_s = self._clock_s()
            if rgb is None:
                misses += 1
                if misses >= _MISSES_IN_A_ROW:
                    return CameraFailedError()
                self._stop.wait(_PAUSE_AFTER_A_MISS_S)
                continue
            misses = 0
            sequence += 1
            if sequence > self._warmup_frames:
                self._inbox.post(FrameRead(self._attempt, rgb, sequence, now_s))
            if now_s - asked_s < _FASTEST_S:
                self._stop.wait(_FASTEST_S)
        return None


class SourceReaderFactory:
    """Makes readers for the cameras an opener finds."""

    def __init__(self, opener: CameraOpener, inbox: Inbox, clock_s: Callable[[], float], warmup_frames: int) -> None:
        self._opener = opener
        self._inbox = inbox
        self._clock_s = clock_s
        self._warmup_frames = warmup_frames

    def __call__(self, attempt: int, camera_id: str | None, last_used: str | None) -> SourceReader:
        return SourceReader(
            attempt,
            lambda: self._opener.open(camera_id, last_used),
            self._inbox,
            self._clock_s,
            self._warmup_frames,
        )
