"""A film or a folder of pictures that behaves like a camera."""

from collections.abc import Callable, Generator
from pathlib import Path

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.faults import FaultTimeline, FaultySource
from alphamale_desktop.camera.opencv_source import to_rgb
from alphamale_desktop.camera.pacing import Pacer
from alphamale_desktop.camera.replay_spec import ReplaySpec
from alphamale_desktop.camera.source import FrameSource
from alphamale_desktop.domain.errors import ReplaySourceError

_PICTURES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".webp"})
_USUAL_FPS = 30.0
_LARGEST_PX = (1280, 720)


class ReplayOpener:
    """A ``CameraOpener`` with one camera. Scripted faults count from the first opening and outlive reopening."""

    def __init__(self, spec: ReplaySpec, clock_s: Callable[[], float], wait: Callable[[float], None]) -> None:
        self._spec = spec
        self._clock_s = clock_s
        self._wait = wait
        self._camera = CameraInfo(spec.camera_id, spec.path.stem or str(spec.path))
        self._timeline = FaultTimeline(spec.faults, clock_s)

    def cameras(self) -> list[CameraInfo]:
        return [self._camera]

    def plugged(self) -> frozenset[str]:
        return self._timeline.plugged(self._camera.camera_id)

    def open(self, camera_id: str | None, last_used: str | None) -> FrameSource:  # noqa: ARG002 - there is one only
        self._timeline.start()
        self._timeline.refuse_opening()
        source = self._open()
        return FaultySource(source, self._timeline, self._wait) if self._spec.faults else source

    def _open(self) -> FrameSource:
        path = self._spec.path
        fps = self._spec.fps
        if path.is_dir():
            rate = fps or _USUAL_FPS
            pacer = Pacer(rate, self._clock_s, self._wait)
            return FolderSource(path, self._camera, pacer, max(1, round(self._spec.hold_s * rate)))
        if not path.is_file():
            raise ReplaySourceError(path=str(path))
        film = _Film(path)
        return FilmSource(film, self._camera, Pacer(fps or film.fps, self._clock_s, self._wait))


class FolderSource:
    """The folder's pictures in the order of their names, each for a while, again and again.

    Frames have the shape of the first picture, at most 1280x720; the others are fitted into it.
    """

    def __init__(self, folder: Path, camera: CameraInfo, pacer: Pacer, hold_frames: int) -> None:
        """Raises ReplaySourceError if no file in it is a picture."""
        self._camera = camera
        self._pacer = pacer
        self._hold_frames = hold_frames
        self._pictures = _show_again_and_again(folder)
        self._shown = next(self._pictures)
        self._left = hold_frames
        self._noise = _Noise()

    @property
    def camera(self) -> CameraInfo:
        return self._camera

    def read(self) -> NDArray[np.uint8]:
        if self._left == 0:
            self._shown = next(self._pictures)
            self._left = self._hold_frames
        self._left -= 1
        self._pacer.keep_step()
        return self._noise.over(self._shown.copy())

    def close(self) -> None:
        self._pictures.close()


class FilmSource:
    """A film from its first frame to its last, again and again."""

    def __init__(self, film: "_Film", camera: CameraInfo, pacer: Pacer) -> None:
        self._film = film
        self._camera = camera
        self._pacer = pacer
        self._noise = _Noise()

    @property
    def camera(self) -> CameraInfo:
        return self._camera

    def read(self) -> NDArray[np.uint8]:
        rgb = self._film.next_frame()
        self._pacer.keep_step()
        return self._noise.over(rgb)

    def close(self) -> None:
        self._film.close()


class _Film:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._capture = self._opened()
        fps = self._capture.get(cv2.CAP_PROP_FPS)
        # Containers without a rate say 0, broken ones thousands.
        self.fps = fps if 1 <= fps <= 120 else _USUAL_FPS

    def next_frame(self) -> NDArray[np.uint8]:
        """Raises ReplaySourceError if there is not a single frame."""
        came, bgr = self._read()
        if not came:
            # Opened anew: not every container can seek.
            self._capture.release()
            self._capture = self._opened()
            came, bgr = self._read()
        if not came:
            raise ReplaySourceError(path=str(self._path))
        return to_rgb(bgr)

    def close(self) -> None:
        self._capture.release()

    def _read(self) -> tuple[bool, MatLike]:
        try:
            return self._capture.read()
        except cv2.error as error:
            raise ReplaySourceError(path=str(self._path)) from error

    def _opened(self) -> cv2.VideoCapture:
        capture = cv2.VideoCapture(str(self._path))
        if not capture.isOpened():
            capture.release()
            raise ReplaySourceError(path=str(self._path))
        return capture


class _Noise:
    """The least that a sensor's noise does: no two frames are alike, so a paused picture is no frozen driver."""

    def __init__(self) -> None:
        self._count = 0

    def over(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        self._count += 1
        values = rgb.reshape(-1)
        values[self._count * 3 % values.size] ^= 1
        return rgb


def _show_again_and_again(folder: Path) -> Generator[NDArray[np.uint8], None, None]:
    shape: tuple[int, int] | None = None
    while True:
        shown = 0
        for path in _files(folder):
            picture = _decode(path) if path.suffix.lower() in _PICTURES else None
            if picture is None:
                continue
            shape = shape or _fitting(picture.shape[1], picture.shape[0], _LARGEST_PX)
            shown += 1
            yield _fit(picture, shape)
        if not shown:
            raise ReplaySourceError(path=str(folder))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise ReplaySourceError(path=str(folder)) from error


def _decode(path: Path) -> NDArray[np.uint8] | None:
    # Not imread: it cannot open Korean paths on Windows.
    try:
        bgr = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    except (OSError, cv2.error):
        return None
    return None if bgr is None else to_rgb(bgr)


def _fitting(width_px: int, height_px: int, into_px: tuple[int, int]) -> tuple[int, int]:
    scale = min(into_px[0] / width_px, into_px[1] / height_px, 1.0)
    return max(1, round(width_px * scale)), max(1, round(height_px * scale))


def _fit(picture: NDArray[np.uint8], shape_px: tuple[int, int]) -> NDArray[np.uint8]:
    width_px, height_px = _fitting(picture.shape[1], picture.shape[0], shape_px)
    canvas = np.zeros((shape_px[1], shape_px[0], 3), np.uint8)
    left, top = (shape_px[0] - width_px) // 2, (shape_px[1] - height_px) // 2
    canvas[top : top + height_px, left : left + width_px] = cv2.resize(
        picture, (width_px, height_px), interpolation=cv2.INTER_AREA
    )
    return canvas
