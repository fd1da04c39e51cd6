"""Asks the system to keep the screen on."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

_ES_CONTINUOUS, _ES_SYSTEM, _ES_DISPLAY = 0x80000000, 0x1, 0x2


def keep_awake(application: str, reason: str) -> Callable[[], None] | None:
    """Keeps the screen from going dark; best effort, GUI thread.

    Windows: the thread's execution state. macOS: ``caffeinate``, which ends with this program. Linux: the session
    bus's ``org.freedesktop.ScreenSaver``, which forgets us when we disconnect; a session without it (a bare X server or
    ``cage``) must be set up so that it never blanks.

    Returns:
        What undoes it, or None when nobody listened.
    """
    match sys.platform:
        case "win32":
            return _windows()
        case "darwin":
            return _tool(["caffeinate", "-dimsu"])
        case _:
            return _session_bus(application, reason)


def _windows() -> Callable[[], None] | None:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows only
    if not kernel.SetThreadExecutionState(_ES_CONTINUOUS | _ES_SYSTEM | _ES_DISPLAY):
        return None
    return lambda: kernel.SetThreadExecutionState(_ES_CONTINUOUS)


def _tool(command: Sequence[str]) -> Callable[[], None] | None:
    if shutil.which(command[0]) is None:
        return None
    keeper = subprocess.Popen(command)  # noqa: S603 - our own command

    def end() -> None:
        keeper.terminate()
        keeper.wait()

    return end


def _session_bus(application: str, reason: str) -> Callable[[], None] | None:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    keeper = QDBusInterface("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "", bus)
    if not keeper.isValid():
        return None
    answer = keeper.call("Inhibit", application, reason)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return None
    cookie = answer.arguments()[0]

    def end() -> None:
        keeper.call("UnInhibit", cookie)

    return end
