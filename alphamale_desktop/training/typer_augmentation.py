"""What may change in a photo without changing the face: place, light, colour, sharpness, compression."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from alphamale_desktop.training.typer_crops import View
from alphamale_desktop.vision.typer_crop import FILL_RGB

Pixels = NDArray[np.uint8]


def random_view(rng: Generator, spread: float = 1.0) -> View:
    """A crop as a gate that is a little wrong would ask for; ``spread`` 1 is 10 % in scale and 4 % in place."""
    return View(
        scale=float(np.exp(np.clip(rng.normal(0, 0.09 * spread), -0.3, 0.3))),
        shift_x=float(rng.normal(0, 0.03 * spread)),
        shift_y=float(rng.normal(0, 0.03 * spread)),
        tilt_deg=float(rng.normal(0, 6)),
        mirrored=bool(rng.random() < 0.5),
    )


def disturb(crop: Pixels, rng: Generator) -> Pixels:
    """Light 0.4-1.5, colour, grey, low resolution, blur, noise, JPEG 25-95, a cut edge; the crop stays as it was."""
    out = crop
    if rng.random() < 0.25:
        out = _cut_edges(out, rng)
    out = _relight(out, rng)
    if rng.random() < 0.18:
        grey = cv2.cvtColor(out, cv2.COLOR_RGB2GRAY)
        out = np.repeat(grey[..., None], 3, axis=2).astype(np.uint8)
    if rng.random() < 0.3:
        out = _coarsen(out, float(rng.uniform(0.35, 0.9)))
    if rng.random() < 0.15:
        out = cv2.GaussianBlur(out, (0, 0), float(rng.uniform(0.4, 1.6))).astype(np.uint8)
    if rng.random() < 0.15:
        noisy = out + rng.normal(0, rng.uniform(2, 10), out.shape).astype(np.float32)
        out = noisy.clip(0, 255).astype(np.uint8)
    if rng.random() < 0.35:
        out = through_jpeg(out, int(rng.integers(25, 95)))
    return out


def through_jpeg(rgb: Pixels, quality: int) -> Pixels:
    """The picture after JPEG compression, quality 1 to 100."""
    _, data = cv2.imencode(".jpg", rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError("the picture did not survive its own compression")
    return decoded[..., ::-1].astype(np.uint8)


def _coarsen(rgb: Pixels, share: float) -> Pixels:
    height, width = rgb.shape[:2]
    small = cv2.resize(rgb, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8)


def _relight(rgb: Pixels, rng: Generator) -> Pixels:
    ramp = np.arange(256, dtype=np.float64) / 255
    tables = np.repeat(ramp[:, None], 3, axis=1)
    if rng.random() < 0.7:
        tables = tables ** np.exp(rng.normal(0, 0.2)) * rng.uniform(0.4, 1.5)
    if rng.random() < 0.4:
        tables = (tables - 0.45) * rng.uniform(0.65, 1.35) + 0.45
    if rng.random() < 0.4:
        tables = tables * rng.uniform(0.85, 1.15, 3)
    table = (tables * 255).clip(0, 255).astype(np.uint8)
    out = cv2.LUT(rgb, table.reshape(256, 1, 3))
    if rng.random() < 0.2:
        out = _desaturate(out.astype(np.uint8), float(rng.uniform(0.2, 0.8)))
    return out.astype(np.uint8)


def _desaturate(rgb: Pixels, share: float) -> Pixels:
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)
    return (rgb * (1 - share) + grey * share).astype(np.uint8)


def _cut_edges(rgb: Pixels, rng: Generator) -> Pixels:
    """As when the square leaves the picture: up to 18 % of some sides is filled."""
    out = rgb.copy()
    side = rgb.shape[0]
    for edge in rng.choice(4, size=int(rng.integers(1, 4)), replace=False):
        depth = int(rng.uniform(0.02, 0.18) * side)
        stripe = np.s_[:depth] if edge % 2 == 0 else np.s_[side - depth :]
        place = (stripe, np.s_[:]) if edge < 2 else (np.s_[:], stripe)
        out[place] = FILL_RGB
    return out
