"""Cards in memory, and cards of kept visits, behind links."""

from datetime import timedelta
from uuid import UUID

from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.passing_cards import PassingCard, PassingCards
from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.application.shared_cards import SharedCards, ShareTerms
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.share_link import LinkFate, ShareToken
from alphamale_desktop.domain.stored_visit import StoredVisit
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.memory_storage import MemoryMediaStore, MemoryStorage
from tests.fakes.results import analysis_result
from tests.storage.samples import visit

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


def test_a_card_whose_guest_erases_it_while_it_is_painted_is_not_handed_out() -> None:
    storage, kept = MemoryStorage(), visit(UUID(int=1))
    storage.visits[kept.visit_id] = kept
    erase = EraseVisit(storage.unit_of_work, MemoryMediaStore(), FakeClock())

    def content(_: StoredVisit, language: str) -> CardContent:
        return CardContent(
            b"photo", analysis_result(), TypeDescription(FaceType.ALPHA, language, "", "", ("", "", "")), (), language
        )

    def paint(_: CardContent) -> bytes:
        erase(kept.visit_id)
        return b"card"

    cards = SharedCards(storage.unit_of_work, FakeClock(), bytes, content, paint, erase, ShareTerms())
    link = cards.offer_kept(kept.visit_id, "ko")
    assert link is not None

    opened = [cards.open(link.token.text), cards.open(link.token.text)]

    assert opened == [LinkFate.UNKNOWN, LinkFate.UNKNOWN]
