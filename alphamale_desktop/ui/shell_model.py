"""The window around the pages: which page is in front, how large the letters are, whether the models are there."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


class Place(StrEnum):
    """Where the program is; VISIT shows the page of the visit's stage."""

    SPLASH = "splash"
    VISIT = "visit"
    HISTORY = "history"
    COMPARE = "compare"
    SETTINGS = "settings"
    OPERATOR = "operator"
    OUT_OF_ORDER = "outOfOrder"


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks.

    Attributes:
        is_kiosk: Unattended touch kiosk rather than a desktop window.
        text_percent: 100 to 200.
        has_motion: False stills every animation.
        accent: An event's colour in the place of gold, ``#rrggbb``; empty: gold.
        logo: An event's picture for the first page.
    """

    is_kiosk: bool = False
    text_percent: int = 100
    is_high_contrast: bool = False
    has_motion: bool = True
    accent: str = ""
    logo: Path | None = None

    def __post_init__(self) -> None:
        if not 100 <= self.text_percent <= 200:
            raise ValueError(f"want 100 to 200 per cent, got {self.text_percent}")


@QmlElement
@QmlUncreatable("built in composition")
class ShellViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Pages outside a visit are reached from its first page only. GUI thread.

    Signals:
        loadEnded: The models are there, or will not come: what no guest waits for may begin.

    Args:
        places: The pages beside the visit that this program has.
        has_camera: Whether a camera room is there, even when no camera is plugged in.
    """

    viewChanged = Signal()
    pageChanged = Signal()
    loadEnded = Signal()

    def __init__(
        self,
        services: BoothServices,
        visit: VisitViewModel,
        words: Words,
        board: NoticeBoard,
        pools: Pools,
        look: Look,
        places: frozenset[Place] = frozenset(),
        has_camera: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._visit = visit
        self._words = words
        self._board = board
        self._pools = pools
        self._look = look
        self._places = places
        self._has_camera = has_camera
        self._place = Place.SPLASH
        self._has_begun = False
        self._models_ready = False
        self._is_loading = False
        visit.stageChanged.connect(self._on_stage)
        visit.wiped.connect(self._on_wiped)
        words.languageChanged.connect(self.viewChanged)

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """A ``Place`` other than VISIT, or the visit's stage."""
        return self._visit.visit.stage.value if self._place is Place.VISIT else self._place.value

    @Property(bool, notify=viewChanged)
    def isKiosk(self) -> bool:
        return self._look.is_kiosk

    @Property("double", notify=viewChanged)  # type: ignore[arg-type]
    def textScale(self) -> float:
        """1 to 2."""
        return self._look.text_percent / 100

    @Property(bool, notify=viewChanged)
    def isHighContrast(self) -> bool:
        return self._look.is_high_contrast

    @Property(bool, notify=viewChanged)
    def hasMotion(self) -> bool:
        return self._look.has_motion

    @Property(str, notify=viewChanged)
    def accent(self) -> str:
        """Empty: gold."""
        return self._look.accent

    @Property(QUrl, notify=viewChanged)
    def logo(self) -> QUrl:
        """Empty where the event has none."""
        return QUrl.fromLocalFile(str(self._look.logo)) if self._look.logo is not None else QUrl()

    @Property(bool, constant=True)
    def hasCamera(self) -> bool:
        return self._has_camera

    @Property(bool, constant=True)
    def hasHistory(self) -> bool:
        return Place.HISTORY in self._places

    @Property(bool, constant=True)
    def hasCompare(self) -> bool:
        return Place.COMPARE in self._places

    @Property(bool, constant=True)
    def hasSettings(self) -> bool:
        return Place.SETTINGS in self._places

    @Property(bool, notify=viewChanged)
    def modelsReady(self) -> bool:
        return self._models_ready

    @Property(str, notify=viewChanged)
    def retentionText(self) -> str:
        """What happens to a photo, in one plain sentence."""
        return self._words.say("main-retention", days=self._services.retention_days)

    @Property(str, notify=viewChanged)
    def eventName(self) -> str:
        return self._services.event_name

    @Slot()
    def begin(self) -> None:
        """The first frame stands: loads the models behind it. A second call does nothing."""
        if self._has_begun:
            return
        self._has_begun = self._is_loading = True
        load = self._services.load_models
        job = Job(lambda _: load(), self)
        job.succeeded.connect(self._on_loaded)
        job.failed.connect(self._on_failed)
        job.start(self._pools.analysis)

    @property
    def is_loading(self) -> bool:
        """The models are on their way."""
        return self._is_loading

    @Slot()
    def enter(self) -> None:
        """The splash has been seen."""
        if self._place is Place.SPLASH:
            self._go(Place.VISIT)

    @Slot(str)
    def open(self, place: str) -> None:
        """Opens a page beside the visit; only from the visit's first page, or from another such page. Friends are
        compared from the result too."""
        wanted = Place(place)
        stage = self._visit.visit.stage
        is_result = stage is VisitStage.RESULT and wanted is Place.COMPARE
        may_leave = self._place is not Place.VISIT or stage is VisitStage.WELCOME or is_result
        if wanted in self._places and may_leave and self._place is not Place.SPLASH:
            self._go(wanted)

    @Slot()
    def close(self) -> None:
        """Back to the visit."""
        if self._place is not Place.SPLASH:
            self._go(Place.VISIT)

    @property
    def look(self) -> Look:
        return self._look

    def change_look(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self.viewChanged.emit()

    @Slot(int)
    def setTextPercent(self, text_percent: int) -> None:
        self.change_look(replace(self._look, text_percent=min(200, max(100, text_percent))))

    def _go(self, place: Place) -> None:
        if place is not self._place:
            # What failed behind the splash has not been read yet.
            if self._place is not Place.SPLASH:
                self._board.dismiss()
            self._place = place
            self.pageChanged.emit()

    def _on_wiped(self) -> None:
        if self._place is Place.COMPARE:
            self._go(Place.VISIT)

    def _on_stage(self) -> None:
        if self._place is Place.VISIT:
            self.pageChanged.emit()

    @Slot(object)
    def _on_loaded(self, _: object) -> None:
        self._models_ready = True
        self._is_loading = False
        self.viewChanged.emit()
        self.loadEnded.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._is_loading = False
        self._board.complain(failure)
        self.loadEnded.emit()
