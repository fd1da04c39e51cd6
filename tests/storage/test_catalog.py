"""What every catalog does: the fake, SQLite and PostgreSQL; and what the shipped one holds."""

import random

import pytest

from alphamale_desktop.application.draw_celebrities import DrawCelebrities
from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.errors import CatalogEmptyError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.catalog_seed import read_seed
from tests.storage.samples import SHIPPED_CATALOG

SHIPPED_COUNTS = {
    FaceType.ALPHA: 23,
    FaceType.BETA: 24,
    FaceType.GAMMA: 25,
    FaceType.DELTA: 21,
    FaceType.OMEGA: 17,
}


def test_the_shipped_list_has_the_surveys_110_people_in_its_order() -> None:
    people = read_seed(SHIPPED_CATALOG).people

    counts = {face_type: sum(person.face_type is face_type for person in people) for face_type in FaceType}
    assert counts == SHIPPED_COUNTS
    assert [person.rank for person in people] == list(range(1, 111))
    assert [person.face_type for person in people] == sorted(person.face_type for person in people)
    assert (people[0].name, people[-1].name) == ("차은우", "오지헌")


def test_every_shipped_name_has_its_own_latin_form() -> None:
    people = read_seed(SHIPPED_CATALOG).people

    latin = [person.name_en for person in people]
    assert all(name and name.isascii() for name in latin)
    assert len(set(latin)) == len(latin)


def test_every_type_ships_with_words_in_both_languages() -> None:
    words = read_seed(SHIPPED_CATALOG).words

    assert {(text.face_type, text.language) for text in words} == {
        (face_type, language) for face_type in FaceType for language in ("ko", "en")
    }


def test_counts_are_those_of_the_list(work: UnitOfWorkFactory) -> None:
    with work() as unit:
        counts = {face_type: unit.catalog.count(face_type) for face_type in FaceType}

    assert counts == SHIPPED_COUNTS


def test_celebrities_come_in_survey_order(work: UnitOfWorkFactory) -> None:
    with work() as unit:
        everybody, gammas = unit.catalog.celebrities(), unit.catalog.celebrities(FaceType.GAMMA)

    assert [person.rank for person in everybody] == list(range(1, 111))
    assert gammas == [person for person in everybody if person.face_type is FaceType.GAMMA]
    assert (gammas[0].name, gammas[0].name_en, gammas[0].portrait) == ("침착맨", "Chimchakman", None)


def test_positions_are_dense_and_answered_in_the_order_asked_for(work: UnitOfWorkFactory) -> None:
    with work() as unit:
        omegas = unit.catalog.at_positions(FaceType.OMEGA, list(range(17)))
        some = unit.catalog.at_positions(FaceType.OMEGA, [16, 3, 17, 0])

    assert len({person.celebrity_id for person in omegas}) == 17
    assert {person.face_type for person in omegas} == {FaceType.OMEGA}
    assert some == [omegas[16], omegas[3], omegas[0]]


def test_ids_are_answered_in_their_order_without_unknown_ones(work: UnitOfWorkFactory) -> None:
    with work() as unit:
        first, second, *_ = unit.catalog.celebrities()
        found = unit.catalog.by_ids([second.celebrity_id, 999_999, first.celebrity_id])

    assert found == [second, first]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_type_is_described_in_a_language(work: UnitOfWorkFactory, language: str) -> None:
    with work() as unit:
        described = [unit.catalog.description(face_type, language) for face_type in FaceType]

    shipped = [text for text in read_seed(SHIPPED_CATALOG).words if text.language == language]
    assert sorted(described, key=lambda text: text.face_type) == sorted(shipped, key=lambda text: text.face_type)


def test_a_language_without_words_is_an_empty_catalog(work: UnitOfWorkFactory) -> None:
    with work() as unit, pytest.raises(CatalogEmptyError):
        unit.catalog.description(FaceType.ALPHA, "fr")


def test_a_draw_shows_everybody_once_before_anybody_twice(work: UnitOfWorkFactory) -> None:
    draw = DrawCelebrities(work, random.Random(7))

    shown = [person.name for _ in range(6) for person in draw(FaceType.BETA)]

    assert len(shown) == 24
    assert len(set(shown)) == 24
