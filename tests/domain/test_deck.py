import random
from collections import Counter
from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.deck import Deck

seeds = st.integers(0, 2**32)
decks = st.builds(lambda size, seed: Deck(size, random.Random(seed)), st.integers(1, 60), seeds)


@given(decks)
def test_one_by_one_every_position_comes_once_before_any_comes_again(deck: Deck) -> None:
    rounds = [[deck.draw(1)[0] for _ in range(deck.size)] for _ in range(3)]

    assert [sorted(drawn) for drawn in rounds] == [list(range(deck.size))] * 3


@given(decks, st.lists(st.integers(0, 12), max_size=40))
def test_a_hand_holds_as_many_different_positions_as_were_asked_for(deck: Deck, counts: list[int]) -> None:
    for count in counts:
        hand = deck.draw(count)

        assert len(set(hand)) == len(hand) == min(count, deck.size)
        assert all(0 <= position < deck.size for position in hand)


@given(decks, st.integers(1, 12))
def test_hands_do_not_repeat_until_all_were_shown(deck: Deck, count: int) -> None:
    shown = [position for _ in range(deck.size // count) for position in deck.draw(count)]

    assert len(set(shown)) == len(shown)


@given(seeds)
def test_a_hand_that_empties_the_deck_finishes_the_round_before_it_starts_the_next(seed: int) -> None:
    deck = Deck(10, random.Random(seed))
    shown = deck.draw(4) + deck.draw(4)

    hand = deck.draw(4)

    assert set(hand[:2]) == set(range(10)) - set(shown)
    assert len(set(hand)) == 4


@given(decks, seeds)
def test_the_same_seed_gives_the_same_order(deck: Deck, seed: int) -> None:
    one, other = (Deck(deck.size, random.Random(seed)) for _ in range(2))

    assert [one.draw(4) for _ in range(20)] == [other.draw(4) for _ in range(20)]


def test_every_order_of_four_is_about_equally_likely() -> None:
    chance = random.Random(20261123)
    rounds = 24_000

    seen = Counter(tuple(Deck(4, chance).draw(4)) for _ in range(rounds))

    assert set(seen) == set(permutations(range(4)))
    # 99.9 % of fair shuffles stay below 49.7 with 23 degrees of freedom.
    assert _chi_square(seen.values(), rounds / 24) < 49.7


def test_every_position_is_about_equally_often_in_a_first_hand() -> None:
    chance = random.Random(110)
    hands = 10_000

    seen = Counter(position for _ in range(hands) for position in Deck(25, chance).draw(4))

    # 99.9 % of fair draws stay below 51.2 with 24 degrees of freedom.
    assert _chi_square(seen.values(), hands * 4 / 25) < 51.2
    assert len(seen) == 25


def _chi_square(counts: Iterable[int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in counts)


@pytest.mark.timeout(30)
def test_a_million_cards_are_dealt_in_one_hand_or_many() -> None:
    deck = Deck(1_000_000, random.Random(7))

    hand = deck.draw(1_000_000)
    hands = [deck.draw(4) for _ in range(1_000)]

    assert len(set(hand)) == 1_000_000
    assert len({position for each in hands for position in each}) == 4_000


@pytest.mark.timeout(30)
def test_a_deck_costs_nothing_to_make_however_large_it_is() -> None:
    deck = Deck(10**15, random.Random(7))

    assert len(set(deck.draw(4))) == 4


def test_a_deck_smaller_than_the_hand_gives_all_it_has() -> None:
    deck = Deck(3, random.Random(1))

    assert [sorted(deck.draw(4)) for _ in range(3)] == [[0, 1, 2]] * 3


def test_an_empty_deck_gives_nothing() -> None:
    assert Deck(0, random.Random(1)).draw(4) == []


def test_a_deck_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Deck(-1, random.Random(1))
