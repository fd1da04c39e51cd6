"""From a choice of camera to a feed that runs on this system."""

import os
import sys
import time
from random import Random

import cv2

from alphamale_desktop.application.backoff import retry_delay_s
from alphamale_desktop.camera.attempts import Attempts
from alphamale_desktop.camera.config import CameraConfig
from alphamale_desktop.camera.directory import CameraDirectory, IndexedCameras
from alphamale_desktop.camera.inbox import ThreadedInbox
from alphamale_desktop.camera.linux_cameras import LinuxCameras
from alphamale_desktop.camera.loop import CameraLoop
from alphamale_desktop.camera.mac_cameras import MacCameras, system_report
from alphamale_desktop.camera.opencv_source import Capture, CaptureFactory, DeviceOpener
from alphamale_desktop.camera.reader import SourceReaderFactory
from alphamale_desktop.camera.replay_source import ReplayOpener
from alphamale_desktop.camera.replay_spec import is_replay, parse_replay
from alphamale_desktop.camera.source import CameraOpener
from alphamale_desktop.camera.supervision import CameraSupervision


def camera_feed(choice: str | None, config: CameraConfig, random: Random) -> CameraLoop:
    """A feed that is not started yet: ``replay:PATH``, a camera's id, or None for whichever camera there is.

    Raises:
        ReplaySourceError: If ``choice`` is a replay but malformed.
    """
    opener = _replay(choice) if choice is not None and is_replay(choice) else device_opener(config)
    feed = feed_of(opener, config, random)
    if choice is not None and not is_replay(choice):
        feed.choose(choice)
    return feed


def feed_of(opener: CameraOpener, config: CameraConfig, random: Random) -> CameraLoop:
    """A feed with real threads and real time over any opener."""
    inbox = ThreadedInbox()
    readers = SourceReaderFactory(opener, inbox, time.monotonic, config.warmup_frames)
    supervision = CameraSupervision(
        config, lambda failures: retry_delay_s(failures, config.retry_first_s, config.retry_limit_s, random)
    )
    attempts = Attempts(readers, config.max_hung_readers)
    return CameraLoop(opener, attempts, supervision, inbox, time.monotonic, config)


def device_opener(config: CameraConfig) -> DeviceOpener:
    """The cameras of this system, through its usual driver."""
    capture = _capture_through(_driver())
    return DeviceOpener(_directory(capture), capture, config.modes, _may_open)


def _replay(choice: str) -> ReplayOpener:
    return ReplayOpener(parse_replay(choice), time.monotonic, time.sleep)


def _directory(capture: CaptureFactory) -> CameraDirectory:
    def opens(index: int) -> bool:
        probe = capture(index)
        try:
            return probe.isOpened()
        finally:
            probe.release()

    match sys.platform:
        case "linux":
            return LinuxCameras()
        case "darwin":
            return MacCameras(system_report)
        case _:
            return IndexedCameras(opens)


def _may_open(device: str) -> bool:
    return os.access(device, os.R_OK | os.W_OK)


def _driver() -> int:
    # Named, because OpenCV's own choice may be a driver that numbers cameras differently.
    return {"linux": cv2.CAP_V4L2, "darwin": cv2.CAP_AVFOUNDATION, "win32": cv2.CAP_DSHOW}.get(
        sys.platform, cv2.CAP_ANY
    )


def _capture_through(driver: int) -> CaptureFactory:
    def capture(address: str | int) -> Capture:
        return cv2.VideoCapture(address, driver)

    return capture
