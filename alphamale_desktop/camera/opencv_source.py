"""A connected camera through OpenCV. BGR ends here."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.config import CaptureMode
from alphamale_desktop.camera.directory import CameraDirectory, CameraNode
from alphamale_desktop.camera.source import FrameSource
from alphamale_desktop.domain.errors import (
    CameraBusyError,
    CameraDeniedError,
    CameraError,
    CameraFailedError,
    CameraMissingError,
)

_TO_RGB = {1: cv2.COLOR_GRAY2RGB, 3: cv2.COLOR_BGR2RGB, 4: cv2.COLOR_BGRA2RGB}


class Capture(Protocol):
    """The part of ``cv2.VideoCapture`` that is used."""

    def isOpened(self) -> bool: ...  # noqa: N802 - OpenCV's name

    def set(self, propId: int, value: float) -> bool: ...  # noqa: N803 - OpenCV's name

    def get(self, propId: int) -> float: ...  # noqa: N803 - OpenCV's name

    def read(self, image: MatLike | None = None) -> tuple[bool, MatLike]: ...

    def release(self) -> None: ...


class CaptureFactory(Protocol):
    def __call__(self, address: str | int) -> Capture:
        """Raises cv2.error, or returns one that is not open."""
        ...


class DeviceOpener:
    """A ``CameraOpener`` of connected cameras."""

    def __init__(
        self,
        directory: CameraDirectory,
        capture: CaptureFactory,
        modes: tuple[CaptureMode, ...],
        may_open: Callable[[str], bool],
    ) -> None:
        """``may_open`` says whether this user has the rights to a device file."""
        self._directory = directory
        self._capture = capture
        self._modes = modes
        self._may_open = may_open

    def cameras(self) -> list[CameraInfo]:
        return list(self._directory.cameras())

    def plugged(self) -> frozenset[str]:
        return self._directory.plugged()

    def open(self, camera_id: str | None, last_used: str | None) -> FrameSource:
        node = self._directory.find(camera_id, last_used)
        try:
            capture = self._capture(node.address)
        except cv2.error as error:
            raise self._why_closed(node) from error
        if not capture.isOpened():
            capture.release()
            raise self._why_closed(node)
        negotiate(capture, self._modes)
        return OpenCvSource(capture, node.info)

    def _why_closed(self, node: CameraNode) -> CameraError:
        # Only a device file can be looked at; an index that does not open is taken for an empty socket.
        if not isinstance(node.address, str) or not Path(node.address).exists():
            return CameraMissingError()
        if not self._may_open(node.address):
            return CameraDeniedError(camera=node.info.name)
        return CameraBusyError()


class OpenCvSource:
    """A ``FrameSource`` that owns an opened capture."""

    def __init__(self, capture: Capture, camera: CameraInfo) -> None:
        self._capture = capture
        self._camera = camera
        # Reused for every frame: only the RGB copy leaves.
        self._bgr: MatLike | None = None

    @property
    def camera(self) -> CameraInfo:
        return self._camera

    def read(self) -> NDArray[np.uint8] | None:
        try:
            came, self._bgr = self._capture.read(self._bgr)
            return to_rgb(self._bgr) if came else None
        except cv2.error as error:
            raise CameraFailedError() from error

    def close(self) -> None:
        self._capture.release()


def negotiate(capture: Capture, modes: tuple[CaptureMode, ...]) -> None:
    """Asks for each mode until the driver grants its size; with none granted its own choice stays."""
    for mode in modes:
        # The pixel format first: for some drivers it decides which sizes there are.
        if mode.fourcc:
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*mode.fourcc))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, mode.width_px)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, mode.height_px)
        capture.set(cv2.CAP_PROP_FPS, mode.fps)
        granted_px = [round(capture.get(size)) for size in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)]
        if granted_px == [mode.width_px, mode.height_px]:
            return


def to_rgb(image: MatLike) -> NDArray[np.uint8]:
    """A new contiguous (height, width, 3) RGB array from OpenCV's grey, BGR or BGRA.

    Raises:
        CameraFailedError: If the driver delivers something else.
    """
    channels = 1 if image.ndim == 2 else image.shape[2]
    if image.dtype != np.uint8 or image.size == 0 or channels not in _TO_RGB:
        raise CameraFailedError()
    return np.asarray(cv2.cvtColor(image, _TO_RGB[channels]), np.uint8)
