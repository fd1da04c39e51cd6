"""The outbox in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update

from alphamale_desktop.domain.delivery import (
    Claim,
    DeadLetter,
    DeliveryAction,
    DeliveryCondition,
    DeliveryState,
    Ending,
    OutboxCounts,
    Parcel,
    Settlement,
    Whereabouts,
)
from alphamale_desktop.storage.outbox_tables import DeliveryRow, OutboxRow
from alphamale_desktop.storage.transaction import Transaction
from alphamale_desktop.storage.upsert import insert_into

NEVER_SO_FAR = timedelta(hours=1)
"""No pause and no lease lasts so long: what is due or held for longer was written before the clock was set back."""

LATE_PUT = timedelta(minutes=1)
"""So long after its lease ended a PUT whose sender died may still arrive; the object is deleted again after it."""

OTHERS_MAY = timedelta(hours=1)
"""A deletion overdue by so much is done by whichever kiosk comes first: its own may be switched off for good."""


class SqlOutbox:
    """Satisfies ``Outbox``. Inside a unit of work only."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def queue(self, parcel: Parcel, now: datetime) -> bool:
        session = self._transaction.writing
        fresh = insert_into(session, OutboxRow).values(_new_row(parcel, now))
        if session.scalar(fresh.on_conflict_do_nothing(index_elements=["key"]).returning(OutboxRow.id)) is not None:
            return True
        # It was there, or another program was just putting it there; rows with a key are deleted by erasures alone.
        present = session.scalars(select(OutboxRow).where(OutboxRow.key == parcel.key).with_for_update()).one_or_none()
        if present is None:
            return False
        if present.action is DeliveryAction.DELETE:
            return False
        present.kind, present.reference = parcel.kind, parcel.reference
        present.generation += 1
        present.state, present.due_at, present.attempts, present.error = DeliveryState.WAITING, now, 0, ""
        session.flush()
        return True

    def withdraw(self, visit_id: UUID, now: datetime) -> int:
        return self._withdraw(OutboxRow.visit_id == visit_id, now)

    def withdraw_key(self, key: str, now: datetime) -> bool:
        return self._withdraw(OutboxRow.key == key, now) > 0

    def _withdraw(self, which: ColumnElement[bool], now: datetime) -> int:
        session = self._transaction.writing
        wanted = and_(which, OutboxRow.action == DeliveryAction.PUT)
        # In this order: what another worker claims in between is then found by the second.
        never_tried = delete(OutboxRow).where(wanted, OutboxRow.put_until.is_(None)).returning(OutboxRow.id)
        forgotten = len(session.scalars(never_tried).all())
        # The lease stays: who is putting the object right now must end before it is deleted.
        turned = session.scalars(
            update(OutboxRow)
            .where(wanted)
            .values(
                action=DeliveryAction.DELETE,
                state=DeliveryState.WAITING,
                generation=OutboxRow.generation + 1,
                attempts=0,
                error="",
                due_at=now,
                settled_at=None,
                # Whoever has a photo could tell by its digest that its guest was here.
                size_bytes=0,
                sha256="",
            )
            .returning(OutboxRow.id)
        ).all()
        return forgotten + len(turned)

    def claim(self, claim: Claim) -> Sequence[Parcel]:
        due = _due(claim)
        # Asking costs no lock; an empty outbox must not disturb those who keep visits.
        if self._transaction.reading.scalar(select(OutboxRow.id).where(due).limit(1)) is None:
            return []
        picked = (
            select(OutboxRow.id)
            .where(due)
            .order_by(OutboxRow.due_at, OutboxRow.id)
            .limit(claim.limit)
            .with_for_update(skip_locked=True)
            # As a CTE it is read once: PostgreSQL may run a plain subquery again, and lock other rows each time.
            .cte("picked")
        )
        is_put = OutboxRow.action == DeliveryAction.PUT
        taken = (
            update(OutboxRow)
            .where(OutboxRow.id.in_(select(picked.c.id)))
            .values(
                lease=claim.token,
                attempts=OutboxRow.attempts + 1,
                leased_until=claim.until,
                put_until=case((is_put, claim.until), else_=OutboxRow.put_until),
                bucket=case((is_put, claim.bucket), else_=OutboxRow.bucket),
            )
            .returning(OutboxRow)
        )
        rows = self._transaction.writing.scalars(taken, execution_options={"synchronize_session": False}).all()
        return [_to_parcel(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id.bytes))]

    def renew(self, token: UUID, until: datetime) -> frozenset[tuple[UUID, int]]:
        held = (
            update(OutboxRow)
            .where(OutboxRow.lease == token)
            .values(
                leased_until=until,
                put_until=case((OutboxRow.put_until.is_(None), None), else_=until),
            )
            .returning(OutboxRow.id, OutboxRow.generation)
        )
        found = self._transaction.writing.execute(held, execution_options={"synchronize_session": False})
        return frozenset((row.id, row.generation) for row in found)

    def settle(self, token: UUID, settlements: Sequence[Settlement], now: datetime) -> None:
        session = self._transaction.writing
        ids = [settlement.parcel.parcel_id for settlement in settlements]
        present = {
            row.id: row
            for row in session.scalars(
                select(OutboxRow).where(OutboxRow.id.in_(ids)).order_by(OutboxRow.id).with_for_update(),
                execution_options={"populate_existing": True},
            )
        }
        for settlement in settlements:
            parcel = settlement.parcel
            row = present.get(parcel.parcel_id)
            if row is None:
                continue
            if row.lease != token:
                if parcel.action is DeliveryAction.PUT and row.action is DeliveryAction.DELETE:
                    _delete_once_more(row, settlement, now)
                continue
            row.lease = row.leased_until = None
            if row.generation == parcel.generation:
                _write_down(row, settlement, now)
        session.flush()

    def adopt(self, kiosk: str) -> int:
        others = update(OutboxRow).where(OutboxRow.kiosk != kiosk).values(kiosk=kiosk).returning(OutboxRow.id)
        # Asking costs no lock; as a rule no other name stands here.
        if self._transaction.reading.scalar(select(OutboxRow.id).where(OutboxRow.kiosk != kiosk).limit(1)) is None:
            return 0
        return len(self._transaction.writing.scalars(others).all())

    def counts(self, kiosk: str) -> OutboxCounts:
        rows = self._transaction.reading.execute(
            select(OutboxRow.action, OutboxRow.state, func.count(), func.min(OutboxRow.created_at))
            .where(OutboxRow.kiosk == kiosk)
            .group_by(OutboxRow.action, OutboxRow.state)
        )
        found = {(action, state): (count, oldest) for action, state, count, oldest in rows}

        def count(action: DeliveryAction, state: DeliveryState) -> int:
            return found.get((action, state), (0, None))[0]

        put, gone = DeliveryAction.PUT, DeliveryAction.DELETE
        return OutboxCounts(
            waiting=count(put, DeliveryState.WAITING),
            sent=count(put, DeliveryState.DONE),
            erasing=count(gone, DeliveryState.WAITING),
            erased=count(gone, DeliveryState.DONE),
            dead=count(put, DeliveryState.DEAD) + count(gone, DeliveryState.DEAD),
            oldest_waiting_at=found.get((put, DeliveryState.WAITING), (0, None))[1],
        )

    def dead(self, kiosk: str, limit: int) -> Sequence[DeadLetter]:
        letters = (
            select(OutboxRow)
            .where(OutboxRow.kiosk == kiosk, OutboxRow.state == DeliveryState.DEAD)
            .order_by(OutboxRow.settled_at, OutboxRow.id)
            .limit(limit)
        )
        return [
            DeadLetter(_to_parcel(row), row.error, row.settled_at or row.created_at)
            for row in self._transaction.reading.scalars(letters)
        ]

    def revive(self, kiosk: str, now: datetime) -> int:
        session = self._transaction.writing
        mine = OutboxRow.kiosk == kiosk
        waiting = and_(mine, OutboxRow.state == DeliveryState.WAITING, OutboxRow.due_at > now)
        session.execute(update(OutboxRow).where(waiting).values(due_at=now))
        dead = and_(mine, OutboxRow.state == DeliveryState.DEAD)
        anew = {"state": DeliveryState.WAITING, "due_at": now, "attempts": 0, "error": "", "settled_at": None}
        return len(session.scalars(update(OutboxRow).where(dead).values(anew).returning(OutboxRow.id)).all())

    def whereabouts(self, key: str) -> Whereabouts | None:
        columns = select(OutboxRow.action, OutboxRow.state, OutboxRow.settled_at)
        found = self._transaction.reading.execute(columns.where(OutboxRow.key == key)).one_or_none()
        if found is None:
            return None
        # Queued anew, a row still bears the time of its last arrival.
        is_settled = found.state is not DeliveryState.WAITING
        return Whereabouts(found.action, found.state, found.settled_at if is_settled else None)

    def has_any(self, visit_id: UUID) -> bool:
        any_of = select(OutboxRow.id).where(OutboxRow.visit_id == visit_id).limit(1)
        return self._transaction.reading.scalar(any_of) is not None

    def condition(self, kiosk: str) -> DeliveryCondition:
        row = self._transaction.reading.get(DeliveryRow, kiosk, populate_existing=True)
        if row is None:
            return DeliveryCondition(kiosk)
        return DeliveryCondition(
            kiosk, row.stopped_by, row.stopped_at, row.trouble, row.trouble_at, row.sent_at, row.skew_s
        )

    def set_condition(self, condition: DeliveryCondition) -> None:
        session = self._transaction.writing
        values = {
            "stopped_by": condition.stopped_by,
            "stopped_at": condition.stopped_at,
            "trouble": condition.trouble,
            "trouble_at": condition.trouble_at,
            "sent_at": condition.sent_at,
            "skew_s": condition.skew_s,
        }
        fresh = insert_into(session, DeliveryRow).values(kiosk=condition.kiosk, **values)
        session.execute(fresh.on_conflict_do_update(index_elements=["kiosk"], set_=values))


