"""What a guest can do on the result page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from alphamale_desktop.domain.face_type import FaceType
from tests.ui.booth import Booth, items_of
from tests.ui.fake_services import Backstage, accepted

OpenBooth = Callable[..., Booth]


def _at_result(open_booth: OpenBooth, **options: object) -> Booth:
    booth = open_booth(**options)
    booth.bring_photo()
    booth.fill_form()
    booth.wait(lambda: booth.core.visit.findings is not None)
    booth.core.form.submit()
    booth.go("result")
    return booth


@pytest.mark.parametrize("by", ["mouse", "touch", "key"])
def test_a_press_on_the_photo_shows_the_three_parts(open_booth: OpenBooth, by: str) -> None:
    booth = _at_result(open_booth)

    booth.press("resultPhoto", by)
    booth.still()

    shown = {str(item.property("text")) for item in items_of(booth.item("resultPhoto")) if item.isVisible()}
    assert {"얼굴 전체", "T존", "하관"} <= shown


@pytest.mark.parametrize("face_type", FaceType)
@pytest.mark.parametrize("size", ["portrait", "window"])
def test_the_type_is_not_cut_off(open_booth: OpenBooth, backstage: Backstage, face_type: FaceType, size: str) -> None:
    backstage.analyser.answer = accepted(face_type)

    booth = _at_result(open_booth, size=size)

    letters = booth.item("typeLetters")
    assert letters.property("text") == face_type.name.capitalize()
    assert letters.property("contentWidth") <= letters.width()


def test_the_share_sheet_copies_and_closes(open_booth: OpenBooth) -> None:
    booth = _at_result(open_booth)
    QGuiApplication.clipboard().clear()

    booth.click("share")
    booth.wait(lambda: booth.has("shareCopy"))
    offered_before_saving = booth.has("shareReveal")
    booth.click("shareCopy")
    booth.wait(lambda: not QGuiApplication.clipboard().image().isNull())
    booth.wait(lambda: not booth.has("shareCopy"))

    assert not offered_before_saving


def test_escape_closes_the_share_sheet(open_booth: OpenBooth) -> None:
    booth = _at_result(open_booth)
    booth.click("share")
    booth.wait(lambda: booth.has("shareCopy"))

    booth.key(Qt.Key.Key_Escape)

    booth.wait(lambda: not booth.has("shareCopy"))


def test_going_home_closes_the_share_sheet(open_booth: OpenBooth) -> None:
    booth = _at_result(open_booth)
    booth.click("share")
    booth.wait(lambda: booth.has("shareCopy"))

    booth.core.visit.finish()
    booth.go("welcome")

    assert not booth.has("shareCopy")


def test_a_kiosk_offers_no_file_and_no_clipboard(open_booth: OpenBooth) -> None:
    booth = _at_result(open_booth, is_kiosk=True)

    shown = {name for name in ("save", "share", "print", "back") if booth.has(name)}

    assert shown == {"back"}


def test_the_language_can_change_under_the_result(open_booth: OpenBooth) -> None:
    booth = _at_result(open_booth, language="ko")

    booth.core.words.choose("en")

    assert booth.core.result.view.title == "The master of balance"
    assert [row.part for row in booth.core.result.view.rows] == ["Whole face", "T-zone", "Lower face"]
