"""Paper that is counted, one job at a time, a hold when the printer fails."""

from alphamale_desktop.application.print_desk import PrintDesk, PrinterCondition, PrinterRules


class MemoryPaper:
    """Satisfies ``PaperCounter``."""

    def __init__(self, sheets: int | None = None) -> None:
        self.sheets = sheets

    def load(self) -> int | None:
        return self.sheets

    def save(self, sheets: int | None) -> None:
        self.sheets = sheets


def _print(desk: PrintDesk, is_printed: bool = True) -> bool:
    begun = desk.begin()
    if begun:
        desk.end(is_printed)
    return begun


def test_one_job_is_on_its_way_at_a_time() -> None:
    desk = PrintDesk(PrinterRules(), MemoryPaper())

    begun = [desk.begin(), desk.begin()]
    desk.end(is_printed=True)

    assert begun == [True, False]
    assert desk.begin()


def test_sheets_are_counted_down_and_kept() -> None:
    paper = MemoryPaper(3)
    desk = PrintDesk(PrinterRules(), paper)

    _print(desk)
    _print(desk, is_printed=False)

    assert paper.sheets == 2
    assert PrintDesk(PrinterRules(), paper).view.sheets_left == 2


def test_without_paper_by_the_count_nothing_is_printed() -> None:
    desk = PrintDesk(PrinterRules(), MemoryPaper(1))
    _print(desk)

    assert desk.view.condition is PrinterCondition.EMPTY
    assert not _print(desk)

    desk.load_paper(50)
    assert _print(desk)


def test_low_paper_is_noticed_before_it_is_gone() -> None:
    desk = PrintDesk(PrinterRules(low_media=5), MemoryPaper(6))
    before = desk.view.condition

    _print(desk)

    assert (before, desk.view.condition) == (PrinterCondition.READY, PrinterCondition.LOW)
    assert desk.offers_printing


def test_where_nobody_counts_paper_never_runs_out() -> None:
    paper = MemoryPaper()
    desk = PrintDesk(PrinterRules(), paper)

    assert all(_print(desk) for _ in range(100))
    assert paper.sheets is None


def test_two_failures_in_a_row_hold_the_printer_until_the_operator_resumes() -> None:
    desk = PrintDesk(PrinterRules(), MemoryPaper())
    _print(desk, is_printed=False)
    after_one = desk.view.condition
    _print(desk, is_printed=False)

    assert after_one is PrinterCondition.READY
    assert desk.view.condition is PrinterCondition.HELD
    assert not _print(desk)

    desk.resume()
    assert _print(desk)


def test_a_success_forgives_the_failure_before() -> None:
    desk = PrintDesk(PrinterRules(), MemoryPaper())

    for is_printed in (False, True, False):
        _print(desk, is_printed)

    assert desk.view.condition is PrinterCondition.READY


def test_a_printer_that_does_not_answer_is_held_at_once() -> None:
    desk = PrintDesk(PrinterRules(), MemoryPaper())
    desk.begin()

    desk.hold()

    assert desk.view.condition is PrinterCondition.HELD
    assert not desk.view.is_printing
