"""The kiosk's printer as its operator sees it: paper that is counted, one job at a time, and a hold when it fails."""

import threading
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

FAILURES_TO_HOLD = 2


@dataclass(frozen=True, slots=True)
class PrinterRules:
    """Attributes:
    name: As the system calls it; empty: its default printer.
    copies: So often may one guest print.
    low_media: From so few sheets on the operator is warned.
    """

    name: str = ""
    copies: int = 1
    low_media: int = 10


class PaperCounter(Protocol):
    """Remembers the sheets that are left, also across restarts. Any thread."""

    def load(self) -> int | None:
        """None where nobody counts."""
        ...

    def save(self, sheets: int | None) -> None:
        """Raises SettingsMalformedError if it cannot be written."""
        ...


class PrinterCondition(StrEnum):
    READY = "ready"
    LOW = "low"
    EMPTY = "empty"
    HELD = "held"
    """It failed again and again: guests are not offered it until the operator resumes."""


@dataclass(frozen=True, slots=True)
class PrinterView:
    """Attributes:
    sheets_left: None where nobody counts.
    is_printing: A job is on its way.
    """

    sheets_left: int | None = None
    is_printing: bool = False
    failures: int = 0
    low_media: int = 10

    @property
    def condition(self) -> PrinterCondition:
        if self.failures >= FAILURES_TO_HOLD:
            return PrinterCondition.HELD
        if self.sheets_left is not None and self.sheets_left <= 0:
            return PrinterCondition.EMPTY
        is_low = self.sheets_left is not None and self.sheets_left <= self.low_media
        return PrinterCondition.LOW if is_low else PrinterCondition.READY


class PrintDesk:
    """Any thread."""

    def __init__(self, rules: PrinterRules, counter: PaperCounter) -> None:
        self.rules = rules
        self._counter = counter
        self._lock = threading.Lock()
        self._view = PrinterView(counter.load(), low_media=rules.low_media)

    @property
    def view(self) -> PrinterView:
        return self._view

    def change_rules(self, rules: PrinterRules) -> None:
        with self._lock:
            self.rules = rules
            self._view = replace(self._view, low_media=rules.low_media)

    @property
    def offers_printing(self) -> bool:
        return self._view.condition in (PrinterCondition.READY, PrinterCondition.LOW)

    def begin(self) -> bool:
        """Takes the printer for one job; False while another is on its way, without paper, or on hold."""
        with self._lock:
            if self._view.is_printing or not self.offers_printing:
                return False
            self._view = replace(self._view, is_printing=True)
            return True

    def end(self, is_printed: bool) -> None:
        """The job is over.

        Raises:
            SettingsMalformedError: If the count cannot be written; it holds until the program ends.
        """
        with self._lock:
            left = self._view.sheets_left
            if is_printed and left is not None:
                left = max(0, left - 1)
            failures = 0 if is_printed else self._view.failures + 1
            self._view = replace(self._view, is_printing=False, failures=failures, sheets_left=left)
        if is_printed and left is not None:
            self._counter.save(left)

    def hold(self) -> None:
        """The printer does not answer: its job is given up, and no other begins until somebody has looked."""
        with self._lock:
            self._view = replace(self._view, is_printing=False, failures=FAILURES_TO_HOLD)

    def resume(self) -> None:
        """The operator has looked after it."""
        with self._lock:
            self._view = replace(self._view, is_printing=False, failures=0)

    def load_paper(self, sheets: int | None) -> None:
        """So many sheets are in it now; None: nobody counts. Raises SettingsMalformedError."""
        if sheets is not None and sheets < 0:
            raise ValueError(f"want no sheets or more, got {sheets}")
        with self._lock:
            self._view = replace(self._view, sheets_left=sheets)
        self._counter.save(sheets)
