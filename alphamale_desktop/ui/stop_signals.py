"""Ends the program cleanly when the system asks it to."""

import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer


class StopSignals(QObject):
    """Turns SIGINT and SIGTERM into the application's end. GUI thread; nothing on Windows, which has no such signals.

    Python runs its handlers between two bytecodes, but inside Qt's loop there are none: the wake-up socket makes some.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _quit)

    def _drain(self) -> None:
        self._reading.recv(64)


def _quit(_number: int, _frame: FrameType | None) -> None:
    # Queued: a signal that comes before the event loop would be lost otherwise. Exit, because quit asks the windows
    # first, and a kiosk's window refuses.
    if QCoreApplication.instance() is not None:
        QTimer.singleShot(0, QCoreApplication.exit)
