"""A guest's own link to his share card: what it is made of, and whether it still opens."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

TOKEN_BYTES = 16
"""128 bits: nobody guesses one."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class ShareToken:
    """The secret part of a link: 16 random bytes as 22 letters that are safe in URLs; hidden from ``repr``.

    Raises:
        ValueError: If it has another shape.
    """

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if _TOKEN.fullmatch(self.text) is None:
            raise ValueError("want 22 letters of base64url")

    @classmethod
    def new(cls, random_bytes: Callable[[int], bytes]) -> "ShareToken":
        """Args: random_bytes: A source fit for secrets."""
        return cls(base64.urlsafe_b64encode(random_bytes(TOKEN_BYTES)).rstrip(b"=").decode("ascii"))

    @classmethod
    def read(cls, text: str) -> "ShareToken | None":
        """The token in a request; None where it cannot be one."""
        return cls(text) if _TOKEN.fullmatch(text) is not None else None

    @classmethod
    def in_link(cls, text: str) -> "ShareToken | None":
        """The token of a whole link, as a guest shows it, or by itself; None where there is none."""
        steps = text.strip().partition("?")[0].rstrip("/").split("/")
        place = steps.index("s") + 1 if "s" in steps else len(steps) - 1
        return cls.read(steps[min(place, len(steps) - 1)])

    @property
    def digest(self) -> str:
        """What links are looked up by: the time a look-up takes then tells nothing about the token."""
        return hashlib.sha256(self.text.encode("ascii")).hexdigest()


class ShareRoute(StrEnum):
    """How a link's card reaches the guest's phone."""

    LAN = "lan"
    """This program serves it on the venue's own network."""
    CLOUD = "cloud"
    """It is uploaded, and served from there."""


@dataclass(frozen=True, slots=True)
class ShareLink:
    """One guest's link, as it is kept.

    Attributes:
        language: Of page and card, ``"ko"`` or ``"en"``.
        expires_at: Aware UTC; the link opens before.
        opens: How often the card was handed out by this program; uploaded cards are not counted.
    """

    token: ShareToken
    visit_id: UUID
    route: ShareRoute
    language: str
    created_at: datetime
    expires_at: datetime
    opens: int = 0


class LinkFate(StrEnum):
    """Why a link does not open, or that it does."""

    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used_up"
    UNKNOWN = "unknown"
    """Never made, or erased: nobody can tell which."""


def fate_of(link: ShareLink, now: datetime, opens_limit: int) -> LinkFate:
    if now >= link.expires_at:
        return LinkFate.EXPIRED
    return LinkFate.OPEN if link.opens < opens_limit else LinkFate.USED_UP


def wifi_text(ssid: str, password: str) -> str:
    """What phones read as "join this network"; without a password an open one."""
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(ssid)};;"
    return f"WIFI:T:WPA;S:{_escaped(ssid)};P:{_escaped(password)};;"


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in '\\;,:"' else letter for letter in text)
