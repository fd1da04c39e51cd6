"""Bringing in the original system's catalog, from a real PostgreSQL server."""

import base64
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from alphamale_desktop.application.import_catalog import ImportCatalog
from alphamale_desktop.application.import_plan import ImportPlan
from alphamale_desktop.application.read_numbers import numbers_of
from alphamale_desktop.domain.errors import AlphaMaleError, DatabaseUnreachableError, NotAPictureError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.domain.organiser_errors import (
    Base64BrokenError,
    CelebrityTypeUnknownError,
    OriginalColumnMissingError,
    OriginalIsOursError,
    OriginalTableMissingError,
    OriginalUrlError,
)
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.storage.original_catalog import OriginalCatalog, OriginalWords, described
from alphamale_desktop.storage.original_guests import kiosk_of
from alphamale_desktop.storage.picture_stage import FolderStage
from alphamale_desktop.vision.catalog_pictures import CatalogPictures
from alphamale_desktop.vision.codec import PictureCodec
from tests.storage.catalog_folders import drawn, encoded
from tests.storage.postgres_server import PostgresServer

_SCHEMA = """
CREATE TABLE male_tbl (id integer PRIMARY KEY, name text, desc1 text, desc2 text, desc3 text);
CREATE TABLE img_tbl (id serial PRIMARY KEY, male_id integer, name text, img text);
CREATE TABLE user_tbl (id serial PRIMARY KEY, img text, s3_url text, result integer, birth date, mbti text,
                       created_at timestamptz, created_by text);
"""


def execute(url: str, *statements: str, rows: tuple[tuple[object, ...], ...] = ()) -> None:
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement.encode())
        for row in rows:
            connection.execute("INSERT INTO img_tbl (male_id, name, img) VALUES (%s, %s, %s)", row)


@pytest.fixture
def original(postgres: PostgresServer) -> str:
    """The original's tables, with its five types and two guests."""
    url = postgres.new_database()
    types = ("알파", "베타", "감마", "델타", "오메가")
    execute(
        url,
        _SCHEMA,
        *(
            f"INSERT INTO male_tbl VALUES ({n}, '{name}', '첫 줄', '둘째 줄', '셋째 줄')"
            for n, name in enumerate(types, 1)
        ),
        "INSERT INTO user_tbl (result, mbti) VALUES (1, 'ESTJ'), (5, 'INFP')",
    )
    return url


def text(seed: int, prefix: str = "") -> str:
    return prefix + base64.encodebytes(encoded(drawn(seed))).decode()


