"""The camera's health over time: a state machine without threads, drivers or a clock of its own."""

from collections.abc import Callable
from dataclasses import replace

from alphamale_desktop.application.camera_port import (
    CameraInfo,
    CameraState,
    CameraStatus,
    CameraTrouble,
)
from alphamale_desktop.camera.config import CameraConfig
from alphamale_desktop.camera.frame_check import FrameVerdict
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    CameraBusyError,
    CameraDeniedError,
    CameraMissingError,
    ReplaySourceError,
)

_TROUBLES = {
    FrameVerdict.UNCHANGED: CameraTrouble.FROZEN,
    FrameVerdict.BLACK: CameraTrouble.BLACK,
    FrameVerdict.GARBAGE: CameraTrouble.GARBAGE,
}
_NEVER_S = float("inf")


class CameraSupervision:
    """Told what happens, it knows the state, when to give a source up and when to try again.

    Times are monotonic seconds, given with every call. One thread.
    """

    def __init__(self, config: CameraConfig, retry_delay_s: Callable[[int], float]) -> None:
        """``retry_delay_s`` turns the number of failures in a row (1 or more) into a pause in seconds."""
        self._config = config
        self._retry_delay_s = retry_delay_s
        self._status = CameraStatus(CameraState.SEARCHING)
        self._retry_at_s: float | None = 0.0
        self._deadline_s = _NEVER_S
        self._last_trouble = CameraTrouble.NO_FRAMES
        self._live_since_s: float | None = None
        self._healthy_s = 0.0

    @property
    def status(self) -> CameraStatus:
        return self._status

    def restart(self, now_s: float) -> None:
        """Another camera was chosen: search at once, as if nothing had failed."""
        self._status = CameraStatus(CameraState.SEARCHING)
        self._retry_at_s = now_s
        self._live_since_s = None

    def is_attempt_due(self, now_s: float) -> bool:
        return self._retry_at_s is not None and now_s >= self._retry_at_s

    @property
    def is_waiting(self) -> bool:
        """Whether it pauses between two attempts."""
        return self._retry_at_s is not None

    def hurry(self, now_s: float) -> None:
        """Something was plugged in or out while it waits: an attempt is due, and the pauses start short again."""
        self._status = replace(self._status, attempts=0)
        self._retry_at_s = now_s

    def postpone(self, now_s: float) -> None:
        """An attempt was due but cannot be made now."""
        self._retry_at_s = now_s + self._config.retry_limit_s

    def attempt_started(self, now_s: float) -> None:
        self._retry_at_s = None
        self._live_since_s = None
        self._last_trouble = CameraTrouble.NOT_OPENING
        self._deadline_s = now_s + self._config.open_within_s

    def opened(self, now_s: float, camera: CameraInfo) -> None:
        self._status = replace(self._status, camera=camera)
        self._last_trouble = CameraTrouble.NO_FRAMES
        self._deadline_s = now_s + self._config.first_frame_within_s

    def frame_judged(self, now_s: float, verdict: FrameVerdict) -> None:
        if verdict is not FrameVerdict.HEALTHY:
            self._last_trouble = _TROUBLES[verdict]
            return
        if self._live_since_s is None or self._status.state is not CameraState.LIVE:
            self._live_since_s = now_s
        self._healthy_s = now_s
        self._last_trouble = CameraTrouble.NO_FRAMES
        self._deadline_s = now_s + self._config.lost_after_s
        steady = now_s - self._live_since_s >= self._config.steady_after_s
        attempts = 0 if steady else self._status.attempts
        if self._status.state is not CameraState.LIVE or attempts != self._status.attempts:
            self._status = CameraStatus(CameraState.LIVE, self._status.camera, attempts=attempts)

    def failed(self, now_s: float, error: AlphaMaleError | None) -> None:
        """The source could not be opened, or died; None is an error nobody foresaw."""
        match error:
            case CameraDeniedError():
                self._give_up(now_s, CameraState.BUSY, CameraTrouble.DENIED)
            case CameraBusyError():
                self._give_up(now_s, CameraState.BUSY, None)
            case CameraMissingError() | ReplaySourceError():
                self._give_up(now_s, CameraState.MISSING, None)
            case _:
                self._give_up(now_s, CameraState.LOST, CameraTrouble.READ_FAILED)

    def tick(self, now_s: float) -> bool:
        """Whether the source still deserves to be kept; False once it has to be closed."""
        if self._retry_at_s is not None:
            return True
        if now_s >= self._deadline_s:
            self._give_up(now_s, CameraState.LOST, self._last_trouble)
            return False
        if self._is_live() and now_s >= self._healthy_s + self._config.stale_after_s:
            self._status = replace(self._status, state=CameraState.STALE, trouble=self._last_trouble)
        return True

    def next_change_s(self, now_s: float) -> float:
        """Seconds until ``tick`` or an attempt has something to do, at least 0, if nothing happens before."""
        if self._retry_at_s is not None:
            return max(0.0, self._retry_at_s - now_s)
        stale_s = self._healthy_s + self._config.stale_after_s if self._is_live() else _NEVER_S
        return max(0.0, min(stale_s, self._deadline_s) - now_s)

    def _is_live(self) -> bool:
        return self._status.state is CameraState.LIVE and self._live_since_s is not None

    def _give_up(self, now_s: float, state: CameraState, trouble: CameraTrouble | None) -> None:
        attempts = self._status.attempts + 1
        self._status = CameraStatus(state, self._status.camera, trouble, attempts)
        self._live_since_s = None
        self._retry_at_s = now_s + self._retry_delay_s(attempts)
