"""A program that keeps visits until it is killed; run by the crash tests.

Arguments: database URL, media folder, and ``whole`` or ``half``. Prints an id for each kept visit, or ``half`` once a
visit was written and not committed.
"""

import itertools
import sys
import uuid
from pathlib import Path

import uuid_utils.compat

from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.media import FileMediaStore
from tests.fakes.clock import FakeClock
from tests.storage.samples import visit


class RealIds:
    def new_id(self) -> uuid.UUID:
        return uuid_utils.compat.uuid7()


def photo_of(number: int) -> bytes:
    return number.to_bytes(4, "big") * 50_000


def keep_until_killed(database: Database, folder: Path) -> None:
    keep = KeepVisit(database.unit_of_work, FileMediaStore(folder), FakeClock(), RealIds(), "kiosk-1")
    sample = visit(RealIds().new_id())
    for number in itertools.count():
        to_keep = VisitToKeep(photo_of(number), "jpg", sample.result, sample.models, (), sample.consent)
        print(keep(to_keep), flush=True)  # noqa: T201 - the parent reads it


def stop_halfway(database: Database) -> None:
    with database.unit_of_work() as unit:
        unit.visits.add(visit(RealIds().new_id()))
        print("half", flush=True)  # noqa: T201 - the parent reads it
        sys.stdin.read()


if __name__ == "__main__":
    database = Database(sys.argv[1])
    if sys.argv[3] == "half":
        stop_halfway(database)
    else:
        keep_until_killed(database, Path(sys.argv[2]))
