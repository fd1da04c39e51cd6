"""The doctor's checks of the computer itself and of what is plugged into it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import ImageFont

from alphamale_desktop.application.camera_port import CameraState, CameraStatus, CameraTrouble
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.findings import Finding, Verdict
from alphamale_desktop.composition.surroundings import CameraSight, Equipment
from alphamale_desktop.domain.disk import DiskState
from alphamale_desktop.domain.errors import (
    CameraBusyError,
    CameraDeniedError,
    CameraError,
    CameraFailedError,
    CameraMissingError,
    StorageError,
)
from alphamale_desktop.domain.stored_visit import HistoryQuery

_PROGRAM_MADE = datetime(2026, 11, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=1)
_SMALLEST_SCREEN_PX = (1_024, 600)
"""Long side, short side: below, buttons do not fit."""


def check_fonts(folder: Path) -> Finding:
    files = sorted(file for file in folder.rglob("*") if file.suffix in {".otf", ".ttf"})
    if not files:
        return Finding("fonts", Verdict.FAILED, "doctor-fonts-missing")
    if broken := [file.name for file in files if not _is_font(file)]:
        return Finding("fonts", Verdict.FAILED, "doctor-fonts-broken", {"files": ", ".join(broken)})
    return Finding("fonts", Verdict.OK, "doctor-fonts-fine", {"count": str(len(files))})


def check_clock(core: Core) -> Finding:
    """Against the program's own age and against what was kept last: a clock without a battery begins anew."""
    now = core.clock.now()
    values = {"now": now.astimezone().strftime("%Y-%m-%d %H:%M (UTC%z)")}
    if now < _PROGRAM_MADE:
        return Finding("clock", Verdict.WARNING, "doctor-clock-wrong", values)
    newest = _newest_visit(core)
    if newest is not None and newest > now + _AHEAD:
        return Finding("clock", Verdict.WARNING, "doctor-clock-back", values)
    return Finding("clock", Verdict.OK, "doctor-clock-fine", values)


def check_disk(core: Core) -> Finding:
    guard = core.disk_guard()
    free_mb = guard.free_mb()
    values = {"free_gb": f"{free_mb / 1000:.1f}"}
    match guard.rules.state(free_mb):
        case DiskState.FINE:
            return Finding("disk", Verdict.OK, "doctor-disk-fine", values)
        case DiskState.LOW:
            return Finding("disk", Verdict.WARNING, "doctor-disk-low", values)
        case DiskState.NO_ORIGINALS:
            return Finding("disk", Verdict.WARNING, "doctor-disk-no-originals", values)
        case DiskState.FULL:
            return Finding("disk", Verdict.FAILED, "doctor-disk-full", values)


def check_camera(sight: CameraSight, *, kiosk: bool) -> Finding:
    if sight.width_px:
        info = sight.status.camera
        values = {"camera": info.name if info else "?", "width": str(sight.width_px), "height": str(sight.height_px)}
        return Finding("camera", Verdict.OK, "doctor-camera-fine", values)
    verdict = Verdict.FAILED if kiosk or sight.status.state is not CameraState.MISSING else Verdict.WARNING
    return Finding("camera", verdict, error=_camera_error(sight.status))


def check_display(equipment: Equipment | None, *, kiosk: bool) -> Finding:
    if equipment is None or not equipment.screens:
        return Finding("display", Verdict.FAILED if kiosk else Verdict.WARNING, "doctor-display-none")
    first = equipment.screens[0]
    values = {"width": str(first.width_px), "height": str(first.height_px), "count": str(len(equipment.screens))}
    long_px, short_px = _SMALLEST_SCREEN_PX
    sides = sorted((first.width_px, first.height_px))
    if sides[1] < long_px or sides[0] < short_px:
        return Finding("display", Verdict.WARNING, "doctor-display-small", values)
    if kiosk and len(equipment.screens) > 1:
        return Finding("display", Verdict.WARNING, "doctor-display-several", values)
    return Finding("display", Verdict.OK, "doctor-display-fine", values)


def check_printer(equipment: Equipment | None) -> Finding:
    """Nobody needs a printer; an organiser who wants one must know that it is not there."""
    if equipment is None or not equipment.printers:
        return Finding("printer", Verdict.WARNING, "doctor-printer-none")
    return Finding("printer", Verdict.OK, "doctor-printer-fine", {"printer": equipment.printers[0]})


def _is_font(file: Path) -> bool:
    try:
        ImageFont.truetype(str(file), 12).getbbox("A")
    except OSError:
        return False
    return True


def _newest_visit(core: Core) -> datetime | None:
    """None also where the database cannot be read: another check says so."""
    try:
        with core.work() as work:
            newest = work.visits.find(HistoryQuery(limit=1))
    except StorageError:
        return None
    return newest[0].created_at if newest else None


def _camera_error(status: CameraStatus) -> CameraError:
    if status.trouble is CameraTrouble.DENIED:
        return CameraDeniedError(camera=status.camera.name if status.camera else "")
    match status.state:
        case CameraState.BUSY:
            return CameraBusyError()
        case CameraState.MISSING | CameraState.STOPPED | CameraState.SEARCHING:
            return CameraMissingError()
        case _:
            return CameraFailedError()
