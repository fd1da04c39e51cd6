"""Notices that a guest has gone: first it asks, then it is over."""

from dataclasses import dataclass, replace
from math import ceil


@dataclass(frozen=True, slots=True)
class IdleWatch:
    """Monotonic seconds.

    Attributes:
        idle_s: Without input for so long, the guest is asked.
        answer_s: Without an answer for so long, he is gone.
        acted_s: When somebody last did something.
    """

    idle_s: float
    answer_s: float
    acted_s: float = 0.0

    def acted(self, now_s: float) -> "IdleWatch":
        return replace(self, acted_s=now_s)

    def is_asking(self, now_s: float) -> bool:
        return now_s - self.acted_s >= self.idle_s

    def is_over(self, now_s: float) -> bool:
        return now_s - self.acted_s >= self.idle_s + self.answer_s

    def seconds_left(self, now_s: float) -> int:
        """To answer; 0 when it is over."""
        return max(0, ceil(self.idle_s + self.answer_s - (now_s - self.acted_s)))
