"""Looks at a running window: waits until it stands still, and writes what is on screen."""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMetaObject, Qt, QTimer
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtWidgets import QApplication

from alphamale_desktop.ui.fonts import register_fonts
from alphamale_desktop.ui.window import BoothWindow

_PATIENCE_MS = 60_000
_LOOK_MS = 5


def offscreen_application(resources: Path) -> QApplication:
    """The one application, with the program's fonts; it needs no screen. Main thread."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    application = QApplication(["alphamale"])
    register_fonts(resources / "fonts")
    return application


class ScreenshotError(RuntimeError):
    """The window never came to what was to be seen; the message says what."""


class ScreenshotCamera:
    """One window. Main thread, inside no event loop: waiting runs one.

    Args:
        out: A folder; made when the first picture is written.
        prefix, suffix: Of every file's name.
        pages: Takes only what matches, with ``*`` and ``?``.
    """

    def __init__(
        self, booth: BoothWindow, window: QQuickWindow, out: Path, prefix: str, suffix: str, pages: str = "*"
    ) -> None:
        self.booth = booth
        self.window = window
        self._out = out
        self._prefix = prefix
        self._suffix = suffix
        self._pages = pages
        self.written: list[Path] = []

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Raises ScreenshotError when ``condition`` does not hold within a minute."""
        if condition():
            return
        loop = QEventLoop()
        look, end = QTimer(), QTimer()
        look.timeout.connect(lambda: loop.quit() if condition() else None)
        look.start(_LOOK_MS)
        end.setSingleShot(True)
        end.timeout.connect(loop.quit)
        end.start(_PATIENCE_MS)
        loop.exec()
        look.stop()
        if not condition():
            raise ScreenshotError(f"never saw {what}")

    def go(self, page: str) -> None:
        """Waits for a page, and until it hears presses."""
        self.wait(lambda: self.page == page and bool(self.window.property("settled")), page)

    @property
    def page(self) -> str:
        return str(self.booth.shell.property("page"))

    def press(self, name: str) -> None:
        """Presses the visible control of that object name."""
        self.wait(lambda: self._find(name) is not None, name)
        item = self._find(name)
        if item is None or not QMetaObject.invokeMethod(item, "clicked"):
            raise ScreenshotError(f"{name} cannot be pressed on {self.page}")

    def touch(self, name: str) -> None:
        """Gives the visible item of that object name the focus, as a finger does."""
        self.see(name)
        item = self._find(name)
        if item is not None:
            item.forceActiveFocus(Qt.FocusReason.MouseFocusReason)

    def see(self, name: str) -> None:
        """Waits until an item of that object name is shown."""
        self.wait(lambda: self._find(name) is not None, name)

    def scroll_to_end(self) -> None:
        """The page's lower part, where it has one."""
        item = self._find("flick")
        if item is not None:
            item.setProperty("contentY", max(0.0, item.property("contentHeight") - item.height()))

    def rest(self, milliseconds: int) -> None:
        """Lets what comes or goes in that time come or go."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def take(self, name: str) -> None:
        """Writes what is on screen, once its pictures are there; nothing where another page is wanted."""
        if not fnmatch(f"{self._prefix}{name}".rpartition("/")[2], self._pages):
            return
        self.wait(lambda: not any(map(_is_loading, _items(self.window.contentItem()))), "the pictures")
        # The last picture to arrive is drawn with the next frame.
        self.rest(40)
        if self.booth.board.notice.text == self.booth.words.say("error-unexpected"):
            raise ScreenshotError(f"something unexpected was told before {name}; the log says what")
        file = self._out / f"{self._prefix}{name}{self._suffix}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grabWindow().save(str(file)):
            raise ScreenshotError(f"{file} cannot be written")
        self.written.append(file)

    def _find(self, name: str) -> QQuickItem | None:
        found = [i for i in _items(self.window.contentItem()) if i.objectName() == name and i.isVisible()]
        return found[-1] if found else None


def _items(root: QQuickItem) -> Iterator[QQuickItem]:
    yield root
    for child in root.childItems():
        yield from _items(child)


def _is_loading(item: QQuickItem) -> bool:
    if not item.inherits("QQuickImageBase") or not item.isVisible():
        return False
    return not item.property("source").isEmpty() and bool(item.property("progress") < 1)
