"""Asking costs the same at any size: counted in SQLite's own steps, not in time."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Pool, event

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.unit_of_work import SqlUnitOfWork
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.samples import DIGEST, visit

SMALL, LARGE = 200, 6_000
STEPS_PER_TICK = 10

FILL_VISITS = """
    WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < :count)
    INSERT INTO {table} ({columns})
    SELECT {values} FROM number, {table} WHERE {table}.{key} = :pattern
"""
THE_HUNDREDTH = UUID("0000000186a070008000000000000064")
NEW_ID = "printf('%012x7%03x8%015x', 1000 * i, 0, i)"


class StepCount:
    """How many steps SQLite's machine took, to the nearest ten."""

    def __init__(self) -> None:
        self.ticks = 0

    def tick(self) -> int:
        self.ticks += 1
        return 0


@contextmanager
def counted_steps() -> Iterator[StepCount]:
    """Counts on every connection that is opened in the block."""
    count = StepCount()

    def watch(connection: sqlite3.Connection, _: object) -> None:
        connection.set_progress_handler(count.tick, STEPS_PER_TICK)

    event.listen(Pool, "connect", watch)
    try:
        yield count
    finally:
        event.remove(Pool, "connect", watch)


def fill(file: Path, pattern: UUID, count: int) -> None:
    """Copies one visit, with what hangs on it, under ``count`` new ids, a minute apart, each with its own photo."""
    own = {
        "id": NEW_ID,
        "visit_id": NEW_ID,
        "photo_digest": "printf('%064x', i)",
        "created_at": "strftime('%Y-%m-%d %H:%M:%f000', '2026-01-01', i || ' minutes')",
        "expires_at": "strftime('%Y-%m-%d %H:%M:%f000', '2026-01-31', i || ' minutes')",
        "male_id": "1 + i % 5",
    }
    with closing(sqlite3.connect(file)) as connection:
        for table, key in (("user_tbl", "id"), ("visit_part_tbl", "visit_id"), ("visit_model_tbl", "visit_id")):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(own.get(column, f"{table}.{column}") for column in columns)
            statement = FILL_VISITS.format(table=table, columns=", ".join(columns), values=values, key=key)
            connection.execute(statement, {"count": count, "pattern": pattern.hex})
        celebrities = """
            WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < :count)
            INSERT INTO celebrity_tbl (male_id, position, rank, name, name_en)
            SELECT 5, 16 + i, 110 + i, 'somebody ' || i, '' FROM number
        """
        connection.execute(celebrities, {"count": count})
        connection.commit()


QUESTIONS: dict[str, Callable[[SqlUnitOfWork], object]] = {
    "first page": lambda unit: unit.visits.find(HistoryQuery(limit=20)),
    "page in the middle": lambda unit: unit.visits.find(HistoryQuery(limit=20, before=THE_HUNDREDTH)),
    "page of a type": lambda unit: unit.visits.find(HistoryQuery(limit=20, face_type=FaceType.DELTA)),
    "an hour long ago": lambda unit: unit.visits.find(
        HistoryQuery(since=NOON.replace(month=1, day=1, hour=1), until=NOON.replace(month=1, day=1, hour=2))
    ),
    "long ago and before": lambda unit: unit.visits.find(HistoryQuery(until=NOON.replace(month=1, day=1, hour=2))),
    "of a type long ago": lambda unit: unit.visits.find(
        HistoryQuery(until=NOON.replace(month=1, day=1, hour=2), face_type=FaceType.DELTA)
    ),
    "in the future": lambda unit: unit.visits.find(HistoryQuery(since=NOON.replace(year=2027))),
    "uses of a photo": lambda unit: unit.visits.uses_of(DIGEST),
    "count of a type": lambda unit: unit.catalog.count(FaceType.OMEGA),
    "draw of four": lambda unit: unit.catalog.at_positions(FaceType.OMEGA, [3, 150, 77, 0]),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, upgraded_sqlite: Path) -> dict[int, Path]:
    """A database of each size, by size; to be read only."""
    folder = tmp_path_factory.mktemp("filled")
    files = {size: folder / f"{size}.db" for size in (SMALL, LARGE)}
    for size, file in files.items():
        file.write_bytes(upgraded_sqlite.read_bytes())
        pattern = visit(CountingIds().new_id(), created_at=NOON + timedelta(days=1))
        with closing(Database(sqlite_url(file))) as database, database.unit_of_work() as unit:
            unit.visits.add(pattern)
            unit.commit()
        fill(file, pattern.visit_id, size)
    return files


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_costs_the_same_at_thirty_times_the_size(filled: dict[int, Path], question: str) -> None:
    steps = {}

    for size, file in filled.items():
        with (
            counted_steps() as count,
            closing(Database(sqlite_url(file))) as database,
            database.unit_of_work() as unit,
        ):
            QUESTIONS[question](unit)
        steps[size] = count.ticks * STEPS_PER_TICK

    assert 0 < steps[LARGE] <= 1.5 * steps[SMALL] + 100
