"""The guest's journey for QML: drives the pure state machine, runs the analysis ahead of the form."""

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.analysis import Accepted, Analysis, Unusable
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.photo import Photo
from alphamale_desktop.domain.visit import (
    AnalysisArrived,
    AnalysisFailed,
    BackAsked,
    CameraOpened,
    Event,
    Finished,
    PhotoAccepted,
    PhotoChosen,
    PhotoTaken,
    RetakeAsked,
    Submitted,
    Visit,
    VisitStage,
)
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.photo_intake import AdmittedPhoto
from alphamale_desktop.ui.picture_shelf import PictureShelf, address_of
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices, Draw
from alphamale_desktop.ui.words import LANGUAGES, Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

PROGRESS_OF_STEP = MappingProxyType({"models": 0.04, "decode": 0.12, "gate": 0.25, "typer": 0.5, "score": 0.9})
"""How far an analysis is, 0 to 1, when a step begins."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the result page needs, made on the analysis thread.

    Attributes:
        celebrities: Empty when the photo was refused or the catalog cannot be read.
        descriptions: The type in each language, empty when the photo was refused.
    """

    analysis: Analysis
    celebrities: tuple[Celebrity, ...] = ()
    descriptions: tuple[TypeDescription, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitView:
    """What QML sees of the journey."""

    stage: str = VisitStage.WELCOME.value
    photo_url: str = ""
    may_retake: bool = True
    retakes_left: int = -1
    progress: float = 0.0
    step_text: str = ""
    reason: str = ""
    reason_text: str = ""
    reason_hint: str = ""


@QmlElement
@QmlUncreatable("built in composition")
class VisitViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """One way in: every slot becomes an event; an event that does not fit the stage changes nothing. GUI thread.

    Signals:
        viewChanged: Any property changed.
        stageChanged: The journey moved to another page.
        findingsChanged: An analysis arrived, or the present one was dropped.
        wiped: The visit is over; whoever holds something of the guest forgets it now.
    """

    viewChanged = Signal()
    stageChanged = Signal()
    findingsChanged = Signal()
    wiped = Signal()
    _stepBegan = Signal(object, str)

    def __init__(
        self,
        services: BoothServices,
        words: Words,
        board: NoticeBoard,
        shelf: PictureShelf,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._words = words
        self._board = board
        self._shelf = shelf
        self._pools = pools
        self._visit = Visit.fresh(services.retakes_allowed)
        self._findings: Findings | None = None
        self._draw: Draw = services.new_draw()
        self._job: Job | None = None
        self._step = ""
        self._view = VisitView()
        self._stepBegan.connect(self._on_step)
        words.languageChanged.connect(self._derive)

    @property
    def visit(self) -> Visit:
        return self._visit

    @property
    def findings(self) -> Findings | None:
        """The present photo's analysis and what belongs to it, once it arrived."""
        return self._findings

    @property
    def view(self) -> VisitView:
        return self._view

    @Property(str, notify=stageChanged)
    def stage(self) -> str:
        return self._visit.stage.value

    @Property(str, notify=viewChanged)
    def photoUrl(self) -> str:
        return self._view.photo_url

    @Property(bool, notify=viewChanged)
    def mayRetake(self) -> bool:
        return self._view.may_retake

    @Property(int, notify=viewChanged)
    def retakesLeft(self) -> int:
        """-1 where retakes are not limited."""
        return self._view.retakes_left

    @Property("double", notify=viewChanged)  # type: ignore[arg-type]
    def progress(self) -> float:
        """0 to 1."""
        return self._view.progress

    @Property(str, notify=viewChanged)
    def stepText(self) -> str:
        return self._view.step_text

    @Property(str, notify=viewChanged)
    def reason(self) -> str:
        """Why the photo was refused, as an ``UnusableReason``'s value; empty otherwise."""
        return self._view.reason

    @Property(str, notify=viewChanged)
    def reasonText(self) -> str:
        return self._view.reason_text

    @Property(str, notify=viewChanged)
    def reasonHint(self) -> str:
        return self._view.reason_hint

    @Slot()
    def openCamera(self) -> None:
        self.apply(CameraOpened())

    @Slot()
    def acceptPhoto(self) -> None:
        self.apply(PhotoAccepted())

    @Slot()
    def retake(self) -> None:
        self.apply(RetakeAsked())

    @Slot()
    def submit(self) -> None:
        self.apply(Submitted())

    @Slot()
    def back(self) -> None:
        """One page back, or a cancelled analysis; the entries stay."""
        self.apply(BackAsked())

    @Slot()
    def finish(self) -> None:
        """Home: forgets everything of this guest."""
        self.apply(Finished())

    @Slot(object)
    def choose_photo(self, admitted: AdmittedPhoto) -> None:
        """A photo from a file, a drop or the clipboard."""
        self._admit(admitted, PhotoChosen(admitted.photo))

    @Slot(object)
    def take_photo(self, admitted: AdmittedPhoto) -> None:
        """A photo from the camera, still to be reviewed."""
        self._admit(admitted, PhotoTaken(admitted.photo))

    def apply(self, event: Event) -> None:
        """Moves the journey on; does nothing where the event does not belong to the stage."""
        before, after = self._visit, self._visit.after(event)
        is_over = isinstance(event, Finished)
        if after is before and not is_over:
            return
        self._visit = after
        if after.photo is not before.photo:
            self._drop_analysis()
            if after.photo is not None:
                self._begin(after.photo)
        elif before.stage is VisitStage.ANALYSING and after.stage is VisitStage.FORM:
            # Cancelled or broken: it runs again when it is asked for again.
            self._drop_analysis()
        elif after.stage is VisitStage.ANALYSING and self._job is None and after.photo is not None:
            self._begin(after.photo)
        if is_over:
            self._wipe()
        self._derive()
        if after.stage is not before.stage:
            if not isinstance(event, AnalysisFailed):
                self._board.dismiss()
            self.stageChanged.emit()

    def shut_down(self) -> None:
        """Cancels running work; call before the pools drain."""
        self._drop_analysis()

    def _admit(self, admitted: AdmittedPhoto, event: PhotoChosen | PhotoTaken) -> None:
        if self._visit.after(event) is self._visit:
            return
        self._shelf.put(_photo_name(admitted.photo), admitted.picture)
        self.apply(event)

    def _drop_analysis(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._step = ""
        if self._findings is not None:
            self._findings = None
            self.findingsChanged.emit()

    def _wipe(self) -> None:
        self._draw = self._services.new_draw()
        self._shelf.wipe()
        self._words.reset()
        self.wiped.emit()

    def _begin(self, photo: Photo) -> None:
        draw = self._draw
        self._step = "models"
        self._job = job = Job(lambda cancel: self._find(photo, draw, cancel), self)
        job.succeeded.connect(lambda found: self._on_found(photo, found))
        job.failed.connect(lambda failure: self._on_failed(photo, failure))
        job.start(self._pools.analysis)

    def _find(self, photo: Photo, draw: Draw, cancel: Cancel) -> Findings:
        analysis = self._services.analyse(photo.data, cancel, lambda step: self._stepBegan.emit(photo, step))
        if not isinstance(analysis.outcome, Accepted):
            return Findings(analysis)
        cancel.check()
        face_type = analysis.outcome.result.face_type
        descriptions = tuple(self._services.describe(face_type, language) for language in LANGUAGES)
        return Findings(analysis, draw(face_type), descriptions)

    def _on_found(self, photo: Photo, found: Findings) -> None:
        if photo is not self._visit.photo:
            return
        self._job = None
        self._findings = found
        self.findingsChanged.emit()
        self.apply(AnalysisArrived(photo, found.analysis))

    def _on_failed(self, photo: Photo, failure: Failure) -> None:
        if photo is not self._visit.photo:
            return
        self._job = None
        self._step = ""
        # While the guest still fills in the form he need not know: it runs again when he asks for it.
        if self._visit.stage is VisitStage.ANALYSING:
            self.apply(AnalysisFailed(photo))
            self._board.complain(failure)
        self._derive()

    @Slot(object, str)
    def _on_step(self, photo: Photo, step: str) -> None:
        if photo is self._visit.photo and step in PROGRESS_OF_STEP:
            self._step = step
            self._derive()

    def _derive(self) -> None:
        visit = self._visit
        refused = visit.analysis.outcome if visit.analysis is not None else None
        reason = refused.reason.value if isinstance(refused, Unusable) else ""
        key = f"unusable-{reason}"
        view = VisitView(
            stage=visit.stage.value,
            photo_url=address_of(_photo_name(visit.photo)) if visit.photo is not None else "",
            may_retake=visit.may_retake,
            retakes_left=-1 if visit.retakes_left is None else visit.retakes_left,
            progress=PROGRESS_OF_STEP.get(self._step, 0.0),
            step_text=self._words.say(f"analysing-step-{self._step}") if self._step else "",
            reason=reason,
            reason_text=self._words.say(key) if reason else "",
            reason_hint=self._words.say(f"{key}.hint") if reason else "",
        )
        if view != self._view:
            self._view = view
            self.viewChanged.emit()


def _photo_name(photo: Photo) -> str:
    return f"photo/{photo.photo_id}"
