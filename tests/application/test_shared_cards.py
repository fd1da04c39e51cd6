"""Cards in memory, and cards of kept visits, behind links."""

from datetime import timedelta

from alphamale_desktop.application.passing_cards import PassingCard, PassingCards
from alphamale_desktop.domain.share_link import LinkFate, ShareToken
from tests.fakes.clock import NOON

HOUR = timedelta(hours=1)


def _token(number: int) -> ShareToken:
    return ShareToken.new(lambda size: number.to_bytes(size, "big"))


def test_cards_in_memory_are_few_and_the_oldest_goes_first() -> None:
    cards = PassingCards(most_cards=2)

    for number in range(3):
        cards.put(_token(number), PassingCard(b"card", "ko", NOON + HOUR), NOON)

    fates = [cards.fate(_token(number).digest, NOON, 9)[0] for number in range(3)]
    assert fates == [LinkFate.UNKNOWN, LinkFate.OPEN, LinkFate.OPEN]


def test_cards_in_memory_take_no_more_than_their_room() -> None:
    cards = PassingCards(most_bytes=10)

    cards.put(_token(1), PassingCard(b"1" * 6, "ko", NOON + HOUR), NOON)
    cards.put(_token(2), PassingCard(b"2" * 6, "ko", NOON + HOUR), NOON)
    cards.put(_token(3), PassingCard(b"3" * 60, "ko", NOON + HOUR), NOON)

    assert {cards.fate(_token(number).digest, NOON, 9)[0] for number in (1, 2, 3)} == {LinkFate.UNKNOWN}


def test_an_expired_card_in_memory_is_gone_and_says_so() -> None:
    cards = PassingCards()
    cards.put(_token(1), PassingCard(b"card", "ko", NOON + HOUR), NOON)

    cards.fate(_token(1).digest, NOON + HOUR, 9)
    fate, card = cards.open(_token(1).digest, NOON + HOUR, 9)

    assert fate is LinkFate.EXPIRED
    assert card is not None
    assert card.jpeg == b""


def test_openings_of_a_card_in_memory_are_counted() -> None:
    cards = PassingCards()
    cards.put(_token(1), PassingCard(b"card", "ko", NOON + HOUR), NOON)

    fates = [cards.open(_token(1).digest, NOON, 2)[0] for _ in range(3)]

    assert fates == [LinkFate.OPEN, LinkFate.OPEN, LinkFate.USED_UP]
