"""Screens and printers as Qt knows them."""

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtPrintSupport import QPrinterInfo

from alphamale_desktop.application.camera_port import CameraFeed, CameraState
from alphamale_desktop.composition.surroundings import CameraSight, Equipment, Screen, sight_of

_NO_SCREEN = frozenset({"offscreen", "minimal", "vnc"})


def look_around() -> Equipment:
    """In a process of its own: Qt ends it where there is no screen. Main thread."""
    app = QGuiApplication(["alphamale"])
    equipment = Equipment(screens_of(app), printers())
    del app
    return equipment


def screens_of(app: QGuiApplication) -> tuple[Screen, ...]:
    """The main one first; empty where Qt draws for nobody. GUI thread."""
    if app.platformName() in _NO_SCREEN:
        return ()
    return tuple(_screen(screen) for screen in app.screens())


def printers() -> tuple[str, ...]:
    """The default one first. Any thread; seconds where a print server does not answer."""
    default = QPrinterInfo.defaultPrinterName()
    names = [name for name in QPrinterInfo.availablePrinterNames() if name != default]
    return (default, *names) if default else tuple(names)


class WindowSurroundings:
    """Satisfies ``Surroundings`` inside the window, which has the camera open already.

    Args:
        screens: As they were on the GUI thread.
    """

    def __init__(self, screens: tuple[Screen, ...], feed: CameraFeed) -> None:
        self._screens = screens
        self._feed = feed

    def equipment(self) -> Equipment | None:
        return Equipment(self._screens, printers())

    def camera(self) -> CameraSight:
        was_stopped = self._feed.status.state is CameraState.STOPPED
        try:
            return sight_of(self._feed)
        finally:
            if was_stopped:
                self._feed.stop()


def _screen(screen: QScreen) -> Screen:
    size, scale = screen.size(), screen.devicePixelRatio()
    return Screen(screen.name(), round(size.width() * scale), round(size.height() * scale))
