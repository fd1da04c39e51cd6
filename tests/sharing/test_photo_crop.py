"""The card's crop keeps the guest's face in view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.sharing.photo_crop import FaceFrame, crop_around, face_of
from tests.sharing.studio import PORTRAIT_FACE, result_for

FRAME = FaceFrame(1080, 760, eyes=(540, 225), face_height_px=380, largest_face_px=520)


@given(
    st.integers(20, 4000),
    st.integers(20, 4000),
    st.floats(-0.2, 1.1),
    st.floats(-0.2, 1.1),
    st.floats(0.02, 1.5),
)
def test_the_crop_lies_in_the_photo_and_is_not_distorted(
    width: int, height: int, x: float, y: float, size: float
) -> None:
    face = Box(x * width, y * height, x * width + size * width * 0.7, y * height + size * width)

    crop = crop_around(face, width, height, FRAME)

    assert crop.box.x0 >= 0
    assert crop.box.y0 >= 0
    assert crop.box.x1 <= width
    assert crop.box.y1 <= height
    across = crop.box.width_px / (FRAME.width_px - crop.left_px)
    down = crop.box.height_px / FRAME.height_px
    assert across == pytest.approx(down, rel=0.02)


def test_a_small_face_in_a_wide_photo_is_brought_close() -> None:
    face = Box(1200, 230, 1330, 410)

    crop = crop_around(face, 1600, 720, FRAME)

    assert crop.left_px == 0
    scale = crop.box.width_px / FRAME.width_px
    assert face.height_px / scale == pytest.approx(FRAME.face_height_px)
    assert (face.centre[0] - crop.box.x0) / scale == pytest.approx(FRAME.eyes[0])


def test_a_close_up_in_a_tall_photo_keeps_its_eyes_and_mouth() -> None:
    face = Box(60, 150, 840, 1250)

    crop = crop_around(face, 900, 1600, FRAME)

    assert crop.left_px > 0
    assert crop.box.y0 <= face.y0
    assert crop.box.y1 >= face.y0 + 0.9 * face.height_px


def test_a_face_at_the_edge_moves_the_crop_to_the_edge() -> None:
    crop = crop_around(Box(0, 0, 100, 140), 1000, 1000, FRAME)

    assert (crop.box.x0, crop.box.y0) == (0, 0)


def test_the_face_is_the_box_of_the_whole_part() -> None:
    assert face_of(result_for(FaceType.BETA, 512, 600, PORTRAIT_FACE)) == PORTRAIT_FACE
