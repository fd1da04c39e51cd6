"""Builds the window: view-models, image provider, QML engine; and takes everything down in the safe order."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl
from PySide6.QtQml import QQmlApplicationEngine, QQmlEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtQuickControls2 import QQuickStyle

from alphamale_desktop.ui.card_printer import CardPrinter
from alphamale_desktop.ui.compare_model import CompareViewModel
from alphamale_desktop.ui.form_model import FormViewModel
from alphamale_desktop.ui.gui_collector import GuiCollector
from alphamale_desktop.ui.history_model import HistoryViewModel
from alphamale_desktop.ui.history_pictures import ARCHIVE_PROVIDER, HistoryImageProvider, HistoryPictures
from alphamale_desktop.ui.history_record import RecordViewModel
from alphamale_desktop.ui.input_watch import InputWatch
from alphamale_desktop.ui.kept_model import KeptViewModel
from alphamale_desktop.ui.kiosk_fittings import FittedRooms, Fittings
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.photo_intake import PhotoIntake
from alphamale_desktop.ui.picture_shelf import PROVIDER, PictureShelf, ShelfImageProvider
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.result_model import ResultViewModel
from alphamale_desktop.ui.retention import Retention
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.share_link_model import ShareLinkViewModel
from alphamale_desktop.ui.shell_model import Look, Place, ShellViewModel
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.window_parts import WindowParts
from alphamale_desktop.ui.words import Words

logger = logging.getLogger(__name__)

_SLICE_MS, _FINISHING_SLICES = 20, 100


class WindowError(RuntimeError):
    """The QML did not load; its text lists Qt's own messages."""


@dataclass(frozen=True, slots=True)
class WindowConfig:
    """How the window opens.

    Attributes:
        resources: The folder that holds ``qml``, ``fonts`` and ``images``.
        keys: The texts that QML may read.
    """

    resources: Path
    keys: frozenset[str]
    language: str = "ko"
    look: Look = field(default_factory=Look)
    places: frozenset[Place] = frozenset()
    has_camera: bool = False
    fittings: Fittings = field(default_factory=Fittings)


class BoothWindow:
    """Owns everything on the GUI thread. Make one after ``QApplication``; ``close`` it before the application ends.

    Attributes:
        models: View-models by the names of Main.qml's required properties; more may be added before ``show``.
    """

    def __init__(self, services: BoothServices, config: WindowConfig, printer: CardPrinter) -> None:
        self._config = config
        self.root = QObject()
        self.pools = Pools(self.root)
        self.shelf = PictureShelf()
        self.words = Words(services.texts, config.keys, config.language, self.root)
        self.board = NoticeBoard(self.words, self.root)
        words, board, shelf, pools = self.words, self.board, self.shelf, self.pools
        self.intake = PhotoIntake(services, board, shelf, pools, self.root)
        self.visit = VisitViewModel(services, words, board, shelf, pools, self.root)
        self.form = FormViewModel(services, self.visit, words, board, self.root)
        self.result = ResultViewModel(
            services, self.visit, words, board, shelf, pools, printer, config.look.is_kiosk, self.root
        )
        self.shell = ShellViewModel(
            services,
            self.visit,
            words,
            board,
            pools,
            config.look,
            config.places | config.fittings.places,
            config.has_camera,
            self.root,
        )
        self.kept = KeptViewModel(services, self.visit, words, board, pools, self.root)
        self.link = ShareLinkViewModel(services, self.visit, self.result, self.kept, words, shelf, pools, self.root)
        self.compare = CompareViewModel(self.visit, self.shell, words, shelf, self.root)
        self.archive_pictures = HistoryPictures(services)
        self.record = RecordViewModel(services, words, board, shelf, pools, printer, self.root)
        self.history = HistoryViewModel(
            services, self.shell, self.record, self.archive_pictures, words, board, pools, self.root
        )
        self.input = InputWatch(self.root)
        self.retention = Retention(services, pools, self.root)
        self.shell.loadEnded.connect(self.retention.begin)
        self.shell.loadEnded.connect(lambda: words.learn(pools))
        self.intake.admitted.connect(self.visit.choose_photo)
        self.visit.wiped.connect(self.intake.cancel)
        self.visit.wiped.connect(self.intake.refreshRecent)
        self.models: dict[str, QObject] = {
            "words": words,
            "board": board,
            "intake": self.intake,
            "visit": self.visit,
            "form": self.form,
            "result": self.result,
            "kept": self.kept,
            "link": self.link,
            "shell": self.shell,
            "compare": self.compare,
            "history": self.history,
            "record": self.record,
            "input": self.input,
        }
        parts = WindowParts(self.root, self.shell, self.visit, words, board, shelf, pools, self.input, printer)
        self.rooms = FittedRooms(parts, services, config.fittings)
        self.models |= self.rooms.models
        self._collector = GuiCollector(
            lambda: not self.shell.is_loading, lambda: self.shell.property("page") == "welcome", self.root
        )
        self._engine: QQmlApplicationEngine | None = None

    def show(self, properties: Iterable[tuple[str, object]] = ()) -> QQuickWindow:
        """Loads Main.qml and shows it.

        Args:
            properties: Further initial properties of the window, such as width and height.

        Raises:
            WindowError: If the QML does not load.
        """
        if QQuickStyle.name() != "Basic":
            QQuickStyle.setStyle("Basic")
        engine = QQmlApplicationEngine()
        self._engine = engine
        qml = self._config.resources / "qml"
        engine.addImportPath(str(qml))
        engine.addImageProvider(PROVIDER, ShelfImageProvider(self.shelf))
        engine.addImageProvider(ARCHIVE_PROVIDER, HistoryImageProvider(self.archive_pictures))
        messages: list[str] = []
        engine.warnings.connect(lambda warnings: messages.extend(w.toString() for w in warnings))
        images = QUrl.fromLocalFile(str(self._config.resources / "images") + "/")
        engine.setInitialProperties({**self.models, "images": images, **dict(properties)})
        engine.loadFromModule("AlphaMale", "Main")
        windows = engine.rootObjects()
        if not windows or not isinstance(windows[0], QQuickWindow):
            raise WindowError("\n".join(messages) or "Main.qml did not load")
        window = windows[0]
        window.installEventFilter(self.input)
        # Before the first frame stands nothing heavy begins: models load behind the splash.
        window.frameSwapped.connect(self.shell.begin, Qt.ConnectionType.SingleShotConnection)
        return window

    def close(self) -> None:
        """Cancels and drains all work, then deletes the engine, then the view-models. A second call does nothing."""
        self.rooms.close()
        self.visit.shut_down()
        self.link.shut_down()
        self.intake.cancel()
        self.retention.shut_down()
        if not self.pools.drain():
            logger.error("background work did not end in time")
        # The jobs' last words, and their end, while those who listen still live.
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # Windows before the engine, whose singletons they use; the view-models outlive both.
        if self._engine is not None:
            _finish_pages(self._engine)
            for doomed in (*self._engine.rootObjects(), self._engine):
                doomed.deleteLater()
                # With the pages, which the windows only let go.
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self._engine = None
        self._collector.stop()


def _finish_pages(engine: QQmlEngine) -> None:
    """A page that is half made when its engine goes would be left behind."""
    maker = engine.incubationController()
    for _ in range(_FINISHING_SLICES):
        if maker is None or maker.incubatingObjectCount() == 0:
            return
        maker.incubateFor(_SLICE_MS)
