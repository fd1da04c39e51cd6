"""Prints a card through the system's printers."""

from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo


class PrintOutcome(StrEnum):
    SENT = "sent"
    CALLED_OFF = "called_off"
    REFUSED = "refused"


class CardPrinter(Protocol):
    """The way to paper."""

    def has_printer(self) -> bool:
        """Whether a printer is set up; any thread, may take seconds."""
        ...

    def print(self, picture: QImage) -> PrintOutcome:
        """GUI thread; may open a dialog."""
        ...


class SystemPrinter:
    """Asks with the system's dialog on a desktop; a kiosk prints on its default printer at once.

    Args:
        asks: Whether the guest chooses printer and paper.
    """

    def __init__(self, asks: bool) -> None:
        self._asks = asks

    def has_printer(self) -> bool:
        return bool(QPrinterInfo.availablePrinterNames())

    def print(self, picture: QImage) -> PrintOutcome:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._asks and not QPrintDialog(printer).exec():
            return PrintOutcome.CALLED_OFF
        return print_centred(printer, picture)


def print_centred(printer: QPrinter, picture: QImage) -> PrintOutcome:
    """One page, upright, the picture as large as the paper allows, in its middle."""
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(printer):
        return PrintOutcome.REFUSED
    paper = QRectF(painter.viewport())
    scale = min(paper.width() / picture.width(), paper.height() / picture.height())
    width, height = scale * picture.width(), scale * picture.height()
    painter.drawImage(QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height), picture)
    return PrintOutcome.SENT if painter.end() else PrintOutcome.REFUSED
