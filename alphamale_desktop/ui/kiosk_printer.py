"""A kiosk's printer: one tap, no dialog, never in a guest's way."""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from alphamale_desktop.application.print_desk import PrintDesk
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.ui.card_printer import PrintOutcome, print_centred

logger = logging.getLogger(__name__)

PATIENCE_MS = 20_000
"""So long may the system take to accept a page; then the guest goes on, and staff has to look."""

MakePrinter = Callable[[], QPrinter | None]
"""A printer to paint on, or None where there is none that works. Worker thread; may take seconds, or for ever."""


def system_printer(name: str) -> QPrinter | None:
    """The system's printer of that name, or its default one; None where it is missing or reports trouble."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull() or info.state() is QPrinter.PrinterState.Error:
        return None
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


class KioskPrinter(QObject):
    """Satisfies ``CardPrinter``. GUI thread.

    Pages are painted and handed over on a thread of their own for each job, because a printer that hangs must neither
    hold up the window nor a shutdown. There is one job at a time; a job that hangs keeps others out until the operator
    resumes.

    Signals:
        changed: Something about ``desk`` is other than before.
    """

    changed = Signal()
    _settled = Signal(int, bool)

    def __init__(
        self, desk: PrintDesk, make: MakePrinter, parent: QObject | None = None, patience_ms: int = PATIENCE_MS
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._make = make
        self._job = 0
        self._on_done: Callable[[PrintOutcome], None] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._on_stuck)
        self._settled.connect(self._on_settled)

    @property
    def copies_limit(self) -> int:
        return self.desk.rules.copies

    def has_printer(self) -> bool:
        if not self.desk.offers_printing:
            return False
        names = QPrinterInfo.availablePrinterNames()
        return self.desk.rules.name in names if self.desk.rules.name else bool(names)

    def print(self, picture: QImage, on_done: Callable[[PrintOutcome], None]) -> None:
        if not self.desk.begin():
            on_done(PrintOutcome.NOT_NOW)
            return
        self._job += 1
        self._on_done = on_done
        self._patience.start()
        job = self._job
        threading.Thread(target=lambda: self._work(job, picture), name="print", daemon=True).start()
        self.changed.emit()

    def _work(self, job: int, picture: QImage) -> None:
        is_printed = False
        try:
            printer = self._make()
            is_printed = printer is not None and print_centred(printer, picture)
        except Exception:
            logger.exception("printing failed")
        # The window may be gone by the time that a stuck printer answers.
        try:
            self._settled.emit(job, is_printed)
        except RuntimeError:
            logger.info("a printer answered after the window had closed")

    @Slot(int, bool)
    def _on_settled(self, job: int, is_printed: bool) -> None:
        if job != self._job or self._on_done is None:
            # Given up before: the sheet may have come out all the same.
            return
        self._patience.stop()
        try:
            self.desk.end(is_printed)
        except AlphaMaleError as error:
            logger.warning("the sheets that are left cannot be written: %s", error.code)
        self._tell(PrintOutcome.SENT if is_printed else PrintOutcome.REFUSED)

    @Slot()
    def _on_stuck(self) -> None:
        logger.warning("the printer does not answer")
        self._job += 1
        self.desk.hold()
        self._tell(PrintOutcome.NOT_NOW)

    def _tell(self, outcome: PrintOutcome) -> None:
        on_done, self._on_done = self._on_done, None
        if on_done is not None:
            on_done(outcome)
        self.changed.emit()
