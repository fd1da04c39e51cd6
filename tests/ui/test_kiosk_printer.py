"""A kiosk prints with one tap, on paper that a PDF file stands for, and never makes a guest wait."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, qRgb
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from alphamale_desktop.application.print_desk import PrintDesk, PrinterCondition, PrinterRules
from alphamale_desktop.settings.paper import PaperFile
from alphamale_desktop.ui.card_printer import PrintOutcome, print_centred
from alphamale_desktop.ui.kiosk_printer import KioskPrinter, system_printer
from tests.application.test_print_desk import MemoryPaper
from tests.fakes.log_watch import LogWatch
from tests.ui.core import Core, wait
from tests.ui.fake_services import Backstage

OpenCore = Callable[..., Core]


def _card() -> QImage:
    picture = QImage(1080, 1920, QImage.Format.Format_RGB888)
    picture.fill(qRgb(200, 30, 30))
    return picture


def _pdf_printer(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_a_card_is_printed_whole_on_one_page(app: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"

    taken = print_centred(_pdf_printer(file), _card())

    data = file.read_bytes()
    assert taken
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 1


def test_one_tap_prints_and_counts(app: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"
    desk = PrintDesk(PrinterRules(), MemoryPaper(5))
    printer = KioskPrinter(desk, lambda: _pdf_printer(file))
    outcomes: list[PrintOutcome] = []

    printer.print(_card(), outcomes.append)
    wait(lambda: bool(outcomes))

    assert outcomes == [PrintOutcome.SENT]
    assert file.stat().st_size > 1_000
    assert desk.view.sheets_left == 4


def test_a_missing_printer_is_refused_and_the_window_goes_on(app: QApplication) -> None:
    desk = PrintDesk(PrinterRules(), MemoryPaper(5))
    printer = KioskPrinter(desk, lambda: None)
    outcomes: list[PrintOutcome] = []

    printer.print(_card(), outcomes.append)
    wait(lambda: bool(outcomes))

    assert outcomes == [PrintOutcome.REFUSED]
    assert desk.view.sheets_left == 5


def test_the_system_without_a_printer_offers_none(app: QApplication) -> None:
    printer = KioskPrinter(PrintDesk(PrinterRules("no such printer"), MemoryPaper()), lambda: None)

    assert system_printer("no such printer") is None
    assert not printer.has_printer()


def test_a_stuck_printer_is_given_up_and_the_guest_goes_on(app: QApplication, log_watch: LogWatch) -> None:
    log_watch.expect("does not answer")
    answer = threading.Event()
    desk = PrintDesk(PrinterRules(), MemoryPaper(5))

    def make() -> None:
        answer.wait(20)

    printer = KioskPrinter(desk, make, patience_ms=30)
    outcomes: list[PrintOutcome] = []

    printer.print(_card(), outcomes.append)
    printer.print(_card(), outcomes.append)
    wait(lambda: len(outcomes) == 2)
    answer.set()

    assert outcomes == [PrintOutcome.NOT_NOW, PrintOutcome.NOT_NOW]
    assert desk.view.condition is PrinterCondition.HELD


def test_what_a_stuck_printer_says_later_changes_nothing(app: QApplication, log_watch: LogWatch) -> None:
    log_watch.expect("does not answer")
    answer, answered = threading.Event(), threading.Event()

    def make() -> None:
        answer.wait(20)
        answered.set()

    desk = PrintDesk(PrinterRules(), MemoryPaper(5))
    printer = KioskPrinter(desk, make, patience_ms=30)
    outcomes: list[PrintOutcome] = []
    printer.print(_card(), outcomes.append)
    wait(lambda: bool(outcomes))

    answer.set()
    wait(answered.is_set)
    app.processEvents()

    assert outcomes == [PrintOutcome.NOT_NOW]
    assert desk.view.sheets_left == 5


@pytest.mark.parametrize("limit", [1, 3])
def test_a_guest_prints_as_often_as_he_may(open_core: OpenCore, backstage: Backstage, limit: int) -> None:
    backstage.printer.is_there = True
    backstage.printer.copies_limit = limit
    core = open_core(is_kiosk=True)
    core.reach_result()

    printed = [_printed(core, backstage) for _ in range(limit + 1)]

    assert printed == [*range(1, limit + 1), limit]


def _printed(core: Core, backstage: Backstage) -> int:
    """Presses the button; how many sheets have come out when all is quiet."""
    core.models.result.printCard()
    wait(lambda: not core.models.result.property("isBusy"))
    return len(backstage.printer.printed)


def test_a_printer_that_is_held_sends_the_guest_to_the_staff(open_core: OpenCore, backstage: Backstage) -> None:
    backstage.printer.is_there = True
    backstage.printer.outcome = PrintOutcome.NOT_NOW
    core = open_core(language="en", is_kiosk=True)
    core.reach_result()

    core.models.result.printCard()
    wait(lambda: core.models.board.notice.is_trouble)

    assert "ask the staff" in core.models.board.notice.hint
    assert core.models.result.may_print


def test_the_count_of_sheets_survives_and_a_broken_file_counts_nothing(tmp_path: Path) -> None:
    file = tmp_path / "printer.json"
    missing = PaperFile(file).load()
    PaperFile(file).save(12)
    kept = PaperFile(file).load()
    file.write_text('{"sheets": "many"}')

    assert (missing, kept, PaperFile(file).load()) == (None, 12, None)
