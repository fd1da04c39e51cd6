"""The QR code as a phone sees it, the share sheet, and the operator's section "Printer"."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from alphamale_desktop.application.print_desk import PrintDesk, PrinterCondition, PrinterRules
from alphamale_desktop.application.share_result import LinkState
from alphamale_desktop.ui.kiosk_fittings import Fittings
from alphamale_desktop.ui.kiosk_printer import KioskPrinter
from alphamale_desktop.ui.printer_model import PrinterViewModel
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite
from tests.application.test_print_desk import MemoryPaper
from tests.ui.booth import Booth
from tests.ui.fitted_booth import PIN, Fakes, open_fitted
from tests.ui.test_share_link import SharingBackstage

OpenBooth = Callable[..., Booth]


@pytest.fixture
def backstage(tmp_path: Path) -> SharingBackstage:
    return SharingBackstage(tmp_path / "Pictures")


def _at_result(open_booth: OpenBooth, *, storage: bool = True, **options: object) -> Booth:
    booth = open_booth(language="en", **options)
    booth.bring_photo()
    booth.fill_form()
    if storage:
        booth.core.form.tick("storage")
    booth.wait(lambda: booth.core.visit.findings is not None)
    booth.core.form.submit()
    booth.go("result")
    return booth


@pytest.mark.parametrize("size", ["portrait", "landscape", "window"])
def test_a_phone_reads_the_code_off_the_screen(
    open_booth: OpenBooth, backstage: SharingBackstage, tmp_path: Path, size: str
) -> None:
    booth = _at_result(open_booth, size=size, is_kiosk=True)
    booth.wait(lambda: booth.has("qrCode") and booth.item("qrCode").property("progress") == 1)

    booth.shot(tmp_path / "screen.png")
    seen = cv2.imread(str(tmp_path / "screen.png"))
    assert seen is not None
    read, *_ = cv2.QRCodeDetector().detectAndDecode(seen)

    assert read.startswith("http://192.168.0.9:8350/s/")


def test_both_codes_are_read_where_a_network_has_to_be_joined(
    open_booth: OpenBooth, backstage: SharingBackstage, tmp_path: Path
) -> None:
    backstage.wifi_name = "Booth"
    booth = _at_result(open_booth, size="landscape", is_kiosk=True)
    booth.wait(lambda: booth.has("qrCode") and booth.item("qrCode").property("progress") == 1)
    booth.still()

    booth.shot(tmp_path / "screen.png")
    seen = cv2.imread(str(tmp_path / "screen.png"))
    assert seen is not None
    _, read, *_ = cv2.QRCodeDetector().detectAndDecodeMulti(seen)

    assert sorted(text[:5] for text in read) == ["WIFI:", "http:"]


def test_every_module_is_a_whole_number_of_pixels(open_booth: OpenBooth) -> None:
    booth = _at_result(open_booth)
    booth.wait(lambda: booth.has("qrCode"))
    code = booth.item("qrCode")

    assert code.width() % code.property("modules") == 0
    assert code.width() / code.property("modules") >= 3


def test_who_keeps_nothing_presses_for_his_code(open_booth: OpenBooth, backstage: SharingBackstage) -> None:
    booth = _at_result(open_booth, storage=False)
    booth.wait(lambda: booth.has("linkAsk"))
    before = booth.has("qrCode")

    booth.press("linkAsk", "touch")
    booth.wait(lambda: booth.has("qrCode"))

    assert not before
    assert not booth.has("linkAsk")


def test_a_link_that_is_over_shows_no_code_and_says_so(open_booth: OpenBooth, backstage: SharingBackstage) -> None:
    backstage.links.link_state = LinkState.EXPIRED
    booth = _at_result(open_booth)

    booth.wait(lambda: booth.has("linkState") and booth.item("linkState").property("text") == "The link has expired.")

    assert not booth.has("qrCode")


@pytest.mark.parametrize(
    ("target", "opened", "is_copied"),
    [
        ("x", "https://x.com/intent/post?text=My+face+type", True),
        ("facebook", "https://www.facebook.com/", True),
        ("instagram", "https://www.instagram.com/", False),
        ("kakaotalk", None, True),
    ],
)
def test_a_network_gets_what_its_own_page_can_take(
    open_booth: OpenBooth, backstage: SharingBackstage, target: str, opened: str | None, is_copied: bool
) -> None:
    booth = _at_result(open_booth)

    booth.click("share")
    booth.wait(lambda: booth.has(f"share-{target}"))
    booth.core.result.openTarget(target)
    booth.wait(lambda: not booth.core.result.property("isBusy"))

    assert backstage.opened == ([opened] if opened else [])
    assert bool(list(backstage.pictures_folder.glob("*.png"))) is not is_copied


def test_a_link_that_opens_from_anywhere_is_handed_over(open_booth: OpenBooth, backstage: SharingBackstage) -> None:
    backstage.links.link_state = LinkState.CLOUD_READY
    booth = _at_result(open_booth)
    booth.wait(lambda: bool(booth.core.result.property("hasLink")))

    booth.core.result.openTarget("facebook")
    booth.core.result.mail()

    assert backstage.opened[0].startswith("https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2F192.168.0.9")
    assert backstage.opened[1].startswith("mailto:?subject=My%20face%20type&body=My%20card%3A%20http")


def test_a_letter_says_where_the_card_was_saved(open_booth: OpenBooth, backstage: SharingBackstage) -> None:
    booth = _at_result(open_booth)

    booth.core.result.mail()
    booth.wait(lambda: bool(backstage.opened))

    assert "Pictures" in backstage.opened[0]
    assert len(list(backstage.pictures_folder.glob("*.png"))) == 1


def test_without_a_mail_program_the_guest_is_told(open_booth: OpenBooth, backstage: SharingBackstage) -> None:
    backstage.opens = False
    booth = _at_result(open_booth)

    booth.core.result.mail()
    booth.wait(lambda: booth.core.board.notice.is_trouble)

    assert "No program" in booth.core.board.notice.text


class _PrinterFakes(Fakes):
    """A kiosk whose operator's area has the section "Printer"."""

    def fittings(self, is_kiosk: bool, auto_after_s: float | None, accept_after_s: float | None) -> Fittings:
        section = Section(
            "printer", "section-printer", "print", SectionGroup.BOOTH, "printer/PrinterSection.qml", _build
        )
        return replace(super().fittings(is_kiosk, auto_after_s, accept_after_s), sections=(section,))


