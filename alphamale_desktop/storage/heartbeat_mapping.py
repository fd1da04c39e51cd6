"""Between a heartbeat and its text: in a row of the server, and in the organiser's bucket."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from alphamale_desktop.domain.disk import DiskState
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.storage.fleet_tables import KioskRow


class _Report(BaseModel):
    # A newer program may say more.
    model_config = ConfigDict(extra="ignore")

    started_at: AwareDatetime
    queue: int
    disk_free_mb: float
    disk: DiskState
    camera: str
    errors: int
    visits: int
    trouble: str = ""
    parcels: int | None = None
    media_left: int | None = None


def report_of(heartbeat: Heartbeat) -> str:
    """What a row has no column for, as JSON."""
    return _Report(
        started_at=heartbeat.started_at,
        queue=heartbeat.queue,
        disk_free_mb=round(heartbeat.disk_free_mb),
        disk=heartbeat.disk,
        camera=heartbeat.camera,
        errors=heartbeat.errors,
        visits=heartbeat.visits,
        trouble=heartbeat.trouble,
        parcels=heartbeat.parcels,
        media_left=heartbeat.media_left,
    ).model_dump_json()


def heartbeat_of(row: KioskRow) -> Heartbeat | None:
    """None where the report is not readable: one kiosk's bug must not hide the others."""
    try:
        report = _Report.model_validate_json(row.report)
    except ValidationError:
        return None
    return Heartbeat(kiosk_id=row.id, name=row.name, version=row.version, seen_at=row.seen_at, **dict(report))
