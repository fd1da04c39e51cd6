"""Pages are made before they are wanted, out of sight and without a word of any guest in them."""

from collections.abc import Callable

from PySide6.QtQml import qmlEngine
from PySide6.QtQuick import QQuickItem

from alphamale_desktop.application.camera_port import CameraInfo
from tests.ui.booth import Booth, items_of
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import Fakes, open_fitted

OpenBooth = Callable[..., Booth]


def _pages(booth: Booth, kind: str) -> list[QQuickItem]:
    """All of that kind, seen or not."""
    return [item for item in items_of(booth.window.contentItem()) if item.metaObject().className().startswith(kind)]


def _wait_for_pages(booth: Booth, *kinds: str) -> None:
    booth.wait(lambda: all(_pages(booth, kind) for kind in kinds), f"never made {kinds}")


def test_the_page_that_comes_next_was_made_before_and_is_not_seen(open_booth: OpenBooth) -> None:
    booth = open_booth(has_motion=True)
    booth.bring_photo()
    booth.fill_form()
    booth.wait(lambda: booth.core.visit.findings is not None)
    _wait_for_pages(booth, "ResultPage")
    (made,) = _pages(booth, "ResultPage")
    before = (made.isVisible(), booth.has("typeLetters"), made.hasActiveFocus())

    booth.click("analyse")
    at_first = booth.item("typeLetters").opacity()
    booth.go("result")
    booth.wait(lambda: booth.item("typeLetters").opacity() == 1)

    assert before == (False, False, False)
    assert _pages(booth, "ResultPage") == [made]
    assert made.hasActiveFocus()
    assert at_first < 0.5


def test_a_page_that_was_seen_is_never_shown_again(open_booth: OpenBooth) -> None:
    booth = open_booth(size="portrait", text_percent=200)
    booth.bring_photo()
    _wait_for_pages(booth, "WelcomePage")
    booth.reveal("consent-analysis")
    scrolled = booth.item("flick").property("contentY")

    booth.core.visit.back()
    booth.go("welcome")
    booth.bring_photo()

    assert scrolled > 0
    assert booth.item("flick").property("contentY") == 0


def test_nothing_of_a_guest_stays_in_pages_out_of_sight(open_booth: OpenBooth) -> None:
    booth = open_booth()
    booth.bring_photo()
    booth.fill_form()
    booth.wait(lambda: booth.core.visit.findings is not None)
    _wait_for_pages(booth, "ResultPage")

    booth.core.visit.finish()
    booth.go("welcome")
    booth.wait(lambda: not _pages(booth, "ResultPage"))

    _wait_for_pages(booth, "FormPage")
    told = [str(item.property("text")) for item in items_of(booth.window.contentItem())]
    sources = [item.property("source") for item in items_of(booth.window.contentItem())]
    assert [text for text in told if "ENFP" in text and len(text) > len("ENFP")] == []
    assert [source for source in sources if source and "photo/" in source.toString()] == []


def test_a_camera_page_out_of_sight_leaves_the_cameras_alone(open_booth: OpenBooth, backstage: Backstage) -> None:
    fakes = Fakes(backstage.clock)
    looked: list[str] = []
    find = fakes.feed.cameras

    def cameras() -> tuple[CameraInfo, ...]:
        looked.append(booth.page)
        return tuple(find())

    fakes.feed.cameras = cameras  # type: ignore[method-assign]
    booth, _ = open_fitted(open_booth, backstage, fakes=fakes)
    _wait_for_pages(booth, "CameraPage")
    while_hidden = list(looked)

    booth.core.visit.openCamera()
    booth.go("camera")
    booth.wait(lambda: bool(looked))

    assert while_hidden == []
    assert looked == ["camera"]
    assert fakes.feed.starts == 1


def test_a_page_half_made_when_the_guest_turns_away_is_finished_before_it_goes(
    open_booth: OpenBooth, qt_messages: list[str]
) -> None:
    booth = open_booth(size="portrait", text_percent=200)
    engine = qmlEngine(booth.window)
    assert engine is not None
    maker = engine.incubationController()

    for slices in range(8):
        booth.bring_photo()
        booth.wait(lambda: maker.incubatingObjectCount() > 0)
        for _ in range(slices):
            maker.incubateFor(2)
        booth.core.visit.back()
        booth.go("welcome")
    booth.wait(lambda: not _pages(booth, "ResultPage"))

    assert qt_messages == []


def test_a_window_closes_while_pages_are_being_made(open_booth: OpenBooth, qt_messages: list[str]) -> None:
    booth = open_booth(has_camera=True)
    booth.bring_photo()
    host = booth.item("host")
    booth.wait(lambda: bool(host.property("made")))

    booth.close()

    assert qt_messages == []
