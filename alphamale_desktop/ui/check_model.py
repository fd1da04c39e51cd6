"""The check before an event: the doctor's findings, as they come."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.section import SectionSite, SectionStatus
from alphamale_desktop.ui.settings_model import HealthLine

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

ExamineStepwise = Callable[[str], Iterable[HealthLine]]
"""Looks the computer over and reports in that language, one finding after the other; seconds, on a worker."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """Attributes:
    summary: Empty before the first finding.
    """

    lines: tuple[HealthLine, ...] = ()
    is_running: bool = False
    summary: str = ""


@QmlElement
@QmlUncreatable("built in composition")
class CheckViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread; the checks run on the analysis thread, after whatever it does."""

    viewChanged = Signal()
    _found = Signal(object)

    def __init__(self, examine: ExamineStepwise, site: SectionSite) -> None:
        super().__init__(site.window.root)
        self._examine = examine
        self._site = site
        self._job: Job | None = None
        self._lines: tuple[HealthLine, ...] = ()
        self._view = CheckView()
        self._found.connect(self._on_found)
        site.window.words.languageChanged.connect(self._derive)

    @property
    def view(self) -> CheckView:
        return self._view

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def lines(self) -> list[dict[str, str]]:
        """Maps with name, verdict, text and hint."""
        return [
            {"name": line.name, "verdict": line.verdict, "text": line.text, "hint": line.hint}
            for line in self._view.lines
        ]

    @Property(bool, notify=viewChanged)
    def isRunning(self) -> bool:
        return self._view.is_running

    @Property(str, notify=viewChanged)
    def summary(self) -> str:
        return self._view.summary

    @Slot()
    def run(self) -> None:
        """Looks everything over anew; a call while it looks does nothing."""
        if self._job is not None:
            return
        self._lines = ()
        examine, language = self._examine, self._site.window.words.spoken
        self._job = job = Job(lambda cancel: self._work(examine(language), cancel), self)
        job.succeeded.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.start(self._site.window.pools.analysis)
        self._derive()

    def shut_down(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _work(self, lines: Iterable[HealthLine], cancel: Cancel) -> object:
        for line in lines:
            cancel.check()
            self._found.emit(line)
        return True

    @Slot(object)
    def _on_found(self, line: HealthLine) -> None:
        self._lines = (*self._lines, line)
        self._derive()

    @Slot(object)
    def _on_done(self, _: object) -> None:
        self._job = None
        verdicts = {line.verdict for line in self._lines}
        worst = next((v for v in ("failed", "warning") if v in verdicts), "ok")
        self._site.report(SectionStatus(worst))
        self._derive()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self._site.window.board.complain(failure)
        self._derive()

    @Slot()
    def _on_cancelled(self) -> None:
        self._job = None

    def _derive(self) -> None:
        counts = Counter(line.verdict for line in self._lines)
        summary = self._site.window.words.say(
            "check-summary", failed=counts["failed"], warnings=counts["warning"], ok=counts["ok"]
        )
        view = CheckView(self._lines, self._job is not None, summary if self._lines else "")
        if view != self._view:
            self._view = view
            self.viewChanged.emit()
