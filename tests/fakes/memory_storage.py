"""The storage ports in memory: units of work that roll back, a catalog, and a media store."""

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType
from typing import Self
from uuid import UUID

from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.delivery import DeliveryCondition
from alphamale_desktop.domain.errors import (
    CatalogEmptyError,
    MediaDamagedError,
    StorageError,
    VisitNotFoundError,
)
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.share_link import ShareLink, ShareRoute
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from alphamale_desktop.domain.wrong_clock import redated
from tests.fakes.memory_outbox import Kept, MemoryOutbox


@dataclass
class MemoryStorage:
    """What was committed so far; ``storage.unit_of_work`` is a ``UnitOfWorkFactory``.

    Attributes:
        albums: Digests of the celebrities' pictures by id.
        commits: How many units of work were committed.
        fails_with: When set, every commit raises it and changes nothing.
    """

    celebrities: Sequence[Celebrity] = ()
    descriptions: Sequence[TypeDescription] = ()
    albums: Mapping[int, Sequence[str]] = field(default_factory=dict)
    visits: dict[UUID, StoredVisit] = field(default_factory=dict)
    shares: dict[str, ShareLink] = field(default_factory=dict)
    parcels: dict[UUID, Kept] = field(default_factory=dict)
    conditions: dict[str, DeliveryCondition] = field(default_factory=dict)
    commits: int = 0
    fails_with: StorageError | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def unit_of_work(self) -> "MemoryUnitOfWork":
        return MemoryUnitOfWork(self)


