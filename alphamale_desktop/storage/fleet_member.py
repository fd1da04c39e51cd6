"""A kiosk's own side of its fleet, in its own database."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from alphamale_desktop.application.fleet_port import CatalogDump, DueVisit, SharedMark
from alphamale_desktop.domain.consent_wording import FLEET_MARK
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.numbers import Counted
from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.storage.catalog_dump import dump_catalog, files_of, put_catalog
from alphamale_desktop.storage.counter_store import counted_of
from alphamale_desktop.storage.fleet_tables import CounterRow, FleetHeldRow, FleetQueueRow, SharedRow
from alphamale_desktop.storage.transaction import Transaction
from alphamale_desktop.storage.unit_of_work import SqlUnitOfWork
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.visit_tables import VisitRow

_JOINED, _ERASURES = "joined", "erasures"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class SqlFleetMember:
    """Satisfies ``FleetMember``. Any thread; each call is a transaction of its own.

    Args:
        location: The database's name for messages.
        kiosk_id: Whose counters these are.
        vault: Reads guests' entries where they are kept encrypted.
    """

    def __init__(self, engine: Engine, location: str, kiosk_id: UUID, vault: Vault | None = None) -> None:
        self._vault = vault
        self._engine = engine
        self._location = location
        self._kiosk_id = kiosk_id

    def join(self, now: datetime) -> int:
        """The first time: queues the visits that were kept before, as far as their guests read of a fleet; the others
        are held. Says how many are held now; later calls only do that."""
        if self._mark(_JOINED) is None:
            with self._writing() as session:
                is_new = VisitRow.id.not_in(select(FleetQueueRow.visit_id))
                is_covered = VisitRow.consent_version.contains(FLEET_MARK, autoescape=True)
                _queue(session, is_new & is_covered)
                held = select(VisitRow.id).where(is_new, ~is_covered)
                session.execute(insert(FleetHeldRow).from_select(["visit_id"], held))
                _put(session, _JOINED, SharedMark(1, ""), now)
        return self.held_count()

    def held_count(self) -> int:
        with Session(self._engine) as session:
            return session.scalar(select(func.count()).select_from(FleetHeldRow)) or 0

    def release(self) -> int:
        """Queues what was held; says how many."""
        with self._writing() as session:
            held = select(FleetHeldRow.visit_id)
            _queue(session, VisitRow.id.in_(held) & VisitRow.id.not_in(select(FleetQueueRow.visit_id)))
            return len(session.scalars(delete(FleetHeldRow).returning(FleetHeldRow.visit_id)).all())

    def due(self, after: UUID | None, limit: int) -> Sequence[DueVisit]:
        wanted = select(FleetQueueRow).order_by(FleetQueueRow.visit_id).limit(limit)
        if after is not None:
            wanted = wanted.where(FleetQueueRow.visit_id > after)
        with Session(self._engine) as session:
            return [
                DueVisit(row.visit_id, row.is_erased, row.queued_at, row.expires_at) for row in session.scalars(wanted)
            ]

    def due_count(self) -> int:
        with Session(self._engine) as session:
            return session.scalar(select(func.count()).select_from(FleetQueueRow)) or 0

    def visits(self, visit_ids: Sequence[UUID]) -> Sequence[StoredVisit]:
        with SqlUnitOfWork(self._engine, self._location, self._vault) as work:
            return [visit for visit_id in visit_ids if (visit := _found(work, visit_id)) is not None]

    def settle(self, done: Iterable[DueVisit]) -> None:
        with self._writing() as session:
            for one in done:
                is_this = FleetQueueRow.visit_id == one.visit_id
                session.execute(delete(FleetQueueRow).where(is_this, FleetQueueRow.is_erased == one.is_erased))

    def due_counters(self, limit: int) -> Sequence[Counted]:
        wanted = select(CounterRow).where(CounterRow.is_due, CounterRow.kiosk_id == self._kiosk_id).limit(limit)
        with Session(self._engine) as session:
            return [one for row in session.scalars(wanted) if (one := counted_of(row)) is not None]

    def settle_counters(self, done: Iterable[Counted]) -> None:
        with self._writing() as session:
            for one in done:
                is_this = (
                    (CounterRow.kiosk_id == self._kiosk_id)
                    & (CounterRow.hour == one.hour)
                    & (CounterRow.name == one.name.value)
                    & (CounterRow.label == one.label)
                )
                is_same = (CounterRow.count == one.count) & (CounterRow.total_s == one.total_s)
                session.execute(update(CounterRow).where(is_this, is_same).values(is_due=False))

    def seen_erasures(self) -> datetime | None:
        with Session(self._engine) as session:
            return session.scalar(select(SharedRow.changed_at).where(SharedRow.key == _ERASURES))

    def saw_erasures(self, until: datetime) -> None:
        with self._writing() as session:
            _put(session, _ERASURES, SharedMark(0, ""), until)

    def agreed(self, key: str) -> SharedMark | None:
        return self._mark(f"agreed/{key}")

    def agree(self, key: str, mark: SharedMark) -> None:
        with self._writing() as session:
            _put(session, f"agreed/{key}", mark, _NEVER)

    def catalog(self) -> CatalogDump:
        with Session(self._engine) as session:
            return dump_catalog(session)

    def replace_catalog(self, dump: CatalogDump, present: str | None = None) -> str | None:
        """Raises CatalogMalformedError; the catalog is as it was then."""
        with self._writing() as session:
            if present is not None and dump_catalog(session).digest != present:
                return None
            put_catalog(session, dump)
            return dump_catalog(session).digest

    def files_of(self, dump: CatalogDump) -> Sequence[str]:
        return files_of(dump)

    def _mark(self, key: str) -> SharedMark | None:
        with Session(self._engine) as session:
            row = session.get(SharedRow, key)
            return None if row is None else SharedMark(row.revision, row.digest)

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with Session(self._engine) as session:
            transaction = Transaction(session)
            yield transaction.writing
            transaction.commit()


def has_joined(session: Session) -> bool:
    """Whether this database ever met a server."""
    return session.get(SharedRow, _JOINED) is not None


def _queue(session: Session, which: ColumnElement[bool]) -> None:
    due = select(VisitRow.id, literal(False), VisitRow.created_at, VisitRow.expires_at).where(which)
    session.execute(insert(FleetQueueRow).from_select(["visit_id", "is_erased", "queued_at", "expires_at"], due))


def _put(session: Session, key: str, mark: SharedMark, at: datetime) -> None:
    session.merge(
        SharedRow(key=key, revision=mark.revision, digest=mark.digest, content="", changed_at=at, changed_by="")
    )


def _found(work: SqlUnitOfWork, visit_id: UUID) -> StoredVisit | None:
    try:
        return work.visits.get(visit_id)
    except VisitNotFoundError:
        return None
