"""The camera page and the review of its photo, in the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from alphamale_desktop.application.camera_port import CameraState, CameraTrouble
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.errors import CameraNotReadyError, WeightsMissingError
from alphamale_desktop.domain.photo import PhotoSource
from tests.ui.booth import Booth, items_of
from tests.ui.fake_camera import no_face, report_of
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import Fakes, open_camera, open_fitted, take_photo

OpenBooth = Callable[..., Booth]


def _advice(booth: Booth) -> str:
    return str(booth.item("advice").property("text"))


def _say(booth: Booth, key: str, **values: int) -> str:
    return booth.core.words.say(key, **values)


def _see(booth: Booth, fakes: Fakes, times: int = 3) -> None:
    """Frames come until model 1 has looked so often, and once more so that its last answer has been told."""
    wanted = fakes.judge.calls + times + 1

    def has_seen() -> bool:
        fakes.feed.deliver()
        return fakes.judge.calls >= wanted

    booth.wait(has_seen)


def test_the_camera_runs_while_its_page_is_shown_and_no_longer(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    assert not fakes.feed.is_running

    open_camera(booth, fakes)
    booth.press("back", "mouse")
    booth.go("welcome")

    booth.wait(lambda: not fakes.feed.is_running)
    assert fakes.feed.starts == 1


def test_the_preview_is_a_looking_glass(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    preview = booth.item("preview")
    corner = preview.mapToScene(QPoint(0, 0)).toPoint()

    def brightness(x: float) -> int:
        shot = booth.grab()
        return QColor(shot.pixel(corner.x() + round(preview.width() * x), corner.y() + 40)).lightness()

    _see(booth, fakes)

    # The drawn ground is bright on its left, so the mirror's is on the right.
    booth.wait(lambda: brightness(0.95) > brightness(0.05) + 10)


@pytest.mark.parametrize("by", ["mouse", "touch", "key"])
def test_a_press_counts_down_flashes_and_brings_the_photo(open_booth: OpenBooth, backstage: Backstage, by: str) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)

    booth.press("shutter", by)
    booth.wait(lambda: booth.has("count") and booth.item("count").property("text") == "3")
    fakes.clock.advance(3.1)
    booth.wait(lambda: booth.has("flash"))
    asked_in_the_dark = fakes.feed.stills_asked
    fakes.feed.deliver(12)
    booth.go("review")

    photo = booth.core.visit.visit.photo
    assert asked_in_the_dark == 0
    assert fakes.feed.stills_asked == 1
    assert photo is not None
    assert photo.source is PhotoSource.CAMERA
    assert photo.data == fakes.feed.still
    assert not booth.has("flash")


def test_model_1_tells_the_guest_what_to_do(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, language="en")
    open_camera(booth, fakes)
    said: list[str] = []

    for report in (no_face(), report_of(Box(600, 300, 680, 400)), report_of(Box(10, 180, 290, 500))):
        fakes.judge.report = report
        _see(booth, fakes)
        said.append(_advice(booth))

    # The camera's left is the mirror's right: a guest who stands there comes back by moving to his own left.
    assert said == [_say(booth, f"coaching-{c}") for c in ("no_face", "come_closer", "move_left")]


@pytest.mark.parametrize("size", ["portrait", "landscape"])
def test_model_1_and_the_photo_have_what_the_guest_sees(open_booth: OpenBooth, backstage: Backstage, size: str) -> None:
    booth, fakes = open_fitted(open_booth, backstage, size=size)
    open_camera(booth, fakes)
    _see(booth, fakes)
    preview = booth.item("preview")
    shape = preview.width() / preview.height()

    take_photo(booth, fakes)

    width, height = fakes.judge.sizes[-1]
    assert width / height == pytest.approx(shape, abs=0.01)
    assert fakes.feed.shapes == [pytest.approx(shape, abs=0.01)]


def test_who_is_at_the_edge_of_the_preview_is_told(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, size="portrait", language="en")
    open_camera(booth, fakes)
    # In the whole frame still near the middle, in the preview's 3:4 half out of sight.
    fakes.judge.report = report_of(Box(720, 180, 980, 500))

    _see(booth, fakes)

    assert _advice(booth) == _say(booth, "coaching-move_right")


@pytest.mark.parametrize("size", ["portrait", "landscape", "window"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_large_letters_do_not_cut_the_way_to_another_photo(
    open_booth: OpenBooth, backstage: Backstage, size: str, language: str
) -> None:
    backstage.retakes_allowed = 2
    booth, fakes = open_fitted(open_booth, backstage, size=size, language=language, text_percent=200)
    open_camera(booth, fakes)
    take_photo(booth, fakes)
    booth.grab()

    labels = [item for item in items_of(booth.item("takeAnother")) if item.inherits("QQuickText")]

    assert [label.property("truncated") for label in labels] == [False]


def test_without_model_1_a_photo_can_still_be_taken(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    fakes.judge.error = WeightsMissingError(file="gate.safetensors")
    open_camera(booth, fakes)
    booth.wait(lambda: fakes.judge.calls == 1)

    take_photo(booth, fakes)

    assert fakes.judge.calls == 1


def test_good_framing_takes_the_photo_by_itself(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, auto_after_s=1.5)
    open_camera(booth, fakes)
    _see(booth, fakes)

    fakes.clock.advance(1.6)
    booth.wait(lambda: booth.has("count"))
    fakes.clock.advance(3.1)
    booth.wait(lambda: booth.has("flash"))
    fakes.feed.deliver(12)

    booth.go("review")


def test_a_called_off_countdown_takes_no_photo(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)

    booth.press("shutter", "mouse")
    booth.wait(lambda: booth.has("callOff"))
    booth.key(Qt.Key.Key_Escape)
    booth.wait(lambda: booth.has("shutter"))
    fakes.clock.advance(10)
    _see(booth, fakes)

    assert booth.page == "camera"
    assert fakes.feed.stills_asked == 0


def test_a_camera_that_is_pulled_out_while_it_counts_takes_nothing_when_it_returns(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    camera = booth.core.rooms.camera
    assert camera is not None
    booth.press("shutter", "mouse")
    fakes.clock.advance(1.1)
    booth.wait(lambda: camera.property("count") == 2, "no countdown")

    fakes.feed.become(CameraState.LOST, CameraTrouble.READ_FAILED)
    booth.wait(lambda: camera.property("count") == 0, "it counts on")
    told = camera.property("state")
    fakes.clock.advance(5)
    fakes.feed.become(CameraState.LIVE)
    fakes.feed.deliver(12)
    booth.wait(lambda: booth.has("shutter"), "the shutter is gone")
    booth.grab()

    assert told == "lost"
    assert fakes.feed.stills_asked == 0
    assert booth.page == "camera"


def test_a_shutter_that_fails_says_so_and_lets_the_guest_try_again(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    picture, fakes.feed.still = fakes.feed.still, CameraNotReadyError(state="stale")

    booth.press("shutter", "mouse")
    fakes.clock.advance(3.1)
    booth.wait(lambda: booth.has("flash"))
    fakes.feed.deliver(12)
    booth.wait(lambda: booth.core.board.notice.is_trouble)

    assert booth.core.board.notice.text == _say(booth, "error-camera-not-ready")
    fakes.feed.still = picture
    booth.wait(lambda: booth.has("shutter"))
    take_photo(booth, fakes)


@pytest.mark.parametrize(
    ("state", "trouble", "key"),
    [
        (CameraState.MISSING, None, "missing"),
        (CameraState.BUSY, None, "busy"),
        (CameraState.BUSY, CameraTrouble.DENIED, "denied"),
        (CameraState.LOST, CameraTrouble.READ_FAILED, "lost"),
        (CameraState.STALE, CameraTrouble.FROZEN, "frozen"),
        (CameraState.LOST, CameraTrouble.BLACK, "black"),
        (CameraState.SEARCHING, None, "searching"),
    ],
)
def test_a_camera_in_trouble_is_a_friendly_state_that_heals(
    open_booth: OpenBooth, backstage: Backstage, state: CameraState, trouble: CameraTrouble | None, key: str
) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    booth.press("shutter", "mouse")
    booth.wait(lambda: booth.has("count"))

    fakes.feed.become(state, trouble)
    booth.wait(lambda: booth.has("cameraState"))
    said = booth.item("stateText").property("text")
    had_shutter = booth.has("shutter")
    fakes.feed.become(CameraState.LIVE)
    fakes.feed.deliver()
    booth.wait(lambda: booth.has("shutter"))

    assert said == _say(booth, f"camera-state-{key}")
    assert not had_shutter
    # What was counting before the trouble is forgotten.
    assert not booth.has("count")


def test_a_desktop_without_a_camera_offers_a_file_instead(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    fakes.feed.on_start = CameraState.MISSING

    booth.press("camera", "mouse")
    booth.go("camera")

    booth.wait(lambda: booth.has("cameraOpenFile"))


def test_a_desktop_chooses_its_camera_by_name(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    booth.wait(lambda: booth.has("chooseCamera"))

    booth.press("chooseCamera", "mouse")
    booth.wait(lambda: booth.has("camera-1"))
    booth.press("camera-1", "mouse")

    assert fakes.feed.chosen == "usb-2"
    booth.wait(lambda: bool(fakes.desk.written))
    assert fakes.desk.written[-1].camera == "usb-2"


def test_the_review_uses_the_photo(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    take_photo(booth, fakes)

    booth.press("usePhoto", "touch")
    booth.go("form")

    booth.wait(lambda: not fakes.feed.is_running)


def test_a_kiosk_allows_two_retakes(open_booth: OpenBooth, backstage: Backstage) -> None:
    backstage.retakes_allowed = 2
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True)
    open_camera(booth, fakes)

    for _ in range(2):
        take_photo(booth, fakes)
        booth.press("takeAnother", "touch")
        booth.go("camera")
        fakes.feed.deliver()
        booth.wait(lambda: booth.has("shutter"))
    take_photo(booth, fakes)

    assert not booth.has("takeAnother")
    assert booth.has("noRetake")


def test_a_kiosk_goes_on_with_the_photo_when_nobody_decides(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, accept_after_s=12.0)
    open_camera(booth, fakes)
    take_photo(booth, fakes)
    said = booth.item("reviewCount").property("text")

    fakes.clock.advance(12.1)
    booth.go("form")

    assert said == _say(booth, "review-accepts", seconds=12)


def test_a_desktop_waits_for_the_guests_decision(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    take_photo(booth, fakes)

    fakes.clock.advance(1_000)
    booth.settle()

    assert booth.page == "review"
    assert not booth.has("reviewCount")


def test_nothing_of_the_preview_is_left_after_the_visit(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    camera = booth.core.rooms.camera
    assert camera is not None
    _see(booth, fakes)
    booth.wait(lambda: not camera.mirror.picture.isNull())

    booth.core.visit.finish()
    booth.go("welcome")

    assert camera.mirror.picture.isNull()
    assert len(booth.core.shelf) == 0
