"""The result for QML, and what a guest does with it: save, copy, print, look at the file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.domain.analysis import Accepted, AnalysisResult
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.card_file import free_file
from alphamale_desktop.ui.card_printer import CardPrinter, PrintOutcome
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.picture_shelf import PictureShelf
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.result_figures import ResultFigures
from alphamale_desktop.ui.result_view import ResultView, result_view
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.star_portraits import stars_of
from alphamale_desktop.ui.visit_model import Findings, VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ShareState:
    """What became of this result's card.

    Attributes:
        is_busy: A card is being made.
        saved_path: Where it went, empty before.
        saved_language: The language of the saved card.
        is_printed: It was sent to a printer.
    """

    is_busy: bool = False
    saved_path: str = ""
    saved_language: str = ""
    is_printed: bool = False


@QmlElement
@QmlUncreatable("built in composition")
class ResultViewModel(ResultFigures):  # type: ignore[operator]  # PySide's stub
    """Derives the page as soon as the analysis arrives, so that it opens at once. GUI thread."""

    shareChanged = Signal()

    def __init__(
        self,
        services: BoothServices,
        visit: VisitViewModel,
        words: Words,
        board: NoticeBoard,
        shelf: PictureShelf,
        pools: Pools,
        printer: CardPrinter,
        is_kiosk: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._visit = visit
        self._words = words
        self._board = board
        self._shelf = shelf
        self._pools = pools
        self._printer = printer
        self._is_kiosk = is_kiosk
        self._has_printer = False
        self._share = ShareState()
        self._job: Job | None = None
        self._shown: Findings | None = None
        self._clipboard_is_ours = False
        visit.findingsChanged.connect(self._derive)
        visit.stageChanged.connect(self._on_stage)
        visit.wiped.connect(self._forget)
        words.languageChanged.connect(self._derive_anew)

    @Property(bool, notify=shareChanged)
    def isBusy(self) -> bool:
        return self._share.is_busy

    @Property(str, notify=shareChanged)
    def savedPath(self) -> str:
        return self._share.saved_path

    @Property(bool, notify=shareChanged)
    def canPrint(self) -> bool:
        """Always on a desktop, which says what is missing; on a kiosk only with a printer."""
        return not self._is_kiosk or self._has_printer

    @Property(bool, notify=shareChanged)
    def mayPrint(self) -> bool:
        """False while a card is made, and on a kiosk after one print: a double tap costs no paper."""
        return self.may_print

    @property
    def may_print(self) -> bool:
        return not self._share.is_busy and not (self._is_kiosk and self._share.is_printed)

    @Slot()
    def save(self) -> None:
        """Writes the card into the Pictures folder and says where; a second press only says where again."""
        if self._share.saved_path and self._share.saved_language == self._words.spoken:
            self._tell_where(Path(self._share.saved_path))
            return
        services, name = self._services, self._view.type_name
        when = services.clock.now().astimezone()
        self._with_card(lambda png: _saved(png, services, name, when), self._on_saved)

    @Slot()
    def copy(self) -> None:
        """Puts the card on the clipboard; it is taken off again when the visit ends."""
        self._with_card(_decoded, self._on_copy)

    @Slot()
    def reveal(self) -> None:
        """Opens the folder of the saved card."""
        if self._share.saved_path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._share.saved_path).parent)))

    @Slot()
    def printCard(self) -> None:
        """Prints the card where a printer is set up; says so where there is none."""
        if not self.may_print:
            return
        printer = self._printer
        self._with_card(lambda png: _decoded(png) if printer.has_printer() else None, self._on_print)

    def _with_card(self, then: Callable[[bytes], T], on_done: Callable[[T], None]) -> None:
        content = self._card_content()
        if content is None or self._job is not None:
            return
        painter = self._services.card
        self._job = job = Job(lambda _: then(painter.paint(content)), self)
        job.succeeded.connect(on_done)
        job.failed.connect(self._on_card_failed)
        job.cancelled.connect(self._on_card_done)
        job.start(self._pools.files)
        self._show_share(replace(self._share, is_busy=True))
        self._board.tell(self._words.say("result-busy"))

    def _card_content(self) -> CardContent | None:
        photo, found, result = self._visit.visit.photo, self._visit.findings, self._result
        if photo is None or found is None or result is None or self._visit.visit.stage is not VisitStage.RESULT:
            return None
        language = self._words.spoken
        described = [d for d in found.descriptions if d.language == language]
        if not described:
            return None
        event = self._services.event_name
        return CardContent(photo.data, result, described[0], found.celebrities, language, event)

    @property
    def _result(self) -> AnalysisResult | None:
        analysis = self._visit.visit.analysis
        outcome = analysis.outcome if analysis is not None else None
        return outcome.result if isinstance(outcome, Accepted) else None

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._on_card_done()
        self._show_share(replace(self._share, saved_path=str(path), saved_language=self._words.spoken))
        self._tell_where(path)

    def _tell_where(self, path: Path) -> None:
        self._board.tell(
            self._words.say("result-saved", file=path.name),
            self._words.say("result-saved-where", folder=str(path.parent)),
        )

    @Slot(object)
    def _on_copy(self, picture: QImage) -> None:
        self._on_card_done()
        QGuiApplication.clipboard().setImage(picture)
        self._clipboard_is_ours = True
        self._board.tell(self._words.say("result-copied"))

    @Slot(object)
    def _on_print(self, picture: QImage | None) -> None:
        self._on_card_done()
        if picture is None:
            self._board.warn(self._words.say("print-none"), self._words.say("print-none.hint"))
            return
        match self._printer.print(picture):
            case PrintOutcome.SENT:
                self._show_share(replace(self._share, is_printed=True))
                self._board.tell(self._words.say("print-sent"))
            case PrintOutcome.REFUSED:
                self._board.warn(self._words.say("print-refused"), self._words.say("print-refused.hint"))
            case PrintOutcome.CALLED_OFF:
                pass

    @Slot(object)
    def _on_card_failed(self, failure: Failure) -> None:
        self._on_card_done()
        self._board.complain(failure)

    @Slot()
    def _on_card_done(self) -> None:
        self._job = None
        self._show_share(replace(self._share, is_busy=False))

    def _on_stage(self) -> None:
        if self._visit.visit.stage is VisitStage.FORM and self._is_kiosk:
            self._look_for_printer()

    def _look_for_printer(self) -> None:
        job = Job(lambda _: self._printer.has_printer(), self)
        job.succeeded.connect(self._on_looked)
        job.start(self._pools.files)

    @Slot(object)
    def _on_looked(self, has_printer: bool) -> None:
        if has_printer != self._has_printer:
            self._has_printer = has_printer
            self.shareChanged.emit()

    def _derive_anew(self) -> None:
        self._shown = None
        self._derive()

    def _derive(self) -> None:
        found = self._visit.findings
        if found is self._shown and found is not None:
            return
        self._shown = found
        self.show_view(self._derived(found) if found is not None else ResultView())

    def _derived(self, found: Findings) -> ResultView:
        outcome = found.analysis.outcome
        if not isinstance(outcome, Accepted):
            return ResultView()
        stars = stars_of(found.celebrities, self._words.spoken, self._services.portraits, self._shelf)
        return result_view(outcome.result, found.descriptions, stars, self._words)

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._shown = None
        if self._clipboard_is_ours:
            self._clipboard_is_ours = False
            QGuiApplication.clipboard().clear()
        self._show_share(ShareState())
        self.show_view(ResultView())

    def _show_share(self, share: ShareState) -> None:
        if share != self._share:
            self._share = share
            self.shareChanged.emit()


def _saved(png: bytes, services: BoothServices, type_name: str, when: datetime) -> Path:
    file = free_file(services.pictures_folder, type_name, when)
    services.save_card(png, file)
    return file


def _decoded(png: bytes) -> QImage:
    return QImage.fromData(png)
