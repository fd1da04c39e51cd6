"""What is on its way to the organiser's bucket, and how that goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from alphamale_desktop.domain.errors import AlphaMaleError, Detail

_TOLD = ("action", "reason", "kind")
"""Details that a person needs and that are no one's data; they are one word."""


def written_failure(error: AlphaMaleError) -> str:
    """As it is written down: the code, and what was refused where that is known, such as
    ``target_denied action=s3:PutObject``."""
    told = [f"{name}={error.details[name]}" for name in _TOLD if error.details.get(name)]
    return " ".join([error.code, *told])


def read_failure(written: str) -> tuple[str, Mapping[str, Detail]]:
    """Code and details of what ``written_failure`` wrote; an empty code for an empty text."""
    code, *told = written.split(" ")
    return code, {name: value for name, _, value in (one.partition("=") for one in told)}


class DeliveryAction(StrEnum):
    """PUT: the object shall be there. DELETE: it shall be gone; nothing turns that back."""

    PUT = "put"
    DELETE = "delete"


class DeliveryState(StrEnum):
    """WAITING: still to do. DONE: as wanted at the target. DEAD: given up until an operator says otherwise."""

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One object at the target: wanted there, or wanted gone.

    Attributes:
        parcel_id: UUIDv7.
        key: The object's whole name in the bucket; there is one parcel a key.
        kind: Which content source makes its bytes, such as ``"photo"``.
        kiosk: Who has what its bytes are made of.
        visit_id: The visit that it tells of: an erasure of that visit deletes the object.
        reference: What the content source needs to know beyond the visit; never personal data.
        generation: Grows whenever it is wanted anew or gone; what was begun for an older one does not count.
        attempts: How often it was taken to be delivered since it was wanted; the present time counts.
        bucket: Where it is or may be; empty before the first try.
    """

    parcel_id: UUID
    key: str
    kind: str
    kiosk: str
    visit_id: UUID | None = None
    reference: str = ""
    action: DeliveryAction = DeliveryAction.PUT
    generation: int = 1
    attempts: int = 0
    bucket: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's wish for parcels to deliver.

    Attributes:
        token: The worker's own mark on what it gets, for one round.
        until: Aware UTC; after it others may take what was not settled.
        bucket: Where it will put them.
        puts: False: only what shall be deleted.
    """

    kiosk: str
    token: UUID
    now: datetime
    until: datetime
    limit: int
    bucket: str
    puts: bool = True


class Ending(StrEnum):
    """How a try ended. DONE: as wanted, and verified. LATER: the target answered, without success. RELEASED: the target
    was not reached. UNTRIED: nobody tried. DEAD: it cannot succeed as it is."""

    DONE = "done"
    LATER = "later"
    RELEASED = "released"
    UNTRIED = "untried"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a claimed parcel.

    Attributes:
        error: See ``written_failure``; empty for DONE and UNTRIED.
        due_at: For LATER: when to try again, aware UTC.
        size_bytes, sha256: For a PUT that is DONE: what is at the target, lower-case hex.
    """

    parcel: Parcel
    ending: Ending
    error: str = ""
    due_at: datetime | None = None
    size_bytes: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is wanted of an object, and how far that is.

    Attributes:
        settled_at: Since when it is DONE or DEAD, aware UTC; None while it waits.
    """

    action: DeliveryAction
    state: DeliveryState
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A parcel that was given up. Attributes: error: See ``written_failure``."""

    parcel: Parcel
    error: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """Parcels of one kiosk.

    Attributes:
        waiting: To be put.
        erasing: To be deleted.
        oldest_waiting_at: Aware UTC; of those to be put.
    """

    waiting: int = 0
    sent: int = 0
    erasing: int = 0
    erased: int = 0
    dead: int = 0
    oldest_waiting_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryCondition:
    """How delivery from one kiosk fares; times are aware UTC.

    Attributes:
        stopped_by: The refusal that stopped it until an operator resumes, see ``written_failure``; empty while it runs.
        trouble: The last failure, likewise; empty once something arrived.
        skew_s: By how much this computer's clock runs ahead of the target's, as last seen; 0 when fine.
    """

    kiosk: str
    stopped_by: str = ""
    stopped_at: datetime | None = None
    trouble: str = ""
    trouble_at: datetime | None = None
    sent_at: datetime | None = None
    skew_s: int = 0