class MemoryVisits:
    """What was committed, under what this unit of work changed."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._storage = storage
        self.added: dict[UUID, StoredVisit] = {}
        self.deleted: set[UUID] = set()

    def add(self, visit: StoredVisit) -> None:
        if visit.visit_id in self._present():
            raise ValueError(f"visit {visit.visit_id} is there already")
        self.added[visit.visit_id] = visit

    def get(self, visit_id: UUID) -> StoredVisit:
        try:
            return self._present()[visit_id]
        except KeyError:
            raise VisitNotFoundError(visit=str(visit_id)) from None

    def find(self, query: HistoryQuery) -> Sequence[StoredVisit]:
        present = self._present()
        newest = sorted(present.values(), key=_age, reverse=True)
        if query.before in present:
            newest = [visit for visit in newest if _age(visit) < _age(present[query.before])]
        elif query.before is not None:
            newest = [visit for visit in newest if visit.visit_id.bytes < query.before.bytes]
        return [visit for visit in newest if _matches(visit, query)][: query.limit]

    def delete(self, visit_id: UUID) -> MediaFile | None:
        gone = self.get(visit_id)
        self.added.pop(visit_id, None)
        self.deleted.add(visit_id)
        return None if gone.photo_digest is None else MediaFile(gone.photo_digest, gone.photo_suffix or "")

    def expired(self, now: datetime, limit: int) -> Sequence[UUID]:
        over = sorted((v for v in self._present().values() if v.expires_at <= now), key=lambda visit: visit.expires_at)
        return [visit.visit_id for visit in over[:limit]]

    def redate(self, now: datetime) -> int:
        changed = {v.visit_id: redated(v, now) for v in self._present().values() if redated(v, now) != v}
        self.added.update(changed)
        return len(changed)

    def uses_of(self, digest: str) -> int:
        return sum(visit.photo_digest == digest for visit in self._present().values())

    def _present(self) -> dict[UUID, StoredVisit]:
        with self._storage.lock:
            visits = {**self._storage.visits, **self.added}
        return {key: visit for key, visit in visits.items() if key not in self.deleted or key in self.added}


def _age(visit: StoredVisit) -> tuple[datetime, bytes]:
    return visit.created_at, visit.visit_id.bytes


def _matches(visit: StoredVisit, query: HistoryQuery) -> bool:
    return (
        (query.face_type is None or visit.result.face_type is query.face_type)
        and (query.since is None or visit.created_at >= query.since)
        and (query.until is None or visit.created_at < query.until)
    )


class MemoryCatalog:
    def __init__(self, storage: MemoryStorage) -> None:
        self._storage = storage

    def celebrities(self, face_type: FaceType | None = None) -> Sequence[Celebrity]:
        ranked = sorted(self._storage.celebrities, key=lambda celebrity: celebrity.rank)
        return [celebrity for celebrity in ranked if face_type in (None, celebrity.face_type)]

    def count(self, face_type: FaceType) -> int:
        return len(self.celebrities(face_type))

    def at_positions(self, face_type: FaceType, positions: Sequence[int]) -> Sequence[Celebrity]:
        present = dict(enumerate(self.celebrities(face_type)))
        return [present[position] for position in positions if position in present]

    def by_ids(self, ids: Sequence[int]) -> Sequence[Celebrity]:
        present = {celebrity.celebrity_id: celebrity for celebrity in self._storage.celebrities}
        return [present[celebrity_id] for celebrity_id in ids if celebrity_id in present]

    def shows(self, digest: str) -> bool:
        return any(person.portrait == digest for person in self._storage.celebrities)

    def picture_counts(self, ids: Sequence[int]) -> Mapping[int, int]:
        albums = self._storage.albums
        return {person.celebrity_id: len(albums.get(person.celebrity_id, ())) for person in self.by_ids(ids)}

    def picture_at(self, celebrity_id: int, position: int) -> str | None:
        album = self._storage.albums.get(celebrity_id, ())
        return album[position] if position < len(album) else None

    def description(self, face_type: FaceType, language: str) -> TypeDescription:
        for words in self._storage.descriptions:
            if words.face_type is face_type and words.language == language:
                return words
        raise CatalogEmptyError


class MemoryShares:
    """What was committed, under what this unit of work changed; None stands for a deleted link."""

    def __init__(self, storage: MemoryStorage, visits: MemoryVisits) -> None:
        self._storage = storage
        self._visits = visits
        self.changed: dict[str, ShareLink | None] = {}

    def add(self, link: ShareLink) -> None:
        self._visits.get(link.visit_id)
        self.changed[link.token.digest] = link

    def get(self, digest: str) -> ShareLink | None:
        return self._present().get(digest)

    def of_visit(self, visit_id: UUID) -> Sequence[ShareLink]:
        links = [link for link in self._present().values() if link.visit_id == visit_id]
        return sorted(links, key=lambda link: link.created_at, reverse=True)

    def count_open(self, digest: str, now: datetime, opens_limit: int) -> bool:
        link = self.get(digest)
        if link is None or link.expires_at <= now or link.opens >= opens_limit:
            return False
        self.changed[digest] = replace(link, opens=link.opens + 1)
        return True

    def expired(self, route: ShareRoute, now: datetime, limit: int) -> Sequence[ShareLink]:
        over = [link for link in self._present().values() if link.route is route and link.expires_at <= now]
        return sorted(over, key=lambda link: link.expires_at)[:limit]

    def delete(self, digest: str) -> None:
        self.changed[digest] = None

    def _present(self) -> dict[str, ShareLink]:
        with self._storage.lock:
            links = {**self._storage.shares, **self.changed}
        return {
            digest: link
            for digest, link in links.items()
            if link is not None and link.visit_id not in self._visits.deleted
        }


class MemoryUnitOfWork:
    """Changes reach the storage at ``commit`` only; leaving the block forgets them."""

    def __init__(self, storage: MemoryStorage | None = None) -> None:
        self.storage = storage or MemoryStorage()
        self._visits: MemoryVisits | None = None
        self._shares: MemoryShares | None = None
        self._outbox: MemoryOutbox | None = None

    @property
    def visits(self) -> MemoryVisits:
        if self._visits is None:
            raise RuntimeError("enter the unit of work first")
        return self._visits

    @property
    def catalog(self) -> MemoryCatalog:
        if self._visits is None:
            raise RuntimeError("enter the unit of work first")
        return MemoryCatalog(self.storage)

    @property
    def shares(self) -> MemoryShares:
        if self._shares is None:
            raise RuntimeError("enter the unit of work first")
        return self._shares

    @property
    def outbox(self) -> MemoryOutbox:
        if self._visits is None:
            raise RuntimeError("enter the unit of work first")
        if self._outbox is None:
            self._outbox = MemoryOutbox(self.storage.parcels, self.storage.conditions)
        return self._outbox

    @property
    def committed(self) -> bool:
        """Whether anything was ever committed to the storage."""
        return self.storage.commits > 0

    def __enter__(self) -> Self:
        if self._visits is not None:
            raise RuntimeError("a unit of work serves one block at a time")
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._visits = self._shares = self._outbox = None

    def commit(self) -> None:
        if self.storage.fails_with is not None:
            raise self.storage.fails_with
        changed, links = self.visits, self.shares
        with self.storage.lock:
            for visit_id in changed.deleted:
                self.storage.visits.pop(visit_id, None)
            self.storage.visits.update(changed.added)
            for digest, link in links.changed.items():
                if link is None:
                    self.storage.shares.pop(digest, None)
                else:
                    self.storage.shares[digest] = link
            for digest in [d for d, link in self.storage.shares.items() if link.visit_id in changed.deleted]:
                del self.storage.shares[digest]
            if self._outbox is not None:
                self.storage.parcels.clear()
                self.storage.parcels.update(self._outbox.kept)
                self.storage.conditions.update(self._outbox.conditions)
            self.storage.commits += 1
        self._begin()

    def _begin(self) -> None:
        self._visits = MemoryVisits(self.storage)
        self._shares = MemoryShares(self.storage, self._visits)
        self._outbox = None


@dataclass
class MemoryMediaStore:
    """Photos in memory.

    Attributes:
        files: Bytes by digest.
        fails_with: When set, every ``put`` raises it.
        written_at: When each file was written, for those that a test says so of; the others are old.
        leftovers: Half-written files.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    fails_with: StorageError | None = None
    written_at: dict[str, datetime] = field(default_factory=dict)
    leftovers: int = 0

    def put(self, data: bytes, suffix: str) -> MediaFile:
        if self.fails_with is not None:
            raise self.fails_with
        digest = hashlib.sha256(data).hexdigest()
        self.files[digest] = data
        return MediaFile(digest, suffix)

    def get(self, media: MediaFile) -> bytes:
        data = self.files.get(media.digest)
        if data is None or hashlib.sha256(data).hexdigest() != media.digest:
            raise MediaDamagedError(digest=media.digest)
        return data

    def delete(self, media: MediaFile) -> None:
        self.files.pop(media.digest, None)

    def remove_leftovers(self, now: datetime) -> int:
        removed, self.leftovers = self.leftovers, 0
        return removed

    def digests_before(self, moment: datetime) -> Iterator[str]:
        return iter([d for d in self.files if d not in self.written_at or self.written_at[d] < moment])

    def damage(self, media: MediaFile) -> None:
        """Changes the stored bytes behind the store's back."""
        self.files[media.digest] += b"?"


def celebrities_of(face_type: FaceType, count: int, first_rank: int = 1) -> list[Celebrity]:
    """People named after their rank, for tests that need some."""
    person = Celebrity(first_rank, "", face_type, first_rank)
    return [
        replace(person, celebrity_id=rank, rank=rank, name=f"{face_type.code} {rank}")
        for rank in range(first_rank, first_rank + count)
    ]
