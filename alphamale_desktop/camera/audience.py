"""Who wants to hear of statuses and frames."""

import logging
import threading

from alphamale_desktop.application.camera_port import CameraFrame, CameraStatus, OnFrame, OnStatus, Unsubscribe

logger = logging.getLogger(__name__)


class _Listener:
    def __init__(self, on_status: OnStatus, on_frame: OnFrame) -> None:
        self._on_status = on_status
        self._on_frame = on_frame
        self._active = True
        # Held during a call, so that after leave() none is under way; re-entrant, so that a call may leave.
        self._turn = threading.RLock()

    def leave(self) -> None:
        with self._turn:
            self._active = False

    def hear(self, news: CameraStatus | CameraFrame) -> bool:
        """Whether it listens on."""
        with self._turn:
            if not self._active:
                return False
            try:
                if isinstance(news, CameraStatus):
                    self._on_status(news)
                else:
                    self._on_frame(news)
            except Exception:
                logger.exception("a camera subscriber failed and is dropped")
                self._active = False
        return self._active


class Audience:
    """Subscribers come and go on any thread; ``tell`` belongs to the camera loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[_Listener, ...] = ()
        self._newcomers: tuple[_Listener, ...] = ()

    def admit(self, on_status: OnStatus, on_frame: OnFrame) -> Unsubscribe:
        listener = _Listener(on_status, on_frame)
        with self._lock:
            self._newcomers = (*self._newcomers, listener)

        def leave() -> None:
            listener.leave()
            self._forget(listener)

        return leave

    def greet_newcomers(self, status: CameraStatus) -> None:
        """Whoever came since the last call hears ``status`` first."""
        with self._lock:
            newcomers, self._newcomers = self._newcomers, ()
            self._listeners += newcomers
        self._tell(newcomers, status)

    def tell(self, news: CameraStatus | CameraFrame) -> None:
        self._tell(self._listeners, news)

    def _tell(self, listeners: tuple[_Listener, ...], news: CameraStatus | CameraFrame) -> None:
        for listener in listeners:
            if not listener.hear(news):
                self._forget(listener)

    def _forget(self, gone: _Listener) -> None:
        with self._lock:
            self._listeners = tuple(listener for listener in self._listeners if listener is not gone)
            self._newcomers = tuple(listener for listener in self._newcomers if listener is not gone)
