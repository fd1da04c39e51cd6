"""Editing the catalog on both databases."""

from dataclasses import replace

import pytest

from alphamale_desktop.domain.catalog_entry import CatalogEntry, CatalogPicture, look_distance, merged_order
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CelebrityNotFoundError
from alphamale_desktop.storage.database import Database


def picture(number: int, look: str | None = None) -> CatalogPicture:
    return CatalogPicture(f"{number:064x}", f"{number + 1000:064x}", look, 300, 400)


def seats(database: Database) -> dict[FaceType, list[int]]:
    """Whom the draw can reach, by type: every position must be taken."""
    with database.unit_of_work() as work:
        drawn = {t: work.catalog.at_positions(t, range(work.catalog.count(t))) for t in FaceType}
        everybody = work.catalog_desk.entries()
    assert sum(map(len, drawn.values())) == len(everybody)
    assert all(person.face_type is face_type for face_type, people in drawn.items() for person in people)
    return {face_type: sorted(person.celebrity_id for person in people) for face_type, people in drawn.items()}


def named(database: Database, name: str) -> CatalogEntry:
    with database.unit_of_work() as work:
        return next(entry for entry in work.catalog_desk.entries() if entry.name == name)


def test_a_newcomer_comes_behind_everybody_and_can_be_drawn(database: Database) -> None:
    with database.unit_of_work() as work:
        added = work.catalog_desk.add("홍길동", FaceType.DELTA, "Hong", 3.5)
        work.commit()

    entry = named(database, "홍길동")
    assert entry == CatalogEntry(added, "홍길동", FaceType.DELTA, 111, "Hong", 3.5)
    assert added in seats(database)[FaceType.DELTA]


@pytest.mark.parametrize("name", ["차은우", "원빈", "오지헌"])
def test_who_changes_his_type_leaves_no_gap(database: Database, name: str) -> None:
    entry = named(database, name)

    with database.unit_of_work() as work:
        work.catalog_desk.change(replace(entry, face_type=FaceType.GAMMA, name="다른 이름"))
        work.commit()

    assert entry.celebrity_id in seats(database)[FaceType.GAMMA]
    assert named(database, "다른 이름").rank == entry.rank


def test_who_is_removed_leaves_no_gap_and_his_id_to_nobody(database: Database) -> None:
    entry = named(database, "차은우")

    with database.unit_of_work() as work:
        work.catalog_desk.set_pictures(entry.celebrity_id, [picture(1)])
        work.catalog_desk.remove(entry.celebrity_id)
        added = work.catalog_desk.add("새 사람", FaceType.ALPHA)
        work.commit()

    assert added not in (entry.celebrity_id, *range(1, 111))
    assert entry.celebrity_id not in seats(database)[FaceType.ALPHA]


def test_people_are_ranked_anew(database: Database) -> None:
    with database.unit_of_work() as work:
        ids = [entry.celebrity_id for entry in work.catalog_desk.entries()]
        work.catalog_desk.rerank(ids[::-1])
        work.commit()

    with database.unit_of_work() as work:
        entries = work.catalog_desk.entries()
    assert [entry.celebrity_id for entry in entries] == ids[::-1]
    assert [entry.rank for entry in entries] == list(range(1, 111))


def test_pictures_are_kept_in_order_and_found_by_their_look(database: Database) -> None:
    entry = named(database, "원빈")
    album = [picture(2, "f" * 16), picture(1, "0" * 16), picture(3)]

    with database.unit_of_work() as work:
        work.catalog_desk.set_pictures(entry.celebrity_id, album[:1])
        work.catalog_desk.set_pictures(entry.celebrity_id, album)
        work.commit()

    with database.unit_of_work() as work:
        assert work.catalog_desk.pictures(entry.celebrity_id) == album
        assert work.catalog_desk.owners_of_looks(["0" * 16, "1" * 16]) == {"0" * 16: "원빈"}
        assert [work.catalog.shows(album[1].digest), work.catalog.shows(album[1].thumbnail or "")] == [True, True]
        assert not work.catalog.shows("e" * 64)
        assert work.catalog.picture_counts([entry.celebrity_id, 1]) == {entry.celebrity_id: 3, 1: 0}
        assert work.catalog.picture_at(entry.celebrity_id, 1) == album[1].digest
        assert work.catalog.picture_at(entry.celebrity_id, 3) is None
    changed = named(database, "원빈")
    assert (changed.pictures, changed.portrait, changed.thumbnail) == (3, album[0].digest, album[0].thumbnail)


def test_a_page_begins_behind_a_rank(database: Database) -> None:
    with database.unit_of_work() as work:
        first = work.catalog_desk.page(None, 0, 3)
        second = work.catalog_desk.page(None, first[-1].rank, 3)
        omegas = work.catalog_desk.page(FaceType.OMEGA, 0, 200)

    assert [entry.rank for entry in [*first, *second]] == [1, 2, 3, 4, 5, 6]
    assert {entry.face_type for entry in omegas} == {FaceType.OMEGA}
    assert len(omegas) == 17


def test_nobody_is_not_found(database: Database) -> None:
    with database.unit_of_work() as work:
        with pytest.raises(CelebrityNotFoundError):
            work.catalog_desk.entry(4711)
        with pytest.raises(CelebrityNotFoundError):
            work.catalog_desk.remove(4711)


def test_what_was_not_committed_is_not_there(database: Database) -> None:
    before = seats(database)

    with database.unit_of_work() as work:
        work.catalog_desk.remove(before[FaceType.BETA][0])
        work.catalog_desk.add("아무개", FaceType.BETA)

    assert seats(database) == before


@pytest.mark.parametrize(
    ("ranks", "order"),
    [
        ({}, "abcd"),
        ({"d": 1}, "dabc"),
        ({"a": 3}, "bcad"),
        ({"a": 9}, "bcda"),
        ({"c": 1, "d": 2}, "cdab"),
        ({"b": 1, "d": 1}, "bdac"),
    ],
)
def test_given_ranks_are_kept_and_the_others_stay_in_order(ranks: dict[str, int], order: str) -> None:
    assert merged_order("abcd", ranks) == list(order)


def test_looks_differ_by_their_bits() -> None:
    assert look_distance("ff00", "ff03") == 2
    assert not CatalogPicture("d" * 64, None, None, 1, 1).looks_like("0" * 16, 64)
