"""Which reason a guest hears first, and where the limits lie."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.vision.framing import Framing, FramingRules, by_prominence, reason_against, without_repeats

RULES = FramingRules()


def face(x: float = 500, y: float = 300, width: float = 200, height: float = 260, **turn: float) -> FaceSighting:
    return FaceSighting(Box(x, y, x + width, y + height), 0.99, turn.get("yaw", 0.0), turn.get("roll_deg", 0.0))


GOOD = Framing((face(),), 1280, 960, brightness=0.5, sharpness=0.9)


def test_a_good_portrait_has_no_reason_against_it() -> None:
    assert reason_against(GOOD, RULES) is None


CASES = {
    UnusableReason.NO_FACE: replace(GOOD, faces=()),
    UnusableReason.TOO_DARK: replace(GOOD, brightness=0.05),
    UnusableReason.SEVERAL_FACES: replace(GOOD, faces=(face(), face(x=900))),
    UnusableReason.TOO_SMALL: replace(GOOD, faces=(face(width=40, height=50),)),
    UnusableReason.CUT_OFF: replace(GOOD, faces=(face(x=-80),)),
    UnusableReason.TURNED: replace(GOOD, faces=(face(yaw=-0.7),)),
    UnusableReason.BLURRED: replace(GOOD, sharpness=0.1),
}


@pytest.mark.parametrize("reason", CASES)
def test_each_fault_alone_gives_its_reason(reason: UnusableReason) -> None:
    assert reason_against(CASES[reason], RULES) is reason


def test_a_tilted_head_counts_as_turned() -> None:
    assert reason_against(replace(GOOD, faces=(face(roll_deg=-40),)), RULES) is UnusableReason.TURNED


def test_a_black_picture_is_too_dark_rather_than_empty() -> None:
    assert reason_against(replace(GOOD, faces=(), brightness=0.01), RULES) is UnusableReason.TOO_DARK


def test_a_dim_picture_without_a_face_is_empty_rather_than_too_dark() -> None:
    assert reason_against(replace(GOOD, faces=(), brightness=0.05), RULES) is UnusableReason.NO_FACE


def test_small_faces_in_the_background_do_not_matter() -> None:
    crowd = (face(), *(face(x=30 * n, y=20, width=60, height=70) for n in range(5)))

    assert reason_against(replace(GOOD, faces=crowd), RULES) is None


def test_a_face_small_in_a_large_picture_is_too_small() -> None:
    far = Framing((face(width=90, height=110),), 4000, 3000, brightness=0.5, sharpness=0.9)

    assert reason_against(far, RULES) is UnusableReason.TOO_SMALL


def test_a_close_up_that_fills_the_frame_is_usable() -> None:
    close = Framing((face(x=20, y=20, width=700, height=910),), 960, 950, brightness=0.5, sharpness=0.9)

    assert reason_against(close, RULES) is None


def test_a_guest_hears_of_the_dark_before_the_blur() -> None:
    assert reason_against(replace(GOOD, brightness=0.05, sharpness=0.0), RULES) is UnusableReason.TOO_DARK


def test_limits_are_the_callers() -> None:
    strict = FramingRules(least_brightness=0.6)

    assert reason_against(GOOD, strict) is UnusableReason.TOO_DARK


def test_the_largest_face_is_the_subject() -> None:
    near, far = face(), face(x=620, width=80, height=90)

    assert by_prominence([far, near], 1280, 960) == (near, far)


def test_of_two_faces_of_one_size_the_middle_one_is_the_subject() -> None:
    middle, side = face(x=540, y=350), face(x=5, y=350)

    assert by_prominence([side, middle], 1280, 960) == (middle, side)


def test_two_sightings_of_one_face_are_one_face() -> None:
    sure = face()
    unsure = replace(face(x=510, y=310, width=190, height=250), confidence=0.7)
    inside = replace(face(x=540, y=340, width=80, height=90), confidence=0.8)

    assert without_repeats([unsure, inside, sure]) == (sure,)


def test_neighbours_whose_boxes_touch_stay_two() -> None:
    left, right = face(x=300), replace(face(x=460), confidence=0.9)

    assert without_repeats([right, left]) == (left, right)


@given(
    st.floats(-500, 1500),
    st.floats(-500, 1500),
    st.floats(1, 2000),
    st.floats(-1, 1),
    st.floats(0, 1),
    st.floats(0, 1.2),
)
def test_every_sighting_is_judged(x: float, y: float, side: float, yaw: float, light: float, sharp: float) -> None:
    framing = Framing((face(x, y, side, side * 1.3, yaw=yaw),), 1280, 960, light, sharp)

    reason = reason_against(framing, RULES)

    assert reason is None or reason not in {UnusableReason.NO_FACE, UnusableReason.PARTS_UNCLEAR}
