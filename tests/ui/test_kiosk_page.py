"""What an unattended kiosk does by itself, in the real window."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from alphamale_desktop.application.camera_port import CameraState
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.errors import CancelledByUserError, DatabaseBusyError, DiskFullError, PictureBrokenError
from alphamale_desktop.domain.visit import Entries
from alphamale_desktop.ui.idle_watch import IdleWatch
from alphamale_desktop.ui.kiosk_fittings import watched
from alphamale_desktop.ui.kiosk_health import HealthLog
from alphamale_desktop.ui.shell_model import Place
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import Fakes, open_camera, open_fitted, take_photo

OpenBooth = Callable[..., Booth]


def _to_form(booth: Booth, fakes: Fakes) -> None:
    open_camera(booth, fakes)
    take_photo(booth, fakes)
    booth.core.visit.acceptPhoto()
    booth.go("form")


def test_a_guest_who_does_nothing_is_asked_then_gone() -> None:
    watch = IdleWatch(idle_s=60, answer_s=10).acted(100.0)

    asked = [watch.is_asking(100.0 + passed) for passed in (59.9, 60.0)]
    over = [watch.is_over(100.0 + passed) for passed in (69.9, 70.0)]

    assert asked == [False, True]
    assert over == [False, True]
    assert watch.seconds_left(163.5) == 7


def test_without_an_answer_everything_of_the_guest_is_wiped(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, language="ko")
    booth.core.words.choose("en")
    _to_form(booth, fakes)
    booth.fill_form()
    QGuiApplication.clipboard().setImage(QImage(4, 4, QImage.Format.Format_RGB32))

    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.has("stay"), "nobody asked")
    fakes.clock.advance(10)
    booth.go("welcome")

    visit = booth.core.visit.visit
    assert visit.photo is None
    assert visit.entries.mbti is None
    assert len(booth.core.shelf) == 0
    assert booth.core.words.spoken == "ko"
    assert QGuiApplication.clipboard().image().isNull()


@pytest.mark.parametrize("by", ["mouse", "touch", "key"])
def test_any_input_is_an_answer_and_reaches_nothing_beneath(
    open_booth: OpenBooth, backstage: Backstage, by: str
) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    _to_form(booth, fakes)
    home = booth.centre("back")
    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.has("stay"))

    match by:
        case "mouse":
            QTest.mouseClick(booth.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, home)
        case "touch":
            booth.tap_at(home)
        case _:
            booth.key(Qt.Key.Key_Space)
    booth.wait(lambda: not booth.has("stay"), "the question stays")
    fakes.clock.advance(50)
    booth.settle()

    assert booth.page == "form"
    assert not booth.has("stay")


def test_a_guest_may_say_that_he_is_done(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    _to_form(booth, fakes)
    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.has("leave"))
    # Lays the question out.
    booth.grab()

    booth.press("leave", "touch")

    booth.go("welcome")


def test_the_first_page_asks_nobody_but_goes_back_to_its_language(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, language="ko")
    booth.press("language-en", "touch")

    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.core.words.spoken == "ko")

    assert booth.page == "welcome"
    assert not booth.has("stay")


def test_the_window_of_a_kiosk_does_not_close(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    booth.core.rooms.watch(booth.window, fills_screen=False)

    event = QCloseEvent()
    QCoreApplication.sendEvent(booth.window, event)
    asked = booth.window.close()
    kept = booth.window.isVisible()
    booth.core.rooms.let_go()

    assert not event.isAccepted()
    assert not asked
    assert kept
    assert booth.window.close()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_window_keys_do_nothing_in_a_kiosk(
    open_booth: OpenBooth, backstage: Backstage, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    booth.core.rooms.watch(booth.window, fills_screen=False)

    booth.key(key, modifier)
    booth.settle()

    assert booth.window.isVisible()
    assert booth.page == "welcome"


def test_the_pointer_hides_until_a_mouse_moves(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    booth.core.rooms.watch(booth.window, fills_screen=False)
    at_first = booth.window.cursor().shape()

    QTest.mouseMove(booth.window, QPoint(200, 200))
    QTest.mouseMove(booth.window, QPoint(240, 240))
    booth.wait(lambda: booth.window.cursor().shape() is not Qt.CursorShape.BlankCursor)

    assert at_first is Qt.CursorShape.BlankCursor
    assert isinstance(booth.window.cursor(), QCursor)


def test_two_failures_in_a_row_close_the_kiosk_until_it_is_well(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    fakes.check_error = DatabaseBusyError()
    _to_form(booth, fakes)

    fakes.health.failed(DatabaseBusyError())
    after_one = booth.page
    fakes.health.failed(DatabaseBusyError())
    booth.go("outOfOrder")
    code = booth.item("troubleCode").property("text")
    fakes.clock.advance(16)
    booth.wait(lambda: fakes.checks == 1)
    booth.settle()
    still = booth.page
    fakes.check_error = None
    fakes.clock.advance(16)
    booth.go("welcome")

    assert after_one == "form"
    assert "database_busy" in code
    assert still == "outOfOrder"
    assert booth.core.visit.visit.photo is None


def test_a_success_between_two_failures_keeps_the_kiosk_open() -> None:
    health = HealthLog()

    health.failed(DatabaseBusyError())
    health.succeeded()
    health.failed(DatabaseBusyError())

    assert health.trouble is None


@pytest.mark.parametrize("error", [PictureBrokenError(), CancelledByUserError()])
def test_what_a_guest_did_is_no_failure_of_the_program(error: Exception) -> None:
    health = HealthLog()

    for _ in range(3):
        health.failed(error)

    assert health.trouble is None


def test_an_analysis_that_breaks_twice_puts_the_kiosk_out_of_order(backstage: Backstage) -> None:
    fakes = Fakes(backstage.clock)
    kiosk = fakes.fittings(True, None, None).kiosk
    assert kiosk is not None
    backstage.analyser.answer = DatabaseBusyError()
    services = watched(backstage.services(), kiosk)

    for _ in range(2):
        with pytest.raises(DatabaseBusyError):
            services.analyse(b"photo", Cancel(), lambda step: None)

    assert fakes.health.trouble is not None
    assert fakes.health.trouble.code == "database_busy"


def _first_friend(booth: Booth, fakes: Fakes) -> None:
    """To the page that compares friends, with one of them on it."""
    _to_form(booth, fakes)
    booth.fill_form()
    booth.core.form.submit()
    booth.go("result")
    booth.core.shell.open(Place.COMPARE.value)
    booth.go("compare")


def test_a_group_whose_next_friend_finds_no_camera_is_forgotten_when_nobody_acts(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, places=frozenset({Place.COMPARE}))
    _first_friend(booth, fakes)
    fakes.feed.on_start = CameraState.LOST

    booth.core.compare.nextFriend()
    booth.go("camera")
    booth.wait(lambda: fakes.feed.status.state is CameraState.LOST, "the camera is still there")
    waiting = booth.core.compare.property("count")
    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.has("stay"), "nobody asked")
    fakes.clock.advance(10)
    booth.go("welcome")

    assert waiting == 1
    assert booth.core.compare.members == ()
    assert len(booth.core.shelf) == 0


def test_a_group_that_waits_on_the_first_page_of_a_kiosk_without_a_camera_is_forgotten(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    fakes = Fakes(backstage.clock)
    fittings = replace(fakes.fittings(True, None, None), camera=None)
    booth = open_booth(is_kiosk=True, fittings=fittings, places=frozenset({Place.COMPARE}))
    booth.bring_photo()
    booth.fill_form()
    booth.core.form.submit()
    booth.go("result")
    booth.core.shell.open(Place.COMPARE.value)
    booth.go("compare")

    booth.core.compare.nextFriend()
    booth.go("welcome")
    waiting = booth.core.compare.property("count")
    fakes.clock.advance(60.5)
    booth.wait(lambda: booth.core.compare.members == (), "the group stays")

    assert waiting == 1
    assert len(booth.core.shelf) == 0


def test_what_stands_in_the_way_is_not_forgotten_by_a_success() -> None:
    health, changes = HealthLog(), list[str]()
    health.on_change = lambda: changes.append(health.trouble.code if health.trouble else "")

    health.stand(DiskFullError())
    health.stand(DiskFullError())
    health.succeeded()
    trouble = health.trouble
    health.stand(None)

    assert trouble is not None
    assert changes == ["disk_full", ""]


def test_who_goes_back_to_the_first_page_leaves_nothing_to_the_next_guest(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    booth.bring_photo()
    booth.fill_form()

    booth.press("back", "touch")
    booth.go("welcome")
    booth.bring_photo()

    assert booth.core.visit.visit.entries == Entries()
    assert booth.core.form.property("mbti") == ""


def test_who_goes_back_with_an_empty_form_takes_his_photo_and_his_retakes_along(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    backstage.retakes_allowed = 2
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    open_camera(booth, fakes)
    take_photo(booth, fakes)
    booth.core.visit.retake()
    booth.go("camera")
    fakes.feed.deliver()
    take_photo(booth, fakes)
    booth.core.visit.acceptPhoto()
    booth.go("form")

    booth.press("back", "touch")
    booth.go("welcome")

    assert booth.core.visit.property("retakesLeft") == 2
    assert len(booth.core.shelf) == 0


def test_a_group_that_walked_away_is_not_shown_its_last_result_again(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, places=frozenset({Place.COMPARE}))
    _first_friend(booth, fakes)
    kiosk, shell, seen = booth.core.rooms.kiosk, booth.core.shell, list[str]()
    shell.pageChanged.connect(lambda: seen.append(booth.page))
    assert kiosk is not None

    kiosk.leave()
    booth.go("welcome")

    assert set(seen) == {"welcome"}


def test_a_desktop_keeps_the_entries_for_another_photo(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage)
    booth.bring_photo()
    booth.fill_form()

    booth.press("back", "mouse")
    booth.go("welcome")
    booth.bring_photo()

    assert booth.core.form.property("mbti") == "ENFP"
