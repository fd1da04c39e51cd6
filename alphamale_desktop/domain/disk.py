"""How much room is left, and what that means for what may be kept."""

from dataclasses import dataclass
from enum import StrEnum


class DiskState(StrEnum):
    """Each is worse than the one before.

    Attributes:
        LOW: Somebody should know.
        NO_ORIGINALS: Results are kept, their photos are not.
        FULL: Nothing is kept; a kiosk is out of order.
    """

    FINE = "fine"
    LOW = "low"
    NO_ORIGINALS = "no_originals"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class DiskRules:
    """Thresholds of free space in megabytes (10^6 bytes); below each, the next state begins.

    Raises:
        ValueError: If they do not fall from the first to the last, or the last is negative.
    """

    warn_mb: float = 2_000
    no_originals_mb: float = 1_000
    out_of_order_mb: float = 300

    def __post_init__(self) -> None:
        if not self.warn_mb >= self.no_originals_mb >= self.out_of_order_mb >= 0:
            raise ValueError(f"want falling thresholds, got {self}")

    def state(self, free_mb: float) -> DiskState:
        if free_mb < self.out_of_order_mb:
            return DiskState.FULL
        if free_mb < self.no_originals_mb:
            return DiskState.NO_ORIGINALS
        if free_mb < self.warn_mb:
            return DiskState.LOW
        return DiskState.FINE
