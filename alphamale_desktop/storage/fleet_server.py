"""The fleet's PostgreSQL database, as each kiosk uses it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from alphamale_desktop.application.fleet_port import CatalogDump, DueVisit, SharedMark
from alphamale_desktop.application.ports import Clock
from alphamale_desktop.domain.fleet_errors import VisitRefusedError
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.domain.numbers import Counted, KioskCounted
from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.domain.wrong_clock import redated
from alphamale_desktop.storage.catalog_dump import put_catalog, shown_files
from alphamale_desktop.storage.counter_store import counted_of, row_of, upsert_counters
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.fleet_tables import CounterRow, ErasedRow, KioskRow, SharedFileRow, SharedRow
from alphamale_desktop.storage.heartbeat_mapping import heartbeat_of, report_of
from alphamale_desktop.storage.vault import plain_vault
from alphamale_desktop.storage.visit_mapping import to_row
from alphamale_desktop.storage.visit_tables import VisitRow

CATALOG = "catalog"
"""What is shared under this key is also put into the server's catalog tables, for whoever reads them there."""

_OVERLAP = timedelta(minutes=5)
"""A transaction that began so long ago may still commit an erasure with its own, older time."""

_FORGET_AFTER = timedelta(days=30)
"""A kiosk's clock may be wrong by as much, and still no visit comes back."""

_PURGED_AT_ONCE = 1_000


