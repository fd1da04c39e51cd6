"""The shipped catalog fills a database once, follows new versions, and respects what an organiser made of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from alphamale_desktop.domain.errors import CatalogMalformedError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.catalog_seed import read_seed
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.engines import make_migration_engine, parse_url
from tests.fakes.clock import NOON
from tests.storage.samples import SHIPPED_CATALOG


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A catalog folder of the program's next version, to change."""
    return Path(shutil.copytree(SHIPPED_CATALOG, tmp_path / "catalog"))


def change(file: Path, edit: Callable[[str], str]) -> None:
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")


def edit_by_hand(database_url: str, statement: str) -> None:
    """What an organiser does to the database behind the program's back."""
    engine = make_migration_engine(parse_url(database_url), 5)
    with engine.begin() as connection:
        connection.execute(text(statement))


def names(database: Database, face_type: FaceType | None = None) -> list[str]:
    with database.unit_of_work() as unit:
        return [person.name for person in unit.catalog.celebrities(face_type)]


def test_a_new_version_of_an_untouched_list_comes_in_and_keeps_everybodys_id(database: Database, catalog: Path) -> None:
    with database.unit_of_work() as unit:
        before = {person.name: person.celebrity_id for person in unit.catalog.celebrities()}
    # The first two change places, one of the middle leaves, somebody new comes last.
    lines = (catalog / "celebrities.csv").read_text(encoding="utf-8").splitlines()
    people = [line.split(",", 1)[1] for line in lines[1:]]
    people[0], people[1] = people[1], people[0]
    gone = people.pop(60).split(",")[0]
    people.append("새사람,Somebody New,omega")
    ranked = [f"{rank},{person}" for rank, person in enumerate(people, start=1)]
    (catalog / "celebrities.csv").write_text("\n".join([lines[0], *ranked]), encoding="utf-8")

    database.upgrade(catalog, NOON)

    with database.unit_of_work() as unit:
        after = unit.catalog.celebrities()
        deltas = unit.catalog.at_positions(FaceType.GAMMA, range(30))
    assert [person.name for person in after] == [person.split(",")[0] for person in people]
    assert len(deltas) == 24
    kept = {person.name: person.celebrity_id for person in after if person.name in before}
    assert kept == {name: celebrity_id for name, celebrity_id in before.items() if name != gone}
    assert after[-1].celebrity_id not in before.values()


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE celebrity_tbl SET name = 'My friend' WHERE rank = 5",
        "UPDATE celebrity_tbl SET name_en = 'My friend' WHERE rank = 5",
        "UPDATE celebrity_tbl SET rank = 500 WHERE rank = 5",
        "DELETE FROM celebrity_tbl WHERE rank = 110",
        "DELETE FROM celebrity_tbl",
        "INSERT INTO celebrity_tbl (male_id, position, rank, name, name_en) VALUES (1, 23, 111, 'Me', 'Me')",
        "INSERT INTO img_tbl (celebrity_id, position, digest, suffix, width_px, height_px, added_at)"
        " VALUES (1, 0, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'jpg', 9, 9,"
        " '2026-11-23 12:00:00.000000')",
    ],
)
def test_a_list_that_an_organiser_changed_stays_his(
    database: Database, database_url: str, catalog: Path, edit: str
) -> None:
    edit_by_hand(database_url, edit)
    before = names(database)
    change(catalog / "celebrities.csv", lambda csv: csv + "111,새사람,Somebody New,omega\n")

    database.upgrade(SHIPPED_CATALOG, NOON)
    database.upgrade(catalog, NOON)

    assert names(database) == before


def test_new_words_reach_the_types_that_an_organiser_left_alone(
    database: Database, database_url: str, catalog: Path
) -> None:
    edit_by_hand(database_url, "UPDATE male_text_tbl SET title = 'Mine' WHERE male_id = 1 AND language = 'en'")
    with database.unit_of_work() as unit:
        alpha, beta = (unit.catalog.description(FaceType(number), "en").title for number in (1, 2))
    change(catalog / "types.csv", lambda csv: csv.replace("The born leader", "New").replace("The quiet ace", "New"))

    database.upgrade(catalog, NOON)

    with database.unit_of_work() as unit:
        titles = [unit.catalog.description(FaceType(number), "en").title for number in (1, 2)]
    assert (alpha, beta) == ("Mine", "The quiet ace")
    assert titles == ["Mine", "New"]


def test_words_that_an_organiser_removed_do_not_come_back(database: Database, database_url: str, catalog: Path) -> None:
    edit_by_hand(database_url, "DELETE FROM male_text_tbl WHERE male_id = 5 AND language = 'ko'")
    change(catalog / "types.csv", lambda csv: csv.replace("omega,ko,", "omega,ko,새 "))

    database.upgrade(catalog, NOON)

    with database.unit_of_work() as unit:
        assert unit.catalog.description(FaceType.OMEGA, "en").name == "Omega"
    assert database.upgrade(catalog, NOON).changed_tables is False


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("celebrities.csv", "rank,name", "name,rank", 1),
        ("celebrities.csv", "2,원빈,Won Bin,alpha", "2,원빈,Won Bin", 3),
        ("celebrities.csv", "2,원빈,Won Bin,alpha", "3,원빈,Won Bin,alpha", 3),
        ("celebrities.csv", "2,원빈,Won Bin,alpha", "two,원빈,Won Bin,alpha", 3),
        ("celebrities.csv", "2,원빈,Won Bin,alpha", "2,원빈,Won Bin,sigma", 3),
        ("celebrities.csv", "2,원빈,Won Bin,alpha", "2,차은우,Won Bin,alpha", 3),
        ("celebrities.csv", "2,원빈,Won Bin,alpha", "2,,Won Bin,alpha", 3),
        ("celebrities.csv", "2,원빈,Won Bin,alpha", '2,"원빈"x,Won Bin,alpha', 3),
        ("types.csv", "beta,ko,", "alpha,ko,", 4),
        ("types.csv", "beta,ko,베타,", "beta,ko,,", 4),
    ],
)
def test_a_malformed_catalog_is_refused_with_its_line(catalog: Path, file: str, old: str, new: str, line: int) -> None:
    change(catalog / file, lambda csv: csv.replace(old, new, 1))

    with pytest.raises(CatalogMalformedError) as caught:
        read_seed(catalog)

    assert caught.value.details == {"file": file, "line": line}


def test_a_file_that_is_missing_or_no_text_is_refused(catalog: Path) -> None:
    (catalog / "types.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogMalformedError) as no_text:
        read_seed(catalog)
    (catalog / "celebrities.csv").unlink()
    with pytest.raises(CatalogMalformedError) as missing:
        read_seed(catalog)

    assert no_text.value.details == {"file": "types.csv", "line": 0}
    assert missing.value.details == {"file": "celebrities.csv", "line": 0}


def test_a_malformed_catalog_leaves_no_database_behind(sqlite_file: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogMalformedError):
        Database(sqlite_url(sqlite_file)).upgrade(tmp_path / "nothing here", NOON)

    assert not sqlite_file.exists()


def test_a_catalog_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(catalog: Path) -> None:
    change(catalog / "celebrities.csv", lambda csv: "\ufeff" + csv.replace("\n", "\r\n"))

    assert len(read_seed(catalog).people) == 110
