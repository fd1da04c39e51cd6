"""Pictures drawn by code for camera tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraFrame

RED, GREEN, BLUE = (220, 30, 30), (30, 200, 40), (40, 60, 230)


def halves(left: tuple[int, int, int], right: tuple[int, int, int], size_px: tuple[int, int]) -> NDArray[np.uint8]:
    """RGB of (width, height): one colour on the left, one on the right."""
    rgb = np.empty((size_px[1], size_px[0], 3), np.uint8)
    rgb[:, : size_px[0] // 2] = left
    rgb[:, size_px[0] // 2 :] = right
    return rgb


def noise(seed: int, size_px: tuple[int, int] = (64, 48)) -> NDArray[np.uint8]:
    """RGB of (width, height)."""
    return np.random.default_rng(seed).integers(40, 200, (size_px[1], size_px[0], 3), dtype=np.uint8)


def frame_of(rgb: NDArray[np.uint8], sequence: int = 1, captured_s: float = 0.0) -> CameraFrame:
    height_px, width_px = rgb.shape[:2]
    return CameraFrame(width_px, height_px, rgb.data.toreadonly().cast("B"), sequence, captured_s)


def write_png(path: Path, rgb: NDArray[np.uint8]) -> None:
    _, encoded = cv2.imencode(".png", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    path.write_bytes(encoded.tobytes())


@contextmanager
def film(path: Path, size_px: tuple[int, int], fps: float) -> Iterator[cv2.VideoWriter]:
    """A Motion JPEG film that takes BGR frames."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size_px)
    assert writer.isOpened()
    try:
        yield writer
    finally:
        writer.release()


def write_film(path: Path, frames: list[NDArray[np.uint8]], fps: float = 30.0) -> None:
    with film(path, (frames[0].shape[1], frames[0].shape[0]), fps) as writer:
        for rgb in frames:
            writer.write(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
