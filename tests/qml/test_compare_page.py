"""Friends side by side on the real pages."""

from collections.abc import Callable

import pytest

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.ui.shell_model import Place
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage, accepted

OpenBooth = Callable[..., Booth]

INPUTS = ("mouse", "touch", "key")


def _open(open_booth: OpenBooth, **options: object) -> Booth:
    return open_booth(language="en", places=frozenset({Place.COMPARE}), **options)


def _to_result(booth: Booth, face_type: FaceType) -> None:
    booth.backstage.analyser.answer = accepted(face_type)
    booth.bring_photo()
    booth.fill_form()
    booth.core.form.submit()
    booth.go("result")


def _compare(booth: Booth, face_types: list[FaceType]) -> None:
    """Brings friends of these types together; ends on the page that compares them."""
    for face_type in face_types:
        if booth.page == "compare":
            booth.core.compare.nextFriend()
            booth.go("welcome")
        _to_result(booth, face_type)
        booth.click("compare")
        booth.go("compare")


@pytest.mark.parametrize("by", INPUTS)
@pytest.mark.parametrize("size", ["portrait", "landscape", "window"])
def test_two_friends_stand_side_by_side(open_booth: OpenBooth, size: str, by: str) -> None:
    booth = _open(open_booth, size=size)
    _compare(booth, [FaceType.GAMMA])

    booth.press("next", by)
    booth.go("welcome")
    _to_result(booth, FaceType.ALPHA)
    booth.press("compare", by)
    booth.go("compare")

    first, second = booth.centre("friend-0"), booth.centre("friend-1")
    assert [card["type_name"] for card in booth.core.compare.property("friends")] == ["Gamma", "Alpha"]
    assert first.y() == second.y()
    assert first.x() < second.x()
    assert not booth.has("slot")


def test_the_highest_score_leads_and_alone_nobody_does(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)
    _compare(booth, [FaceType.GAMMA])
    alone = [card["is_leading"] for card in booth.core.compare.property("friends")]

    _compare(booth, [FaceType.ALPHA, FaceType.BETA])

    assert alone == [False]
    assert [card["is_leading"] for card in booth.core.compare.property("friends")] == [False, True, False]


def test_equal_scores_lead_together(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)

    _compare(booth, [FaceType.BETA, FaceType.BETA])

    assert [card["is_leading"] for card in booth.core.compare.property("friends")] == [True, True]


def test_six_are_the_most(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)

    _compare(booth, [*FaceType, FaceType.ALPHA])
    booth.core.compare.nextFriend()

    assert booth.page == "compare"
    assert not booth.has("next")
    assert booth.item("privacy").property("text").startswith("Six can stand side by side.")
    assert booth.core.compare.property("count") == 6


@pytest.mark.parametrize("by", INPUTS)
def test_finish_forgets_the_group(open_booth: OpenBooth, by: str) -> None:
    booth = _open(open_booth)
    _compare(booth, [FaceType.GAMMA, FaceType.ALPHA])

    booth.press("finish", by)
    booth.go("welcome")

    assert booth.core.compare.property("count") == 0
    assert len(booth.core.shelf) == 0
    assert booth.core.visit.visit.photo is None


def test_home_on_the_result_page_forgets_the_group(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)
    _compare(booth, [FaceType.GAMMA])
    booth.core.compare.nextFriend()
    booth.go("welcome")
    _to_result(booth, FaceType.BETA)

    booth.click("back")
    booth.go("welcome")

    assert booth.core.compare.property("count") == 0
    assert len(booth.core.shelf) == 0
    assert not booth.has("compare")


def test_the_next_friend_finds_nothing_of_the_one_before_in_the_form(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)
    _compare(booth, [FaceType.GAMMA])

    booth.core.compare.nextFriend()
    booth.go("welcome")
    booth.bring_photo()

    assert booth.core.visit.visit.entries.mbti is None
    assert booth.core.visit.visit.entries.ticked == frozenset()


def test_the_group_keeps_its_language(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)
    booth.core.words.choose("ko")
    _compare(booth, [FaceType.GAMMA])

    booth.core.compare.nextFriend()

    assert booth.core.words.spoken == "ko"


def test_on_the_first_page_the_group_can_be_looked_at_again(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)
    _compare(booth, [FaceType.GAMMA])
    booth.core.compare.nextFriend()
    booth.go("welcome")

    booth.click("compare")
    booth.go("compare")
    booth.click("back")
    booth.go("welcome")

    assert booth.core.compare.property("count") == 1


def test_a_visit_that_ends_while_friends_are_compared_ends_the_comparison(open_booth: OpenBooth) -> None:
    booth = _open(open_booth)
    _compare(booth, [FaceType.GAMMA])

    booth.core.visit.finish()
    booth.go("welcome")

    assert booth.core.compare.property("count") == 0


def test_a_kiosk_whose_guest_goes_back_to_the_start_forgets_the_group(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth = _open(open_booth, is_kiosk=True)
    _compare(booth, [FaceType.GAMMA])
    booth.core.compare.nextFriend()
    booth.go("welcome")
    held = booth.core.compare.property("count")
    booth.bring_photo()

    booth.core.visit.back()
    booth.go("welcome")

    assert held == 1
    assert booth.core.compare.property("count") == 0


@pytest.mark.parametrize("size", ["portrait", "landscape", "window"])
def test_a_photo_that_does_not_fit_is_cut_beside_the_face(open_booth: OpenBooth, size: str) -> None:
    booth = _open(open_booth, size=size)

    _compare(booth, [FaceType.BETA])
    booth.pictures_ready()
    photo = booth.item("friendPhoto")
    picture = next(item for item in photo.childItems() if item.inherits("QQuickImage"))
    face_top, face_bottom = (picture.y() + at / 1200 * picture.height() for at in (260, 740))

    assert picture.width() >= photo.width()
    assert picture.height() >= photo.height()
    assert face_top >= 0
    assert face_bottom <= photo.height()