def _build(site: SectionSite) -> SectionModels:
    desk = PrintDesk(PrinterRules(), MemoryPaper(12))
    printer = KioskPrinter(desk, lambda: None, site.window.root)
    return {"model": PrinterViewModel(printer, lambda: ("Canon SELPHY",), lambda _: None, site.window, site.report)}


@pytest.mark.parametrize("size", ["portrait", "landscape"])
def test_the_operator_looks_after_the_printer(open_booth: OpenBooth, backstage: SharingBackstage, size: str) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True, fakes=_PrinterFakes(backstage.clock), size=size)
    _enter(booth)
    booth.core.rooms.sections.open("printer")
    booth.wait(lambda: booth.has("printer-Canon SELPHY"))

    booth.press("printerSheets-less", "touch")
    booth.wait(lambda: booth.item("printerSheets-value").property("text") == "2")
    booth.press("printerCopies-more", "touch")

    assert booth.item("printerCopies-value").property("text") == "2"
    assert not booth.has("printerResume")


def test_a_held_printer_is_resumed_by_the_operator(open_booth: OpenBooth, backstage: SharingBackstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True, fakes=_PrinterFakes(backstage.clock), size="landscape")
    _enter(booth)
    booth.core.rooms.sections.open("printer")
    booth.wait(lambda: booth.has("printerCopies-value"))
    model = booth.core.root.findChild(PrinterViewModel)
    assert isinstance(model, PrinterViewModel)
    desk = model.desk
    desk.hold()
    model.printer.changed.emit()
    booth.wait(lambda: booth.has("printerResume"))
    # The button has come just now: one frame gives it its place.
    booth.grab()

    booth.press("printerResume", "touch")
    booth.wait(lambda: not booth.has("printerResume"))

    assert desk.view.condition is not PrinterCondition.HELD


def _enter(booth: Booth) -> None:
    operator = booth.core.rooms.operator
    assert operator is not None
    operator.open()
    booth.wait(lambda: bool(operator.property("isOpen")))
    booth.wait(lambda: not operator.property("isBusy"))
    for digit in PIN:
        operator.key(digit)
    operator.submit()
    booth.go("operator")
