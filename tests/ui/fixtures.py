"""Fixtures that the tests of view-models and of QML share."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from alphamale_desktop.ui.fonts import register_fonts
from tests.ui.booth import Booth
from tests.ui.core import Core
from tests.ui.fake_services import RESOURCES, Backstage

_HARMLESS = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "QUnifiedTimer::stopAnimationDriver: driver is not running",
)
"""What the offscreen platform says about itself; and Qt about a window that is closed between two frames."""


@pytest.fixture(scope="session")
def app() -> QApplication:
    application = QApplication.instance() or QApplication(["alphamale"])
    assert isinstance(application, QApplication)
    register_fonts(RESOURCES / "fonts")
    return application


@pytest.fixture(scope="session")
def touch_device(app: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def backstage(tmp_path: Path) -> Backstage:
    return Backstage(tmp_path / "Pictures")


@pytest.fixture
def clean_clipboard(app: QApplication) -> None:
    """Nothing that a test before copied."""
    app.clipboard().clear()


@pytest.fixture(autouse=True)
def qt_messages(app: QApplication) -> Iterator[list[str]]:
    """Every warning that Qt or QML wrote during the test; it fails unless the test empties the list."""
    messages: list[str] = []

    def note(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        is_grave = kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if is_grave and not message.startswith(_HARMLESS):
            messages.append(f"{context.file}:{context.line}: {message}")

    before = qInstallMessageHandler(note)

    yield messages

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qInstallMessageHandler(before)
    if messages:
        pytest.fail("Qt said:\n" + "\n".join(messages), pytrace=False)


@pytest.fixture
def open_core(backstage: Backstage, clean_clipboard: None) -> Iterator[Callable[..., Core]]:
    """Makes view-models without a window (``Core``'s arguments by name) and closes them after the test."""
    gc.freeze()
    opened: list[Core] = []

    def open_one(**options: object) -> Core:
        core = Core(backstage, **options)  # type: ignore[arg-type]
        opened.append(core)
        return core

    yield open_one

    backstage.analyser.release()
    while opened:
        opened.pop().close()
    # Now, on this thread: what a thread of another test finds, it destroys there, and Qt does not survive that.
    gc.collect()


@pytest.fixture
def open_booth(
    backstage: Backstage, touch_device: QPointingDevice, qt_messages: list[str], clean_clipboard: None
) -> Iterator[Callable[..., Booth]]:
    """Opens windows (``Booth``'s arguments by name) over ``backstage`` and closes them after the test."""
    gc.freeze()
    opened: list[Booth] = []

    def open_one(**options: object) -> Booth:
        booth = Booth(backstage, touch_device, **options)  # type: ignore[arg-type]
        opened.append(booth)
        return booth

    yield open_one

    while opened:
        opened.pop().close()
    # Now, on this thread: what a thread of another test finds, it destroys there, and Qt does not survive that.
    gc.collect()
