"""Watches the room on the disk where photos are kept."""

from collections.abc import Callable
from dataclasses import dataclass

from alphamale_desktop.domain.disk import DiskRules, DiskState
from alphamale_desktop.domain.errors import DiskFullError


@dataclass(frozen=True, slots=True)
class DiskGuard:
    """Any thread.

    Attributes:
        free_mb: Asks the system, each time; megabytes of 10^6 bytes.
    """

    free_mb: Callable[[], float]
    rules: DiskRules

    @property
    def state(self) -> DiskState:
        return self.rules.state(self.free_mb())

    def check(self) -> DiskState:
        """The state, unless nothing can be kept any more: then it raises DiskFullError."""
        state = self.state
        if state is DiskState.FULL:
            raise DiskFullError
        return state
