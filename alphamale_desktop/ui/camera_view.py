"""What the camera page shows, derived from the camera's state, model 1's advice and the shutter."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from alphamale_desktop.application.camera_port import CameraState, CameraStatus, CameraTrouble
from alphamale_desktop.domain.coaching import Coaching
from alphamale_desktop.ui.camera_shutter import Shutter, ShutterPhase

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class CameraView:
    """Attributes:
    is_live: A healthy picture moves; otherwise ``text`` and ``hint`` say what is going on.
    coaching: A ``Coaching``'s value, empty while model 1 has not looked yet.
    count: 3, 2, 1, or 0.
    is_flash: The screen is white, to light the face.
    steadiness: How near the shutter is to going off by itself, 0 to 1.
    seconds_left: Until a photo under review is used, -1 where nobody counts.
    """

    is_live: bool = False
    state: str = CameraState.STOPPED.value
    text: str = ""
    hint: str = ""
    coaching: str = ""
    is_good: bool = False
    count: int = 0
    is_flash: bool = False
    is_busy: bool = False
    steadiness: float = 0.0
    seconds_left: int = -1
    review_text: str = ""
    retake_text: str = ""


def view_of(
    status: CameraStatus,
    coaching: Coaching | None,
    shutter: Shutter,
    now_s: float,
    accepted_at_s: float | None,
    retakes_left: int | None,
    say: Say,
) -> CameraView:
    """Derives the view.

    Args:
        accepted_at_s: When a photo under review is used by itself.
        retakes_left: None where retakes are not limited.
    """
    is_live = status.state is CameraState.LIVE
    text, hint = _live_words(coaching, shutter, say) if is_live else _state_words(status, say)
    phase = shutter.phase
    left = -1 if accepted_at_s is None else max(0, ceil(accepted_at_s - now_s))
    return CameraView(
        is_live=is_live,
        state=status.state.value,
        text=text,
        hint=hint,
        coaching=coaching.value if coaching is not None and is_live else "",
        is_good=is_live and (coaching is Coaching.GOOD or phase is not ShutterPhase.WAITING),
        count=shutter.count(now_s),
        is_flash=phase in (ShutterPhase.FLASH, ShutterPhase.TAKING),
        is_busy=phase is not ShutterPhase.WAITING,
        # In steps, so that the page is not drawn anew for nothing.
        steadiness=round(shutter.steadiness(now_s), 1),
        seconds_left=left,
        review_text=say("review-accepts", seconds=left) if left >= 0 else "",
        retake_text=say("review-retake") if retakes_left is None else say("review-retake-left", left=retakes_left),
    )


def _live_words(coaching: Coaching | None, shutter: Shutter, say: Say) -> tuple[str, str]:
    if shutter.phase is not ShutterPhase.WAITING:
        return say("camera-look"), ""
    if coaching is None:
        return say("camera-place"), ""
    return say(f"coaching-{coaching.value}"), ""


def _state_words(status: CameraStatus, say: Say) -> tuple[str, str]:
    key = f"camera-state-{status.state.value}"
    match status.state, status.trouble:
        case CameraState.STALE | CameraState.LOST, CameraTrouble.BLACK:
            key = "camera-state-black"
        case CameraState.STALE | CameraState.LOST, CameraTrouble.FROZEN:
            key = "camera-state-frozen"
        case CameraState.BUSY, CameraTrouble.DENIED:
            key = "camera-state-denied"
    return say(key), say(f"{key}.hint")
