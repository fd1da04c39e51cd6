"""Kept visits in the database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.consent_wording import says_fleet
from alphamale_desktop.domain.errors import DatabaseBrokenError, VisitNotFoundError
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from alphamale_desktop.domain.wrong_clock import NOT_BEFORE
from alphamale_desktop.storage.fleet_queue import FleetTies, hold_nothing, queue_erased, queue_kept
from alphamale_desktop.storage.transaction import Transaction
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.visit_mapping import to_row, to_visit
from alphamale_desktop.storage.visit_tables import VisitRow

_LAST_MS = 253_402_300_799_000
"""The end of the year 9999 in milliseconds since 1970: as far as a ``datetime`` reaches."""


class SqlVisitRepository:
    """Satisfies ``VisitRepository``. Inside a unit of work only.

    Args:
        location: The database's name for messages; without a password.
        ties: What a server shall hear of; see ``FleetMember``.
    """

    def __init__(self, transaction: Transaction, location: str, vault: Vault, ties: FleetTies = FleetTies.NONE) -> None:
        self._transaction = transaction
        self._location = location
        self._vault = vault
        self._ties = ties

    def add(self, visit: StoredVisit) -> None:
        session = self._transaction.writing
        session.add(to_row(visit, self._vault))
        session.flush()
        if self._ties is not FleetTies.NONE:
            is_held = self._ties is FleetTies.ONCE and not says_fleet(visit.consent.version)
            queue_kept(session, visit.visit_id, visit.created_at, visit.expires_at, is_held=is_held)

    def get(self, visit_id: UUID) -> StoredVisit:
        """Raises VisitNotFoundError."""
        row = self._transaction.reading.scalars(_whole_visits().where(VisitRow.id == visit_id)).one_or_none()
        if row is None:
            raise VisitNotFoundError(visit=str(visit_id))
        return self._to_visit(row)

    def find(self, query: HistoryQuery) -> Sequence[StoredVisit]:
        """Newest first, of equal times the later id first; ``since`` is inside the range, ``until`` is not."""
        wanted = _whole_visits().order_by(VisitRow.created_at.desc(), VisitRow.id.desc()).limit(query.limit)
        if query.face_type is not None:
            wanted = wanted.where(VisitRow.male_id == query.face_type.value)
        if query.since is not None:
            wanted = wanted.where(VisitRow.created_at >= query.since)
        if query.until is not None:
            wanted = wanted.where(VisitRow.created_at < query.until)
        if query.before is not None:
            wanted = wanted.where(*self._older_than(query.before))
        return [self._to_visit(row) for row in self._transaction.reading.scalars(wanted)]

    def delete(self, visit_id: UUID) -> MediaFile | None:
        """Also a row that nobody can read any more: an erasure must not hang on that. Raises VisitNotFoundError."""
        session = self._transaction.writing
        # Two erasures of the same photo must take turns, or each sees the other's visit and the file stays for good.
        of_this_visit, same_photo = aliased(VisitRow), VisitRow
        digest = select(of_this_visit.photo_digest).where(of_this_visit.id == visit_id).scalar_subquery()
        session.execute(
            select(same_photo.id).where(same_photo.photo_digest == digest).order_by(same_photo.id).with_for_update()
        )
        was_held = self._ties is not FleetTies.NONE and hold_nothing(session, visit_id)
        forget = delete(VisitRow).where(VisitRow.id == visit_id)
        wanted = VisitRow.created_at, VisitRow.expires_at, VisitRow.photo_digest, VisitRow.photo_suffix
        gone = session.execute(forget.returning(*wanted)).one_or_none()
        if gone is None:
            raise VisitNotFoundError(visit=str(visit_id))
        self._transaction.forget_for_good()
        if self._ties is not FleetTies.NONE and not was_held:
            queue_erased(session, visit_id, gone.created_at, gone.expires_at)
        return None if gone.photo_digest is None else MediaFile(gone.photo_digest, gone.photo_suffix)

    def expired(self, now: datetime, limit: int) -> Sequence[UUID]:
        """The earliest first."""
        over = select(VisitRow.id).where(VisitRow.expires_at <= now).order_by(VisitRow.expires_at).limit(limit)
        return self._transaction.reading.scalars(over).all()

    def redate(self, now: datetime) -> int:
        impossible = VisitRow.created_at < NOT_BEFORE
        # Asking costs no lock; as a rule there are none.
        if now < NOT_BEFORE or self._transaction.reading.scalar(select(VisitRow.id).where(impossible).limit(1)) is None:
            return 0
        rows = self._transaction.writing.scalars(select(VisitRow).where(impossible)).all()
        for row in rows:
            row.created_at, row.expires_at = now, now + (row.expires_at - row.created_at)
        return len(rows)

    def uses_of(self, digest: str) -> int:
        uses = select(func.count()).select_from(VisitRow).where(VisitRow.photo_digest == digest)
        return self._transaction.reading.scalars(uses).one()

    def _older_than(self, visit_id: UUID) -> tuple[ColumnElement[bool], ...]:
        created_at = self._transaction.reading.scalar(select(VisitRow.created_at).where(VisitRow.id == visit_id))
        if created_at is not None:
            is_older = or_(VisitRow.created_at < created_at, VisitRow.id < visit_id)
            return VisitRow.created_at <= created_at, is_older
        # Deleted since its page was shown: its id still says when it was made.
        return VisitRow.created_at <= _moment_of(visit_id), VisitRow.id < visit_id

    def _to_visit(self, row: VisitRow) -> StoredVisit:
        try:
            return to_visit(row, self._vault)
        except ValueError as error:
            raise DatabaseBrokenError(database=self._location) from error


def _moment_of(visit_id: UUID) -> datetime:
    """The time in a UUIDv7, RFC 9562 section 5.7."""
    return datetime.fromtimestamp(min(visit_id.int >> 80, _LAST_MS) / 1000, UTC)


def _whole_visits() -> Select[VisitRow]:
    return select(VisitRow).options(
        selectinload(VisitRow.parts), selectinload(VisitRow.models), selectinload(VisitRow.celebrities)
    )
