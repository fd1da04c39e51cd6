"""The shutter, and what the loop remembers of frames."""

import gc
import weakref
from concurrent.futures import Future

import cv2
import numpy as np
import pytest

from alphamale_desktop.application.camera_port import CameraState, Still
from alphamale_desktop.camera.inbox import FrameRead, SourceOpened
from alphamale_desktop.camera.still import choose_steadiest, encode_still, pixels
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    CameraBusyError,
    CameraDeniedError,
    CameraFailedError,
    CameraMissingError,
    CameraNotReadyError,
)
from tests.camera.pictures import BLUE, RED, frame_of, halves, noise
from tests.camera.stage import ALIVE, WEBCAM, Act, Performance, Show


def _press_after(performance: Performance, seconds: float) -> list[Future[Still]]:
    pressed: list[Future[Still]] = []
    performance.after(seconds, lambda: pressed.append(performance.loop.capture_still()))
    return pressed


def test_a_live_camera_gives_a_jpeg_of_one_of_its_last_frames() -> None:
    performance = Performance(ALIVE)
    pressed = _press_after(performance, 5.0)

    performance.run_for(6)

    still = pressed[0].result(0)
    decoded = cv2.imdecode(np.frombuffer(still.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    assert decoded.shape == (48, 64, 3)
    assert (still.width_px, still.height_px) == (64, 48)
    assert 104.8 < still.captured_s <= 105.0


def test_a_still_is_neither_mirrored_nor_in_swapped_colours() -> None:
    still = encode_still(frame_of(halves(RED, BLUE, (64, 48))), 95)

    bgr = cv2.imdecode(np.frombuffer(still.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert bgr is not None
    np.testing.assert_allclose(bgr[24, 8], RED[::-1], atol=4)
    np.testing.assert_allclose(bgr[24, 56], BLUE[::-1], atol=4)


@pytest.mark.parametrize(("shape", "size"), [(3 / 4, (36, 48)), (1.0, (48, 48)), (2.0, (64, 32)), (64 / 48, (64, 48))])
def test_the_middle_of_a_frame_has_the_wanted_shape(shape: float, size: tuple[int, int]) -> None:
    whole = frame_of(noise(1))
    left, top = (64 - size[0]) // 2, (48 - size[1]) // 2

    part = whole.middle(shape)

    assert (part.width_px, part.height_px) == size
    np.testing.assert_array_equal(pixels(part), pixels(whole)[top : top + size[1], left : left + size[0]])


def test_a_frame_has_no_middle_of_no_shape() -> None:
    with pytest.raises(ValueError, match="above 0"):
        frame_of(noise(1)).middle(0.0)


def test_a_still_of_a_preview_is_its_middle() -> None:
    performance = Performance(ALIVE)
    pressed: list[Future[Still]] = []
    performance.after(5.0, lambda: pressed.append(performance.loop.capture_still(0.75)))

    performance.run_for(6)

    still = pressed[0].result(0)
    assert (still.width_px, still.height_px) == (36, 48)


def test_a_still_hides_its_picture_from_logs() -> None:
    still = encode_still(frame_of(noise(1)), 95)

    assert repr(still) == f"Still(64x48, {len(still.jpeg)} bytes)"


@pytest.mark.parametrize(
    ("act", "error", "code"),
    [
        (Act(((Show.LIFE, 2), (Show.FROZEN, 60))), CameraNotReadyError, "camera_not_ready"),
        (Act(((Show.LIFE, 2), (Show.NOTHING, 60))), CameraNotReadyError, "camera_not_ready"),
        (Act(never_opens=True), CameraNotReadyError, "camera_not_ready"),
        (Act(refusal=CameraFailedError()), CameraNotReadyError, "camera_not_ready"),
        (Act(refusal=CameraMissingError()), CameraMissingError, "camera_missing"),
        (Act(refusal=CameraBusyError()), CameraBusyError, "camera_busy"),
        (Act(refusal=CameraDeniedError(camera="Webcam")), CameraDeniedError, "camera_denied"),
    ],
)
def test_without_live_pictures_the_shutter_refuses_and_says_why(
    act: Act, error: type[AlphaMaleError], code: str
) -> None:
    performance = Performance(act)
    pressed = _press_after(performance, 4.5)

    performance.run_for(5)

    refusal = pressed[0].exception(0)
    assert isinstance(refusal, error)
    assert refusal.code == code


def test_the_shutter_is_refused_from_the_instant_a_picture_is_two_seconds_old() -> None:
    performance = Performance(Act(((Show.LIFE, 3), (Show.NOTHING, 60))))
    last_frame_s = 0.1 + 89 / 30
    early = _press_after(performance, last_frame_s + 1.95)
    late = _press_after(performance, last_frame_s + 2.001)

    performance.run_for(8)

    assert early[0].result(0).captured_s == pytest.approx(100 + last_frame_s, abs=0.4)
    assert isinstance(late[0].exception(0), CameraNotReadyError)


def test_a_press_right_after_the_computer_slept_gets_no_picture_from_before() -> None:
    performance = Performance(ALIVE)
    pressed: list[Future[Still]] = []

    def sleep_and_press() -> None:
        performance.stage.now_s += 600
        pressed.append(performance.loop.capture_still())

    performance.after(3.0, sleep_and_press)
    performance.run_for(610)

    assert isinstance(pressed[0].exception(0), CameraNotReadyError)


def test_a_shutter_pressed_while_the_feed_is_stopped_is_refused_at_once() -> None:
    performance = Performance(ALIVE)

    before = performance.loop.capture_still()
    performance.run_for(2)
    after = performance.loop.capture_still()

    assert isinstance(before.exception(0), CameraNotReadyError)
    assert isinstance(after.exception(0), CameraNotReadyError)


def test_a_shutter_pressed_as_the_feed_stops_is_settled() -> None:
    performance = Performance(ALIVE)
    pressed: list[Future[Still]] = []

    def stop_and_press() -> None:
        performance.loop.stop()
        pressed.append(performance.loop.capture_still())

    performance.after(3.0, stop_and_press)
    performance.run_for(5)

    assert pressed[0].done()


def test_a_cancelled_press_takes_no_picture() -> None:
    performance = Performance(ALIVE)
    pressed: list[Future[Still]] = []

    def press_and_think_better_of_it() -> None:
        pressed.append(performance.loop.capture_still())
        pressed[0].cancel()

    performance.after(3.0, press_and_think_better_of_it)
    notebook = performance.run_for(5)

    assert pressed[0].cancelled()
    assert notebook.states == [CameraState.SEARCHING, CameraState.LIVE, CameraState.STOPPED]


def test_the_sharpest_of_the_last_frames_is_taken() -> None:
    sharp = noise(3, (320, 240))
    blurred = np.asarray(cv2.GaussianBlur(sharp, (0, 0), 3), np.uint8)

    chosen = choose_steadiest([frame_of(blurred, 1), frame_of(sharp, 2), frame_of(blurred, 3)])

    assert chosen.sequence == 2


def test_of_frames_alike_the_newest_is_taken() -> None:
    rgb = noise(3)

    chosen = choose_steadiest([frame_of(rgb, 1), frame_of(rgb, 2), frame_of(rgb, 3)])

    assert chosen.sequence == 3


def test_a_sharper_frame_from_before_the_exposure_settled_is_passed_over() -> None:
    settled = np.asarray(cv2.GaussianBlur(noise(3, (320, 240)), (0, 0), 1), np.uint8)
    too_bright = np.clip(noise(4, (320, 240)).astype(np.int16) + 50, 0, 255).astype(np.uint8)

    chosen = choose_steadiest([frame_of(too_bright, 1), frame_of(settled, 2), frame_of(settled, 3)])

    assert chosen.sequence == 3


def test_two_frames_of_different_exposure_still_give_a_picture() -> None:
    dark, bright = noise(3), np.clip(noise(4).astype(np.int16) + 50, 0, 255).astype(np.uint8)

    chosen = choose_steadiest([frame_of(dark, 1), frame_of(bright, 2)])

    assert chosen.sequence in (1, 2)


def test_the_newest_frame_is_there_while_live_and_gone_when_stale() -> None:
    performance = Performance(Act(((Show.LIFE, 3), (Show.FROZEN, 60))))
    seen: list[tuple[CameraState, bool]] = []

    def look() -> None:
        seen.append((performance.loop.status.state, performance.loop.newest is not None))

    performance.after(2.0, look)
    performance.after(5.5, look)
    performance.run_for(6)

    assert seen == [(CameraState.LIVE, True), (CameraState.STALE, False)]


def test_ten_thousand_frames_leave_no_more_than_a_handful_in_memory_and_none_after_the_end() -> None:
    performance = Performance(Act(never_opens=True))
    stage, alive, most = performance.stage, set[int](), [0]
    scene = noise(1)

    def deliver(sequence: int) -> None:
        rgb = scene.copy()
        rgb[0, 0] = sequence % 200
        alive.add(sequence)
        weakref.finalize(rgb, alive.discard, sequence)
        most[0] = max(most[0], len(alive))
        stage.post(FrameRead(1, rgb, sequence, stage.now_s))
        if sequence < 10_000:
            performance.after(1 / 30, lambda: deliver(sequence + 1))

    performance.after(0.1, lambda: stage.post(SourceOpened(1, WEBCAM)))
    performance.after(0.2, lambda: deliver(0))
    notebook = performance.run_for(400)
    gc.collect()

    assert len(notebook.frames) == 10_000  # of 10,001: the first proves nothing
    assert most[0] <= 10
    assert len(alive) == 0
