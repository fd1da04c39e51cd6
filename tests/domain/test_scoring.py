import math
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.doubt import DoubtRule
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.scoring import (
    ScoreCard,
    ScoreLine,
    score_card_of_grades,
    score_card_of_parts,
    score_card_of_types,
    type_of_score,
)
from tests.fakes.vision import typed_face

ALPHA, BETA, GAMMA, DELTA, OMEGA = FaceType
grades = st.floats(0, 1)
grade_sets = st.fixed_dictionaries(dict.fromkeys(FacePart, grades))


def test_weights_are_those_of_the_original_system() -> None:
    assert [part.weight_points for part in FacePart] == [50, 40, 10]


def test_the_125_combinations_fall_on_the_types_as_in_the_original_system() -> None:
    cards = [
        score_card_of_types(dict(zip(FacePart, types, strict=True)))
        for types in product(FaceType, repeat=len(FacePart))
    ]

    assert Counter(card.face_type for card in cards) == {ALPHA: 12, BETA: 28, GAMMA: 49, DELTA: 35, OMEGA: 1}


def test_the_125_combinations_score_as_whole_numbers_do() -> None:
    tenths = {ALPHA: 10, BETA: 8, GAMMA: 6, DELTA: 4, OMEGA: 2}

    for whole, upper, lower in product(FaceType, repeat=3):
        card = score_card_of_types({FacePart.WHOLE: whole, FacePart.UPPER: upper, FacePart.LOWER: lower})
        exact = 5 * tenths[whole] + 4 * tenths[upper] + tenths[lower]

        assert card.score_percent == pytest.approx(exact, abs=1e-9)
        assert card.face_type is _original_type(exact)


def _original_type(score: int) -> FaceType:
    if score > 85:
        return ALPHA
    if score > 68:
        return BETA
    if score > 48:
        return GAMMA
    return DELTA if score > 20 else OMEGA


@pytest.mark.parametrize(
    ("score_percent", "face_type"),
    [
        (100, ALPHA),
        (85.001, ALPHA),
        (85, BETA),
        (85.00000000000001, BETA),
        (68.001, BETA),
        (68, GAMMA),
        (48.001, GAMMA),
        (48, DELTA),
        (20.001, DELTA),
        (20, OMEGA),
        (0, OMEGA),
    ],
)
def test_a_score_on_a_border_is_of_the_lower_type(score_percent: float, face_type: FaceType) -> None:
    assert type_of_score(score_percent) is face_type


@pytest.mark.parametrize("score_percent", [-0.01, 100.01, math.nan, math.inf, -math.inf])
def test_a_score_out_of_range_is_refused(score_percent: float) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        type_of_score(score_percent)


@given(grade_sets)
def test_a_score_is_the_sum_of_the_points_within_0_and_100(graded: dict[FacePart, float]) -> None:
    card = score_card_of_grades(graded)

    exact = 50 * graded[FacePart.WHOLE] + 40 * graded[FacePart.UPPER] + 10 * graded[FacePart.LOWER]
    assert 0 <= card.score_percent <= 100
    assert card.score_percent == pytest.approx(exact, abs=1e-9)
    assert [line.points <= line.part.weight_points for line in card.lines] == [True] * 3


@given(grade_sets, st.sampled_from(FacePart), grades)
def test_a_better_grade_never_gives_a_lower_score_or_a_later_type(
    graded: dict[FacePart, float], part: FacePart, other: float
) -> None:
    worse, better = sorted((graded[part], other))

    lower = score_card_of_grades({**graded, part: worse})
    higher = score_card_of_grades({**graded, part: better})

    assert lower.score_percent <= higher.score_percent
    assert lower.face_type >= higher.face_type


@given(grades)
def test_equal_parts_score_as_each_of_them_would_alone(grade: float) -> None:
    card = score_card_of_grades(dict.fromkeys(FacePart, grade))

    assert card.score_percent == pytest.approx(100 * grade, abs=1e-9)
    assert {line.face_type for line in card.lines} == {type_of_score(100 * grade)}


