"""Numbers of this kiosk or of its whole fleet, and files to take along."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from alphamale_desktop.application.read_numbers import Numbers, numbers_of
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.fleet import FleetLink
from alphamale_desktop.composition.fleet_bucket import board_of
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.errors import FileUnwritableError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.numbers import KioskCounted
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit

Cell = str | int | float | None
Rows = Iterator[Mapping[str, Cell]]

_AT_ONCE = 500


class ExportFormat(StrEnum):
    CSV = "csv"
    PARQUET = "parquet"


def bucket_counters(core: Core, since: datetime, until: datetime) -> Sequence[KioskCounted]:
    """Of all kiosks that leave word in the bucket; raises DeliveryError."""
    return board_of(core).counters(since, until)


def read_counters(core: Core, link: FleetLink, since: datetime, until: datetime) -> Sequence[KioskCounted]:
    """Of all kiosks where a server is set, of this one otherwise.

    Raises:
        StorageError
    """
    if link.is_set:
        return link.server.counters(since, until)
    return own_counters(core, since, until)


def own_counters(core: Core, since: datetime, until: datetime) -> Sequence[KioskCounted]:
    """Of this kiosk, and what was taken over from the original system; raises StorageError."""
    return core.database().all_counters(since, until)


def add_up(counted: Sequence[KioskCounted], since: datetime, until: datetime) -> Numbers:
    kiosks = len({one.kiosk_id for one in counted})
    return numbers_of((one.counted for one in counted), since, until, kiosks)


def counter_rows(counted: Iterable[KioskCounted]) -> Rows:
    """One row a counter: nothing personal."""
    for one in counted:
        yield {
            "kiosk": str(one.kiosk_id),
            "hour": one.counted.hour.isoformat(),
            "name": one.counted.name.value,
            "label": one.counted.label,
            "count": one.counted.count,
            "total_s": round(one.counted.total_s, 3),
        }


def visit_rows(core: Core, since: datetime, until: datetime) -> Rows:
    """One row a kept visit of this kiosk, with what the guest entered: personal data.

    Raises:
        StorageError
    """
    before = None
    while True:
        with core.work() as work:
            visits = work.visits.find(HistoryQuery(limit=_AT_ONCE, since=since, until=until, before=before))
        yield from (_visit_row(visit) for visit in visits)
        if len(visits) < _AT_ONCE:
            return
        before = visits[-1].visit_id


def export(rows: Rows, file: Path, format_: ExportFormat) -> int:
    """Writes all rows, whole or not at all, mode 0600; says how many.

    Raises:
        FileUnwritableError: If the folder is missing or may not be written.
        StorageError: From where the rows come.
    """
    partial = file.with_name(f".{file.name}.part")
    write: Callable[[Rows, Path], int] = _write_csv if format_ is ExportFormat.CSV else _write_parquet
    try:
        partial.touch(mode=0o600)
        count = write(rows, partial)
        partial.replace(file)
    except OSError as error:
        raise FileUnwritableError(file=str(file)) from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write_csv(rows: Rows, file: Path) -> int:
    count = 0
    # The mark at the start lets spreadsheets read Korean.
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer: csv.DictWriter[str] | None = None
        for row in rows:
            if writer is None:
                writer = csv.DictWriter(stream, list(row))
                writer.writeheader()
            writer.writerow({name: _harmless(value) for name, value in row.items()})
            count += 1
    return count


def _harmless(value: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets a quotation mark in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _write_parquet(rows: Rows, file: Path) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    # An organiser's numbers of one event fit into memory: a row of counters is a hundred bytes.
    table = pa.Table.from_pylist([dict(row) for row in rows])
    parquet.write_table(table, str(file))
    return int(table.num_rows)


def _visit_row(visit: StoredVisit) -> Mapping[str, Cell]:
    result = visit.result
    return {
        "visit": str(visit.visit_id),
        "created_at": visit.created_at.isoformat(),
        "expires_at": visit.expires_at.isoformat(),
        "created_by": visit.created_by,
        "type": result.face_type.code,
        "score": round(result.score_card.score_percent, 2),
        **{f"p_{face_type.code}": round(result.distribution.of(face_type), 4) for face_type in FaceType},
        "mbti": visit.mbti.value if visit.mbti else None,
        "birth_date": visit.birth_date.isoformat() if visit.birth_date else None,
        "salary_band": visit.salary_band.value if visit.salary_band else None,
        "may_upload": visit.consent.allows(ConsentPurpose.UPLOAD),
        "may_promote": visit.consent.allows(ConsentPurpose.PROMOTION),
        "photo": visit.photo_digest,
    }
