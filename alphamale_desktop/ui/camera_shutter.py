"""The shutter's phases as a pure state machine: wait, count, flash, take."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil


class ShutterPhase(StrEnum):
    """FLASH lights the face; TAKING waits for the picture."""

    WAITING = "waiting"
    COUNTING = "counting"
    FLASH = "flash"
    TAKING = "taking"


@dataclass(frozen=True, slots=True)
class ShutterRules:
    """Times in seconds.

    Attributes:
        auto_after_s: Framing that was good for so long starts the countdown; None: only a press does.
        flash_frames: Frames after the screen turned white until all that the shutter chooses from are lit.
        flash_at_most_s: A slow camera must not keep the guest in the light for longer.
    """

    count_from: int = 3
    auto_after_s: float | None = None
    flash_frames: int = 10
    flash_at_most_s: float = 1.2


@dataclass(frozen=True, slots=True)
class Shutter:
    """Monotonic seconds; each method returns the shutter afterwards.

    Attributes:
        since_s: When the phase began.
        good_since_s: Since when the framing has been good without a break.
        flash_frame: The newest frame's number when the screen turned white; None before the first one.
    """

    rules: ShutterRules
    phase: ShutterPhase = ShutterPhase.WAITING
    since_s: float = 0.0
    good_since_s: float | None = None
    flash_frame: int | None = None

    def pressed(self, now_s: float) -> "Shutter":
        """Starts the countdown; a second press changes nothing."""
        if self.phase is not ShutterPhase.WAITING:
            return self
        return replace(self, phase=ShutterPhase.COUNTING, since_s=now_s)

    def called_off(self) -> "Shutter":
        """Back to waiting, as if nobody had pressed; the framing has to be good anew."""
        return Shutter(self.rules)

    def judged(self, is_good: bool, now_s: float) -> "Shutter":
        """Model 1 looked at a frame."""
        if not is_good:
            return replace(self, good_since_s=None)
        return self if self.good_since_s is not None else replace(self, good_since_s=now_s)

    def ticked(self, now_s: float, newest_frame: int) -> "Shutter":
        """Time passed, or a frame came: one phase further at most."""
        match self.phase:
            case ShutterPhase.WAITING if self.steadiness(now_s) >= 1:
                return self.pressed(now_s)
            case ShutterPhase.COUNTING if now_s - self.since_s >= self.rules.count_from:
                return replace(self, phase=ShutterPhase.FLASH, since_s=now_s, flash_frame=newest_frame)
            case ShutterPhase.FLASH if self._is_lit(now_s, newest_frame):
                return replace(self, phase=ShutterPhase.TAKING, since_s=now_s)
        return self

    def count(self, now_s: float) -> int:
        """3, 2, 1 while it counts, otherwise 0."""
        if self.phase is not ShutterPhase.COUNTING:
            return 0
        return max(1, ceil(self.rules.count_from - (now_s - self.since_s)))

    def steadiness(self, now_s: float) -> float:
        """How near the shutter is to going off by itself, 0 to 1; always 0 where it does not."""
        if self.rules.auto_after_s is None or self.good_since_s is None or self.phase is not ShutterPhase.WAITING:
            return 0.0
        return min(1.0, (now_s - self.good_since_s) / self.rules.auto_after_s)

    def _is_lit(self, now_s: float, newest_frame: int) -> bool:
        begun = newest_frame if self.flash_frame is None else self.flash_frame
        # A camera that was reopened numbers its frames from zero again.
        enough = newest_frame - begun >= self.rules.flash_frames or newest_frame < begun
        return enough or now_s - self.since_s >= self.rules.flash_at_most_s
