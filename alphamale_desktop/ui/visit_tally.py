"""Counts what happens in visits: how many, where guests leave, how long each page takes. Never who."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from alphamale_desktop.domain.analysis import Accepted, Unusable
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.visit_model import VisitViewModel


class Count(Protocol):
    """Any thread; returns at once."""

    def __call__(self, name: CounterName, label: str = "", seconds: float = 0.0) -> None: ...


class VisitTally(QObject):
    """GUI thread.

    Args:
        monotonic_s: For how long a page was shown.
    """

    def __init__(self, visit: VisitViewModel, count: Count, monotonic_s: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._visit = visit
        self._count = count
        self._monotonic_s = monotonic_s
        self._stage = visit.visit.stage
        self._since_s = monotonic_s()
        visit.stageChanged.connect(self._on_stage)
        visit.findingsChanged.connect(self._on_findings)

    @Slot()
    def _on_stage(self) -> None:
        before, self._stage = self._stage, self._visit.visit.stage
        now_s = self._monotonic_s()
        lasted_s, self._since_s = now_s - self._since_s, now_s
        if before is VisitStage.WELCOME:
            self._count(CounterName.VISIT)
        else:
            self._count(CounterName.STEP, before.value, lasted_s)
        if self._stage is VisitStage.WELCOME and before is not VisitStage.RESULT:
            self._count(CounterName.LEFT, before.value)
        if self._stage is VisitStage.CAMERA and before in (VisitStage.REVIEW, VisitStage.UNUSABLE):
            self._count(CounterName.RETAKE)
        if self._stage is VisitStage.RESULT:
            self._on_result()

    def _on_result(self) -> None:
        self._count(CounterName.FINISHED)
        analysis = self._visit.visit.analysis
        if analysis is not None and isinstance(analysis.outcome, Accepted):
            self._count(CounterName.TYPE, analysis.outcome.result.face_type.code)

    @Slot()
    def _on_findings(self) -> None:
        findings = self._visit.findings
        if findings is None:
            return
        self._count(CounterName.PHOTO)
        for timing in findings.analysis.timings:
            self._count(CounterName.ANALYSIS, timing.step, timing.duration_ms / 1000)
        if isinstance(findings.analysis.outcome, Unusable):
            self._count(CounterName.UNUSABLE, findings.analysis.outcome.reason.value)
