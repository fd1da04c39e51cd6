"""The result for QML, and what a guest does with its card."""

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.domain.analysis import Accepted, AnalysisResult
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.card_actions import CardActions
from alphamale_desktop.ui.card_printer import CardPrinter
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.picture_shelf import PictureShelf
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.result_view import ResultView, result_view
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.star_portraits import stars_of
from alphamale_desktop.ui.visit_model import Findings, VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("built in composition")
class ResultViewModel(CardActions):  # type: ignore[operator]  # PySide's stub
    """Derives the page as soon as the analysis arrives, so that it opens at once. GUI thread."""

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
        super().__init__(services, words, board, pools, printer, is_kiosk, parent)
        self._visit = visit
        self._shelf = shelf
        self._shown: Findings | None = None
        visit.findingsChanged.connect(self._derive)
        visit.stageChanged.connect(self._on_stage)
        visit.wiped.connect(self._forget)
        words.languageChanged.connect(self._derive_anew)

    def card_content(self) -> CardContent | None:
        """None unless the result is in front."""
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

    def _on_stage(self) -> None:
        if self._visit.visit.stage is VisitStage.FORM and self._is_kiosk:
            self.look_for_printer()

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
        self._shown = None
        self.forget_card()
        self.show_view(ResultView())
