import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.detection import Box, TypedFace, TypeDistribution, label_of, meaning_of
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from tests.fakes.vision import distribution_at, part_detection, typed_face

pixels = st.floats(-5_000, 5_000)
sides = st.floats(0.01, 5_000)
boxes = st.builds(lambda x, y, width, height: Box(x, y, x + width, y + height), pixels, pixels, sides, sides)


@pytest.mark.parametrize("label", range(1, 16))
def test_each_label_survives_the_way_to_its_meaning_and_back(label: int) -> None:
    assert label_of(*meaning_of(label)) == label


def test_labels_count_parts_first_then_types() -> None:
    labels = [label_of(face_type, part) for face_type in FaceType for part in FacePart]

    assert labels == list(range(1, 16))


@pytest.mark.parametrize("label", [-1, 0, 16])
def test_a_number_that_is_no_label_is_refused(label: int) -> None:
    with pytest.raises(ValueError, match="1 to 15"):
        meaning_of(label)


@given(boxes, boxes)
def test_overlap_is_a_share_and_the_same_both_ways(one: Box, other: Box) -> None:
    overlap = one.overlap_with(other)

    assert 0 <= overlap <= 1
    assert overlap == pytest.approx(other.overlap_with(one))


@given(boxes)
def test_a_box_overlaps_itself_wholly(box: Box) -> None:
    assert box.overlap_with(box) == pytest.approx(1)


def test_overlap_is_the_shared_area_over_the_joint_area() -> None:
    assert Box(0, 0, 10, 10).overlap_with(Box(5, 0, 15, 10)) == pytest.approx(50 / 150)


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert Box(0, 0, 10, 10).overlap_with(Box(10, 0, 20, 10)) == 0


@given(boxes, sides, sides)
def test_the_share_inside_a_picture_is_that_of_the_clipped_box(box: Box, width_px: float, height_px: float) -> None:
    share = box.share_inside(width_px, height_px)

    picture = Box(0, 0, width_px, height_px)
    union = box.area_px2 + picture.area_px2
    overlap = box.overlap_with(picture)
    assert 0 <= share <= 1
    assert share * box.area_px2 == pytest.approx(overlap * union / (1 + overlap), abs=1e-6)


def test_a_box_half_over_the_edge_is_half_inside() -> None:
    assert Box(-10, 0, 10, 10).share_inside(100, 100) == pytest.approx(0.5)


def test_a_box_tells_its_size_and_centre() -> None:
    box = Box(10, 20, 40, 100)

    assert (box.width_px, box.height_px, box.area_px2, box.centre) == (30, 80, 2_400, (25, 60))


@pytest.mark.parametrize(
    ("x0", "y0", "x1", "y1"),
    [
        (0, 0, 0, 1),
        (0, 0, 1, 0),
        (1, 0, 0, 1),
        (0, 0, math.nan, 1),
        (math.nan, 0, 1, 1),
        (0, 0, math.inf, 1),
        (0, -math.inf, 1, 1),
    ],
)
def test_a_box_without_a_finite_area_is_refused(x0: float, y0: float, x1: float, y1: float) -> None:
    with pytest.raises(ValueError, match="got Box"):
        Box(x0, y0, x1, y1)


@given(st.tuples(*[st.floats(0.001, 1)] * 5))
def test_a_distribution_gives_each_type_its_own_probability(weights: tuple[float, ...]) -> None:
    alpha, beta, gamma, delta, omega = (weight / sum(weights) for weight in weights)

    distribution = TypeDistribution((alpha, beta, gamma, delta, omega))

    assert [distribution.of(face_type) for face_type in FaceType] == [alpha, beta, gamma, delta, omega]
    assert distribution.of(distribution.most_likely) == max(distribution.probabilities)


def test_of_equally_likely_types_the_first_is_the_most_likely() -> None:
    assert TypeDistribution((0.1, 0.35, 0.1, 0.35, 0.1)).most_likely is FaceType.BETA


@pytest.mark.parametrize(
    "probabilities",
    [
        (0.2, 0.2, 0.2, 0.2, 0.3),
        (0.2, 0.2, 0.2, 0.2, 0.1),
        (1.2, -0.2, 0.0, 0.0, 0.0),
        (math.nan, 0.25, 0.25, 0.25, 0.25),
        (0.25, 0.25, 0.25, 0.25),
        (0.2, 0.2, 0.2, 0.2, 0.1, 0.1),
    ],
)
def test_numbers_that_are_no_distribution_over_five_types_are_refused(
    probabilities: tuple[float, float, float, float, float],
) -> None:
    with pytest.raises(ValueError, match="five probabilities"):
        TypeDistribution(probabilities)


@pytest.mark.parametrize("grade", [-0.01, 1.01, math.nan])
def test_a_detection_refuses_a_grade_that_is_no_share(grade: float) -> None:
    with pytest.raises(ValueError, match="grade from 0 to 1"):
        part_detection(FacePart.WHOLE, FaceType.BETA, grade)


def test_a_face_is_complete_with_each_part_once_in_order() -> None:
    assert typed_face().is_complete


@pytest.mark.parametrize(
    "found",
    [
        (),
        (FacePart.WHOLE,),
        (FacePart.WHOLE, FacePart.LOWER),
        (FacePart.UPPER, FacePart.WHOLE, FacePart.LOWER),
        (FacePart.WHOLE, FacePart.UPPER, FacePart.UPPER),
        (FacePart.WHOLE, FacePart.UPPER, FacePart.LOWER, FacePart.LOWER),
    ],
)
def test_a_face_with_other_parts_is_not_complete(found: tuple[FacePart, ...]) -> None:
    parts = tuple(part_detection(part, FaceType.BETA) for part in found)

    assert not TypedFace(parts, distribution_at(FaceType.BETA)).is_complete
