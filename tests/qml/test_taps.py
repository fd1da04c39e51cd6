"""Taps count in a page's own state only."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage

OpenBooth = Callable[..., Booth]


def test_a_double_tap_on_analyse_does_not_reach_the_next_page(open_booth: OpenBooth) -> None:
    booth = open_booth(size="portrait")
    booth.bring_photo()
    booth.fill_form()
    booth.wait(lambda: booth.core.visit.findings is not None)
    where = booth.centre("analyse")

    for _ in range(4):
        booth.tap_at(where)
    booth.go("result")

    assert booth.core.visit.visit.photo is not None


def test_a_page_is_deaf_until_it_settled(open_booth: OpenBooth) -> None:
    booth = open_booth()
    booth.bring_photo()
    booth.fill_form()
    booth.wait(lambda: booth.core.visit.findings is not None)
    booth.click("analyse")
    booth.wait(lambda: booth.page == "result")
    is_settled = booth.window.property("settled")

    booth.click("back")
    after_early_press = booth.page
    booth.settle()
    booth.click("back")
    booth.go("welcome")

    assert not is_settled
    assert after_early_press == "result"


def test_a_press_that_began_on_the_old_page_does_nothing_on_the_new_one(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth = open_booth()
    booth.bring_photo()
    booth.fill_form()
    backstage.analyser.hold()
    booth.wait(lambda: booth.core.visit.findings is not None)
    where = booth.centre("back")

    QTest.mousePress(booth.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    booth.core.visit.submit()
    booth.go("result")
    QTest.mouseRelease(booth.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    assert booth.page == "result"


def test_a_double_click_on_save_writes_one_card(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = open_booth()
    booth.bring_photo()
    booth.fill_form()
    booth.click("analyse")
    booth.go("result")

    booth.click("save")
    booth.click("save")
    booth.wait(lambda: booth.core.result.property("savedPath") != "" and not booth.core.result.property("isBusy"))

    assert len(list(backstage.pictures_folder.iterdir())) == 1


def test_a_tap_where_nothing_is_changes_nothing(open_booth: OpenBooth) -> None:
    booth = open_booth(size="portrait")
    booth.bring_photo()
    before = booth.core.visit.visit
    corner = booth.centre("mbti-INTJ")
    corner.setX(2)

    booth.tap_at(corner)

    assert booth.core.visit.visit is before
