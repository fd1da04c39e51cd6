"""The camera room for the window: made when the camera is first needed, because OpenCV takes long to import."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from random import Random
from typing import TYPE_CHECKING

from alphamale_desktop.application.camera_port import (
    CameraFeed,
    CameraFrame,
    CameraInfo,
    CameraState,
    CameraStatus,
    OnFrame,
    OnStatus,
    Still,
    Unsubscribe,
)
from alphamale_desktop.domain.analysis import GateReport
from alphamale_desktop.domain.errors import CameraNotReadyError
from alphamale_desktop.settings.schema import CameraSettings

if TYPE_CHECKING:
    from alphamale_desktop.composition.models import Models

_STOPPED = CameraStatus(CameraState.STOPPED)


def open_feed(settings: CameraSettings) -> CameraFeed:
    """A feed that is not started yet; imports OpenCV. Raises ReplaySourceError."""
    from alphamale_desktop.camera.config import CameraConfig, preferred_modes
    from alphamale_desktop.camera.opening import camera_feed

    modes = preferred_modes(settings.width_px, settings.height_px, settings.frames_per_s)
    chance = Random()  # noqa: S311 - spreads retries, no secret
    return camera_feed(settings.source or None, CameraConfig(modes=modes), chance)


def judge_frame(frame: CameraFrame, models: "Models") -> GateReport:
    """Model 1 on a frame of the live picture; raises ModelError."""
    import numpy as np

    from alphamale_desktop.vision.image import UprightImage

    rgb = np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3)
    return models.glance(UprightImage(rgb))


class FeedOnDemand:
    """Satisfies ``CameraFeed``; stopped and empty until it is first started or asked for cameras. Any thread."""

    def __init__(self, make: Callable[[], CameraFeed]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._feed: CameraFeed | None = None
        self._waiting: dict[object, tuple[OnStatus, OnFrame]] = {}
        self._ends: dict[object, Unsubscribe] = {}
        self._choice: str | None = None

    @property
    def status(self) -> CameraStatus:
        feed = self._feed
        return feed.status if feed is not None else _STOPPED

    @property
    def newest(self) -> CameraFrame | None:
        feed = self._feed
        return feed.newest if feed is not None else None

    def cameras(self) -> Sequence[CameraInfo]:
        return self._made().cameras()

    def choose(self, camera_id: str | None) -> None:
        with self._lock:
            feed = self._feed
            if feed is None:
                self._choice = camera_id
        if feed is not None:
            feed.choose(camera_id)

    def subscribe(self, on_status: OnStatus, on_frame: OnFrame) -> Unsubscribe:
        ticket = object()
        with self._lock:
            feed = self._feed
            if feed is None:
                self._waiting[ticket] = (on_status, on_frame)
        if feed is not None:
            return feed.subscribe(on_status, on_frame)
        on_status(_STOPPED)

        def end() -> None:
            with self._lock:
                self._waiting.pop(ticket, None)
                unsubscribe = self._ends.pop(ticket, None)
            if unsubscribe is not None:
                unsubscribe()

        return end

    def start(self) -> None:
        self._made().start()

    def stop(self) -> None:
        feed = self._feed
        if feed is not None:
            feed.stop()

    def capture_still(self, shape: float | None = None) -> Future[Still]:
        feed = self._feed
        if feed is not None:
            return feed.capture_still(shape)
        refused: Future[Still] = Future()
        refused.set_exception(CameraNotReadyError(state=CameraState.STOPPED.value))
        return refused

    def _made(self) -> CameraFeed:
        with self._lock:
            if self._feed is None:
                feed = self._make()
                if self._choice is not None:
                    feed.choose(self._choice)
                # Nothing calls back before it is started, so nobody waits for this lock.
                for ticket, (on_status, on_frame) in self._waiting.items():
                    self._ends[ticket] = feed.subscribe(on_status, on_frame)
                self._waiting.clear()
                self._feed = feed
            return self._feed
