import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from alphamale_desktop.application.ports import CardContent, CardFormat
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.errors import CardUnwritableError
from alphamale_desktop.ui.card_printer import PrintOutcome
from tests.ui.core import Core, wait
from tests.ui.fake_services import Backstage, PlainPainter

OpenCore = Callable[..., Core]


def test_a_kept_visit_carries_exactly_what_was_agreed(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    core.bring_photo()
    core.fill_form()
    core.models.form.tick("storage")
    wait(lambda: core.models.visit.findings is not None)

    core.models.visit.submit()
    wait(lambda: bool(backstage.keeper.kept))

    kept = backstage.keeper.kept[0]
    assert kept.consent.purposes == {ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}
    assert kept.profile is not None
    assert kept.profile.mbti == "ENFP"
    assert [star.name for star in kept.celebrities] == [star.name for star in core.models.result.view.stars]


def test_a_child_keeps_nothing_whatever_was_ticked(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    core.bring_photo()
    core.fill_form()
    core.models.form.tick("storage")
    core.models.form.turnTo(2015, 1, 1)
    wait(lambda: core.models.visit.findings is not None)

    core.models.visit.submit()
    wait(lambda: bool(backstage.keeper.kept))

    assert backstage.keeper.kept[0].consent.purposes == {ConsentPurpose.ANALYSIS}


def test_saving_writes_the_card_under_a_sensible_name_and_says_where(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")
    core.reach_result()

    core.models.result.save()
    wait(lambda: core.models.result.property("savedPath") != "")

    files = list(backstage.pictures_folder.iterdir())
    assert [file.name.startswith("AlphaMale Alpha 2026-11-23 ") for file in files] == [True]
    assert files[0].name in core.models.board.notice.text
    assert str(backstage.pictures_folder) in core.models.board.notice.hint


def test_a_second_press_on_save_writes_no_second_card(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    core.reach_result()
    core.models.result.save()
    wait(lambda: core.models.result.property("savedPath") != "")
    core.models.board.dismiss()

    core.models.result.save()

    assert core.models.board.notice.text
    assert len(list(backstage.pictures_folder.iterdir())) == 1


def test_a_card_in_the_other_language_gets_a_name_of_its_own(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="ko")
    core.reach_result()
    core.models.result.save()
    wait(lambda: core.models.result.property("savedPath") != "")

    core.models.words.choose("en")
    core.models.result.save()
    wait(lambda: len(list(backstage.pictures_folder.iterdir())) == 2)

    assert [content.language for content in backstage.painter.painted] == ["ko", "en"]


def test_a_kiosk_prints_a_result_once(open_core: OpenCore, backstage: Backstage) -> None:
    backstage.printer.is_there = True
    core = open_core(is_kiosk=True)
    core.reach_result()
    core.models.result.printCard()
    wait(lambda: bool(backstage.printer.printed))

    core.models.result.printCard()

    assert not core.models.result.property("mayPrint")
    assert not core.models.result.property("isBusy")


def test_a_card_that_cannot_be_written_is_told_and_the_page_goes_on(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    backstage.save_error = CardUnwritableError(file="/nowhere")
    core.reach_result()

    core.models.result.save()
    wait(lambda: core.models.board.notice.is_trouble)

    assert not core.models.result.property("isBusy")
    assert core.models.result.property("savedPath") == ""


class _SlowPainter(PlainPainter):
    """Each card waits for its own gate."""

    def __init__(self, cards: int) -> None:
        super().__init__()
        self.gates = [threading.Event() for _ in range(cards)]
        self.begun: list[CardContent] = []

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        self.begun.append(content)
        self.gates[len(self.begun) - 1].wait(10)
        return super().paint(content, card_format)


def test_the_card_of_a_guest_who_left_says_nothing_about_the_next_guests(
    open_core: OpenCore, backstage: Backstage
) -> None:
    backstage.painter = painter = _SlowPainter(2)
    core = open_core()
    files = core.models.pools.files
    core.reach_result()
    core.models.result.save()
    wait(lambda: len(painter.begun) == 1)
    core.models.visit.finish()
    core.reach_result()
    core.models.result.save()
    wait(lambda: len(painter.begun) == 2)

    painter.gates[0].set()
    wait(lambda: files.activeThreadCount() == 1)
    QCoreApplication.sendPostedEvents()
    during = core.models.result.property("isBusy")
    painter.gates[1].set()
    wait(lambda: core.models.result.property("savedPath") != "")

    assert during
    assert not core.models.result.property("isBusy")


def test_the_copied_card_leaves_the_clipboard_with_the_guest(open_core: OpenCore) -> None:
    core = open_core()
    core.reach_result()
    clipboard = QGuiApplication.clipboard()

    core.models.result.copy()
    wait(lambda: not clipboard.image().isNull())
    core.models.visit.finish()

    assert clipboard.image().isNull()


def test_what_somebody_else_copied_stays_on_the_clipboard(open_core: OpenCore) -> None:
    core = open_core()
    QGuiApplication.clipboard().setText("mine")
    core.reach_result()

    core.models.visit.finish()

    assert QGuiApplication.clipboard().text() == "mine"


def test_without_a_printer_the_guest_is_told_what_to_do(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")
    core.reach_result()

    core.models.result.printCard()
    wait(lambda: core.models.board.notice.is_trouble)

    assert core.models.board.notice.text == "No printer is set up."
    assert core.models.board.notice.hint
    assert not backstage.printer.printed


@pytest.mark.parametrize(("outcome", "is_trouble"), [(PrintOutcome.SENT, False), (PrintOutcome.REFUSED, True)])
def test_printing_tells_how_it_went(
    open_core: OpenCore, backstage: Backstage, outcome: PrintOutcome, is_trouble: bool
) -> None:
    backstage.printer.is_there = True
    backstage.printer.outcome = outcome
    core = open_core()
    core.reach_result()

    core.models.result.printCard()
    wait(lambda: bool(backstage.printer.printed))

    assert core.models.board.notice.is_trouble is is_trouble
    assert backstage.printer.printed[0].width() == 108


def test_a_kiosk_offers_printing_only_with_a_printer(open_core: OpenCore, backstage: Backstage) -> None:
    backstage.printer.is_there = True
    core = open_core(is_kiosk=True)
    before = core.models.result.property("canPrint")

    core.bring_photo()
    wait(lambda: bool(core.models.result.property("canPrint")))

    assert not before


def test_the_score_card_adds_up_and_names_weights(open_core: OpenCore) -> None:
    core = open_core(language="en")

    core.reach_result()

    view = core.models.result.view
    assert [row.weight_text for row in view.rows] == ["/ 50", "/ 40", "/ 10"]
    assert sum(float(row.points_text) for row in view.rows) == pytest.approx(view.score_percent, abs=0.15)
    assert [row.is_chosen for row in view.spread] == [True, False, False, False, False]
    assert view.frames[0].x == pytest.approx(0.3)
    assert len(view.stars) == 4
