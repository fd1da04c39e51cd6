"""What this kiosk says about itself."""

from datetime import datetime
from typing import TYPE_CHECKING

from alphamale_desktop.application.read_numbers import numbers_of
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.fleet import FleetLink
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.version import __version__

if TYPE_CHECKING:
    from alphamale_desktop.composition.behind import Signs


class HeartbeatSource:
    """Any thread."""

    def __init__(self, core: Core, link: FleetLink, signs: "Signs") -> None:
        self._core = core
        self._link = link
        self._signs = signs
        self._started_at = core.clock.now()

    def __call__(self) -> Heartbeat:
        """Raises StorageError."""
        core, now = self._core, self._core.clock.now()
        guard = core.disk_guard()
        free_mb = guard.free_mb()
        midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        counted = core.database().counters(core.kiosk_id).read(min(midnight, self._started_at), now)
        today = numbers_of(counted, midnight, now)
        printer = self._signs.printer()
        return Heartbeat(
            kiosk_id=core.kiosk_id,
            name=core.machine_name,
            version=__version__,
            seen_at=now,
            started_at=self._started_at,
            queue=self._link.due_count(),
            disk_free_mb=free_mb,
            disk=guard.rules.state(free_mb),
            camera=self._signs.camera(),
            errors=sum(one.count for one in counted if one.name is CounterName.FAILURE and self._is_since(one.hour)),
            visits=today.visits,
            trouble=self._signs.trouble(),
            parcels=self._parcels(),
            media_left=printer.sheets_left if printer is not None else None,
            printer=printer.condition.value if printer is not None else "",
        )

    def _parcels(self) -> int | None:
        """None where nothing was ever meant for a bucket."""
        with self._core.work() as work:
            counts = work.outbox.counts(self._core.machine_name)
        ever = counts.waiting + counts.sent + counts.erasing + counts.erased + counts.dead
        return counts.waiting + counts.dead if ever else None

    def _is_since(self, hour: datetime) -> bool:
        return hour >= self._started_at.replace(minute=0, second=0, microsecond=0)
