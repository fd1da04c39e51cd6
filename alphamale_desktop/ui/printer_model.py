"""The operator's section "Printer": which one, its paper, and what became of the last job."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.print_desk import PrintDesk, PrinterCondition, PrinterRules
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.kiosk_printer import KioskPrinter
from alphamale_desktop.ui.section import SectionStatus
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

MOST_COPIES = 9
MOST_SHEETS = 9_999
SHEETS_STEP = 10

STATUS = {
    PrinterCondition.READY: SectionStatus.NONE,
    PrinterCondition.LOW: SectionStatus.WARNING,
    PrinterCondition.EMPTY: SectionStatus.FAILED,
    PrinterCondition.HELD: SectionStatus.FAILED,
}

Names = Callable[[], Sequence[str]]
"""The system's printers; worker thread, may take seconds."""

StoreRules = Callable[[PrinterRules], None]
"""Keeps them in the settings; worker thread; raises SettingsMalformedError."""


@QmlElement
@QmlUncreatable("built in composition")
class PrinterViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread."""

    viewChanged = Signal()

    def __init__(
        self,
        printer: KioskPrinter,
        names: Names,
        store: StoreRules,
        window: WindowParts,
        report: Callable[[SectionStatus], None],
    ) -> None:
        super().__init__(window.root)
        self.printer = printer
        self._desk = printer.desk
        self._names_of = names
        self._store = store
        self._window = window
        self._words = window.words
        self._report = report
        self._names: tuple[str, ...] | None = None
        self._looking: Job | None = None
        printer.changed.connect(self._on_changed)
        window.words.languageChanged.connect(self.viewChanged)

    @property
    def desk(self) -> PrintDesk:
        return self._desk

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def printers(self) -> list[list[str]]:
        """Pairs of what the system calls a printer and what is shown; the first is the system's default."""
        known = self._names or ()
        chosen = self._desk.rules.name
        missing = () if not chosen or chosen in known else (chosen,)
        shown = [["", self._words.say("printer-default")]]
        return shown + [[name, name] for name in (*known, *missing)]

    @Property(str, notify=viewChanged)
    def chosen(self) -> str:
        return self._desk.rules.name

    @Property(str, notify=viewChanged)
    def conditionText(self) -> str:
        if self._names == ():
            return self._words.say("printer-none")
        return self._words.say(f"printer-condition-{self._desk.view.condition.value}")

    @Property(bool, notify=viewChanged)
    def isHeld(self) -> bool:
        return self._desk.view.condition is PrinterCondition.HELD

    @Property(bool, notify=viewChanged)
    def isTrouble(self) -> bool:
        return STATUS[self._desk.view.condition] is not SectionStatus.NONE

    @Property(bool, notify=viewChanged)
    def isPrinting(self) -> bool:
        return self._desk.view.is_printing

    @Property(bool, notify=viewChanged)
    def counts(self) -> bool:
        return self._desk.view.sheets_left is not None

    @Property(str, notify=viewChanged)
    def sheetsText(self) -> str:
        left = self._desk.view.sheets_left
        return self._words.say("printer-not-counted") if left is None else str(left)

    @Property(str, notify=viewChanged)
    def copiesText(self) -> str:
        return str(self._desk.rules.copies)

    @Slot()
    def refresh(self) -> None:
        """The section is shown: asks the system for its printers."""
        if self._looking is not None:
            return
        names = self._names_of
        self._looking = job = Job(lambda _: tuple(names()), self)
        job.succeeded.connect(self._on_names)
        job.start(self._window.pools.files)

    @Slot(str)
    def choose(self, name: str) -> None:
        self._change(replace(self._desk.rules, name=name))

    @Slot(int)
    def stepCopies(self, by: int) -> None:
        self._change(replace(self._desk.rules, copies=min(MOST_COPIES, max(1, self._desk.rules.copies + by))))

    @Slot(int)
    def stepSheets(self, by: int) -> None:
        present = self._desk.view.sheets_left or 0
        self._load(min(MOST_SHEETS, max(0, present + by * SHEETS_STEP)))

    @Slot(bool)
    def setCounts(self, wanted: bool) -> None:
        """Whether sheets are counted; a fresh count begins at none."""
        self._load(0 if wanted else None)

    @Slot()
    def resume(self) -> None:
        """Somebody has looked after the printer: guests may print again."""
        self._desk.resume()
        self._on_changed()

    def _change(self, rules: PrinterRules) -> None:
        if rules == self._desk.rules:
            return
        self._desk.change_rules(rules)
        self.viewChanged.emit()
        store = self._store
        job = Job(lambda _: store(rules), self)
        job.failed.connect(self._on_failed)
        job.start(self._window.pools.files)

    def _load(self, sheets: int | None) -> None:
        desk = self._desk
        job = Job(lambda _: desk.load_paper(sheets), self)
        job.succeeded.connect(lambda _: self._on_changed())
        job.failed.connect(self._on_failed)
        job.start(self._window.pools.files)

    @Slot(object)
    def _on_names(self, names: tuple[str, ...]) -> None:
        self._looking = None
        self._names = names
        self.viewChanged.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._window.board.complain(failure)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._report(STATUS[self._desk.view.condition])
        self.viewChanged.emit()