class Target:
    """A database to bring things into."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.stage = FolderStage(folder)
        media = FileMediaStore(folder / "photos")
        self.use_case = ImportCatalog(database.unit_of_work, media, CatalogPictures(PictureCodec()), self.stage)

    def plan(self, url: str) -> ImportPlan:
        with closing(OriginalCatalog(url)) as source:
            return self.use_case.plan(source)


@pytest.fixture
def target(sqlite_database: Database, tmp_path: Path) -> Iterator[Target]:
    made = Target(sqlite_database, tmp_path / "data")
    with made.stage:
        yield made


def test_people_and_pictures_come_in_once(original: str, target: Target) -> None:
    execute(
        original,
        rows=((1, "차은우", text(1)), (1, "차은우", text(2, "data:image/jpeg;base64,")), (4, "옛 사람", text(3))),
    )

    plan = target.plan(original)
    target.use_case.apply(plan)
    again = target.plan(original)

    with target.database.unit_of_work() as work:
        entries = {entry.name: entry for entry in work.catalog_desk.entries()}
    assert plan.faults == ()
    assert entries["차은우"].pictures == 2
    assert (entries["옛 사람"].face_type, entries["옛 사람"].pictures) == (FaceType.DELTA, 1)
    assert again.is_empty


def test_pictures_without_names_get_some(original: str, target: Target) -> None:
    execute(original, "ALTER TABLE img_tbl DROP COLUMN name")
    with psycopg.connect(original) as connection:
        connection.execute("INSERT INTO img_tbl (male_id, img) VALUES (2, %s)", (text(1),))

    plan = target.plan(original)

    assert [(person.name, person.face_type) for person in plan.newcomers] == [("Beta 1", FaceType.BETA)]


def test_bad_rows_are_named(original: str, target: Target) -> None:
    execute(
        original,
        rows=(
            (1, "차은우", "%%% no base64 %%%"),
            (1, "원빈", base64.b64encode(b"words").decode()),
            (9, "아무개", text(1)),
            (1, "현빈", None),
        ),
    )

    plan = target.plan(original)

    assert {fault.where: type(fault.error) for fault in plan.faults} == {
        "1": Base64BrokenError,
        "2": NotAPictureError,
        "img_tbl:3": CelebrityTypeUnknownError,
        "4": NotAPictureError,
    }


def test_the_types_words_are_read(original: str, target: Target) -> None:
    with closing(OriginalCatalog(original)) as source:
        words = list(source.words())
    with target.database.unit_of_work() as work:
        wanted = described(words[1], work.catalog.description(FaceType.BETA, "ko"))
        work.catalog_desk.describe(wanted)
        work.commit()

    with target.database.unit_of_work() as work:
        kept = work.catalog.description(FaceType.BETA, "ko")
    assert words[0] == OriginalWords(FaceType.ALPHA, "알파", ("첫 줄", "둘째 줄", "셋째 줄"))
    assert kept.lines == ("첫 줄", "둘째 줄", "셋째 줄")


LONG_AGO = datetime(2021, 5, 8, 14, 20, tzinfo=UTC)
EVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def test_of_guests_only_numbers_come_in_and_only_once(original: str, target: Target) -> None:
    with psycopg.connect(original) as connection:
        for minutes, result in ((0, 1), (5, 1), (50, 5), (51, 6)):
            moment = LONG_AGO + timedelta(minutes=minutes)
            connection.execute(
                "INSERT INTO user_tbl (img, result, birth, mbti, created_at, created_by) "
                "VALUES (%s, %s, %s, %s, %s, %s)",
                ("guest.jpg", result, "1999-01-01", "ESTJ", moment, "somebody"),
            )

    for _ in range(2):
        with closing(OriginalCatalog(original)) as source:
            guests, place = source.guests(), source.location
        target.database.counters(kiosk_of(place)).replace(guests.counted)

    numbers = numbers_of((one.counted for one in target.database.all_counters(*EVER)), *EVER)
    with target.database.unit_of_work() as work:
        kept = work.visits.find(HistoryQuery())
    assert (guests.total, guests.undated) == (6, 2)
    assert (numbers.visits, numbers.finished, numbers.per_hour) == (
        4,
        3,
        ((LONG_AGO.replace(minute=0), 2), (LONG_AGO.replace(hour=15, minute=0), 2)),
    )
    assert [share.count for share in numbers.types] == [2, 0, 0, 0, 1]
    assert kept == []
    assert "somebody" not in repr(guests)


@pytest.mark.parametrize(
    ("table", "total", "undated", "visits"),
    [
        ("", 0, 0, 0),
        ("CREATE TABLE user_tbl (id integer); INSERT INTO user_tbl VALUES (1), (2)", 2, 2, 0),
        (
            "CREATE TABLE user_tbl (id integer, Reg_Date text, type text); "
            "INSERT INTO user_tbl VALUES (1, '2021-05-08 14:20', '알파'), (2, 'gestern', 'beta'), (3, NULL, NULL)",
            3,
            2,
            1,
        ),
    ],
)
def test_a_table_of_guests_may_look_otherwise(original: str, table: str, total: int, undated: int, visits: int) -> None:
    execute(original, "DROP TABLE user_tbl", *filter(None, table.split("; ")))

    with closing(OriginalCatalog(original)) as source:
        guests = source.guests()

    assert (guests.total, guests.undated) == (total, undated)
    assert sum(one.count for one in guests.counted if one.name is CounterName.VISIT) == visits


@pytest.mark.parametrize("url", ["nonsense", "mysql://a/b", "sqlite:///x.db", "postgresql://", ""])
def test_what_is_no_postgresql_address_is_refused(url: str) -> None:
    with pytest.raises(OriginalUrlError):
        OriginalCatalog(url)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("DROP TABLE img_tbl", OriginalTableMissingError),
        ("DROP TABLE male_tbl CASCADE", OriginalTableMissingError),
        ("ALTER TABLE img_tbl DROP COLUMN img", OriginalColumnMissingError),
        ("ALTER TABLE img_tbl DROP COLUMN male_id", OriginalColumnMissingError),
        ("CREATE TABLE alphamale_version (version_num text)", OriginalIsOursError),
    ],
)
def test_a_database_that_is_not_the_originals_is_refused(
    original: str, target: Target, change: str, error: type[AlphaMaleError]
) -> None:
    execute(original, change)

    with pytest.raises(error):
        target.plan(original)


def test_a_server_that_is_away_is_named(original: str, target: Target) -> None:
    head, _, _ = original.rpartition("/")

    with pytest.raises(DatabaseUnreachableError):
        target.plan(f"{head}/no_such_database")
