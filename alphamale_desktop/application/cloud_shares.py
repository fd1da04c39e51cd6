"""Links to cards in the organiser's bucket: page and card go there through the outbox, and leave it in the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alphamale_desktop.application.object_store_port import Content, ContentSource
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.ports import CardContent, Clock, IdSource, UnitOfWork, UnitOfWorkFactory
from alphamale_desktop.application.share_port import SharePages, SharePageView
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.consent_wording import says_linked
from alphamale_desktop.domain.delivery import DeliveryAction, DeliveryState, Parcel, Whereabouts
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.share_link import LinkFate, ShareLink, ShareRoute, ShareToken
from alphamale_desktop.domain.stored_visit import StoredVisit

SHARE_PAGE, SHARE_CARD, SHARE_WAITING = "share-page", "share-card", "share-waiting"
"""The kinds of parcels that links are made of."""

LINKS_FOLDER = "s"
_AT_ONCE = 100
_WAITING_PAGE_AGE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CloudTerms:
    """Attributes:
    base: Where the plan's prefix is reached by anybody, such as ``https://cards.example.com``; no slash at its end.
    lifetime: A link never outlives its visit either.
    """

    base: str
    lifetime: timedelta = timedelta(days=7)


class CloudShares:
    """Any thread."""

    def __init__(
        self,
        work: UnitOfWorkFactory,
        clock: Clock,
        ids: IdSource,
        random_bytes: Callable[[int], bytes],
        plan: DeliveryPlan,
        terms: CloudTerms,
    ) -> None:
        self._work = work
        self._clock = clock
        self._ids = ids
        self._random_bytes = random_bytes
        self._plan = plan
        self._terms = terms

    def offer(self, visit_id: UUID, language: str) -> ShareLink | None:
        """A new link, with its page and card queued in the same transaction; None unless the guest agreed to upload,
        in words that told of the link, and his photo is kept.

        Raises:
            VisitNotFoundError, StorageError
        """
        now = self._clock.now()
        token = ShareToken.new(self._random_bytes)
        with self._work() as work:
            visit = work.visits.get(visit_id)
            consent = visit.consent
            if not consent.allows(ConsentPurpose.UPLOAD) or not says_linked(consent.version):
                return None
            if visit.photo_digest is None:
                return None
            until = min(now + self._terms.lifetime, visit.expires_at)
            link = ShareLink(token, visit_id, ShareRoute.CLOUD, language, now, until)
            work.shares.add(link)
            # The card first: a page that came before it would show an empty frame.
            work.outbox.queue(self._parcel(SHARE_CARD, self._key(token, "card.jpg"), visit_id), now)
            work.outbox.queue(self._parcel(SHARE_PAGE, self._key(token, "index.html"), visit_id), now)
            waiting = self._plan.key(LINKS_FOLDER, "waiting.html")
            if self._is_wanted(work.outbox.whereabouts(waiting), now):
                work.outbox.queue(self._parcel(SHARE_WAITING, waiting, None), now)
            work.commit()
        return link

    def url(self, token: ShareToken) -> str:
        return f"{self._terms.base}/{LINKS_FOLDER}/{token.text}/"

    def fate(self, token: ShareToken) -> LinkFate:
        """Raises StorageError."""
        with self._work() as work:
            link = work.shares.get(token.digest)
        if link is None:
            return LinkFate.UNKNOWN
        return LinkFate.EXPIRED if self._clock.now() >= link.expires_at else LinkFate.OPEN

    def arrival(self, token: ShareToken) -> DeliveryState | None:
        """How far page and card are, the one that is furthest behind; None where they are not wanted any more."""
        with self._work() as work:
            found = [work.outbox.whereabouts(self._key(token, name)) for name in ("card.jpg", "index.html")]
        if any(one is None or one.action is DeliveryAction.DELETE for one in found):
            return None
        states = {one.state for one in found if one is not None}
        for state in (DeliveryState.DEAD, DeliveryState.WAITING):
            if state in states:
                return state
        return DeliveryState.DONE

    def stopped(self) -> bool:
        """Whether delivery from this kiosk waits for an operator."""
        with self._work() as work:
            return bool(work.outbox.condition(self._plan.kiosk).stopped_by)

    def end_expired(self) -> int:
        """Orders the deletion of what links that are over left at the target; says how many links that was."""
        now, ended = self._clock.now(), 0
        while True:
            with self._work() as work:
                over = work.shares.expired(ShareRoute.CLOUD, now, _AT_ONCE)
                for link in over:
                    self._end(work, link)
                work.commit()
            ended += len(over)
            if len(over) < _AT_ONCE:
                return ended

    def _end(self, work: UnitOfWork, link: ShareLink) -> None:
        now = self._clock.now()
        for name in ("index.html", "card.jpg"):
            work.outbox.withdraw_key(self._key(link.token, name), now)
        work.shares.delete(link.token.digest)

    def _is_wanted(self, waiting: Whereabouts | None, now: datetime) -> bool:
        """Sent again daily: a rule of the bucket that deletes old objects takes this page too."""
        if waiting is None:
            return True
        return waiting.settled_at is not None and waiting.settled_at <= now - _WAITING_PAGE_AGE

    def _key(self, token: ShareToken, name: str) -> str:
        return self._plan.key(LINKS_FOLDER, token.text, name)

    def _parcel(self, kind: str, key: str, visit_id: UUID | None) -> Parcel:
        return Parcel(self._ids.new_id(), key, kind, self._plan.kiosk, visit_id, self._plan.event)


class ShareContents:
    """Makes the bytes of links' pages and cards, when they are sent. Any thread.

    Args:
        compose: A card's content from a kept visit.
        paint: The card as JPEG.
        waiting: The page that stands where a card has not arrived yet.
    """

    def __init__(
        self,
        work: UnitOfWorkFactory,
        pages: SharePages,
        compose: Callable[[StoredVisit, str], CardContent],
        paint: Callable[[CardContent], bytes],
        waiting: Callable[[], bytes],
    ) -> None:
        self._work = work
        self._pages = pages
        self._compose = compose
        self._paint = paint
        self._waiting = waiting

    def sources(self) -> Mapping[str, ContentSource]:
        return {SHARE_PAGE: self.page, SHARE_CARD: self.card, SHARE_WAITING: self.waiting}

    def page(self, parcel: Parcel) -> Content:
        """Raises VisitNotFoundError when the link is over."""
        link, _ = self._link(parcel)
        view = SharePageView(
            LinkFate.OPEN, link.language, parcel.reference, card_path="card.jpg", expires_at=link.expires_at
        )
        return Content(self._pages.page(view), "text/html; charset=utf-8", link.expires_at)

    def card(self, parcel: Parcel) -> Content:
        """Raises VisitNotFoundError, MediaDamagedError or CatalogError."""
        link, visit = self._link(parcel)
        return Content(self._paint(self._compose(visit, link.language)), "image/jpeg", link.expires_at)

    def waiting(self, _: Parcel) -> Content:
        return Content(self._waiting(), "text/html; charset=utf-8")

    def _link(self, parcel: Parcel) -> tuple[ShareLink, StoredVisit]:
        token = ShareToken.read(parcel.key.split("/")[-2])
        with self._work() as work:
            link = work.shares.get(token.digest) if token is not None else None
            if link is None:
                raise VisitNotFoundError(visit=str(parcel.visit_id))
            return link, work.visits.get(link.visit_id)
