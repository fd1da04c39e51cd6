"""The operator's way in: hold the corner, then tap it three times. Guests who rest a hand there do not do that."""

from dataclasses import dataclass, replace

HOLD_S = 2.0
TAP_WITHIN_S = 4.0
TAPS = 3


@dataclass(frozen=True, slots=True)
class CornerGesture:
    """Monotonic seconds.

    Attributes:
        pressed_s: When the finger went down; None while it is up.
        held_until_s: When the long press ended; None before one.
    """

    pressed_s: float | None = None
    held_until_s: float | None = None
    taps: int = 0

    @property
    def is_done(self) -> bool:
        return self.taps >= TAPS

    def pressed(self, now_s: float) -> "CornerGesture":
        return replace(self, pressed_s=now_s)

    def released(self, now_s: float) -> "CornerGesture":
        if self.pressed_s is None:
            return self
        if now_s - self.pressed_s >= HOLD_S:
            return CornerGesture(held_until_s=now_s)
        if self.held_until_s is None or now_s - self.held_until_s > TAP_WITHIN_S:
            return CornerGesture()
        return replace(self, pressed_s=None, taps=self.taps + 1)
