"""Brightness and sharpness follow the picture, not its size or light."""

import cv2
import numpy as np
import pytest
from PIL import Image
from skimage import data

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.vision.face_quality import brightness_of, sharpness_of
from alphamale_desktop.vision.image import Pixels, UprightImage

FACE = Box(175, 60, 275, 200)


def astronaut() -> Pixels:
    return np.asarray(data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]


def blurred(rgb: Pixels, sigma: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), sigma), np.uint8)


def test_blur_lowers_sharpness_step_by_step() -> None:
    values = [sharpness_of(UprightImage(blurred(astronaut(), sigma)), FACE) for sigma in (0.3, 1.5, 3, 6)]

    assert values == sorted(values, reverse=True)
    assert values[0] > 0.6
    assert values[-1] < 0.2


def test_a_darkened_photo_is_as_sharp_as_before() -> None:
    dim = (astronaut() * 0.3).astype(np.uint8)

    assert sharpness_of(UprightImage(dim), FACE) == pytest.approx(
        sharpness_of(UprightImage(astronaut()), FACE), abs=0.1
    )


def test_more_pixels_of_the_same_face_do_not_change_its_sharpness_much() -> None:
    large = np.asarray(Image.fromarray(astronaut()).resize((1536, 1536), Image.Resampling.LANCZOS))
    box = Box(*(3 * side for side in (FACE.x0, FACE.y0, FACE.x1, FACE.y1)))

    assert sharpness_of(UprightImage(large), box) == pytest.approx(
        sharpness_of(UprightImage(astronaut()), FACE), abs=0.2
    )


def test_an_even_surface_is_not_sharp() -> None:
    assert sharpness_of(UprightImage(np.full((300, 300, 3), 90, np.uint8)), Box(50, 50, 200, 250)) == 0.0


def test_brightness_is_that_of_the_face() -> None:
    picture = np.zeros((100, 100, 3), np.uint8)
    picture[20:60, 20:60] = 255

    assert brightness_of(UprightImage(picture), Box(20, 20, 60, 60)) == pytest.approx(1.0)
    assert brightness_of(UprightImage(picture), None) == pytest.approx(0.16)


def test_boxes_are_in_pixels_of_the_full_picture() -> None:
    picture = np.zeros((100, 100, 3), np.uint8)
    picture[20:60, 20:60] = 255
    reduced = UprightImage(picture, 400, 400)

    assert brightness_of(reduced, Box(80, 80, 240, 240)) == pytest.approx(1.0)


def test_a_box_outside_the_picture_still_has_a_brightness() -> None:
    picture = np.full((50, 50, 3), 51, np.uint8)

    assert brightness_of(UprightImage(picture), Box(-90, -90, -10, -10)) == pytest.approx(0.2)
