"""The organiser's bucket."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from alphamale_desktop.domain.delivery import Parcel


@dataclass(frozen=True, slots=True)
class Content:
    """An object's bytes, hidden from ``repr``, and its media type.

    Attributes:
        expires_at: When the object must be gone, aware UTC; it bears this knowledge itself. None: it stays.
    """

    data: bytes = field(repr=False)
    media_type: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the target holds, by its own word. Attributes: sha256: Lower-case hex."""

    size_bytes: int
    sha256: str


ContentSource = Callable[[Parcel], Content]
"""Makes a parcel's bytes, the same ones each time; any thread. Raises AlphaMaleError when it cannot."""

KeepOn = Callable[[], None]
"""Called again and again while an object is sent; what it raises ends the sending."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An object that is there. Attributes: put_at: When it came, aware, by the target's clock."""

    key: str
    put_at: datetime


class ObjectStore(Protocol):
    """Any thread. Everything may raise ``DeliveryError``."""

    @property
    def bucket(self) -> str: ...

    @property
    def skew_s(self) -> int:
        """By how much this computer's clock ran ahead of the target's at the last answer; 0 before there was one."""
        ...

    def put(self, key: str, content: Content, keep_on: KeepOn) -> Receipt:
        """Sends the object and compares what the target then holds with what was sent.

        Raises:
            ObjectMismatchError: If it is not the same; and whatever ``keep_on`` raises.
        """
        ...

    def holds(self, key: str, content: Content) -> bool:
        """Whether the object is there already, byte for byte. False also where asking is not allowed."""
        ...

    def get(self, key: str, limit_bytes: int) -> bytes:
        """Raises ObjectMissingError, or ObjectMismatchError if it is larger than the limit or arrives damaged."""
        ...

    def delete(self, key: str, bucket: str) -> None:
        """Deletes the object, with all its versions where the bucket keeps them, and makes sure of it."""
        ...


class ObjectShelf(ObjectStore, Protocol):
    """A store that also says what it holds; credentials that only deliver may not ask that."""

    def listing(self, prefix: str) -> Sequence[Listed]:
        """Every object whose key begins so, by key."""
        ...
