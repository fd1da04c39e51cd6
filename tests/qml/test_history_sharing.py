"""An opened past result can do what a fresh one can: its card is painted anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.ui.shell_model import Place
from tests.fakes.clock import NOON
from tests.ui.booth import SIZES, Booth
from tests.ui.fake_archive import MemoryArchive
from tests.ui.fake_services import Backstage, drawn_photo

OpenBooth = Callable[..., Booth]


@pytest.fixture
def kept(backstage: Backstage) -> MemoryArchive:
    archive = MemoryArchive()
    backstage.archive = archive.archive()
    return archive


def _open_first(open_booth: OpenBooth, size: str = "window", language: str = "en") -> Booth:
    booth = open_booth(size=size, language=language, places=frozenset({Place.HISTORY}))
    booth.click("history")
    booth.go("history")
    booth.wait(lambda: booth.has("kept-0"))
    booth.pictures_ready()
    booth.click("kept-0")
    booth.wait(lambda: booth.has("recordBar") and booth.item("recordBar").isEnabled(), "the result never opened")
    return booth


@pytest.mark.parametrize("size", SIZES)
def test_a_past_result_is_saved_and_said_where(
    open_booth: OpenBooth, backstage: Backstage, kept: MemoryArchive, size: str
) -> None:
    picture = drawn_photo(90, 120)
    kept.fill(3, NOON, picture)
    booth = _open_first(open_booth, size)

    booth.click("recordSave")
    booth.wait(lambda: any(backstage.pictures_folder.glob("*.png")))
    booth.wait(lambda: bool(booth.core.record.property("savedPath")))

    content = backstage.painter.painted[-1]
    assert content.photo == picture
    assert content.result.face_type is FaceType.ALPHA
    assert [celebrity.celebrity_id for celebrity in content.celebrities] == [1, 2, 3, 4]
    assert content.language == "en"


def test_the_card_speaks_the_present_language(open_booth: OpenBooth, backstage: Backstage, kept: MemoryArchive) -> None:
    kept.fill(1, NOON)
    booth = _open_first(open_booth)

    booth.core.words.choose("ko")
    booth.click("recordSave")
    booth.wait(lambda: bool(backstage.painter.painted))

    assert backstage.painter.painted[-1].language == "ko"
    assert backstage.painter.painted[-1].description.language == "ko"


def test_a_photo_that_is_gone_is_said_so(open_booth: OpenBooth, backstage: Backstage, kept: MemoryArchive) -> None:
    kept.fill(1, NOON)
    booth = _open_first(open_booth)
    kept.media.files.clear()

    booth.click("recordSave")
    booth.wait(lambda: booth.core.board.notice.is_trouble)

    assert booth.core.board.notice.text == booth.core.words.say("error-media-damaged")
    assert backstage.painter.painted == []


def test_a_visit_that_was_kept_without_its_photo_is_said_so(
    open_booth: OpenBooth, backstage: Backstage, kept: MemoryArchive
) -> None:
    visit = kept.fill(1, NOON)[0]
    kept.storage.visits[visit.visit_id] = replace(visit, photo_digest=None, photo_suffix=None)
    booth = _open_first(open_booth)

    booth.click("recordSave")

    booth.wait(lambda: booth.core.board.notice.is_trouble)
    assert backstage.painter.painted == []


def test_a_past_result_is_printed(open_booth: OpenBooth, backstage: Backstage, kept: MemoryArchive) -> None:
    backstage.printer.is_there = True
    kept.fill(1, NOON)
    booth = _open_first(open_booth)

    booth.click("recordPrint")

    booth.wait(lambda: len(backstage.printer.printed) == 1)


def test_a_past_result_is_copied_and_leaves_the_clipboard_with_its_page(
    open_booth: OpenBooth, kept: MemoryArchive
) -> None:
    kept.fill(1, NOON)
    booth = _open_first(open_booth)
    QGuiApplication.clipboard().clear()

    booth.click("recordShare")
    booth.wait(lambda: booth.has("shareCopy"))
    booth.click("shareCopy")
    booth.wait(lambda: not QGuiApplication.clipboard().image().isNull())
    booth.core.record.close()

    assert QGuiApplication.clipboard().image().isNull()


def test_what_was_begun_for_one_result_ends_with_its_page(
    open_booth: OpenBooth, backstage: Backstage, kept: MemoryArchive
) -> None:
    kept.fill(2, NOON)
    booth = _open_first(open_booth)

    booth.click("recordSave")
    booth.wait(lambda: bool(booth.core.record.property("savedPath")))
    booth.core.record.close()
    booth.core.history.openRecord(1)
    booth.wait(lambda: booth.core.record.property("typeName") == "Beta")

    assert booth.core.record.property("savedPath") == ""
    assert len(list(backstage.pictures_folder.glob("*.png"))) == 1
