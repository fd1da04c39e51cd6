"""What a kiosk says about itself to its fleet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alphamale_desktop.domain.disk import DiskState

AWAY_AFTER = timedelta(seconds=90)
"""Three heartbeats that did not come."""

CAMERA_TROUBLE = frozenset({"lost", "missing", "busy", "stale"})
PRINTER_TROUBLE = frozenset({"low", "empty", "held"})


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One kiosk at one moment; nothing personal.

    Attributes:
        kiosk_id: Stays the same for the life of the installation.
        name: What people call it; two kiosks may share one.
        seen_at: Aware UTC, by the server's clock once it arrived there.
        queue: Visits and erasures that the server does not have yet.
        parcels: Objects that wait for the organiser's bucket; None where there is none.
        camera: A ``CameraState``'s value.
        errors: Failures since the program started.
        trouble: The code of what is out of order now; empty while in order.
        visits: Guests since midnight of the kiosk's own day.
        media_left: Sheets of paper; None where nobody counts.
        printer: A ``PrinterCondition``'s value; empty where no guest may print.
    """

    kiosk_id: UUID
    name: str
    version: str
    seen_at: datetime
    started_at: datetime
    queue: int
    disk_free_mb: float
    disk: DiskState
    camera: str
    errors: int
    visits: int
    trouble: str = ""
    parcels: int | None = None
    media_left: int | None = None
    printer: str = ""

    def is_away(self, now: datetime) -> bool:
        return now - self.seen_at > AWAY_AFTER

    def needs_somebody(self, now: datetime) -> bool:
        """Whether an organiser should look after it."""
        is_low = self.disk is not DiskState.FINE or self.media_left == 0 or self.printer in PRINTER_TROUBLE
        return self.is_away(now) or bool(self.trouble) or is_low or self.camera in CAMERA_TROUBLE
