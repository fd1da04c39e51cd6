"""Opening and reading a device, with OpenCV's capture played by a fake."""

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pytest
from cv2.typing import MatLike

from alphamale_desktop.camera.config import CaptureMode, preferred_modes
from alphamale_desktop.camera.directory import IndexedCameras
from alphamale_desktop.camera.linux_cameras import LinuxCameras
from alphamale_desktop.camera.opencv_source import Capture, DeviceOpener, OpenCvSource, negotiate, to_rgb
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    CameraBusyError,
    CameraDeniedError,
    CameraFailedError,
    CameraMissingError,
)
from tests.camera.pictures import BLUE, RED, halves
from tests.camera.stage import WEBCAM


@dataclass
class FakeCapture:
    """A driver that grants ``sizes`` only, compressed or not as it likes."""

    opened: bool = True
    sizes: tuple[tuple[int, int], ...] = ((1280, 720), (640, 480))
    formats: tuple[str, ...] = ("", "MJPG")
    frames: list[MatLike | cv2.error | None] = field(default_factory=list)
    asked: list[tuple[int, float]] = field(default_factory=list)
    released: bool = False

    def isOpened(self) -> bool:
        return self.opened

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - OpenCV's name
        self.asked.append((propId, value))
        return True

    def get(self, propId: int) -> float:  # noqa: N803 - OpenCV's name
        wish = dict(self.asked)
        wanted = int(wish[cv2.CAP_PROP_FRAME_WIDTH]), int(wish[cv2.CAP_PROP_FRAME_HEIGHT])
        size = wanted if wanted in self.sizes else (320, 240)
        return float(size[0] if propId == cv2.CAP_PROP_FRAME_WIDTH else size[1])

    def read(self, image: MatLike | None = None) -> tuple[bool, MatLike]:
        frame = self.frames.pop(0)
        if isinstance(frame, cv2.error):
            raise frame
        return (False, np.empty(0, np.uint8)) if frame is None else (True, frame)

    def release(self) -> None:
        self.released = True


def _opener(tmp_path: Path, capture: FakeCapture, allowed: bool = True) -> DeviceOpener:
    entry = tmp_path / "sys/video0"
    entry.mkdir(parents=True)
    (entry / "name").write_text("Webcam")
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev/video0").touch()
    directory = LinuxCameras(tmp_path / "sys", tmp_path / "dev", tmp_path / "udev")
    return DeviceOpener(directory, lambda address: capture, preferred_modes(), lambda device: allowed)


def test_an_opened_camera_says_who_it_is_and_closes(tmp_path: Path) -> None:
    capture = FakeCapture()

    source = _opener(tmp_path, capture).open(None, None)
    source.close()

    assert source.camera.name == "Webcam"
    assert capture.released


def test_a_device_that_is_there_but_does_not_open_is_busy(tmp_path: Path) -> None:
    capture = FakeCapture(opened=False)

    with pytest.raises(CameraBusyError):
        _opener(tmp_path, capture).open(None, None)

    assert capture.released


def test_a_device_that_vanishes_while_it_is_opened_is_missing(tmp_path: Path) -> None:
    opener = _opener(tmp_path, FakeCapture(opened=False))
    (tmp_path / "dev/video0").unlink()

    with pytest.raises(CameraMissingError):
        opener.open(None, None)


def test_a_device_this_user_may_not_open_is_denied_by_name(tmp_path: Path) -> None:
    opener = _opener(tmp_path, FakeCapture(opened=False), allowed=False)

    with pytest.raises(CameraDeniedError) as caught:
        opener.open(None, None)

    assert caught.value.details == {"camera": "Webcam"}


def test_an_index_that_does_not_open_is_missing() -> None:
    opener = DeviceOpener(IndexedCameras(lambda index: False), lambda address: FakeCapture(opened=False), (), bool)

    with pytest.raises(CameraMissingError):
        opener.open("index:1", None)


def test_an_error_from_the_driver_on_opening_is_translated(tmp_path: Path) -> None:
    def explode(address: str | int) -> Capture:
        raise cv2.error("no such thing")

    directory = IndexedCameras(lambda index: True)

    with pytest.raises(AlphaMaleError) as caught:
        DeviceOpener(directory, explode, (), bool).open(None, None)

    assert isinstance(caught.value.__cause__, cv2.error)


def test_720p_compressed_at_thirty_frames_is_asked_for_first_with_the_format_before_the_size() -> None:
    capture = FakeCapture()

    negotiate(capture, preferred_modes())

    assert capture.asked == [
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, 1280),
        (cv2.CAP_PROP_FRAME_HEIGHT, 720),
        (cv2.CAP_PROP_FPS, 30),
    ]


def test_a_camera_without_720p_is_asked_for_the_size_every_webcam_has() -> None:
    capture = FakeCapture(sizes=((640, 480),))

    negotiate(capture, preferred_modes())

    assert (capture.get(cv2.CAP_PROP_FRAME_WIDTH), capture.get(cv2.CAP_PROP_FRAME_HEIGHT)) == (640, 480)


def test_a_camera_that_grants_nothing_keeps_its_own_size() -> None:
    capture = FakeCapture(sizes=())

    negotiate(capture, (CaptureMode(1280, 720, 30, "MJPG"),))

    assert capture.get(cv2.CAP_PROP_FRAME_WIDTH) == 320


def test_frames_arrive_as_rgb_in_arrays_of_their_own() -> None:
    bgr = halves(RED, BLUE, (64, 48))[..., ::-1].copy()
    source = OpenCvSource(FakeCapture(frames=[bgr, bgr]), WEBCAM)

    first, second = source.read(), source.read()

    assert first is not None
    assert second is not None
    np.testing.assert_array_equal(first, halves(RED, BLUE, (64, 48)))
    assert not np.shares_memory(first, second)
    assert first.flags.c_contiguous


def test_a_missed_frame_is_none_and_the_next_may_come() -> None:
    bgr = halves(RED, BLUE, (64, 48))
    source = OpenCvSource(FakeCapture(frames=[None, bgr]), WEBCAM)

    assert source.read() is None
    assert source.read() is not None


def test_an_error_from_the_driver_on_reading_is_translated() -> None:
    source = OpenCvSource(FakeCapture(frames=[cv2.error("gone")]), WEBCAM)

    with pytest.raises(CameraFailedError) as caught:
        source.read()

    assert isinstance(caught.value.__cause__, cv2.error)


@pytest.mark.parametrize("shape", [(48, 64), (48, 64, 1), (48, 64, 4)])
def test_grey_and_transparent_frames_become_rgb(shape: tuple[int, ...]) -> None:
    rgb = to_rgb(np.full(shape, 77, np.uint8))

    assert rgb.shape == (48, 64, 3)
    assert (rgb == 77).all()


@pytest.mark.parametrize(
    "strange", [np.zeros((48, 64, 3), np.uint16), np.zeros((48, 64, 2), np.uint8), np.zeros((0, 64, 3), np.uint8)]
)
def test_frames_of_another_kind_are_a_failure(strange: MatLike) -> None:
    with pytest.raises(CameraFailedError):
        to_rgb(strange)
