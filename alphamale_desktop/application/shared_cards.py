"""Cards that guests fetch from this program by their own link."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alphamale_desktop.application.passing_cards import PassingCard, PassingCards
from alphamale_desktop.application.ports import CardContent, Clock, UnitOfWorkFactory
from alphamale_desktop.application.share_port import OpenedCard
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.share_link import LinkFate, ShareLink, ShareRoute, ShareToken, fate_of
from alphamale_desktop.domain.stored_visit import StoredVisit

_PAINTED_CARDS = 8


@dataclass(frozen=True, slots=True)
class ShareTerms:
    """How long and how often a link opens.

    Attributes:
        opens_limit: So often the card is handed out.
    """

    lifetime: timedelta = timedelta(hours=24)
    opens_limit: int = 30


@dataclass(frozen=True, slots=True)
class LinkLook:
    """What a link leads to at this moment.

    Attributes:
        is_kept: A visit is kept behind it.
    """

    fate: LinkFate
    language: str = ""
    expires_at: datetime | None = None
    is_kept: bool = False


class SharedCards:
    """Any thread; opening a kept visit's card may paint it, which takes about a second.

    Args:
        random_bytes: A source fit for secrets.
        compose: A card's content from a kept visit; raises StorageError or CatalogError.
        paint: The card as JPEG.
        erase: Erases a visit with all that hangs on it.
    """

    def __init__(
        self,
        work: UnitOfWorkFactory,
        clock: Clock,
        random_bytes: Callable[[int], bytes],
        compose: Callable[[StoredVisit, str], CardContent],
        paint: Callable[[CardContent], bytes],
        erase: Callable[[UUID], None],
        terms: ShareTerms,
    ) -> None:
        self._work = work
        self._clock = clock
        self._random_bytes = random_bytes
        self._compose = compose
        self._paint = paint
        self._erase = erase
        self._terms = terms
        self._passing = PassingCards()
        self._lock = threading.Lock()
        self._painted: OrderedDict[str, bytes] = OrderedDict()

    def offer_kept(self, visit_id: UUID, language: str) -> ShareLink | None:
        """A new link to a kept visit's card; it never outlives the visit. None where the visit was kept without its
        photo, as on a full disk.

        Raises:
            VisitNotFoundError, StorageError
        """
        now = self._clock.now()
        token = ShareToken.new(self._random_bytes)
        with self._work() as work:
            visit = work.visits.get(visit_id)
            if visit.photo_digest is None:
                return None
            until = min(now + self._terms.lifetime, visit.expires_at)
            link = ShareLink(token, visit_id, ShareRoute.LAN, language, now, until)
            work.shares.add(link)
            work.commit()
        return link

    def offer_passing(self, content: CardContent) -> tuple[ShareToken, datetime]:
        """A link to a card that is in memory only, for a guest of whom nothing is kept; and when it ends.

        Raises:
            PhotoError: If the photo does not decode.
        """
        now = self._clock.now()
        token, until = ShareToken.new(self._random_bytes), now + self._terms.lifetime
        self._passing.put(token, PassingCard(self._paint(content), content.language, until), now)
        return token, until

    def look(self, text: str) -> LinkLook:
        """Without counting; raises StorageError."""
        token = ShareToken.read(text)
        if token is None:
            return LinkLook(LinkFate.UNKNOWN)
        now, limit = self._clock.now(), self._terms.opens_limit
        fate, card = self._passing.fate(token.digest, now, limit)
        if card is not None:
            return LinkLook(fate, card.language, card.expires_at)
        with self._work() as work:
            link = work.shares.get(token.digest)
        if link is None:
            self._drop(token.digest)
            return LinkLook(LinkFate.UNKNOWN)
        return LinkLook(fate_of(link, now, limit), link.language, link.expires_at, is_kept=True)

    def open(self, text: str) -> OpenedCard | LinkFate:
        """The card, counted as handed out; or why not.

        Raises:
            StorageError, CatalogError, PhotoError
        """
        token = ShareToken.read(text)
        if token is None:
            return LinkFate.UNKNOWN
        now, limit = self._clock.now(), self._terms.opens_limit
        fate, card = self._passing.open(token.digest, now, limit)
        if card is not None:
            return OpenedCard(card.jpeg, card.language) if fate is LinkFate.OPEN else fate
        with self._work() as work:
            link = work.shares.get(token.digest)
            if link is None:
                self._drop(token.digest)
                return LinkFate.UNKNOWN
            if (fate := fate_of(link, now, limit)) is not LinkFate.OPEN:
                return fate
            visit = work.visits.get(link.visit_id)
        # Painted before it is counted: a card that cannot be painted costs the guest no opening.
        jpeg = self._card(link, visit)
        with self._work() as work:
            is_counted = work.shares.count_open(token.digest, now, limit)
            work.commit()
        if not is_counted:
            # Used up by another phone, or erased, while this one's card was painted: it must not stay in memory.
            self._drop(token.digest)
            fate = self.look(text).fate
            return fate if fate is not LinkFate.OPEN else LinkFate.USED_UP
        return OpenedCard(jpeg, link.language)

    def erase(self, text: str) -> bool:
        """Erases what the link leads to, the visit too; whether there was anything.

        Raises:
            StorageError
        """
        token = ShareToken.read(text)
        if token is None:
            return False
        self._drop(token.digest)
        if self._passing.remove(token.digest):
            return True
        with self._work() as work:
            link = work.shares.get(token.digest)
        if link is None:
            return False
        try:
            self._erase(link.visit_id)
        except VisitNotFoundError:
            return False
        return True

    def _card(self, link: ShareLink, visit: StoredVisit) -> bytes:
        digest = link.token.digest
        with self._lock:
            if digest in self._painted:
                self._painted.move_to_end(digest)
                return self._painted[digest]
        jpeg = self._paint(self._compose(visit, link.language))
        with self._lock:
            self._painted[digest] = jpeg
            while len(self._painted) > _PAINTED_CARDS:
                self._painted.popitem(last=False)
        return jpeg

    def _drop(self, digest: str) -> None:
        with self._lock:
            self._painted.pop(digest, None)
