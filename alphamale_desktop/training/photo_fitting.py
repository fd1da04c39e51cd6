"""Learns to tell photos from filtered ones by the traces in their pixels."""

from collections.abc import Callable

import cv2
import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch.nn import functional

from alphamale_desktop.training.composing import Picture
from alphamale_desktop.training.strange_filters import FILTERS_TO_LEARN
from alphamale_desktop.training.typer_augmentation import disturb, random_view, through_jpeg
from alphamale_desktop.training.typer_crops import Canvases, cut
from alphamale_desktop.vision.letterbox import evenly_lit
from alphamale_desktop.vision.photo_traces import TRACES, PhotoLikeness, photo_traces, standardised
from alphamale_desktop.vision.typer_crop import CropLayout

Numbers = NDArray[np.float64]

_EACH = 200
_LEAST_EACH = 12
_RIDGE = 0.003
_LEAST_SPREAD = 1e-3
_SMALLEST, _LARGEST = 0.6, 2.0
_TINT = 0.25
_FAR = (0.33, 0.8)


def fit_photo_likeness(faces: Canvases, layout: CropLayout, seed: int = 1) -> PhotoLikeness:
    """One to three minutes for 1,000 faces.

    Photos are the faces as they are, as if from far away, and twice through harmless changes, the second time in light
    of a strong colour.
    Filtered ones are ``FILTERS_TO_LEARN`` at random sizes. Both kinds count equally.
    """
    rng = np.random.default_rng(seed)
    photos = np.concatenate(
        [_traces(faces, range(len(faces.rgb)), layout, rng, change) for change in (_as_it_is, _far, disturb, _tinted)]
    )
    each = min(len(faces.rgb), max(_LEAST_EACH, min(_EACH, len(faces.rgb) // 4)))
    filtered = np.concatenate([_filtered(faces, each, layout, rng, change) for change in FILTERS_TO_LEARN])
    centre, spread = photos.mean(0), photos.std(0) + _LEAST_SPREAD
    weights, offset = _logistic(standardised(filtered, centre, spread), standardised(photos, centre, spread))
    linear, square = weights[:TRACES], weights[TRACES:]
    return PhotoLikeness(_short(centre), _short(spread), _short(linear), _short(square), float(f"{offset:.5g}"))


def _traces(
    faces: Canvases,
    chosen: range,
    layout: CropLayout,
    rng: Generator,
    change: Callable[[Picture, Generator], Picture],
) -> Numbers:
    cuts = (cut(faces.rgb[index], faces.parts[index], layout, random_view(rng))[0] for index in chosen)
    return np.array([photo_traces(evenly_lit(change(crop, rng))) for crop in cuts])


def _filtered(
    faces: Canvases, count: int, layout: CropLayout, rng: Generator, change: Callable[[Picture], Picture]
) -> Numbers:
    found = []
    for index in rng.choice(len(faces.rgb), count, replace=False):
        canvas = faces.rgb[index]
        side = canvas.shape[0]
        size = round(side * float(np.exp(rng.uniform(np.log(_SMALLEST), np.log(_LARGEST)))))
        changed = change(_resized(canvas, size))
        crop, _ = cut(_resized(changed, side), faces.parts[index], layout, random_view(rng, 0.5))
        if rng.random() < 0.4:
            crop = through_jpeg(crop, int(rng.integers(40, 95)))
        found.append(photo_traces(evenly_lit(crop)))
    return np.array(found)


def _resized(rgb: Picture, side_px: int) -> Picture:
    way = cv2.INTER_AREA if side_px < rgb.shape[0] else cv2.INTER_LINEAR
    return cv2.resize(np.ascontiguousarray(rgb), (side_px, side_px), interpolation=way).astype(np.uint8, copy=False)


def _as_it_is(crop: Picture, _: Generator) -> Picture:
    return crop


def _far(crop: Picture, rng: Generator) -> Picture:
    """With as few pixels as a guest across the room has, as a camera compresses them."""
    side = crop.shape[0]
    small = _resized(crop, round(side * float(rng.uniform(*_FAR))))
    return _resized(through_jpeg(small, int(rng.integers(70, 100))), side)


def _tinted(crop: Picture, rng: Generator) -> Picture:
    """As in coloured light, then disturbed."""
    gains = np.exp(rng.normal(0, _TINT, 3))
    return disturb((crop * gains).clip(0, 255).astype(np.uint8), rng)


def _logistic(filtered: Numbers, photos: Numbers) -> tuple[Numbers, float]:
    """Ridge-held weights and offset; positive speaks for a filter."""
    inputs = torch.from_numpy(np.concatenate([filtered, photos]))
    wanted = torch.cat([torch.ones(len(filtered)), torch.zeros(len(photos))]).double()
    counts = torch.where(wanted > 0, 0.5 / len(filtered), 0.5 / len(photos))
    values = torch.zeros(inputs.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([values], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        sums = inputs @ values[1:] + values[0]
        wrong = functional.binary_cross_entropy_with_logits(sums, wanted, reduction="none")
        total = (wrong * counts).sum() + _RIDGE * (values[1:] ** 2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    search.step(loss)  # type: ignore[no-untyped-call]
    found = values.detach().numpy()
    return found[1:], float(found[0])


def _short(values: Numbers) -> tuple[float, ...]:
    """Five digits: the file stays small, and nothing else is known so well."""
    return tuple(float(f"{value:.5g}") for value in values)
