"""The square around a face keeps its place, whatever the picture's scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.vision.face_crop import box_in_picture, crop_square, scale_wanted
from alphamale_desktop.vision.image import Pixels, UprightImage
from alphamale_desktop.vision.typer_crop import FILL_RGB


def with_spot(width: int, height: int, x: float, y: float, radius: float) -> Pixels:
    rows, columns = np.mgrid[0:height, 0:width]
    inside = (columns + 0.5 - x) ** 2 + (rows + 0.5 - y) ** 2 <= radius**2
    return np.where(inside[..., None], 255, 0).astype(np.uint8).repeat(3, 2)


def middle_of_light(rgb: Pixels) -> tuple[float, float]:
    weight = rgb[..., 0].astype(float)
    rows, columns = np.mgrid[0 : rgb.shape[0], 0 : rgb.shape[1]]
    return float((weight * (columns + 0.5)).sum() / weight.sum()), float((weight * (rows + 0.5)).sum() / weight.sum())


def test_a_square_at_its_own_size_is_a_plain_slice() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (120, 160, 3), np.uint8)

    crop = crop_square(UprightImage(picture), Box(30, 20, 94, 84), 64)

    assert np.array_equal(crop, picture[20:84, 30:94])


@pytest.mark.parametrize("zoom", [0.25, 0.5, 0.8, 1.7, 3.0])
def test_things_are_where_the_square_says(zoom: float) -> None:
    length = 96 / zoom
    picture = UprightImage(with_spot(700, 700, 350, 350, 0.2 * length))
    square = Box(350 - 0.3 * length, 350 - 0.6 * length, 350 + 0.7 * length, 350 + 0.4 * length)

    x, y = middle_of_light(crop_square(picture, square, 96))

    assert x == pytest.approx(0.3 * 96, abs=0.5)
    assert y == pytest.approx(0.6 * 96, abs=0.5)


def test_shrinking_averages_instead_of_skipping() -> None:
    stripes = np.zeros((512, 512, 3), np.uint8)
    stripes[:, ::2] = 255

    crop = crop_square(UprightImage(stripes), Box(0, 0, 512, 512), 64)

    assert np.abs(crop[4:-4, 4:-4].astype(int) - 127).max() <= 3


def test_outside_the_picture_the_square_is_filled() -> None:
    picture = np.full((100, 100, 3), 255, np.uint8)

    crop = crop_square(UprightImage(picture), Box(-50, 0, 50, 100), 64)

    assert crop[32, 5].tolist() == list(FILL_RGB)
    assert crop[32, 60].tolist() == [255, 255, 255]


def test_a_square_beside_the_picture_is_all_filling() -> None:
    crop = crop_square(UprightImage(np.zeros((50, 50, 3), np.uint8)), Box(500, 500, 600, 600), 32)

    assert (crop == FILL_RGB).all()


def test_a_reduced_picture_gives_the_same_crop() -> None:
    full = with_spot(800, 600, 420, 330, 60)
    half = np.asarray(Image.fromarray(full).reduce(2))
    square = Box(300, 210, 540, 450)

    from_full = crop_square(UprightImage(full), square, 96)
    from_half = crop_square(UprightImage(half, 800, 600), square, 96)

    assert np.abs(from_full.astype(int) - from_half).mean() < 3
    assert middle_of_light(from_half) == pytest.approx(middle_of_light(from_full), abs=0.3)


def test_a_small_square_wants_every_pixel_and_a_large_one_few() -> None:
    assert scale_wanted(Box(0, 0, 100, 100), 192) == 1.0
    assert scale_wanted(Box(0, 0, 1920, 1920), 192) == pytest.approx(0.1)


@given(st.floats(-2000, 2000), st.floats(-2000, 2000), st.floats(0.5, 5000), st.integers(1, 90), st.integers(1, 90))
def test_every_square_gives_a_crop_of_the_right_size(
    x: float, y: float, length: float, width: int, height: int
) -> None:
    picture = UprightImage(np.zeros((height, width, 3), np.uint8))

    crop = crop_square(picture, Box(x, y, x + length, y + length), 32)

    assert crop.shape == (32, 32, 3)
    assert crop.dtype == np.uint8


def test_a_box_of_the_crop_comes_back_to_the_picture() -> None:
    box = box_in_picture(Box(0, 48, 96, 96), Box(100, 200, 292, 392), 96)

    assert box == Box(100, 296, 292, 392)
