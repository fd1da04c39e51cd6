"""Counters of this kiosk in its own database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from alphamale_desktop.domain.numbers import Counted, CounterName, KioskCounted
from alphamale_desktop.storage.fleet_tables import CounterRow
from alphamale_desktop.storage.transaction import Transaction
from alphamale_desktop.storage.upsert import insert_into

_KEY = ("kiosk_id", "hour", "name", "label")
_KNOWN = frozenset(name.value for name in CounterName)


class SqlCounterStore:
    """Satisfies ``CounterStore``. Any thread; each call is a transaction of its own.

    Args:
        kiosk_id: Whose counts these are.
    """

    def __init__(self, engine: Engine, kiosk_id: UUID) -> None:
        self._engine = engine
        self._kiosk_id = kiosk_id

    def add(self, counted: Iterable[Counted]) -> None:
        """On top of what is there."""
        rows = [row_of(self._kiosk_id, one, is_due=True) for one in counted]
        if not rows:
            return
        with Session(self._engine) as session:
            transaction = Transaction(session)
            upsert_counters(transaction.writing, rows, adds=True)
            transaction.commit()

    def replace(self, counted: Iterable[Counted]) -> None:
        """These in the place of all that were there; a fleet's server is not told."""
        rows = [row_of(self._kiosk_id, one, is_due=False) for one in counted]
        with Session(self._engine) as session:
            transaction = Transaction(session)
            writing = transaction.writing
            writing.execute(delete(CounterRow).where(CounterRow.kiosk_id == self._kiosk_id))
            if rows:
                upsert_counters(writing, rows, adds=False)
            transaction.commit()

    def read(self, since: datetime, until: datetime) -> Sequence[Counted]:
        """By time; ``until`` is not included."""
        wanted = (
            select(CounterRow)
            .where(CounterRow.kiosk_id == self._kiosk_id, CounterRow.hour >= since, CounterRow.hour < until)
            .order_by(CounterRow.hour, CounterRow.name, CounterRow.label)
        )
        with Session(self._engine) as session:
            return [one for row in session.scalars(wanted) if (one := counted_of(row)) is not None]


def read_all(engine: Engine, since: datetime, until: datetime) -> Sequence[KioskCounted]:
    """Of this database's kiosk, and of whom it took numbers over from; ``until`` is not included."""
    wanted = select(CounterRow).where(CounterRow.hour >= since, CounterRow.hour < until).order_by(CounterRow.hour)
    with Session(engine) as session:
        return [
            KioskCounted(row.kiosk_id, one) for row in session.scalars(wanted) if (one := counted_of(row)) is not None
        ]


def row_of(kiosk_id: UUID, one: Counted, *, is_due: bool) -> dict[str, object]:
    return {
        "kiosk_id": kiosk_id,
        "hour": one.hour,
        "name": one.name.value,
        "label": one.label,
        "count": one.count,
        "total_s": one.total_s,
        "is_due": is_due,
    }


def counted_of(row: CounterRow) -> Counted | None:
    """None for a name that a newer program counts."""
    if row.name not in _KNOWN:
        return None
    return Counted(row.hour, CounterName(row.name), row.label, row.count, row.total_s)


def upsert_counters(session: Session, rows: Sequence[dict[str, object]], *, adds: bool) -> None:
    """Adds to what is there, or sets it. Inside a transaction that may write."""
    fresh = insert_into(session, CounterRow)
    count, total_s = fresh.excluded.count, fresh.excluded.total_s
    change = {
        "count": CounterRow.count + count if adds else count,
        "total_s": CounterRow.total_s + total_s if adds else total_s,
        "is_due": fresh.excluded.is_due,
    }
    session.execute(fresh.on_conflict_do_update(index_elements=_KEY, set_=change), rows)
