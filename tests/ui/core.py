"""The view-models without a window: quick to make, driven by their slots."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

from alphamale_desktop.domain.photo import PhotoSource
from alphamale_desktop.ui.shell_model import Look
from alphamale_desktop.ui.window import BoothWindow, WindowConfig
from tests.ui.fake_services import RESOURCES, Backstage, drawn_photo

_PATIENCE_MS = 10_000


class Core:
    """View-models over ``backstage``; ``close`` them after use."""

    def __init__(self, backstage: Backstage, language: str = "ko", is_kiosk: bool = False) -> None:
        config = WindowConfig(RESOURCES, backstage.texts.keys("ko"), language, Look(is_kiosk))
        self.models = BoothWindow(backstage.services(), config, backstage.printer)

    def bring_photo(self, data: bytes | None = None) -> None:
        before = self.models.visit.visit.photo
        self.models.intake.take(data if data is not None else drawn_photo(90, 120), PhotoSource.FILE)
        wait(lambda: self.models.visit.visit.photo is not before)

    def fill_form(self) -> None:
        self.models.form.chooseMbti("ENFP")
        self.models.form.turnTo(1998, 11, 10)
        self.models.form.tick("analysis")

    def reach_result(self) -> None:
        self.bring_photo()
        self.fill_form()
        wait(lambda: self.models.visit.findings is not None)
        self.models.form.submit()

    def close(self) -> None:
        self.models.close()


def wait(condition: Callable[[], bool]) -> None:
    """Runs the event loop until ``condition`` holds; raises AssertionError when it never does."""
    if condition():
        return
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(2)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start()
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    look.stop()
    assert condition()
