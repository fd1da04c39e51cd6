"""What a guest in front of a live camera should do to be framed well."""

from dataclasses import dataclass
from enum import StrEnum

from alphamale_desktop.domain.analysis import GateReport, UnusableReason
from alphamale_desktop.domain.detection import Box


class Coaching(StrEnum):
    """One instruction at a time, the most urgent first; the value is stable and names its sentence.

    Left and right are the guest's own, which are also the screen's left and right, because the preview is mirrored.
    """

    NO_FACE = "no_face"
    TOO_DARK = "too_dark"
    SEVERAL_FACES = "several_faces"
    COME_CLOSER = "come_closer"
    STEP_BACK = "step_back"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"
    TURNED = "turned"
    BLURRED = "blurred"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class CoachingRules:
    """Where a face should be in the preview.

    Attributes:
        least_share: A shorter face, through the picture's shorter side, should come closer.
        most_share: A longer one should step back.
        aim_x: Where the face's centre should be, through the picture's width.
        aim_y: The same downwards, through its height: a little above the middle.
        reach: How far off is still good, through the same side.
        patience: How much further than that a guest who stood well may sway before he is told again.
    """

    least_share: float = 0.2
    most_share: float = 0.72
    aim_x: float = 0.5
    aim_y: float = 0.46
    reach: float = 0.2
    patience: float = 1.25


def coach(
    report: GateReport,
    width_px: float,
    height_px: float,
    previous: Coaching | None = None,
    rules: CoachingRules | None = None,
) -> Coaching:
    """The next instruction for a frame as the camera sees it (not mirrored).

    Args:
        report: Model 1's answer on that frame.
        width_px: Of the frame.
        height_px: Of the frame.
        previous: The last instruction; after ``GOOD`` the limits are wider, so that the words do not flicker.
    """
    rules = rules or CoachingRules()
    face = report.subject
    if report.reason is UnusableReason.TOO_DARK:
        return Coaching.TOO_DARK
    if report.reason is UnusableReason.NO_FACE or face is None:
        return Coaching.NO_FACE
    if report.reason is UnusableReason.SEVERAL_FACES:
        return Coaching.SEVERAL_FACES
    patience = rules.patience if previous is Coaching.GOOD else 1.0
    placed = _placement(face.box, width_px, height_px, rules, patience)
    if placed is not Coaching.GOOD:
        return placed
    match report.reason:
        case None:
            return Coaching.GOOD
        case UnusableReason.TOO_SMALL:
            return Coaching.COME_CLOSER
        case UnusableReason.CUT_OFF:
            return Coaching.STEP_BACK
        case UnusableReason.BLURRED:
            return Coaching.BLURRED
        case _:
            return Coaching.TURNED


def _placement(face: Box, width_px: float, height_px: float, rules: CoachingRules, patience: float) -> Coaching:
    share = face.height_px / min(width_px, height_px)
    if share < rules.least_share / patience:
        return Coaching.COME_CLOSER
    if share > rules.most_share * patience:
        return Coaching.STEP_BACK
    x, y = face.centre
    off_x, off_y = x / width_px - rules.aim_x, y / height_px - rules.aim_y
    if max(abs(off_x), abs(off_y)) <= rules.reach * patience:
        return Coaching.GOOD
    if abs(off_x) >= abs(off_y):
        # The camera's left is the right of a guest who faces it: he comes back by moving to his own left.
        return Coaching.MOVE_LEFT if off_x < 0 else Coaching.MOVE_RIGHT
    return Coaching.MOVE_DOWN if off_y < 0 else Coaching.MOVE_UP
