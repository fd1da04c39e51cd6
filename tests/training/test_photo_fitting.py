"""What is learned from photos and filtered ones holds for others."""

import cv2
import numpy as np
import pytest

from alphamale_desktop.training.composing import Picture
from alphamale_desktop.training.photo_fitting import fit_photo_likeness
from alphamale_desktop.training.strange_filters import FILTERS_TO_LEARN
from alphamale_desktop.training.strange_pictures import FILTERS
from alphamale_desktop.training.typer_crops import CANVAS_PX, Canvases, View, cut
from alphamale_desktop.vision.letterbox import evenly_lit
from alphamale_desktop.vision.photo_traces import PhotoLikeness
from alphamale_desktop.vision.typer_crop import CropLayout

LAYOUT = CropLayout(96)
COUNT = 24


def scene(seed: int) -> Picture:
    """Like a photo in what counts here: soft shapes of every size in some colours, and a little noise."""
    rng = np.random.default_rng(seed)
    sides = [4, 8, 16, 32, 64, 128, CANVAS_PX]
    layers = [
        cv2.resize(rng.normal(0, side**-0.5, (side, side, 3)), (CANVAS_PX, CANVAS_PX), interpolation=cv2.INTER_CUBIC)
        for side in sides
    ]
    return (
        (110 + 70 * sum(layers) @ np.array([[1, 0.5, 0.3], [0.3, 1, 0.5], [0.2, 0.3, 0.6]]))
        .clip(0, 255)
        .astype(np.uint8)
    )


def canvases(first: int, count: int) -> Canvases:
    parts = np.tile(np.array([110, 100, 270, 290], np.float32), (count, 3, 1))
    return Canvases(np.stack([scene(first + index) for index in range(count)]), parts)


@pytest.fixture(scope="module")
def likeness() -> PhotoLikeness:
    return fit_photo_likeness(canvases(0, COUNT), LAYOUT)


def crop_of(picture: Picture) -> Picture:
    return evenly_lit(cut(picture, np.zeros((3, 4), np.float32), LAYOUT, View())[0])


def test_other_photos_are_taken_for_photos(likeness: PhotoLikeness) -> None:
    found = [likeness.of(crop_of(scene(1000 + index))) for index in range(20)]

    assert sum(one > 0.5 for one in found) >= 18


@pytest.mark.parametrize("name", ["as a pencil sketch", "as outlines", "in two levels a colour", "as a relief"])
def test_filtered_ones_are_not(likeness: PhotoLikeness, name: str) -> None:
    change = dict(FILTERS)[name]

    found = [likeness.of(crop_of(change(scene(2000 + index)))) for index in range(10)]

    assert sum(one < 0.5 for one in found) >= 9


def test_the_same_faces_give_the_same_numbers(likeness: PhotoLikeness) -> None:
    assert fit_photo_likeness(canvases(0, COUNT), LAYOUT) == likeness


@pytest.mark.parametrize("change", FILTERS_TO_LEARN)
@pytest.mark.parametrize("side", [230, 384, 768])
def test_every_filter_keeps_the_pictures_form(change: object, side: int) -> None:
    assert callable(change)

    filtered = change(cv2.resize(scene(1), (side, side)))

    assert (filtered.shape, filtered.dtype) == ((side, side, 3), np.uint8)
