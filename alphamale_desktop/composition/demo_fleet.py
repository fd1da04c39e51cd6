"""A made-up fleet and its numbers, for pictures of the program."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from alphamale_desktop.application.read_numbers import Numbers, numbers_of
from alphamale_desktop.composition.demo_visits import DEMO_NOW
from alphamale_desktop.domain.disk import DiskState
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.domain.numbers import Counted, CounterName

_GUESTS_BY_HOUR = (3, 9, 14, 22, 31, 27, 35, 41, 38, 24, 12, 5)
_TYPES = (61, 52, 66, 44, 31)
_UNUSABLE = {"too_dark": 9, "turned": 7, "several_faces": 6, "blurred": 3, "not_sure": 2}
_STEPS = {"camera": 11.2, "review": 4.1, "form": 27.5, "analysing": 0.6, "result": 34.8}


def demo_heartbeats() -> tuple[Heartbeat, ...]:
    """Three kiosks: one in order, one whose camera is lost and whose paper runs low, one that is away."""

    def beat(
        number: int, name: str, seconds_ago: int, camera: str, visits: int, queue: int, sheets: int = 76
    ) -> Heartbeat:
        return Heartbeat(
            kiosk_id=UUID(int=number),
            name=name,
            version="1.0.0",
            seen_at=DEMO_NOW - timedelta(seconds=seconds_ago),
            started_at=DEMO_NOW - timedelta(hours=4),
            queue=queue,
            disk_free_mb=61_400,
            disk=DiskState.FINE,
            camera=camera,
            errors=0,
            visits=visits,
            media_left=sheets,
            printer="ready" if sheets > 10 else "low",
        )

    return (
        beat(1, "Hall A, entrance", 6, "live", 104, 0),
        beat(2, "Hall A, stage", 11, "lost", 97, 0, 8),
        beat(3, "Hall B", 1_260, "live", 53, 4),
    )


def demo_numbers() -> Numbers:
    since = datetime.combine(DEMO_NOW.date(), datetime.min.time(), DEMO_NOW.tzinfo)
    return numbers_of(_counted(since), since, since + timedelta(days=1), kiosks=3)


def demo_export() -> Path:
    return Path("numbers.csv")


def _counted(since: datetime) -> Iterator[Counted]:
    for hour, guests in enumerate(_GUESTS_BY_HOUR, start=9):
        yield Counted(since + timedelta(hours=hour), CounterName.VISIT, "", guests)
    for face_type, count in zip(FaceType, _TYPES, strict=True):
        yield Counted(since, CounterName.TYPE, face_type.code, count)
    for reason, count in _UNUSABLE.items():
        yield Counted(since, CounterName.UNUSABLE, reason, count)
    for step, mean_s in _STEPS.items():
        yield Counted(since, CounterName.STEP, step, 250, 250 * mean_s)
    yield Counted(since, CounterName.FINISHED, "", sum(_TYPES))
    yield Counted(since, CounterName.LEFT, "form", 7)
    yield Counted(since, CounterName.RETAKE, "", 48)
    yield Counted(since, CounterName.KEPT, "", 171)
    yield Counted(since, CounterName.DELIVERED, "", 171, 171 * 8.4)
