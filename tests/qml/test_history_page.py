"""Kept results on the real page: found, opened, erased."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt

from alphamale_desktop.domain.errors import DatabaseBusyError, VisitNotFoundError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.ui.history_model import PAGE
from alphamale_desktop.ui.history_pictures import HistoryPictures, photo_address
from alphamale_desktop.ui.shell_model import Place
from tests.fakes.clock import NOON
from tests.ui.booth import Booth
from tests.ui.fake_archive import MemoryArchive
from tests.ui.fake_services import Backstage, drawn_photo

OpenBooth = Callable[..., Booth]

INPUTS = ("mouse", "touch", "key")


@pytest.fixture
def kept(backstage: Backstage) -> MemoryArchive:
    archive = MemoryArchive()
    backstage.archive = archive.archive()
    return archive


def _open_history(open_booth: OpenBooth, size: str = "window", language: str = "en") -> Booth:
    booth = open_booth(size=size, language=language, places=frozenset({Place.HISTORY}))
    booth.click("history")
    booth.go("history")
    _wait_for_answer(booth)
    return booth


def _wait_for_answer(booth: Booth) -> None:
    booth.wait(lambda: not booth.core.history.property("isBusy"), "the archive never answered")
    booth.pictures_ready()


def _types(booth: Booth) -> list[FaceType]:
    return [visit.result.face_type for visit in booth.core.history.visits_held]


def _open_record(booth: Booth, by: str = "mouse") -> None:
    if by == "key":
        booth.item("kept").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        booth.key(Qt.Key.Key_Return)
    else:
        booth.press("kept-0", by)
    booth.wait(lambda: booth.has("recordBar") and booth.item("recordBar").isEnabled(), "the result never opened")


@pytest.mark.parametrize("size", ["portrait", "landscape", "window"])
def test_kept_results_are_shown_newest_first(open_booth: OpenBooth, kept: MemoryArchive, size: str) -> None:
    kept.fill(7, NOON)

    booth = _open_history(open_booth, size)

    assert _types(booth) == [*FaceType, FaceType.ALPHA, FaceType.BETA]
    assert booth.item("kept-0").property("scoreText") == "89.8"
    assert booth.item("kept-0").property("spoken").startswith("Alpha, 89.8, 23/11/2026")


def test_the_database_is_never_asked_on_the_gui_thread(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(3, NOON)

    _open_history(open_booth)

    assert kept.threads
    assert threading.get_ident() not in kept.threads


def test_scrolling_to_the_end_asks_for_the_page_after_the_last_key(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    visits = kept.fill(PAGE + 3, NOON)
    booth = _open_history(open_booth)

    grid = booth.item("kept")
    grid.setProperty("contentY", grid.property("contentHeight") - grid.height())
    booth.wait(lambda: len(booth.core.history.visits_held) == PAGE + 3, "the next page never came")

    assert kept.questions[0].before is None
    assert kept.questions[-1].before == visits[PAGE - 1].visit_id
    assert list(booth.core.history.visits_held) == visits


@pytest.mark.parametrize("by", INPUTS)
def test_a_type_narrows_the_list(open_booth: OpenBooth, kept: MemoryArchive, by: str) -> None:
    kept.fill(11, NOON)
    booth = _open_history(open_booth)

    booth.press("type-gamma", by)
    _wait_for_answer(booth)

    assert _types(booth) == [FaceType.GAMMA, FaceType.GAMMA]


def test_today_begins_at_local_midnight(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(11, NOON)
    booth = _open_history(open_booth)

    booth.click("period-today")
    _wait_for_answer(booth)

    midnight = NOON.astimezone().replace(hour=0, minute=0)
    assert kept.questions[-1].since == midnight
    assert all(visit.created_at >= midnight for visit in booth.core.history.visits_held)
    assert 0 < len(booth.core.history.visits_held) < 11


def test_a_day_chosen_on_the_wheels_is_asked_for(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(11, NOON)
    booth = _open_history(open_booth)

    booth.click("period-day")
    booth.wait(lambda: booth.has("dayShow"))
    booth.core.history.turnTo(2026, 11, 22)
    booth.click("dayShow")
    _wait_for_answer(booth)

    days = {visit.created_at.astimezone().date().isoformat() for visit in booth.core.history.visits_held}
    assert days == {"2026-11-22"}
    assert booth.item("period-day").property("text") == "22/11/2026"


def test_where_nothing_fits_the_search_can_be_cleared(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(1, NOON)
    booth = _open_history(open_booth)
    booth.click("type-omega")
    _wait_for_answer(booth)
    told = booth.item("told").property("text")

    booth.click("clearFilter")
    _wait_for_answer(booth)

    assert told == "No result fits."
    assert _types(booth) == [FaceType.ALPHA]


def test_an_empty_archive_says_how_results_come_there(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    booth = _open_history(open_booth)

    assert booth.item("told").property("text") == "No results are kept yet."
    assert not booth.has("clearFilter")


def test_a_database_that_does_not_answer_is_told_and_can_be_asked_again(
    open_booth: OpenBooth, kept: MemoryArchive
) -> None:
    kept.fill(2, NOON)
    kept.fails_with = DatabaseBusyError()
    booth = _open_history(open_booth)
    told = booth.item("told").property("text")
    kept.fails_with = None

    booth.click("again")
    _wait_for_answer(booth)

    assert told == "The results could not be read."
    assert len(_types(booth)) == 2


@pytest.mark.parametrize("by", INPUTS)
@pytest.mark.parametrize("size", ["portrait", "window"])
def test_a_kept_result_opens_as_a_result_page(open_booth: OpenBooth, kept: MemoryArchive, size: str, by: str) -> None:
    kept.fill(3, NOON)
    booth = _open_history(open_booth, size)

    _open_record(booth, by)

    assert booth.item("typeLetters").property("text") == "Alpha"
    assert booth.item("score").property("text") == "89.8"
    assert booth.core.record.property("untilText") == "Erased by itself on 23/12/2026."


def test_escape_leads_from_a_result_to_the_list_and_from_there_home(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(3, NOON)
    booth = _open_history(open_booth)
    _open_record(booth)

    booth.key(Qt.Key.Key_Escape)
    booth.wait(lambda: booth.has("kept"))
    booth.key(Qt.Key.Key_Escape)
    booth.go("welcome")

    assert not booth.core.record.property("isOpen")


@pytest.mark.parametrize("by", INPUTS)
def test_erasing_takes_row_photo_and_thumbnail(open_booth: OpenBooth, kept: MemoryArchive, by: str) -> None:
    (visit,) = kept.fill(1, NOON)
    booth = _open_history(open_booth)
    _open_record(booth)

    booth.press("erase", by)
    booth.wait(lambda: booth.has("eraseYes"))
    booth.press("eraseYes", by)
    booth.wait(lambda: booth.has("told"), "the list is not empty")

    assert visit.visit_id not in kept.storage.visits
    assert kept.media.files == {}
    assert booth.core.archive_pictures.held_bytes == 0
    assert booth.item("noticeText").property("text") == "Photo and result are erased."


def test_nothing_is_erased_until_the_question_is_answered(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(1, NOON)
    booth = _open_history(open_booth)
    _open_record(booth)

    booth.click("erase")
    booth.wait(lambda: booth.has("eraseNo"))
    focused = booth.focused()
    booth.click("eraseNo")
    booth.wait(lambda: not booth.has("eraseNo"))

    assert focused == "eraseNo"
    assert len(kept.storage.visits) == 1
    assert booth.core.record.property("isOpen")


def test_a_result_that_was_erased_meanwhile_leaves_the_list(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(1, NOON)
    booth = _open_history(open_booth)
    _open_record(booth)
    kept.storage.visits.clear()

    booth.core.record.erase()
    booth.wait(lambda: booth.has("told"), "the list is not empty")

    sentence = booth.backstage.texts.text("error-visit-not-found", "en", visit="")
    assert VisitNotFoundError.code == "visit_not_found"
    assert booth.item("noticeText").property("text")[:10] == sentence[:10]


def test_the_language_changes_under_an_open_result(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(1, NOON)
    booth = _open_history(open_booth)
    _open_record(booth)

    booth.core.words.choose("ko")

    assert booth.core.record.property("localName") == "알파"
    assert booth.core.record.property("whenText").startswith("2026. 11. 23.")


def test_a_closed_page_holds_nothing(open_booth: OpenBooth, kept: MemoryArchive) -> None:
    kept.fill(3, NOON)
    booth = _open_history(open_booth)
    held_before = booth.core.archive_pictures.held_bytes

    booth.click("back")
    booth.go("welcome")

    assert held_before > 0
    assert booth.core.archive_pictures.held_bytes == 0
    assert len(booth.core.history.visits_held) == 0


def test_thumbnails_stay_within_their_bound(backstage: Backstage, kept: MemoryArchive) -> None:
    visits = [kept.fill(1, NOON, picture=_picture(side))[0] for side in range(40, 60)]
    pictures = HistoryPictures(backstage.services(), limit_bytes=20_000)

    drawn = [pictures.picture(photo_address(visit).rpartition("/")[2], QSize(40, 40)) for visit in visits]

    assert all(max(picture.width(), picture.height()) == 40 for picture in drawn)
    assert 0 < pictures.held_bytes <= 20_000


def _picture(side_px: int) -> bytes:
    return drawn_photo(side_px, side_px)