def _due(claim: Claim) -> ColumnElement[bool]:
    mine = OutboxRow.kiosk == claim.kiosk
    is_deletion = OutboxRow.action == DeliveryAction.DELETE
    may = or_(and_(mine, is_deletion), and_(is_deletion, OutboxRow.due_at <= claim.now - OTHERS_MAY))
    if claim.puts:
        may = or_(mine, may)
    return and_(
        OutboxRow.state == DeliveryState.WAITING,
        or_(OutboxRow.due_at <= claim.now, OutboxRow.due_at > claim.now + NEVER_SO_FAR),
        or_(
            OutboxRow.leased_until.is_(None),
            OutboxRow.leased_until <= claim.now,
            OutboxRow.leased_until > claim.now + NEVER_SO_FAR,
        ),
        may,
    )


def _delete_once_more(row: OutboxRow, settlement: Settlement, now: datetime) -> None:
    """A PUT that outlasted its lease ended after the object was deleted, or while it is: the erasure wins."""
    if settlement.ending is Ending.UNTRIED:
        return
    row.generation += 1
    row.state, row.due_at, row.settled_at, row.attempts = DeliveryState.WAITING, now, None, 0
    if settlement.ending is not Ending.DONE:
        # Nobody knows whether its bytes are still on their way.
        row.put_until = now


