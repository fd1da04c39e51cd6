"""Between a heartbeat and its text: in a row of the server, and in the organiser's bucket."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

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
    printer: str = ""


class _Letter(_Report):
    """What lies in a bucket stands alone: it says whose it is. Anybody with the right key may have written it."""

    kiosk: UUID
    name: Annotated[str, Field(max_length=200)]
    version: Annotated[str, Field(max_length=50)]


def report_of(heartbeat: Heartbeat) -> str:
    """What a row has no column for, as JSON."""
    return _report(heartbeat).model_dump_json()


def letter_of(heartbeat: Heartbeat) -> str:
    """All of it but the moment, as JSON: who reads it knows when it came."""
    mine = {"kiosk": heartbeat.kiosk_id, "name": heartbeat.name[:200], "version": heartbeat.version}
    return _Letter.model_validate({**mine, **dict(_report(heartbeat))}).model_dump_json(indent=1)


def heartbeat_in(letter: bytes, seen_at: datetime) -> Heartbeat | None:
    """None where it is not readable.

    Args:
        seen_at: When it came, aware.
    """
    try:
        said = dict(_Letter.model_validate_json(letter))
    except ValidationError:
        return None
    return Heartbeat(kiosk_id=said.pop("kiosk"), seen_at=seen_at, **said)


def _report(heartbeat: Heartbeat) -> _Report:
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
        printer=heartbeat.printer,
    )


def heartbeat_of(row: KioskRow) -> Heartbeat | None:
    """None where the report is not readable: one kiosk's bug must not hide the others."""
    try:
        report = _Report.model_validate_json(row.report)
    except ValidationError:
        return None
    return Heartbeat(kiosk_id=row.id, name=row.name, version=row.version, seen_at=row.seen_at, **dict(report))
