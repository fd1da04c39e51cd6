"""Bringing people and pictures in from a folder or a stick: chosen, looked through, agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.import_plan import ImportPlan
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.organiser_services import CatalogServices
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN_FAULTS = 50


class ImportStep(StrEnum):
    """Where an import stands."""

    CLOSED = "closed"
    CHOOSING = "choosing"
    LOOKING = "looking"
    ASKING = "asking"
    STORING = "storing"


@dataclass(frozen=True, slots=True)
class ImportView:
    """Attributes: done: share of the pictures, 0 to 1."""

    step: ImportStep = ImportStep.CLOSED
    sources: tuple[Path, ...] = ()
    source: Path | None = None
    done: float = 0.0
    plan: ImportPlan | None = None


@QmlElement
@QmlUncreatable("built in composition")
class CatalogImportViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """One import at a time; the work runs on the files' pool. GUI thread.

    Signals:
        imported: The catalog was changed.
    """

    viewChanged = Signal()
    imported = Signal()
    _moved = Signal(int, int)

    def __init__(self, services: CatalogServices, window: WindowParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._window = window
        self._view = ImportView()
        self._job: Job | None = None
        # Bound to a slot, so that Qt queues it from the worker onto our own thread.
        self._moved.connect(self._on_moved)
        window.words.languageChanged.connect(self.viewChanged)

    @property
    def view(self) -> ImportView:
        return self._view

    @Property(str, notify=viewChanged)
    def step(self) -> str:
        """``closed``, ``choosing``, ``looking``, ``asking`` or ``storing``."""
        return self._view.step.value

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def sources(self) -> list[str]:
        """What could be brought in, as a person reads it."""
        return [f"{path.parent.name or path.parent}  ›  {path.name}" for path in self._view.sources]

    @Property(float, notify=viewChanged)
    def done(self) -> float:
        return self._view.done

    @Property(str, notify=viewChanged)
    def sourceName(self) -> str:
        return self._view.source.name if self._view.source else ""

    @Property(str, notify=viewChanged)
    def summary(self) -> str:
        """What would change."""
        plan, say = self._view.plan, self._window.words.say
        if plan is None:
            return ""
        if plan.is_empty:
            return say("organiser-import-nothing")
        return say(
            "organiser-import-summary",
            newcomers=len(plan.newcomers),
            changed=len(plan.people) - len(plan.newcomers),
            pictures=plan.pictures,
            duplicates=sum(twin.is_left_out for twin in plan.duplicates),
        )

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def faults(self) -> list[str]:
        """What cannot be used, each with its reason; at most fifty."""
        if self._view.plan is None:
            return []
        shown = self._view.plan.faults[:SHOWN_FAULTS]
        lines = [f"{each.where}: {self._window.words.error(each.error.code, each.error.details)[0]}" for each in shown]
        more = len(self._view.plan.faults) - len(shown)
        return [*lines, self._window.words.say("organiser-import-more", count=more)] if more else lines

    @Property(bool, notify=viewChanged)
    def canBringIn(self) -> bool:
        return self._can_bring_in

    @property
    def _can_bring_in(self) -> bool:
        return self._view.plan is not None and not self._view.plan.is_empty

    @Slot()
    def open(self) -> None:
        """Looks what is plugged in."""
        if self._view.step is ImportStep.CLOSED:
            self._show(ImportView(ImportStep.CHOOSING))
            self.lookAgain()

    @Slot()
    def lookAgain(self) -> None:
        """A stick was plugged in meanwhile."""
        job = Job(lambda _: tuple(self._services.sources()), self)
        job.succeeded.connect(self._on_sources)
        job.failed.connect(self._window.board.complain)
        job.start(self._window.pools.files)

    @Slot(int)
    def pick(self, row: int) -> None:
        """Looks through one of the sources."""
        if self._view.step is ImportStep.CHOOSING and 0 <= row < len(self._view.sources):
            self._look_through(self._view.sources[row])

    @Slot(QUrl)
    def pickFolder(self, url: QUrl) -> None:
        """Looks through a folder from a dialog."""
        if self._view.step is ImportStep.CHOOSING and url.isLocalFile():
            self._look_through(Path(url.toLocalFile()))

    @Slot()
    def bringIn(self) -> None:
        """Agreed."""
        if self._view.step is not ImportStep.ASKING or not self._can_bring_in:
            return
        self._show(replace(self._view, step=ImportStep.STORING, done=0.0))
        self._job = job = Job(lambda cancel: self._services.importer.bring_in(cancel, self._moved.emit), self)
        job.succeeded.connect(self._on_stored)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_stopped)
        job.start(self._window.pools.files)

    @Slot()
    def close(self) -> None:
        """Stops what runs; nothing was changed unless it was finished."""
        if self._job is not None:
            self._job.cancel()
        elif self._view.step is not ImportStep.CLOSED:
            self._finish()

    def shut_down(self) -> None:
        # A cancelled job forgets what it looked through by itself.
        if self._job is not None:
            self._job.cancel()
        else:
            self._services.importer.drop()

    def _look_through(self, source: Path) -> None:
        self._show(replace(self._view, step=ImportStep.LOOKING, source=source, done=0.0))
        importer = self._services.importer
        self._job = job = Job(lambda cancel: importer.look_through(source, cancel, self._moved.emit), self)
        job.succeeded.connect(self._on_plan)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_stopped)
        job.start(self._window.pools.files)

    @Slot(object)
    def _on_sources(self, sources: Sequence[Path]) -> None:
        self._show(replace(self._view, sources=tuple(sources)))

    @Slot(int, int)
    def _on_moved(self, done: int, total: int) -> None:
        if self._view.step in (ImportStep.LOOKING, ImportStep.STORING):
            self._show(replace(self._view, done=round(done / max(total, 1), 2)))

    @Slot(object)
    def _on_plan(self, plan: ImportPlan) -> None:
        self._job = None
        self._show(replace(self._view, step=ImportStep.ASKING, plan=plan))

    @Slot(object)
    def _on_stored(self, _: object) -> None:
        self._job = None
        self._finish()
        self._window.board.tell(self._window.words.say("organiser-imported"))
        self.imported.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self._finish()
        self._window.board.complain(failure)

    @Slot()
    def _on_stopped(self) -> None:
        self._job = None
        was_storing = self._view.step is ImportStep.STORING
        self._finish()
        if was_storing:
            # It may have been too late to stop.
            self.imported.emit()

    def _finish(self) -> None:
        self._show(ImportView())
        self._window.pools.files.start(self._services.importer.drop)

    def _show(self, view: ImportView) -> None:
        if view != self._view:
            self._view = view
            self.viewChanged.emit()
