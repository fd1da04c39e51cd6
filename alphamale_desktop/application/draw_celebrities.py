"""Four celebrities of a type, different ones each time until all were shown."""

import random

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.deck import Deck
from alphamale_desktop.domain.face_type import FaceType

DRAWN = 4


class DrawCelebrities:
    """Draws for one session; make a new one for the next session. One thread at a time."""

    def __init__(self, work: UnitOfWorkFactory, chance: random.Random) -> None:
        self._work = work
        self._chance = chance
        self._decks: dict[FaceType, Deck] = {}

    def __call__(self, face_type: FaceType) -> tuple[Celebrity, ...]:
        """Up to four different people; fewer only when the type has fewer.

        Raises:
            StorageError: If the catalog cannot be read.
        """
        with self._work() as work:
            deck = self._deck_of(face_type, work.catalog.count(face_type))
            return tuple(work.catalog.at_positions(face_type, deck.draw(DRAWN)))

    def _deck_of(self, face_type: FaceType, size: int) -> Deck:
        deck = self._decks.get(face_type)
        # The catalog was edited meanwhile: old positions mean other people.
        if deck is None or deck.size != size:
            deck = self._decks[face_type] = Deck(size, self._chance)
        return deck
