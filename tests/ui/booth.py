"""Drives the real window offscreen: loads Main.qml over fakes, finds items by object name, presses, types, looks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    Q_ARG,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMetaObject,
    QObject,
    QPoint,
    QPointF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from alphamale_desktop.domain.photo import PhotoSource
from alphamale_desktop.ui.kiosk_fittings import Fittings
from alphamale_desktop.ui.shell_model import Look, Place
from alphamale_desktop.ui.window import BoothWindow, WindowConfig
from tests.ui.fake_services import RESOURCES, Backstage, drawn_photo

PATIENCE_MS = 30_000
_FINGER_MS = 12

SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080), "window": (1280, 800)}


class Booth:
    """One running window. Use it through the ``open_booth`` fixture, which closes it.

    Attributes:
        core: The window's owner with all view-models.
        window: The QQuickWindow.
        backstage: The fakes behind it.
    """

    def __init__(
        self,
        backstage: Backstage,
        touch_device: QPointingDevice,
        size: str | tuple[int, int] = "window",
        language: str = "ko",
        is_kiosk: bool = False,
        has_camera: bool = False,
        text_percent: int = 100,
        is_high_contrast: bool = False,
        has_motion: bool = False,
        places: frozenset[Place] = frozenset(),
        prepare: Callable[[BoothWindow], None] | None = None,
        fittings: Fittings | None = None,
    ) -> None:
        self.backstage = backstage
        self._is_fresh = True
        self._touch_device = touch_device
        keys = backstage.texts.keys("ko")
        look = Look(is_kiosk, text_percent, is_high_contrast, has_motion)
        config = WindowConfig(RESOURCES, keys, language, look, places, has_camera, fittings or Fittings())
        self.core = BoothWindow(backstage.services(), config, backstage.printer)
        if prepare is not None:
            prepare(self.core)
        width, height = SIZES[size] if isinstance(size, str) else size
        self.window: QQuickWindow = self.core.show([("width", width), ("height", height)])
        self.wait(self.window.isExposed)
        self.wait(lambda: self.core.shell.property("page") != "splash")
        self.settle()

    @property
    def page(self) -> str:
        return str(self.core.shell.property("page"))

    def wait(self, condition: Callable[[], bool], what: str = "") -> None:
        """Runs the event loop until ``condition`` holds; raises AssertionError when it never does."""
        # What is there at once may be as new as what had to come.
        self._is_fresh = True
        if condition():
            return
        loop = QEventLoop()
        look = QTimer()
        look.setInterval(5)
        look.timeout.connect(lambda: loop.quit() if condition() else None)
        look.start()
        end = QTimer(singleShot=True, interval=PATIENCE_MS)
        end.timeout.connect(loop.quit)
        end.start()
        loop.exec()
        look.stop()
        assert condition(), what or "the window never got there"
        self._is_fresh = True

    def settle(self) -> None:
        """Until the page hears presses, and all background work is done."""
        self.wait(lambda: bool(self.window.property("settled")), "the page never settled")
        QTest.qWait(0)

    def go(self, page: str) -> None:
        """Waits for a page and until it hears."""
        self.wait(lambda: self.page == page, f"never came to {page}, still on {self.page}")
        self.settle()

    def item(self, name: str) -> QQuickItem:
        """The item with that object name that is shown; raises AssertionError when there is none."""
        found = [item for item in items_of(self.window.contentItem()) if item.objectName() == name and item.isVisible()]
        assert found, f"no visible item {name!r} on {self.page}"
        return found[-1]

    def has(self, name: str) -> bool:
        return any(i.objectName() == name and i.isVisible() for i in items_of(self.window.contentItem()))

    def centre(self, name: str) -> QPoint:
        item = self.item(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def click(self, name: str) -> None:
        """One press of the left button, down and up."""
        at = QPointF(self.centre(name))
        glob = QPointF(self.window.mapToGlobal(at))
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        bare = Qt.KeyboardModifier.NoModifier
        self._send(
            QMouseEvent(QEvent.Type.MouseMove, at, glob, none, none, bare),
            QMouseEvent(QEvent.Type.MouseButtonPress, at, glob, left, left, bare),
            QMouseEvent(QEvent.Type.MouseButtonRelease, at, glob, left, none, bare),
        )

    def tap(self, name: str) -> None:
        """One finger, down and up."""
        self.tap_at(self.centre(name))

    def tap_at(self, point: QPoint) -> None:
        down = QTest.touchEvent(self.window, self._touch_device, False).press(0, point, self.window)
        down.commit(False)
        self._send()
        up = QTest.touchEvent(self.window, self._touch_device, False).release(0, point, self.window)
        up.commit(False)
        self._send()

    def _send(self, *events: QEvent) -> None:
        """Delivers these, and what the window system queued, from inside the event loop, without Python's lock.

        QTest's functions keep that lock while the window makes pictures. Qt's picture reader waits for it while it
        holds a lock that making pictures needs: both would hang.
        """
        for event in events:
            QCoreApplication.postEvent(self.window, event)
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()

    def _in_place(self) -> None:
        """What has just come into being lies where it belongs once a frame was drawn."""
        if not self._is_fresh:
            return
        self._is_fresh = False
        loop = QEventLoop()
        self.window.frameSwapped.connect(loop.quit)
        end = QTimer(singleShot=True, interval=PATIENCE_MS)
        end.timeout.connect(loop.quit)
        end.start()
        self.window.update()
        loop.exec()
        self.window.frameSwapped.disconnect(loop.quit)

    def press(self, name: str, by: str) -> None:
        """By ``"mouse"``, ``"touch"`` or ``"key"``."""
        self._in_place()
        match by:
            case "mouse":
                self.click(name)
            case "touch":
                self.tap(name)
            case _:
                self.item(name).forceActiveFocus(Qt.FocusReason.TabFocusReason)
                self.key(Qt.Key.Key_Return)

    def drag(self, start: QPoint, end: QPoint, steps: int) -> None:
        """One finger from ``start`` to ``end``."""
        touch = QTest.touchEvent(self.window, self._touch_device, False)
        touch.press(0, start, self.window).commit(False)
        self._pace()
        for step in range(1, steps + 1):
            touch.move(0, start + (end - start) * (step / steps), self.window).commit(False)
            self._pace()
        touch.release(0, end, self.window).commit(False)
        self._send()

    def _pace(self) -> None:
        """A finger takes its time: Qt tells a drag from a jump by it."""
        loop = QEventLoop()
        QTimer.singleShot(_FINGER_MS, loop.quit)
        loop.exec()

    def still(self) -> None:
        """Until what moves has come to rest."""
        self.wait(lambda: not any(item.property("moving") for item in items_of(self.window.contentItem())))
        QTest.qWait(0)

    def wheel_shows(self, name: str) -> str:
        """The number in the middle of a wheel."""
        middle = self.centre(name)
        texts = [item for item in items_of(self.item(name)) if item.inherits("QQuickText")]
        rects = [(item, item.mapRectToScene(item.boundingRect()).toRect()) for item in texts]
        return next(str(item.property("text")) for item, at in rects if at.contains(middle))

    @property
    def album(self) -> QObject:
        """The open dialog."""
        found = self.window.findChild(QObject, "album")
        assert isinstance(found, QObject)
        return found

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if modifier is not Qt.KeyboardModifier.NoModifier:
            # Only what comes from the window system is looked up among the shortcuts.
            QTest.keyClick(self.window, key, modifier)
            return
        is_typed = Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or Qt.Key.Key_A <= key <= Qt.Key.Key_Z
        text = chr(key).lower() if is_typed else "\r" if key is Qt.Key.Key_Return else ""
        self._send(*(QKeyEvent(kind, key, modifier, text) for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)))

    def focused(self) -> str:
        """The object name of what has the keyboard."""
        item = self.window.activeFocusItem()
        return item.objectName() if item is not None else ""

    def reveal(self, name: str) -> None:
        """Scrolls the page until the item is in sight."""
        QMetaObject.invokeMethod(self.item("flick"), "reveal", Q_ARG(QQuickItem, self.item(name)))

    def grab(self) -> QImage:
        return self.window.grabWindow()

    def shot(self, path: Path) -> None:
        """Writes what is on screen, once its pictures are loaded."""
        self.pictures_ready()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.grab().save(str(path))

    def pictures_ready(self) -> None:
        def loading() -> bool:
            images = [item for item in items_of(self.window.contentItem()) if _is_image(item)]
            return any(not image.property("source").isEmpty() and image.property("progress") < 1 for image in images)

        self.wait(lambda: not loading(), "pictures never loaded")

    def bring_photo(self, data: bytes | None = None) -> None:
        """A photo from a file arrives; ends on the form."""
        self.core.intake.take(data if data is not None else drawn_photo(), PhotoSource.FILE)
        self.go("form")

    def fill_form(self) -> None:
        """MBTI, birth date and the analysis consent, straight through the view-model."""
        self.core.form.chooseMbti("ENFP")
        self.core.form.turnTo(1998, 11, 10)
        self.core.form.tick("analysis")

    def close(self) -> None:
        self.backstage.analyser.release()
        self.core.close()
        QTest.qWait(0)


def items_of(root: QQuickItem) -> list[QQuickItem]:
    found = [root]
    for child in root.childItems():
        found += items_of(child)
    return found


def _is_image(item: QObject) -> bool:
    return item.inherits("QQuickImageBase")


def size_of(name: str) -> QSize:
    return QSize(*SIZES[name])
