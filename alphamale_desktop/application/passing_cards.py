"""Cards of guests who keep nothing here: in memory only, few, and for a short while."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime

from alphamale_desktop.domain.share_link import LinkFate, ShareToken

MOST_CARDS = 32
MOST_BYTES = 48 * 2**20


@dataclass(frozen=True, slots=True)
class PassingCard:
    """Attributes:
    jpeg: Hidden from ``repr``.
    expires_at: Aware UTC.
    """

    jpeg: bytes = field(repr=False)
    language: str
    expires_at: datetime
    opens: int = 0


class PassingCards:
    """Any thread. Never touches the disk; a new card pushes out the oldest where there is no more room."""

    def __init__(self, most_cards: int = MOST_CARDS, most_bytes: int = MOST_BYTES) -> None:
        self._most_cards = most_cards
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._cards: OrderedDict[str, PassingCard] = OrderedDict()

    def put(self, token: ShareToken, card: PassingCard, now: datetime) -> None:
        with self._lock:
            self._cards[token.digest] = card
            for digest in [d for d, c in self._cards.items() if c.expires_at <= now]:
                del self._cards[digest]
            while len(self._cards) > self._most_cards or self._bytes > self._most_bytes:
                self._cards.popitem(last=False)

    def fate(self, digest: str, now: datetime, opens_limit: int) -> tuple[LinkFate, PassingCard | None]:
        with self._lock:
            return self._fate(digest, now, opens_limit)

    def open(self, digest: str, now: datetime, opens_limit: int) -> tuple[LinkFate, PassingCard | None]:
        """Counts one handing out where the card is open."""
        with self._lock:
            fate, card = self._fate(digest, now, opens_limit)
            if fate is LinkFate.OPEN and card is not None:
                self._cards[digest] = replace(card, opens=card.opens + 1)
            return fate, card

    def remove(self, digest: str) -> bool:
        """Whether it was there."""
        with self._lock:
            return self._cards.pop(digest, None) is not None

    def _fate(self, digest: str, now: datetime, opens_limit: int) -> tuple[LinkFate, PassingCard | None]:
        card = self._cards.get(digest)
        if card is None:
            return LinkFate.UNKNOWN, None
        if now >= card.expires_at:
            # The picture goes at once; that there was one is remembered until the room is needed.
            self._cards[digest] = replace(card, jpeg=b"")
            return LinkFate.EXPIRED, card
        return (LinkFate.OPEN if card.opens < opens_limit else LinkFate.USED_UP), card

    @property
    def _bytes(self) -> int:
        return sum(len(card.jpeg) for card in self._cards.values())