@pytest.mark.parametrize(
    ("types", "driving"),
    [
        ((ALPHA, BETA, GAMMA), FacePart.WHOLE),
        ((OMEGA, ALPHA, ALPHA), FacePart.WHOLE),
        ((GAMMA, DELTA, GAMMA), FacePart.UPPER),
        ((GAMMA, ALPHA, OMEGA), FacePart.UPPER),
        ((GAMMA, GAMMA, OMEGA), FacePart.LOWER),
        ((GAMMA, GAMMA, GAMMA), FacePart.WHOLE),
    ],
)
def test_the_part_furthest_from_plain_gamma_drives(
    types: tuple[FaceType, FaceType, FaceType], driving: FacePart
) -> None:
    assert score_card_of_types(dict(zip(FacePart, types, strict=True))).driving_part is driving


def test_of_equal_pulls_the_heavier_part_drives() -> None:
    card = score_card_of_grades({FacePart.WHOLE: 0.7, FacePart.UPPER: 0.475, FacePart.LOWER: 0.1})

    assert card.driving_part is FacePart.WHOLE


@given(grade_sets)
def test_no_part_pulls_further_than_the_driving_one(graded: dict[FacePart, float]) -> None:
    card = score_card_of_grades(graded)

    pulls = {line.part: abs(line.points - 0.6 * line.part.weight_points) for line in card.lines}
    assert pulls[card.driving_part] >= max(pulls.values()) - 1e-5


def test_detections_in_any_order_make_one_card() -> None:
    parts = typed_face(ALPHA, BETA, OMEGA).parts

    card = score_card_of_parts(reversed(parts))

    assert card == score_card_of_types({FacePart.WHOLE: ALPHA, FacePart.UPPER: BETA, FacePart.LOWER: OMEGA})


def test_a_card_wants_every_part() -> None:
    with pytest.raises(KeyError):
        score_card_of_grades({FacePart.WHOLE: 0.5, FacePart.UPPER: 0.5})


def test_a_card_wants_its_lines_in_order() -> None:
    whole, upper, lower = (ScoreLine(part, 0.5) for part in FacePart)

    with pytest.raises(ValueError, match="one line each"):
        ScoreCard((upper, whole, lower))


@pytest.mark.parametrize("grade", [-0.001, 1.001, math.nan])
def test_a_grade_that_is_no_share_is_refused(grade: float) -> None:
    with pytest.raises(ValueError, match="grade from 0 to 1 for upper"):
        ScoreLine(FacePart.UPPER, grade)


@pytest.mark.parametrize(
    ("types", "is_doubtful"),
    [
        ((ALPHA, DELTA, BETA), False),
        ((ALPHA, OMEGA, BETA), True),
        ((OMEGA, GAMMA, ALPHA), True),
        ((GAMMA, GAMMA, GAMMA), False),
    ],
)
def test_parts_at_opposite_ends_are_doubtful(types: tuple[FaceType, FaceType, FaceType], is_doubtful: bool) -> None:
    face = typed_face(*types)

    assert DoubtRule().doubts(face, score_card_of_parts(face.parts)) is is_doubtful


@pytest.mark.parametrize(("likeness", "is_doubtful"), [(0.0, True), (0.0999, True), (0.1, False), (1.0, False)])
def test_what_is_hardly_a_photo_is_doubtful(likeness: float, is_doubtful: bool) -> None:
    face = replace(typed_face(), photo_likeness=likeness)

    assert DoubtRule(least_photo_likeness=0.1).doubts(face, score_card_of_parts(face.parts)) is is_doubtful


@pytest.mark.parametrize(("familiarity", "is_doubtful"), [(0.0, True), (0.0999, True), (0.1, False), (1.0, False)])
def test_an_unfamiliar_face_is_doubtful(familiarity: float, is_doubtful: bool) -> None:
    face = typed_face(familiarity=familiarity)

    assert DoubtRule(least_familiarity=0.1).doubts(face, score_card_of_parts(face.parts)) is is_doubtful
