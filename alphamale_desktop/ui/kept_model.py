"""What is kept of the present guest, and his way to delete it at once."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.domain.analysis import Accepted
from alphamale_desktop.domain.consent import ConsentPurpose, consent_for, expires_at
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.history_record import day_text
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


class KeptState(StrEnum):
    """How far the present result is on its way into the store, or out of it."""

    NOTHING = "nothing"
    KEEPING = "keeping"
    KEPT = "kept"
    ERASING = "erasing"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class KeptView:
    """Attributes:
    note: The state in one sentence; empty away from a result.
    """

    state: KeptState = KeptState.NOTHING
    note: str = ""


@dataclass(slots=True)
class _Keeping:
    """One result's keeping; a guest who left still has his wish to be deleted fulfilled."""

    visit_id: UUID | None = None
    is_to_be_erased: bool = False


@QmlElement
@QmlUncreatable("built in composition")
class KeptViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Keeps each result as far as its guest agreed, and deletes it again when he asks. GUI thread.

    Signals:
        kept: A result was kept, under this id.
        erased: A kept result is gone for good.
    """

    viewChanged = Signal()
    kept = Signal(object)
    erased = Signal(object)

    def __init__(
        self,
        services: BoothServices,
        visit: VisitViewModel,
        words: Words,
        board: NoticeBoard,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._visit = visit
        self._words = words
        self._board = board
        self._pools = pools
        self._present: _Keeping | None = None
        self._state = KeptState.NOTHING
        self._view = KeptView()
        self._asked_in: str | None = None
        visit.stageChanged.connect(self._on_stage)
        visit.wiped.connect(self._forget)
        words.languageChanged.connect(self._derive)

    @property
    def view(self) -> KeptView:
        return self._view

    @property
    def visit_id(self) -> UUID | None:
        """The present result's, while it is kept."""
        return self._present.visit_id if self._present is not None and self._state is KeptState.KEPT else None

    @Property(str, notify=viewChanged)
    def note(self) -> str:
        """Whether and for how long the result is kept, in one sentence."""
        return self._view.note

    @Property(bool, notify=viewChanged)
    def mayErase(self) -> bool:
        return self._view.state in (KeptState.KEEPING, KeptState.KEPT) and self._services.erase is not None

    @Slot()
    def erase(self) -> None:
        """Deletes row and photo for good; what is still being written is deleted right after."""
        present = self._present
        if present is None or not self.mayErase:
            return
        present.is_to_be_erased = True
        self._show(KeptState.ERASING)
        self._erase_when_kept(present)

    def _on_stage(self) -> None:
        if self._visit.visit.stage is VisitStage.FORM:
            self._asked_in = None
        elif self._asked_in is None:
            # The form was just left: these were its words, whatever language is chosen from now on.
            self._asked_in = self._words.spoken
        if self._visit.visit.stage is VisitStage.RESULT:
            self._keep()

    def _keep(self) -> None:
        kept = self._to_keep()
        if kept is None:
            return
        self._present = keeping = _Keeping()
        is_agreed = kept.consent.allows(ConsentPurpose.STORAGE)
        self._show(KeptState.KEEPING if is_agreed else KeptState.NOTHING)
        keep = self._services.keep
        # In order behind the analyses: one writer.
        job = Job(lambda _: keep(kept), self)
        job.succeeded.connect(lambda visit_id: self._on_kept(keeping, visit_id))
        job.failed.connect(lambda failure: self._on_not_kept(keeping, failure))
        job.start(self._pools.analysis)

    def _to_keep(self) -> VisitToKeep | None:
        visit, found = self._visit.visit, self._visit.findings
        outcome = visit.analysis.outcome if visit.analysis is not None else None
        if visit.photo is None or found is None or not isinstance(outcome, Accepted):
            return None
        now = self._services.clock.now()
        profile = visit.entries.profile
        return VisitToKeep(
            photo=visit.photo.data,
            photo_suffix="jpg",
            result=outcome.result,
            models=found.analysis.models,
            celebrities=found.celebrities,
            consent=consent_for(visit.entries.ticked, profile, now, now.astimezone().date(), self._wording()),
            profile=profile,
        )

    def _wording(self) -> str:
        return self._services.wording(self._asked_in or self._words.spoken).version

    def _on_kept(self, keeping: _Keeping, visit_id: UUID | None) -> None:
        keeping.visit_id = visit_id
        if visit_id is not None:
            self.kept.emit(visit_id)
        if keeping is self._present and not keeping.is_to_be_erased:
            self._show(KeptState.KEPT if visit_id is not None else KeptState.NOTHING)
        self._erase_when_kept(keeping)

    def _on_not_kept(self, keeping: _Keeping, failure: Failure) -> None:
        if keeping is self._present:
            self._show(KeptState.NOTHING)
        self._board.complain(failure)

    def _erase_when_kept(self, keeping: _Keeping) -> None:
        erase, visit_id = self._services.erase, keeping.visit_id
        if erase is None or visit_id is None or not keeping.is_to_be_erased:
            return
        job = Job(lambda _: erase(visit_id), self)
        job.succeeded.connect(lambda _: self._on_erased(keeping, visit_id))
        job.failed.connect(lambda failure: self._on_not_erased(keeping, visit_id, failure))
        job.start(self._pools.analysis)

    def _on_erased(self, keeping: _Keeping, visit_id: UUID) -> None:
        if keeping is self._present:
            self._show(KeptState.ERASED)
            self._board.tell(self._words.say("kept-erased-told"))
        self.erased.emit(visit_id)

    def _on_not_erased(self, keeping: _Keeping, visit_id: UUID, failure: Failure) -> None:
        if failure.code == VisitNotFoundError.code:
            # Somebody was quicker: it is gone all the same.
            self._on_erased(keeping, visit_id)
            return
        keeping.is_to_be_erased = False
        if keeping is self._present:
            self._show(KeptState.KEPT)
        self._board.complain(failure)

    def _forget(self) -> None:
        self._present = None
        self._show(KeptState.NOTHING)

    def _show(self, state: KeptState) -> None:
        self._state = state
        self._derive()

    def _derive(self) -> None:
        view = replace(self._view, state=self._state, note=self._note() if self._present is not None else "")
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

    def _note(self) -> str:
        match self._state:
            case KeptState.NOTHING:
                return self._words.say("kept-nothing")
            case KeptState.ERASING:
                return self._words.say("kept-erasing")
            case KeptState.ERASED:
                return self._words.say("kept-erased")
            case _:
                over = expires_at(self._services.clock.now(), self._services.retention_days).astimezone()
                return self._words.say("kept-until", day=day_text(self._words, over))
