import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.application.draw_celebrities import DRAWN, DrawCelebrities
from alphamale_desktop.domain.face_type import FaceType
from tests.fakes.memory_storage import MemoryStorage, celebrities_of

ALPHA, OMEGA = FaceType.ALPHA, FaceType.OMEGA


def _storage(alphas: int, omegas: int = 0) -> MemoryStorage:
    people = celebrities_of(ALPHA, alphas) + celebrities_of(OMEGA, omegas, first_rank=alphas + 1)
    return MemoryStorage(celebrities=people)


@given(st.integers(0, 30), st.integers(0, 2**32), st.integers(1, 12))
def test_each_draw_shows_four_different_people_of_the_type(alphas: int, seed: int, draws: int) -> None:
    draw = DrawCelebrities(_storage(alphas, 9).unit_of_work, random.Random(seed))

    for _ in range(draws):
        shown = draw(ALPHA)

        assert len({one.celebrity_id for one in shown}) == len(shown) == min(DRAWN, alphas)
        assert all(one.face_type is ALPHA for one in shown)


def test_nobody_comes_again_until_all_were_shown() -> None:
    draw = DrawCelebrities(_storage(24).unit_of_work, random.Random(1))

    shown = [one.celebrity_id for _ in range(24 // DRAWN) for one in draw(ALPHA)]

    assert sorted(shown) == list(range(1, 25))


def test_types_are_drawn_apart_from_one_another() -> None:
    draw = DrawCelebrities(_storage(8, 8).unit_of_work, random.Random(1))

    shown = [*draw(ALPHA), *draw(OMEGA), *draw(ALPHA), *draw(OMEGA)]

    assert len({one.celebrity_id for one in shown}) == 16


def test_a_type_without_people_gives_none() -> None:
    draw = DrawCelebrities(_storage(3).unit_of_work, random.Random(1))

    assert draw(OMEGA) == ()


@pytest.mark.parametrize("alphas_later", [3, 40])
def test_a_catalog_that_grew_or_shrank_is_drawn_as_it_is_now(alphas_later: int) -> None:
    storage = _storage(12)
    draw = DrawCelebrities(storage.unit_of_work, random.Random(1))
    draw(ALPHA)
    storage.celebrities = celebrities_of(ALPHA, alphas_later)

    shown = {one.celebrity_id for _ in range(10) for one in draw(ALPHA)}

    assert shown == set(range(1, alphas_later + 1))


def test_people_are_read_anew_for_each_draw() -> None:
    storage = _storage(4)
    draw = DrawCelebrities(storage.unit_of_work, random.Random(1))
    draw(ALPHA)
    storage.celebrities = [replace(one, name="renamed") for one in storage.celebrities]

    assert {one.name for one in draw(ALPHA)} == {"renamed"}


def test_sessions_differ() -> None:
    storage, chance = _storage(24), random.Random(1)

    first_hands = {DrawCelebrities(storage.unit_of_work, chance)(ALPHA) for _ in range(20)}

    assert len(first_hands) > 15


def test_drawing_changes_nothing_in_the_storage() -> None:
    storage = _storage(8)

    DrawCelebrities(storage.unit_of_work, random.Random(1))(ALPHA)

    assert storage.commits == 0


def test_a_person_shows_each_of_his_pictures_before_any_comes_again() -> None:
    storage = _storage(4)
    storage.albums = {1: [f"{n:064x}" for n in range(5)], 2: ["a" * 64]}
    draw = DrawCelebrities(storage.unit_of_work, random.Random(3))

    shown = [{one.celebrity_id: one.portrait for one in draw(ALPHA)} for _ in range(10)]

    assert [sorted(str(each[1]) for each in half) for half in (shown[:5], shown[5:])] == [sorted(storage.albums[1])] * 2
    assert {each[3] for each in shown} == {None}
