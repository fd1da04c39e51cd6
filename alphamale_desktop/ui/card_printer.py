"""Prints a card through the system's printers."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo


class PrintOutcome(StrEnum):
    """NOT_NOW: Another job is on its way, or staff has to look at the printer first."""

    SENT = "sent"
    CALLED_OFF = "called_off"
    REFUSED = "refused"
    NOT_NOW = "not_now"


class CardPrinter(Protocol):
    """The way to paper."""

    @property
    def copies_limit(self) -> int:
        """So often may one guest of a kiosk print."""
        ...

    def has_printer(self) -> bool:
        """Whether printing makes sense now; any thread, may take seconds."""
        ...

    def print(self, picture: QImage, on_done: Callable[[PrintOutcome], None]) -> None:
        """GUI thread; may open a dialog. ``on_done`` is called once, on the GUI thread."""
        ...


class DialogPrinter:
    """Asks with the system's dialog, where the person chooses printer, paper and copies."""

    copies_limit = 1

    def has_printer(self) -> bool:
        return bool(QPrinterInfo.availablePrinterNames())

    def print(self, picture: QImage, on_done: Callable[[PrintOutcome], None]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrintDialog(printer).exec():
            on_done(PrintOutcome.CALLED_OFF)
            return
        on_done(PrintOutcome.SENT if print_centred(printer, picture) else PrintOutcome.REFUSED)


def print_centred(printer: QPrinter, picture: QImage) -> bool:
    """One page, upright, the picture as large as the paper allows, in its middle; whether the system took it.

    Any thread: Qt paints on printers outside the GUI thread too.
    """
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paper = QRectF(painter.viewport())
    scale = min(paper.width() / picture.width(), paper.height() / picture.height())
    width, height = scale * picture.width(), scale * picture.height()
    painter.drawImage(QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height), picture)
    return painter.end()
