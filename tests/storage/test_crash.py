"""A program that dies without warning leaves whole visits or none."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.media import FileMediaStore
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.samples import SHIPPED_CATALOG, visit

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def child(url: str, folder: Path, mode: str) -> Iterator["subprocess.Popen[str]"]:
    """Runs the program; kills it for good on the way out."""
    command = [sys.executable, "-m", "tests.storage.crash_child", url, str(folder), mode]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def lines_of(process: "subprocess.Popen[str]") -> Iterator[str]:
    assert process.stdout is not None
    return (line.strip() for line in process.stdout)


def test_a_program_killed_amid_a_visit_leaves_nothing_of_it(database_url: str, tmp_path: Path) -> None:
    with child(database_url, tmp_path, "half") as process:
        reached = next(lines_of(process))

    with closing(Database(database_url)) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)
        mine = visit(CountingIds().new_id())
        with database.unit_of_work() as unit:
            left = unit.visits.find(HistoryQuery())
            unit.visits.add(mine)
            unit.commit()
    assert reached == "half"
    assert left == []


def test_every_visit_that_was_kept_before_the_kill_is_whole(database_url: str, tmp_path: Path) -> None:
    with child(database_url, tmp_path / "photos", "whole") as process:
        lines = lines_of(process)
        told = [UUID(next(lines)) for _ in range(5)]
        process.kill()
        told += [UUID(line) for line in lines if len(line) == 36]

    media = FileMediaStore(tmp_path / "photos")
    with closing(Database(database_url)) as database, database.unit_of_work() as unit:
        found = unit.visits.find(HistoryQuery(limit=1_000))
    assert {kept.visit_id for kept in found} >= set(told)
    assert len(found) <= len(told) + 1
    for kept in found:
        assert len(kept.result.parts) == 3
        assert len(kept.models) == 2
        assert kept.photo_digest is not None
        assert media.get(MediaFile(kept.photo_digest, "jpg"))
