"""Takes a retired kiosk off the fleet's list: its heartbeat and its counters, wherever kiosks leave them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from alphamale_desktop.domain.fleet_errors import KioskAmbiguousError, KioskStillSeenError, KioskUnknownError
from alphamale_desktop.domain.heartbeat import Heartbeat

STILL_SEEN = timedelta(hours=1)
"""Who was seen so lately is most likely still in use, and would be back with its next heartbeat."""


class KioskRegister(Protocol):
    """Where kiosks say how they are. Everything may raise StorageError or DeliveryError."""

    def heartbeats(self) -> tuple[Sequence[Heartbeat], datetime]:
        """The newest of every kiosk, and what time it is there."""
        ...

    def forget(self, kiosk_id: UUID) -> None:
        """Deletes a kiosk's heartbeat and counters, never a visit. Nothing happens if it is not known."""
        ...


class ForgetKiosk:
    """One thread.

    Args:
        registers: One or more; all are asked before anything is deleted.
    """

    def __init__(self, registers: Sequence[KioskRegister]) -> None:
        self._registers = registers

    def find(self, wanted: str, *, in_use_too: bool = False) -> Heartbeat:
        """The last that was heard of a kiosk, named as people call it or by its whole id.

        Args:
            in_use_too: Also one that was seen in the last hour.

        Raises:
            KioskUnknownError, KioskAmbiguousError, KioskStillSeenError; StorageError or DeliveryError
        """
        found: dict[UUID, tuple[Heartbeat, timedelta]] = {}
        for register in self._registers:
            beats, now = register.heartbeats()
            for beat in beats:
                silent = now - beat.seen_at
                if _is_called(beat, wanted) and (beat.kiosk_id not in found or silent < found[beat.kiosk_id][1]):
                    found[beat.kiosk_id] = beat, silent
        if not found:
            raise KioskUnknownError(kiosk=wanted)
        if len(found) > 1:
            raise KioskAmbiguousError(kiosk=wanted, ids=", ".join(sorted(map(str, found))))
        ((beat, silent),) = found.values()
        if silent < STILL_SEEN and not in_use_too:
            raise KioskStillSeenError(kiosk=beat.name, minutes=max(0, round(silent.total_seconds() / 60)))
        return beat

    def __call__(self, kiosk_id: UUID) -> None:
        """Forgets it everywhere; run again after a failure, it finishes what is left. Raises StorageError or
        DeliveryError."""
        for register in self._registers:
            register.forget(kiosk_id)


def _is_called(beat: Heartbeat, wanted: str) -> bool:
    plain = wanted.strip().casefold()
    return plain in (beat.name.strip().casefold(), str(beat.kiosk_id))
