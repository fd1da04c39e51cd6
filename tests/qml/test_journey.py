"""A guest's way through the real pages, by mouse, touch and keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.errors import PictureBrokenError, WeightsMissingError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.photo import PhotoSource
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage, accepted, drawn_photo, refused

OpenBooth = Callable[..., Booth]

INPUTS = ("mouse", "touch", "key")


def _fill_by_hand(booth: Booth, by: str) -> None:
    booth.press("mbti-ENFP", by)
    booth.item("wheel-day").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    booth.key(Qt.Key.Key_Down)
    booth.reveal("consent-analysis")
    booth.press("consent-analysis", by)


@pytest.mark.parametrize("by", INPUTS)
@pytest.mark.parametrize("size", ["portrait", "window"])
def test_a_photo_becomes_a_result_and_home_forgets_it(open_booth: OpenBooth, by: str, size: str) -> None:
    booth = open_booth(size=size)

    booth.bring_photo()
    _fill_by_hand(booth, by)
    booth.press("analyse", by)
    booth.go("result")
    shown = booth.item("typeLetters").property("text")
    booth.press("back", by)
    booth.go("welcome")

    assert shown == "Alpha"
    assert booth.core.visit.visit.photo is None
    assert booth.core.visit.visit.entries.mbti is None
    assert len(booth.core.shelf) == 0


@pytest.mark.parametrize("by", INPUTS)
def test_analyse_pressed_too_early_says_what_is_missing_and_goes_there(open_booth: OpenBooth, by: str) -> None:
    booth = open_booth()
    booth.bring_photo()
    booth.core.form.tick("analysis")

    booth.press("analyse", by)

    assert booth.page == "form"
    assert booth.item("noticeText").property("text") == "MBTI와 생년월일을 입력해 주세요."
    assert booth.focused() == "mbti-INTJ"


def test_each_missing_entry_gets_the_keyboard_in_turn(open_booth: OpenBooth) -> None:
    booth = open_booth()
    booth.bring_photo()
    reached = []
    fills: tuple[Callable[[], None], ...] = (
        lambda: booth.core.form.chooseMbti("INTP"),
        lambda: booth.core.form.turnTo(1990, 2, 3),
        lambda: booth.core.form.tick("analysis"),
    )

    for fill in fills:
        booth.click("analyse")
        reached.append(booth.focused())
        fill()
    booth.click("analyse")
    booth.go("result")

    assert reached == ["mbti-INTJ", "wheel-year", "consent-analysis"]


def test_a_refused_photo_shows_the_reason_and_keeps_the_entries(open_booth: OpenBooth, backstage: Backstage) -> None:
    backstage.analyser.answer = refused(UnusableReason.SEVERAL_FACES)
    booth = open_booth(language="en")
    booth.bring_photo()
    booth.fill_form()

    booth.click("analyse")
    booth.go("unusable")
    reason = booth.item("reason").property("text")
    backstage.analyser.answer = accepted(FaceType.DELTA)
    booth.bring_photo(drawn_photo(600, 800))
    entered = booth.core.visit.visit.entries
    booth.click("analyse")
    booth.go("result")

    assert reason == "There are several faces in this photo."
    assert entered.mbti == "ENFP"
    assert entered.birth_date is not None
    assert booth.item("typeLetters").property("text") == "Delta"


@pytest.mark.parametrize("by", INPUTS)
def test_a_running_analysis_can_be_cancelled_and_asked_for_again(
    open_booth: OpenBooth, backstage: Backstage, by: str
) -> None:
    backstage.analyser.hold()
    booth = open_booth()
    booth.bring_photo()
    booth.fill_form()

    booth.click("analyse")
    booth.go("analysing")
    booth.wait(lambda: booth.item("stepText").property("text") != "")
    booth.press("cancel", by)
    booth.go("form")
    booth.wait(lambda: backstage.analyser.was_cancelled == 1)
    backstage.analyser.release()
    booth.click("analyse")
    booth.go("result")

    assert backstage.analyser.calls == 2
    assert booth.core.visit.visit.entries.mbti == "ENFP"


def test_a_broken_analysis_says_so_and_keeps_the_entries(open_booth: OpenBooth, backstage: Backstage) -> None:
    backstage.analyser.answer = WeightsMissingError(file="typer.safetensors")
    booth = open_booth(language="en")
    booth.bring_photo()
    booth.fill_form()

    booth.click("analyse")
    booth.wait(lambda: booth.has("noticeText"))
    booth.settle()

    assert booth.page == "form"
    assert "typer.safetensors" in str(booth.item("noticeText").property("text"))
    assert booth.core.visit.visit.entries.mbti == "ENFP"


def test_a_file_that_is_no_picture_stays_outside(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = open_booth()

    booth.core.intake.take(b"no picture", PhotoSource.FILE)
    booth.wait(lambda: booth.has("noticeText"))

    wanted = backstage.texts.text(f"error-{PictureBrokenError.code.replace('_', '-')}", "ko")
    assert booth.page == "welcome"
    assert booth.item("noticeText").property("text") == wanted


def test_models_that_do_not_load_are_told_at_once(open_booth: OpenBooth, backstage: Backstage) -> None:
    backstage.load_error = WeightsMissingError(file="gate.safetensors")

    booth = open_booth(language="en")
    booth.wait(lambda: booth.has("noticeText"))

    assert "gate.safetensors" in str(booth.item("noticeText").property("text"))
    assert booth.page == "welcome"


def test_the_keyboard_alone_leads_from_the_tiles_to_the_button(open_booth: OpenBooth) -> None:
    booth = open_booth()
    booth.bring_photo()
    booth.item("mbti-INTJ").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    visited = [booth.focused()]

    for _ in range(40):
        booth.key(Qt.Key.Key_Tab)
        visited.append(booth.focused())
        if visited[-1] == "analyse":
            break

    wanted = [
        "mbti-INTJ",
        "mbti-ESFP",
        "wheel-year",
        "wheel-month",
        "wheel-day",
        "salary",
        "consent-analysis",
        "analyse",
    ]
    assert [name for name in visited if name in wanted] == wanted


def test_the_language_changes_under_the_page_and_returns_with_the_next_guest(open_booth: OpenBooth) -> None:
    booth = open_booth(is_kiosk=True)

    booth.tap("language-en")
    english = booth.item("start").property("text")
    booth.core.visit.finish()

    assert english == "Touch to begin"
    assert booth.item("start").property("text") == "화면을 터치해 시작하세요"
    assert booth.page == "welcome"