class PostgresFleet:
    """Satisfies ``FleetServer``. Any thread; nothing connects before ``open``.

    Args:
        url: Of a PostgreSQL database.
        catalog_folder: The catalog that ships, for a new server.
    """

    def __init__(self, url: str, catalog_folder: Path, clock: Clock, lock_timeout_s: float = 5.0) -> None:
        self._database = Database(url, lock_timeout_s)
        self._catalog_folder = catalog_folder
        self._clock = clock
        self._lock = threading.Lock()
        self._is_open = False

    @property
    def location(self) -> str:
        """Server and database; never user or password."""
        return self._database.location

    def open(self) -> None:
        with self._lock:
            if not self._is_open:
                self._database.upgrade(self._catalog_folder, self._clock.now())
                self._is_open = True

    def close(self) -> None:
        self._database.close()

    def keep(self, visits: Sequence[StoredVisit]) -> None:
        try:
            self._keep(visits)
        except DBAPIError as error:
            raise VisitRefusedError from error

    def erase(self, due: Sequence[DueVisit], kiosk_id: UUID) -> None:
        ids = [one.visit_id for one in due]
        with self._writing() as session:
            _take_turns(session, ids)
            session.execute(delete(VisitRow).where(VisitRow.id.in_(ids)))
            now = _time_there(session)
            rows = [
                {"visit_id": one.visit_id, "erased_at": now, "expires_at": one.expires_at, "kiosk_id": kiosk_id}
                for one in due
                if one.expires_at > now - _FORGET_AFTER
            ]
            if rows:
                session.execute(insert(ErasedRow).on_conflict_do_nothing(), rows)

    def erase_one(self, visit_id: UUID, kiosk_id: UUID) -> bool:
        """As an organiser wishes, whichever kiosk kept it; False if no such visit is there."""
        with self._reading() as session:
            expires_at = session.scalar(select(VisitRow.expires_at).where(VisitRow.id == visit_id))
        if expires_at is None:
            return False
        self.erase([DueVisit(visit_id, True, self._clock.now(), expires_at)], kiosk_id)
        return True

    def erased_since(self, moment: datetime | None) -> tuple[Sequence[UUID], datetime]:
        with self._reading() as session:
            until = _time_there(session) - _OVERLAP
            wanted = select(ErasedRow.visit_id)
            if moment is not None:
                wanted = wanted.where(ErasedRow.erased_at >= moment)
            return session.scalars(wanted).all(), until

    def purge(self, now: datetime) -> int:
        """By the server's clock or the kiosk's, whichever is behind: a wrong clock deletes nothing too early."""
        with self._writing() as session:
            over_at = min(now, _time_there(session))
            over = select(VisitRow.id).where(VisitRow.expires_at <= over_at).limit(_PURGED_AT_ONCE)
            gone = session.scalars(delete(VisitRow).where(VisitRow.id.in_(over)).returning(VisitRow.id)).all()
            session.execute(delete(ErasedRow).where(ErasedRow.expires_at <= over_at - _FORGET_AFTER))
            return len(gone)

    def put_counters(self, kiosk_id: UUID, counted: Sequence[Counted]) -> None:
        if counted:
            with self._writing() as session:
                upsert_counters(session, [row_of(kiosk_id, one, is_due=False) for one in counted], adds=False)

    def counters(self, since: datetime, until: datetime) -> Sequence[KioskCounted]:
        wanted = select(CounterRow).where(CounterRow.hour >= since, CounterRow.hour < until).order_by(CounterRow.hour)
        with self._reading() as session:
            return [
                KioskCounted(row.kiosk_id, one)
                for row in session.scalars(wanted)
                if (one := counted_of(row)) is not None
            ]

    def beat(self, heartbeat: Heartbeat) -> None:
        with self._writing() as session:
            values = {
                "name": heartbeat.name,
                "version": heartbeat.version,
                "seen_at": func.now(),
                "report": report_of(heartbeat),
            }
            fresh = insert(KioskRow).values(id=heartbeat.kiosk_id, **values)
            session.execute(fresh.on_conflict_do_update(index_elements=["id"], set_=values))

    def heartbeats(self) -> tuple[Sequence[Heartbeat], datetime]:
        with self._reading() as session:
            rows = session.scalars(select(KioskRow).order_by(KioskRow.name, KioskRow.id))
            return [beat for row in rows if (beat := heartbeat_of(row)) is not None], _time_there(session)

    def forget(self, kiosk_id: UUID) -> None:
        """Heartbeat and counters of a kiosk that is no longer used; its visits stay."""
        with self._writing() as session:
            session.execute(delete(KioskRow).where(KioskRow.id == kiosk_id))
            session.execute(delete(CounterRow).where(CounterRow.kiosk_id == kiosk_id))

    def shared(self, key: str) -> tuple[SharedMark, str] | None:
        with self._reading() as session:
            row = session.get(SharedRow, key)
            return None if row is None else (SharedMark(row.revision, row.digest), row.content)

    def share(self, key: str, base: SharedMark | None, digest: str, content: str, by: str) -> SharedMark | None:
        fresh = SharedMark(1 if base is None else base.revision + 1, digest)
        values = {
            "revision": fresh.revision,
            "digest": digest,
            "content": content,
            "changed_at": func.now(),
            "changed_by": by,
        }
        with self._writing() as session:
            if base is None:
                put = insert(SharedRow).values(key=key, **values).on_conflict_do_nothing().returning(SharedRow.key)
            else:
                is_base = (SharedRow.key == key) & (SharedRow.revision == base.revision)
                put = update(SharedRow).where(is_base).values(values).returning(SharedRow.key)  # type: ignore[assignment]
            if session.scalar(put) is None:
                return None
            if key == CATALOG:
                put_catalog(session, CatalogDump(digest, content))
                # Pictures that it shows no more; who pushes another catalog from here on sends what that one shows.
                session.execute(delete(SharedFileRow).where(SharedFileRow.digest.not_in(shown_files())))
        return fresh

    def files(self) -> frozenset[str]:
        with self._reading() as session:
            return frozenset(session.scalars(select(SharedFileRow.digest)))

    def put_file(self, digest: str, data: bytes) -> None:
        with self._writing() as session:
            session.execute(insert(SharedFileRow).values(digest=digest, data=data).on_conflict_do_nothing())

    def file(self, digest: str) -> bytes | None:
        with self._reading() as session:
            return session.scalar(select(SharedFileRow.data).where(SharedFileRow.digest == digest))

    def _keep(self, visits: Sequence[StoredVisit]) -> None:
        ids = [visit.visit_id for visit in visits]
        with self._writing() as session:
            _take_turns(session, ids)
            known = set(session.scalars(select(VisitRow.id).where(VisitRow.id.in_(ids))))
            known |= set(session.scalars(select(ErasedRow.visit_id).where(ErasedRow.visit_id.in_(ids))))
            now = _time_there(session)
            fresh = [redated(visit, now) for visit in visits if visit.visit_id not in known]
            session.add_all(to_row(visit, plain_vault()) for visit in fresh)

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._reading() as session:
            yield session
            session.commit()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        self.open()
        with self._database.session() as session:
            yield session


def _take_turns(session: Session, visit_ids: Sequence[UUID]) -> None:
    """Keeping and erasing one visit never happen at once, or each would miss the other."""
    for visit_id in sorted(visit_ids):
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": visit_id.int >> 64 & (2**63 - 1)})


def _time_there(session: Session) -> datetime:
    return session.execute(select(func.now())).scalar_one().astimezone(UTC)
