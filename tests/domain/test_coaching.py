"""What the guest is told, in the mirrored preview's directions."""

import pytest

from alphamale_desktop.domain.analysis import GateReport, UnusableReason
from alphamale_desktop.domain.coaching import Coaching, coach
from alphamale_desktop.domain.detection import Box, FaceSighting

WIDTH, HEIGHT = 1280, 720


def report(x: float = 0.5, y: float = 0.46, share: float = 0.4, reason: UnusableReason | None = None) -> GateReport:
    """A face with its centre at (x, y) of the frame and ``share`` of its height."""
    height = share * HEIGHT
    width = 0.75 * height
    box = Box(x * WIDTH - width / 2, y * HEIGHT - height / 2, x * WIDTH + width / 2, y * HEIGHT + height / 2)
    return GateReport(0.99, (FaceSighting(box, 0.99),), 0.5, 0.9, reason)


def empty(reason: UnusableReason) -> GateReport:
    return GateReport(0.01, (), 0.5, 0.0, reason)


def test_a_guest_in_the_right_place_is_good() -> None:
    assert coach(report(), WIDTH, HEIGHT) is Coaching.GOOD


def test_a_guest_on_the_cameras_left_is_on_the_screens_right_and_moves_left() -> None:
    assert coach(report(x=0.15), WIDTH, HEIGHT) is Coaching.MOVE_LEFT
    assert coach(report(x=0.85), WIDTH, HEIGHT) is Coaching.MOVE_RIGHT


def test_a_guest_too_high_moves_down() -> None:
    assert coach(report(y=0.2, share=0.3), WIDTH, HEIGHT) is Coaching.MOVE_DOWN
    assert coach(report(y=0.8, share=0.3), WIDTH, HEIGHT) is Coaching.MOVE_UP


def test_a_far_guest_comes_closer_before_anything_else() -> None:
    assert coach(report(x=0.1, share=0.1), WIDTH, HEIGHT) is Coaching.COME_CLOSER


def test_a_guest_who_fills_the_frame_steps_back() -> None:
    assert coach(report(share=0.9), WIDTH, HEIGHT) is Coaching.STEP_BACK


REASONS = {
    UnusableReason.TOO_DARK: Coaching.TOO_DARK,
    UnusableReason.SEVERAL_FACES: Coaching.SEVERAL_FACES,
    UnusableReason.TOO_SMALL: Coaching.COME_CLOSER,
    UnusableReason.CUT_OFF: Coaching.STEP_BACK,
    UnusableReason.TURNED: Coaching.TURNED,
    UnusableReason.BLURRED: Coaching.BLURRED,
    None: Coaching.GOOD,
}


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_of_a_well_placed_face_has_its_words(reason: UnusableReason | None) -> None:
    assert coach(report(reason=reason), WIDTH, HEIGHT) is REASONS[reason]


def test_without_a_face_there_is_no_direction() -> None:
    assert coach(empty(UnusableReason.NO_FACE), WIDTH, HEIGHT) is Coaching.NO_FACE
    assert coach(empty(UnusableReason.TOO_DARK), WIDTH, HEIGHT) is Coaching.TOO_DARK


def test_a_guest_who_stood_well_may_sway_a_little() -> None:
    swaying = report(x=0.72)

    assert coach(swaying, WIDTH, HEIGHT) is Coaching.MOVE_RIGHT
    assert coach(swaying, WIDTH, HEIGHT, previous=Coaching.GOOD) is Coaching.GOOD
    assert coach(report(x=0.8), WIDTH, HEIGHT, previous=Coaching.GOOD) is Coaching.MOVE_RIGHT


def test_a_portrait_frame_measures_by_its_width() -> None:
    tall = GateReport(0.99, (FaceSighting(Box(410, 750, 670, 1100), 0.99),), 0.5, 0.9, None)

    assert coach(tall, 1080, 1920) is Coaching.GOOD
