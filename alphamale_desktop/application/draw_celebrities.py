"""Four celebrities of a type, different ones each time until all were shown, each with one of his pictures."""

import random
from dataclasses import replace

from alphamale_desktop.application.ports import UnitOfWork, UnitOfWorkFactory
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
        self._albums: dict[int, Deck] = {}

    def __call__(self, face_type: FaceType) -> tuple[Celebrity, ...]:
        """Up to four different people; fewer only when the type has fewer.

        ``portrait`` is one of a person's pictures by chance, another each time until all of his were shown.

        Raises:
            StorageError: If the catalog cannot be read.
        """
        with self._work() as work:
            deck = self._deck_of(face_type, work.catalog.count(face_type))
            drawn = work.catalog.at_positions(face_type, deck.draw(DRAWN))
            counts = work.catalog.picture_counts([person.celebrity_id for person in drawn])
            return tuple(self._with_picture(work, person, counts.get(person.celebrity_id, 0)) for person in drawn)

    def _with_picture(self, work: UnitOfWork, person: Celebrity, count: int) -> Celebrity:
        if count < 2:
            return person
        album = self._albums.get(person.celebrity_id)
        if album is None or album.size != count:
            album = self._albums[person.celebrity_id] = Deck(count, self._chance)
        (position,) = album.draw(1)
        digest = work.catalog.picture_at(person.celebrity_id, position)
        return person if digest is None else replace(person, portrait=digest)

    def _deck_of(self, face_type: FaceType, size: int) -> Deck:
        deck = self._decks.get(face_type)
        # The catalog was edited meanwhile: old positions mean other people.
        if deck is None or deck.size != size:
            deck = self._decks[face_type] = Deck(size, self._chance)
        return deck
