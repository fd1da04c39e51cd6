"""A camera by hand: the test says what it sees, and when."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from alphamale_desktop.application.camera_port import (
    CameraFrame,
    CameraInfo,
    CameraState,
    CameraStatus,
    CameraTrouble,
    OnFrame,
    OnStatus,
    Still,
    Unsubscribe,
)
from alphamale_desktop.domain.analysis import GateReport, UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.domain.errors import AlphaMaleError, ModelError
from tests.ui.fake_services import drawn_photo

FRAME_PX = (1280, 720)
CAMERAS = (CameraInfo("usb-1", "Logitech Brio"), CameraInfo("usb-2", "FaceTime HD"))


class ScriptedFeed:
    """Satisfies ``CameraFeed``; every call of the test happens on the test's own thread."""

    def __init__(self) -> None:
        self.status = CameraStatus(CameraState.STOPPED)
        self.newest: CameraFrame | None = None
        self.is_running = False
        self.starts = 0
        self.chosen: str | None = None
        self.stills_asked = 0
        self.shapes: list[float | None] = []
        self.still: bytes | AlphaMaleError = jpeg_of(drawn_photo(*FRAME_PX))
        self.on_start = CameraState.LIVE
        self._sequence = 0
        self._listeners: list[tuple[OnStatus, OnFrame]] = []
        image = QImage.fromData(drawn_photo(*FRAME_PX)).convertToFormat(QImage.Format.Format_RGB888)
        self._rgb = memoryview(bytes(image.constBits()))

    def cameras(self) -> Sequence[CameraInfo]:
        return CAMERAS

    def choose(self, camera_id: str | None) -> None:
        self.chosen = camera_id

    def subscribe(self, on_status: OnStatus, on_frame: OnFrame) -> Unsubscribe:
        listener = (on_status, on_frame)
        self._listeners.append(listener)
        on_status(self.status)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def start(self) -> None:
        if not self.is_running:
            self.is_running = True
            self.starts += 1
            self.become(self.on_start)

    def stop(self) -> None:
        self.is_running = False
        self.become(CameraState.STOPPED)

    def capture_still(self, shape: float | None = None) -> Future[Still]:
        self.stills_asked += 1
        self.shapes.append(shape)
        future: Future[Still] = Future()
        if isinstance(self.still, AlphaMaleError):
            future.set_exception(self.still)
        else:
            future.set_result(Still(self.still, *FRAME_PX, 0.0))
        return future

    def become(self, state: CameraState, trouble: CameraTrouble | None = None) -> None:
        self.status = CameraStatus(state, CAMERAS[0] if state is CameraState.LIVE else None, trouble)
        if state is not CameraState.LIVE:
            self.newest = None
        for on_status, _ in tuple(self._listeners):
            on_status(self.status)

    def deliver(self, count: int = 1) -> None:
        """The next frames."""
        for _ in range(count):
            self._sequence += 1
            self.newest = CameraFrame(*FRAME_PX, self._rgb, self._sequence, 0.0)
            for _, on_frame in tuple(self._listeners):
                on_frame(self.newest)


class ScriptedJudge:
    """Model 1 by hand; ``report`` is about the camera's whole picture, whatever part of it is shown."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []
        self.report = good_report()
        self.error: ModelError | None = None
        self.calls = 0

    def __call__(self, frame: CameraFrame) -> GateReport:
        self.calls += 1
        if self.error is not None:
            raise self.error
        self.sizes.append((frame.width_px, frame.height_px))
        left, top = (FRAME_PX[0] - frame.width_px) / 2, (FRAME_PX[1] - frame.height_px) / 2
        return replace(self.report, faces=tuple(_moved(face, left, top) for face in self.report.faces))


def _moved(face: FaceSighting, left: float, top: float) -> FaceSighting:
    box = face.box
    return replace(face, box=Box(box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top))


def good_report() -> GateReport:
    return report_of(Box(500, 180, 780, 500))


def report_of(box: Box) -> GateReport:
    """A face there, otherwise fine."""
    return GateReport(0.98, (FaceSighting(box, 0.98),), 0.5, 0.9, None)


def no_face() -> GateReport:
    return GateReport(0.02, (), 0.5, 0.9, UnusableReason.NO_FACE)


def jpeg_of(png: bytes) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage.fromData(png).save(buffer, "JPG", 92)  # type: ignore[call-overload]
    return bytes(data.data())
