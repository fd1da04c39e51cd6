"""From the last few frames to one good JPEG. Here RGB becomes BGR again for the encoder."""

from collections.abc import Sequence
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraFrame, Still

# Frames whose brightness strays further from the median were taken while the exposure still moved.
_EXPOSURE_WITHIN = 0.06
_JUDGED_WIDTH_PX = 640


def choose_steadiest(frames: Sequence[CameraFrame]) -> CameraFrame:
    """The sharpest of the frames whose exposure agrees with the median; the newer of two alike.

    ``frames`` are oldest first and not empty. Sharpness is the variance of the Laplacian
    (Pech-Pacheco et al. 2000) at 640 pixels across.
    """
    small = [_small_grey(frame) for frame in frames]
    light = [float(grey.mean()) for grey in small]
    median = float(np.median(light))
    steady = [i for i, value in enumerate(light) if abs(value - median) <= _EXPOSURE_WITHIN * max(median, 1.0)]
    # With an even count the median may lie between two groups, and nothing agrees with it.
    candidates = steady or range(len(frames))
    return frames[max(candidates, key=lambda i: (_sharpness(small[i]), i))]


def encode_still(frame: CameraFrame, jpeg_quality: int) -> Still:
    """Not mirrored, without metadata."""
    bgr = cv2.cvtColor(pixels(frame), cv2.COLOR_RGB2BGR)
    _, jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, jpeg_quality])
    return Still(jpeg.tobytes(), frame.width_px, frame.height_px, frame.captured_s)


def pixels(frame: CameraFrame) -> NDArray[np.uint8]:
    """The frame's bytes as (height, width, 3) RGB, without a copy and read-only."""
    return np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3)


def _small_grey(frame: CameraFrame) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(pixels(frame), cv2.COLOR_RGB2GRAY)
    if frame.width_px > _JUDGED_WIDTH_PX:
        height_px = max(1, round(frame.height_px * _JUDGED_WIDTH_PX / frame.width_px))
        grey = cv2.resize(grey, (_JUDGED_WIDTH_PX, height_px), interpolation=cv2.INTER_AREA)
    return cast(NDArray[np.uint8], grey)


def _sharpness(grey: NDArray[np.uint8]) -> float:
    return float(cv2.Laplacian(grey, cv2.CV_32F).var())
