"""The camera loop: keeps one camera alive for ever and hands its newest frames on."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future

import numpy as np

from alphamale_desktop.application.camera_port import (
    CameraFrame,
    CameraInfo,
    CameraState,
    CameraStatus,
    CameraTrouble,
    OnFrame,
    OnStatus,
    Still,
    Unsubscribe,
)
from alphamale_desktop.camera.attempts import Attempts
from alphamale_desktop.camera.audience import Audience
from alphamale_desktop.camera.config import CameraConfig
from alphamale_desktop.camera.frame_check import FrameCheck, FrameVerdict
from alphamale_desktop.camera.inbox import Errand, FrameRead, Inbox, Letter, SourceFailed, SourceOpened
from alphamale_desktop.camera.source import CameraOpener
from alphamale_desktop.camera.still import choose_steadiest, encode_still
from alphamale_desktop.camera.supervision import CameraSupervision
from alphamale_desktop.domain.errors import (
    CameraBusyError,
    CameraDeniedError,
    CameraError,
    CameraMissingError,
    CameraNotReadyError,
)

logger = logging.getLogger(__name__)

# While an attempt waits, a look at what is plugged in shortens the wait.
_LOOK_EVERY_S = 1.0
_STOPPED = CameraStatus(CameraState.STOPPED)


class CameraLoop:
    """A ``CameraFeed``: one thread judges frames and decides; a reader thread per attempt sits in the driver.

    ``clock_s`` is monotonic; time passes in ``inbox.take`` only, so a test that brings both needs no thread.
    """

    def __init__(
        self,
        opener: CameraOpener,
        attempts: Attempts,
        supervision: CameraSupervision,
        inbox: Inbox,
        clock_s: Callable[[], float],
        config: CameraConfig,
    ) -> None:
        self._opener = opener
        self._attempts = attempts
        self._supervision = supervision
        self._inbox = inbox
        self._clock_s = clock_s
        self._config = config
        self._audience = Audience()
        self._lifecycle = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._status = _STOPPED
        self._newest: CameraFrame | None = None
        self._wanted: str | None = None
        self._last_used: str | None = None
        self._open_for_errands = threading.Lock()
        self._takes_errands = False
        self._check = FrameCheck()
        self._recent: deque[CameraFrame] = deque(maxlen=config.still_frames)
        self._plugged: frozenset[str] = frozenset()

    @property
    def status(self) -> CameraStatus:
        return self._status

    @property
    def newest(self) -> CameraFrame | None:
        return self._newest

    def cameras(self) -> Sequence[CameraInfo]:
        return self._opener.cameras()

    def choose(self, camera_id: str | None) -> None:
        self._inbox.post(Errand(lambda: self._switch(camera_id)))

    def subscribe(self, on_status: OnStatus, on_frame: OnFrame) -> Unsubscribe:
        leave = self._audience.admit(on_status, on_frame)
        self._inbox.post(Errand(lambda: self._audience.greet_newcomers(self._status)))
        return leave

    def start(self) -> None:
        with self._lifecycle:
            if self._thread is not None:
                return
            self._stop.clear()
            self._thread = threading.Thread(target=self.run, name="camera", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Not from a subscriber's callback: the loop cannot join itself."""
        with self._lifecycle:
            self._stop.set()
            self._inbox.post(Errand(lambda: None))
            if self._thread is not None:
                self._thread.join()
                self._thread = None

    def capture_still(self, shape: float | None = None) -> Future[Still]:
        future: Future[Still] = Future()
        with self._open_for_errands:
            if self._takes_errands:
                self._inbox.post(Errand(lambda: self._press(future, shape)))
                return future
        future.set_exception(CameraNotReadyError(state=CameraState.STOPPED))
        return future

    def run(self) -> None:
        """The loop itself, until ``stop``; ``start`` gives it a thread."""
        with self._open_for_errands:
            self._takes_errands = True
        self._supervision.restart(self._clock_s())
        self._announce(self._supervision.status)
        # A camera chosen before the start must not see the first one switched on for a moment.
        self._read_letters(0.0)
        while not self._stop.is_set():
            try:
                self._turn()
            except Exception:
                logger.exception("camera loop failed, goes on")
                self._attempts.drop()
                self._supervision.failed(self._clock_s(), None)
        self._attempts.end()
        self._announce(_STOPPED)
        with self._open_for_errands:
            self._takes_errands = False
        # Whoever pressed the shutter meanwhile gets his refusal.
        self._read_letters(0.0)

    def _turn(self) -> None:
        now_s = self._clock_s()
        if self._supervision.is_attempt_due(now_s):
            self._begin(now_s)
        self._announce(self._supervision.status)
        self._read_letters(min(_LOOK_EVERY_S, self._supervision.next_change_s(now_s)))
        now_s = self._clock_s()
        self._watch(now_s)
        self._look_around(now_s)

    def _watch(self, now_s: float) -> None:
        if not self._supervision.tick(now_s):
            self._attempts.drop()
        self._announce(self._supervision.status)

    def _begin(self, now_s: float) -> None:
        self._plugged = self._opener.plugged()
        if self._attempts.begin(self._wanted, self._last_used):
            self._supervision.attempt_started(now_s)
        else:
            self._supervision.postpone(now_s)

    def _look_around(self, now_s: float) -> None:
        if self._supervision.is_waiting and self._opener.plugged() != self._plugged:
            self._supervision.hurry(now_s)

    def _read_letters(self, timeout_s: float) -> None:
        for letter in self._inbox.take(timeout_s):
            self._handle(letter)

    def _handle(self, letter: Letter) -> None:
        match letter:
            case Errand():
                letter.run()
            case _ if not self._attempts.is_current(letter.attempt):
                return
            case SourceOpened():
                self._last_used = letter.camera.camera_id
                self._supervision.opened(self._clock_s(), letter.camera)
                self._announce(self._supervision.status)
            case FrameRead():
                self._judge(letter)
            case SourceFailed():
                self._attempts.drop()
                self._supervision.failed(self._clock_s(), letter.error)
                self._announce(self._supervision.status)

    def _judge(self, read: FrameRead) -> None:
        verdict = self._check.judge(read.rgb)
        self._supervision.frame_judged(read.captured_s, verdict)
        self._announce(self._supervision.status)
        if verdict is not FrameVerdict.HEALTHY:
            return
        height_px, width_px = read.rgb.shape[:2]
        rgb = np.ascontiguousarray(read.rgb).data.toreadonly().cast("B")
        frame = CameraFrame(width_px, height_px, rgb, read.sequence, read.captured_s)
        self._recent.append(frame)
        self._newest = frame
        self._audience.tell(frame)

    def _switch(self, camera_id: str | None) -> None:
        self._wanted = camera_id
        self._attempts.drop()
        self._supervision.restart(self._clock_s())

    def _press(self, shutter: Future[Still], shape: float | None) -> None:
        if not shutter.set_running_or_notify_cancel():
            return
        try:
            shutter.set_result(self._take_still(shape))
        except Exception as error:  # noqa: BLE001 - the future carries it to whoever pressed
            shutter.set_exception(error)

    def _take_still(self, shape: float | None) -> Still:
        # A press may come before the turn's own look at the age.
        self._watch(self._clock_s())
        if not self._recent:
            raise _refusal(self._status)
        newest_s = self._recent[-1].captured_s
        window = [frame for frame in self._recent if newest_s - frame.captured_s <= self._config.still_window_s]
        frame = choose_steadiest(window)
        return encode_still(frame if shape is None else frame.middle(shape), self._config.jpeg_quality)

    def _announce(self, status: CameraStatus) -> None:
        if status == self._status:
            return
        if status.state is not self._status.state:
            logger.info("camera is %s (%s)", status.state, status.trouble or "no trouble")
        self._status = status
        if status.state is not CameraState.LIVE:
            self._newest = None
            self._recent.clear()
            if status.state is not CameraState.STALE:
                # Frames of another opening prove nothing, and the last one may show a guest.
                self._check = FrameCheck()
        self._audience.tell(status)


def _refusal(status: CameraStatus) -> CameraError:
    match status.state:
        case CameraState.MISSING:
            return CameraMissingError()
        case CameraState.BUSY if status.trouble is CameraTrouble.DENIED:
            return CameraDeniedError(camera=status.camera.name if status.camera else "")
        case CameraState.BUSY:
            return CameraBusyError()
        case _:
            return CameraNotReadyError(state=status.state)
