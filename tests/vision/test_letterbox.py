"""A picture goes onto its canvas whole, and boxes come back to where they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.letterbox import AREA_PX2, CELL_PX, evenly_lit, letterbox_for, put_on_canvas

SIDES = st.integers(1, 6000)


@given(SIDES, SIDES, st.sampled_from([1, 2]))
def test_the_canvas_holds_the_whole_picture_and_is_small(width: int, height: int, enlarge: int) -> None:
    place = letterbox_for(width, height, enlarge)

    assert place.width_px % CELL_PX == 0
    assert place.height_px % CELL_PX == 0
    assert place.width_px * place.height_px <= AREA_PX2 * enlarge**2
    assert place.left_px >= 0
    assert place.top_px >= 0
    assert width * place.scale <= place.width_px + 1e-6
    assert height * place.scale <= place.height_px + 1e-6


@given(SIDES, SIDES)
def test_boxes_return_to_where_they_came_from(width: int, height: int) -> None:
    place = letterbox_for(width, height)
    boxes = np.array([[0, 0, width, height], [-5, 3, width / 2, height + 9]], np.float32)

    returned = place.to_picture(place.to_canvas(boxes))

    assert returned == pytest.approx(boxes, rel=1e-4, abs=max(width, height) * 1e-4)


def test_a_spot_is_drawn_where_the_letterbox_says() -> None:
    rgb = np.zeros((360, 640, 3), np.uint8)
    rgb[100:140, 400:440] = 255
    place = letterbox_for(640, 360)

    canvas = put_on_canvas(UprightImage(rgb), place)

    x0, y0, x1, y1 = place.to_canvas(np.array([[400, 100, 440, 140]], np.float32))[0]
    rows, columns = np.nonzero(canvas[..., 0] > 127)
    assert (columns.min(), rows.min()) == pytest.approx((x0, y0), abs=1)
    assert (columns.max() + 1, rows.max() + 1) == pytest.approx((x1, y1), abs=1)


def test_a_reduced_picture_lies_where_the_full_one_would() -> None:
    full = np.random.default_rng(1).integers(0, 256, (90, 120, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    reduced = UprightImage(np.ascontiguousarray(full[::2, ::2]), 960, 720)
    place = letterbox_for(960, 720)

    difference = put_on_canvas(reduced, place).astype(int) - put_on_canvas(UprightImage(full), place)

    assert np.abs(difference).mean() < 3


def test_a_dark_picture_is_brightened_and_a_bright_one_left_alone() -> None:
    bright = np.tile(np.arange(256, dtype=np.uint8)[None, :, None], (64, 1, 3))
    dark = bright // 5

    assert evenly_lit(bright) is bright
    assert evenly_lit(dark).max() > 190
    assert evenly_lit(np.zeros((8, 8, 3), np.uint8)).max() == 0
