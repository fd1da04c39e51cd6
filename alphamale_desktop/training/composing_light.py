"""What cameras and rooms do to a picture: light, colour, blur, noise, compression."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from alphamale_desktop.training.composing import Picture

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def spoil(picture: Picture, rng: Generator) -> Picture:
    """A copy under random light, seen through a random camera; mild more often than strong."""
    seen = _optics(picture, rng)
    lit = _light(seen.astype(np.float32), rng)
    noisy = _noise(lit, rng)
    return _compress(_as_picture(noisy), rng)


def darken(picture: Picture, gain: float) -> Picture:
    """Every value times ``gain``, rounded as a camera's file would be."""
    return _as_picture(picture.astype(np.float32) * gain + 0.5)


def compress(picture: Picture, quality: int) -> Picture:
    """Through JPEG and back; ``quality`` 1 to 100."""
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return _as_picture(cv2.imdecode(data, cv2.IMREAD_COLOR))


def _light(picture: NDArray[np.float32], rng: Generator) -> NDArray[np.float32]:
    if rng.random() < 0.08:
        picture = np.repeat(picture @ _LUMA[:, None], 3, axis=2)
    if rng.random() < 0.3:
        picture = picture * rng.uniform(0.8, 1.2, 3).astype(np.float32)
    kind = rng.random()
    if kind < 0.55:
        gamma = np.float32(np.exp(rng.uniform(-0.45, 0.45)))
        curved = np.power(np.clip(picture, 0, 255) / np.float32(255), gamma, dtype=np.float32)
        picture = curved * np.float32(255 * rng.uniform(0.7, 1.3))
    elif kind < 0.72:
        picture = picture * np.float32(np.exp(rng.uniform(np.log(0.04), np.log(0.5))))
    elif kind < 0.78:
        picture = picture * np.float32(rng.uniform(1.3, 2.2)) + np.float32(rng.uniform(0, 40))
    elif kind < 0.86:
        picture = picture * _slope(picture.shape[:2], rng)[..., None]
    if rng.random() < 0.15:
        contrast = np.float32(rng.uniform(0.3, 0.8))
        picture = picture * contrast + np.float32(rng.uniform(0, 255)) * (1 - contrast)
    return picture.astype(np.float32, copy=False)


def _slope(shape: tuple[int, ...], rng: Generator) -> NDArray[np.float32]:
    height, width = shape
    angle = rng.uniform(0, 2 * np.pi)
    rows = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.float32(np.sin(angle))
    columns = np.linspace(-1, 1, width, dtype=np.float32)[None, :] * np.float32(np.cos(angle))
    low = np.float32(rng.uniform(0.1, 0.5))
    steepness = np.float32(rng.uniform(2, 6))
    slope = low + (1 - low) / (1 + np.exp(-steepness * (rows + columns), dtype=np.float32))
    return slope.astype(np.float32, copy=False)


def _optics(picture: Picture, rng: Generator) -> Picture:
    kind = rng.random()
    if kind < 0.15:
        sigma = float(rng.uniform(0.4, 2.2))
        return cv2.GaussianBlur(picture, (0, 0), sigma).astype(np.uint8, copy=False)
    if kind < 0.22:
        length = int(rng.integers(3, 9))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        turn = cv2.getRotationMatrix2D(((length - 1) / 2,) * 2, float(rng.uniform(0, 180)), 1)
        turned = cv2.warpAffine(kernel, turn, (length, length)).astype(np.float32, copy=False)
        blurred = cv2.filter2D(picture, -1, (turned / max(float(turned.sum()), 1e-3)).astype(np.float32))
        return blurred.astype(np.uint8, copy=False)
    if kind < 0.3:
        height, width = picture.shape[:2]
        factor = float(rng.uniform(0.35, 0.8))
        size = max(1, int(width * factor)), max(1, int(height * factor))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (width, height)).astype(np.uint8, copy=False)
    return picture


def _noise(picture: NDArray[np.float32], rng: Generator) -> NDArray[np.float32]:
    if rng.random() > 0.25:
        return picture
    sigma = np.float32(rng.uniform(1, 14))
    brightest = max(float(picture.max()), 1.0)
    # A dark picture carries less noise in absolute terms, but more for its light.
    strength = sigma * np.float32(max(brightest / 255, 0.12))
    return picture + rng.standard_normal(picture.shape, dtype=np.float32) * strength


def _compress(picture: Picture, rng: Generator) -> Picture:
    if rng.random() > 0.3:
        return picture
    return compress(picture, int(rng.integers(12, 90)))


def _as_picture(values: object) -> Picture:
    return np.clip(np.asarray(values, np.float32), 0, 255).astype(np.uint8)
