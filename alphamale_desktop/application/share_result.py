"""Gives a guest a link to his card, and says truly what has become of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from alphamale_desktop.application.cloud_shares import CloudShares
from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.application.shared_cards import SharedCards
from alphamale_desktop.domain.delivery import DeliveryState
from alphamale_desktop.domain.share_link import LinkFate, ShareRoute, ShareToken


class LinkState(StrEnum):
    """What holds at this moment, for the person in front of the screen."""

    LAN_READY = "lan-ready"
    """It opens, for phones on this network."""
    NO_NETWORK = "no-network"
    """This computer is on no network now; the link works again when it is."""
    NOT_SERVED = "not-served"
    """The local server cannot work now."""
    ARRIVES = "arrives"
    """It opens once this computer was online; until then its page says so."""
    CLOUD_READY = "cloud-ready"
    """Page and card have arrived: it opens from anywhere."""
    HELD_UP = "held-up"
    """It does not arrive by itself: an operator has to look."""
    EXPIRED = "expired"
    USED_UP = "used-up"
    GONE = "gone"


class NoLink(StrEnum):
    """Why there is no link. UNREACHABLE: No phone could come now. NOT_KEPT: What it takes is not kept, or the guest did
    not agree to it."""

    UNREACHABLE = "unreachable"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class ShareOffer:
    """A link that was made.

    Attributes:
        url: What the QR code says.
    """

    token: ShareToken
    url: str
    expires_at: datetime
    route: ShareRoute = ShareRoute.LAN


class LanSite(Protocol):
    """The local server as links need it. Any thread."""

    def link_base(self) -> str | None:
        """``http://HOST:PORT``; None where phones cannot come now."""
        ...

    @property
    def is_listening(self) -> bool: ...


class ShareResult:
    """Worker threads.

    Args:
        cards, site: Of the local server; None where it is off.
        cloud: None where no public address is set.
    """

    def __init__(
        self, cards: SharedCards | None = None, site: LanSite | None = None, cloud: CloudShares | None = None
    ) -> None:
        self._cards = cards
        self._site = site
        self._cloud = cloud

    def offer_kept(self, visit_id: UUID, language: str) -> ShareOffer | NoLink:
        """For a guest whose visit is kept: on the local network where there is one, otherwise through the bucket.

        Raises:
            VisitNotFoundError, StorageError
        """
        base = self._site.link_base() if self._site is not None else None
        if self._cards is not None and base is not None:
            link = self._cards.offer_kept(visit_id, language)
            if link is None:
                return NoLink.NOT_KEPT
            return ShareOffer(link.token, _url(base, link.token), link.expires_at)
        if self._cloud is not None and (sent := self._cloud.offer(visit_id, language)) is not None:
            return ShareOffer(sent.token, self._cloud.url(sent.token), sent.expires_at, ShareRoute.CLOUD)
        return NoLink.UNREACHABLE if self._cards is not None else NoLink.NOT_KEPT

    def offer_passing(self, content: CardContent) -> ShareOffer | NoLink:
        """For a guest of whom nothing is kept, when he asks for it; never through the bucket.

        Raises:
            PhotoError: If the photo does not decode.
        """
        if self._cards is None or self._site is None:
            return NoLink.NOT_KEPT
        base = self._site.link_base()
        if base is None:
            return NoLink.UNREACHABLE
        token, until = self._cards.offer_passing(content)
        return ShareOffer(token, _url(base, token), until)

    def state(self, offer: ShareOffer) -> LinkState:
        """Raises StorageError."""
        if offer.route is ShareRoute.CLOUD:
            return self._cloud_state(offer)
        if self._cards is None or self._site is None:
            return LinkState.NOT_SERVED
        if (ended := _ended(self._cards.look(offer.token.text).fate)) is not None:
            return ended
        if not self._site.is_listening:
            return LinkState.NOT_SERVED
        # On another network, under another address, the link in the code leads nowhere.
        is_ours = self._site.link_base() == offer.url.removesuffix(f"/s/{offer.token.text}")
        return LinkState.LAN_READY if is_ours else LinkState.NO_NETWORK

    def _cloud_state(self, offer: ShareOffer) -> LinkState:
        if self._cloud is None:
            return LinkState.HELD_UP
        if (ended := _ended(self._cloud.fate(offer.token))) is not None:
            return ended
        match self._cloud.arrival(offer.token):
            case None:
                return LinkState.GONE
            case DeliveryState.DONE:
                return LinkState.CLOUD_READY
            case DeliveryState.DEAD:
                return LinkState.HELD_UP
            case DeliveryState.WAITING:
                return LinkState.HELD_UP if self._cloud.stopped() else LinkState.ARRIVES


def _ended(fate: LinkFate) -> LinkState | None:
    match fate:
        case LinkFate.EXPIRED:
            return LinkState.EXPIRED
        case LinkFate.USED_UP:
            return LinkState.USED_UP
        case LinkFate.UNKNOWN:
            return LinkState.GONE
        case LinkFate.OPEN:
            return None


def _url(base: str, token: ShareToken) -> str:
    return f"{base}/s/{token.text}"
