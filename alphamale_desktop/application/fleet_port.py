"""What a kiosk needs to work with others on one server, and alone while the server is away.

A kiosk always writes into its own database. What the server shall know waits in a queue there, written in the same
transaction as the visit itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.domain.numbers import Counted, KioskCounted
from alphamale_desktop.domain.stored_visit import StoredVisit


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A visit that the server does not know of yet, or not of its erasure.

    Attributes:
        queued_at: Aware UTC.
        expires_at: When its time is over anyway.
    """

    visit_id: UUID
    is_erased: bool
    queued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SharedMark:
    """Which state of something shared somebody has: the catalog, or the settings.

    Attributes:
        revision: Grows by one with each change on the server.
        digest: sha256 of the content, in hex.
    """

    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class CatalogDump:
    """The catalog's rows as text, table by table, for carrying between databases of one revision."""

    digest: str
    rows: str


class FleetMember(Protocol):
    """A kiosk's own side. Any thread; every call may raise StorageError."""

    def join(self, now: datetime) -> int:
        """The first time: queues what was kept before of guests who read that their results are kept on the event's
        other machines too. The rest is held here until somebody says otherwise. Says how many are held; later calls
        only do that."""
        ...

    def held_count(self) -> int:
        """Visits of guests who read of this machine alone."""
        ...

    def release(self) -> int:
        """Queues what is held, because somebody answers for the guests' consent; says how many."""
        ...

    def due(self, after: UUID | None, limit: int) -> Sequence[DueVisit]:
        """By id, from the one behind ``after``."""
        ...

    def due_count(self) -> int: ...

    def visits(self, visit_ids: Sequence[UUID]) -> Sequence[StoredVisit]:
        """Those that are still here, in no order."""
        ...

    def settle(self, done: Iterable[DueVisit]) -> None:
        """The server has them. One that was erased meanwhile stays due."""
        ...

    def due_counters(self, limit: int) -> Sequence[Counted]:
        """With their values as they are now."""
        ...

    def settle_counters(self, done: Iterable[Counted]) -> None:
        """The server has these values; one that grew meanwhile stays due."""
        ...

    def seen_erasures(self) -> datetime | None:
        """Up to which moment (the server's clock) erasures by others were carried out here."""
        ...

    def saw_erasures(self, until: datetime) -> None: ...

    def agreed(self, key: str) -> SharedMark | None:
        """Which state this kiosk and the server last agreed upon."""
        ...

    def agree(self, key: str, mark: SharedMark) -> None: ...

    def catalog(self) -> CatalogDump: ...

    def replace_catalog(self, dump: CatalogDump, present: str | None = None) -> str | None:
        """All of it or nothing; raises CatalogMalformedError.

        Args:
            present: The digest of the catalog that is replaced; None: whatever is there.

        Returns:
            The digest of the catalog that is there now; None if that was not ``present``, and nothing changed.
        """
        ...

    def files_of(self, dump: CatalogDump) -> Sequence[str]:
        """Digests of the pictures that a catalog shows; raises CatalogMalformedError."""
        ...


class FleetServer(Protocol):
    """The fleet's database. Any thread; every call may raise StorageError after a few seconds."""

    def open(self) -> None:
        """Connects and brings the tables to this program's form. Raises DatabaseTooNewError, ...Unreachable, ..."""
        ...

    def keep(self, visits: Sequence[StoredVisit]) -> None:
        """Adds those that are neither there nor erased; all or none.

        Raises:
            VisitRefusedError: If it does not take one of them.
        """
        ...

    def erase(self, due: Sequence[DueVisit], kiosk_id: UUID) -> None:
        """Deletes them and remembers that, so that no kiosk brings one back; unknown ones too."""
        ...

    def erased_since(self, moment: datetime | None) -> tuple[Sequence[UUID], datetime]:
        """What any kiosk erased, and up to which moment the answer is complete."""
        ...

    def purge(self, now: datetime) -> int:
        """Deletes visits whose time is over, and erasures that nobody needs any more."""
        ...

    def put_counters(self, kiosk_id: UUID, counted: Sequence[Counted]) -> None:
        """Sets them; the same twice is once."""
        ...

    def counters(self, since: datetime, until: datetime) -> Sequence[KioskCounted]:
        """Of all kiosks, ``until`` not included."""
        ...

    def beat(self, heartbeat: Heartbeat) -> None: ...

    def heartbeats(self) -> tuple[Sequence[Heartbeat], datetime]:
        """The newest of every kiosk by name, and what time it is there."""
        ...

    def shared(self, key: str) -> tuple[SharedMark, str] | None:
        """The state of something shared, and its content."""
        ...

    def share(self, key: str, base: SharedMark | None, digest: str, content: str, by: str) -> SharedMark | None:
        """Puts new content in the place of the state ``base``; None if somebody else was quicker."""
        ...

    def files(self) -> frozenset[str]:
        """Digests of the pictures that are there."""
        ...

    def put_file(self, digest: str, data: bytes) -> None:
        """Nothing happens if it is there already."""
        ...

    def file(self, digest: str) -> bytes | None: ...
