"""What sharing by link needs from the outside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from alphamale_desktop.domain.share_link import LinkFate, ShareLink, ShareRoute


class ShareRepository(Protocol):
    """Links of kept visits; a link goes with its visit. Inside a unit of work only."""

    def add(self, link: ShareLink) -> None:
        """Raises VisitNotFoundError where its visit was erased meanwhile."""
        ...

    def get(self, digest: str) -> ShareLink | None:
        """By the token's digest."""
        ...

    def of_visit(self, visit_id: UUID) -> Sequence[ShareLink]:
        """The newest first."""
        ...

    def count_open(self, digest: str, now: datetime, opens_limit: int) -> bool:
        """Counts one handing out, unless the link is over or used up; two at once never pass the limit together."""
        ...

    def expired(self, route: ShareRoute, now: datetime, limit: int) -> Sequence[ShareLink]:
        """Links that are over at ``now``, the earliest first."""
        ...

    def delete(self, digest: str) -> None:
        """Nothing happens if it is gone already."""
        ...


@dataclass(frozen=True, slots=True)
class SharePageView:
    """What a guest's page says.

    Attributes:
        fate: Only an open link shows a card.
        card_path: Where the page finds the card, relative to itself; empty without one.
        erase_path: Where the page sends "erase my visit"; empty where it cannot be done from the page.
        is_kept: A visit is kept behind the card, not only the card in memory.
    """

    fate: LinkFate
    language: str
    event_name: str = ""
    card_path: str = ""
    erase_path: str = ""
    expires_at: datetime | None = None
    is_kept: bool = True


class SharePages(Protocol):
    """Draws the pages that phones open; whole HTML documents in UTF-8. Any thread."""

    @property
    def style_hash(self) -> str:
        """The CSP source of the one style that every page holds, such as ``sha256-...``."""
        ...

    def page(self, view: SharePageView) -> bytes: ...

    def erase_question(self, view: SharePageView) -> bytes:
        """Asks whether to erase; the answer is a POST to ``erase_path``."""
        ...

    def erased(self, language: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """A card that a link opened.

    Attributes:
        jpeg: Encoded; hidden from ``repr``.
    """

    jpeg: bytes = field(repr=False)
    language: str