def _write_down(row: OutboxRow, settlement: Settlement, now: datetime) -> None:
    if settlement.ending is not Ending.UNTRIED:
        row.error = settlement.error
    if row.put_until is not None and row.put_until > now + NEVER_SO_FAR:
        row.put_until = now
    match settlement.ending:
        case Ending.DONE if row.action is DeliveryAction.DELETE and row.put_until and row.put_until + LATE_PUT > now:
            # Deleted, but a late PUT of a sender that died may bring it back: once more, when none can come any more.
            row.due_at = row.put_until + LATE_PUT
        case Ending.DONE:
            row.state, row.settled_at = DeliveryState.DONE, now
            row.size_bytes, row.sha256 = settlement.size_bytes, settlement.sha256
        case Ending.LATER:
            row.due_at = settlement.due_at or now
        case Ending.RELEASED:
            pass
        case Ending.UNTRIED:
            row.attempts -= 1
        case Ending.DEAD:
            row.state, row.settled_at = DeliveryState.DEAD, now


def _new_row(parcel: Parcel, now: datetime) -> dict[str, object]:
    return {
        "id": parcel.parcel_id,
        "key": parcel.key,
        "kind": parcel.kind,
        "kiosk": parcel.kiosk,
        "visit_id": parcel.visit_id,
        "reference": parcel.reference,
        "action": DeliveryAction.PUT,
        "state": DeliveryState.WAITING,
        "generation": 1,
        "attempts": 0,
        "bucket": "",
        "error": "",
        "created_at": now,
        "due_at": now,
        "settled_at": None,
        "lease": None,
        "leased_until": None,
        "put_until": None,
        "size_bytes": 0,
        "sha256": "",
    }


def _to_parcel(row: OutboxRow) -> Parcel:
    return Parcel(
        row.id,
        row.key,
        row.kind,
        row.kiosk,
        row.visit_id,
        row.reference,
        row.action,
        row.generation,
        row.attempts,
        row.bucket,
    )
