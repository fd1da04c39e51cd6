"""Delete now, on the real result page."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage

OpenBooth = Callable[..., Booth]


def _to_kept_result(booth: Booth) -> None:
    booth.bring_photo()
    booth.fill_form()
    booth.core.form.tick("storage")
    booth.core.form.submit()
    booth.go("result")
    booth.wait(lambda: booth.core.kept.visit_id is not None, "the result was not kept")


@pytest.mark.parametrize("by", ["mouse", "touch", "key"])
@pytest.mark.parametrize("is_kiosk", [True, False])
def test_a_guest_deletes_his_visit_after_one_question(
    open_booth: OpenBooth, backstage: Backstage, by: str, is_kiosk: bool
) -> None:
    booth = open_booth(size="portrait", language="en", is_kiosk=is_kiosk)
    _to_kept_result(booth)

    booth.press("eraseNow", by)
    booth.wait(lambda: booth.has("eraseYes"), "nobody asked")
    asked_first = list(backstage.eraser.erased)
    booth.press("eraseYes", by)
    booth.wait(lambda: booth.core.board.notice.text != "", "nobody was told")

    assert asked_first == []
    assert backstage.eraser.erased == [UUID(int=1)]
    assert booth.page == "result"
    assert booth.core.board.notice.text == "Your photo and result are deleted."
    assert not booth.has("eraseNow")


def test_no_keeps_the_visit(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = open_booth(size="window", language="ko")
    _to_kept_result(booth)
    booth.press("eraseNow", "mouse")
    booth.wait(lambda: booth.has("eraseNo"), "nobody asked")

    booth.press("eraseNo", "mouse")
    booth.wait(lambda: not booth.has("eraseNo"), "the question stays")

    assert backstage.eraser.erased == []
    assert booth.has("eraseNow")


def test_what_is_not_kept_cannot_be_deleted(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = open_booth(language="en", is_kiosk=True)
    booth.bring_photo()
    booth.fill_form()

    booth.core.form.submit()
    booth.go("result")
    booth.wait(lambda: bool(backstage.keeper.kept))

    assert not booth.has("eraseNow")
