"""The catalog and the history at a million, and an import of ten thousand pictures.

``python -m tests.bench.catalog`` prints a table. Every figure stands beside the same question at a thousand, asked in
turn in the same run: on a busy machine only the ratio means something.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rich.progress import Progress
from sqlalchemy import create_engine, text

from alphamale_desktop.application.draw_celebrities import DrawCelebrities
from alphamale_desktop.application.import_catalog import ImportCatalog
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.catalog_source import open_source
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.storage.picture_stage import FolderStage
from alphamale_desktop.vision.catalog_pictures import CatalogPictures
from alphamale_desktop.vision.codec import PictureCodec
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.catalog_folders import drawn, encoded
from tests.storage.samples import SHIPPED_CATALOG, visit
from tests.storage.test_scale import fill

PICTURES_EACH = 10
ROUNDS = 25


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=int, default=1_000_000)
    parser.add_argument("--visits", type=int, default=1_000_000)
    parser.add_argument("--imported", type=int, default=10_000)
    parser.add_argument("--width", type=int, default=360, help="of an imported picture, in px; it is a third higher")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print_line("question", "small", "large", "ratio")
        small, large = (made(Path(folder, name), n) for name, n in (("s", 1_000), ("l", arguments.pictures)))
        compare("draw of four", draw_of, small, large)
        compare("page of 60 for the grid", lambda database: lambda: page(database), small, large)
        few, many = (visited(Path(folder, f"{n}.db"), n) for n in (1_000, arguments.visits))
        compare("history's first page", lambda database: lambda: history(database), few, many)
        for database in (small, large, few, many):
            database.close()
        imported(Path(folder), arguments.imported, (arguments.width, arguments.width * 4 // 3))


def compare(name: str, ask: Callable[[Database], Callable[[], object]], small: Database, large: Database) -> None:
    """The two in turn, so that a busy moment hits both."""
    asks = ask(small), ask(large)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for one, spent in zip(asks, times, strict=True):
            begun = time.process_time()
            one()
            spent.append(1000 * (time.process_time() - begun))
    few, many = map(statistics.median, times)
    print_line(name, f"{few:.2f} ms", f"{many:.2f} ms", f"{many / few:.2f}")


def made(folder: Path, pictures: int) -> Database:
    """A catalog with so many pictures, ten a person."""
    folder.mkdir()
    file = folder / "a.db"
    database = Database(sqlite_url(file))
    database.upgrade(SHIPPED_CATALOG, NOON)
    people = pictures // PICTURES_EACH
    engine = create_engine(sqlite_url(file))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM celebrity_tbl"))
        connection.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :people) "
                "INSERT INTO celebrity_tbl (id, male_id, position, rank, name, name_en) "
                "SELECT i + 1, i % 5 + 1, i / 5, i + 1, 'person ' || i, '' FROM n"
            ),
            {"people": people},
        )
        connection.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :pictures) "
                "INSERT INTO img_tbl "
                "(celebrity_id, position, digest, suffix, width_px, height_px, added_at, thumbnail, look) "
                "SELECT i / :each + 1, i % :each, printf('%064x', i), 'jpg', 300, 400, '2026-01-01 00:00:00', "
                "printf('%064x', i + 10000000), printf('%016x', i) FROM n"
            ),
            {"pictures": pictures, "each": PICTURES_EACH},
        )
    engine.dispose()
    return database


def draw_of(database: Database) -> Callable[[], object]:
    chance = random.Random(1)
    return lambda: DrawCelebrities(database.unit_of_work, chance)(chance.choice(list(FaceType)))


def page(database: Database) -> object:
    with database.unit_of_work() as work:
        return work.catalog_desk.page(None, 500, 60)


def history(database: Database) -> object:
    with database.unit_of_work() as work:
        return work.visits.find(HistoryQuery(limit=50))


def visited(file: Path, visits: int) -> Database:
    """A database with so many visits."""
    database = Database(sqlite_url(file))
    database.upgrade(SHIPPED_CATALOG, NOON)
    pattern = visit(CountingIds().new_id())
    with database.unit_of_work() as work:
        work.visits.add(pattern)
        work.commit()
    fill(file, pattern.visit_id, visits)
    return database


def imported(folder: Path, pictures: int, size: tuple[int, int]) -> None:
    """Ten pictures a person, each its own, looked through and stored with a progress bar."""
    stick = folder / "stick"
    for person in range(pictures // PICTURES_EACH):
        place = stick / list(FaceType)[person % 5].code / f"person {person}x"
        place.mkdir(parents=True)
        for number in range(PICTURES_EACH):
            picture = drawn(person * PICTURES_EACH + number, size)
            (place / f"{number}.jpg").write_bytes(encoded(picture, quality=90))
    with closing(Database(sqlite_url(folder / "import.db"))) as database, FolderStage(folder) as stage:
        database.upgrade(SHIPPED_CATALOG, NOON)
        use_case = ImportCatalog(
            database.unit_of_work, FileMediaStore(folder / "photos"), CatalogPictures(PictureCodec()), stage
        )
        begun, cpu = time.monotonic(), time.process_time()
        with Progress() as bar, closing(open_source(stick)) as source:
            task = bar.add_task("looking through")
            plan = use_case.plan(source, on_picture=lambda done, total: bar.update(task, completed=done, total=total))
        looked, looked_cpu = time.monotonic() - begun, time.process_time() - cpu
        begun, cpu = time.monotonic(), time.process_time()
        with Progress() as bar:
            task = bar.add_task("storing")
            use_case.apply(plan, on_picture=lambda done, total: bar.update(task, completed=done, total=total))
        stored, stored_cpu = time.monotonic() - begun, time.process_time() - cpu
    print_line("import, looking through", f"{plan.pictures}", f"{looked:.0f} s", f"cpu {looked_cpu:.0f} s")
    print_line("import, storing", f"{plan.pictures}", f"{stored:.0f} s", f"cpu {stored_cpu:.0f} s")


def print_line(*cells: str) -> None:
    sys.stdout.write(f"{cells[0]:32}" + "".join(f"{cell:>14}" for cell in cells[1:]) + "\n")


if __name__ == "__main__":
    main()
