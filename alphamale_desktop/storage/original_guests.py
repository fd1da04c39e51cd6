"""What the original system's ``user_tbl`` says about an event, without saying anything about anybody.

Its guests agreed to nothing that this program could show, and it has no score card of them, so none of them becomes a
visit here. How many there were in each hour, and how many of each type on each day, is no personal data.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Engine, MetaData, Table, inspect, select

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.numbers import Counted, CounterName, span_of
from alphamale_desktop.storage.catalog_source import type_named

TABLE = "user_tbl"
_TIMES = ("created_at", "created", "create_at", "created_date", "create_date", "reg_date", "regdate", "date", "time")
_RESULTS = ("result", "male_id", "male_tbl_id", "male_type", "type", "type_id", "face_type", "male")
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class OriginalGuests:
    """Attributes:
    total: All rows.
    undated: Of these, those without a moment that can be read: they are in no hour.
    """

    total: int = 0
    undated: int = 0
    counted: tuple[Counted, ...] = ()


def read_guests(engine: Engine, types: Mapping[str, FaceType]) -> OriginalGuests:
    """Nothing where there is no such table. Reads two columns: when, and which type.

    Args:
        types: By the original's own numbers for them.
    """
    with engine.connect() as connection:
        if not inspect(connection).has_table(TABLE):
            return OriginalGuests()
        table = Table(TABLE, MetaData(), autoload_with=connection)
        moment, result = (_column_named(table, names) for names in (_TIMES, _RESULTS))
        columns = [column for column in (moment, result) if column is not None]
        total = undated = 0
        counts: Counter[tuple[datetime, CounterName, str]] = Counter()
        rows = connection.execution_options(stream_results=True, yield_per=_AT_ONCE).execute(
            select(*(table.columns[name] for name in columns)) if columns else select(table)
        )
        for row in rows.mappings():
            total += 1
            came_at = _moment(row[moment]) if moment is not None else None
            if came_at is None:
                undated += 1
                continue
            face_type = _type(row[result], types) if result is not None else None
            counts.update(_counts_of(came_at, face_type))
    counted = tuple(Counted(hour, name, label, count) for (hour, name, label), count in sorted(counts.items()))
    return OriginalGuests(total, undated, counted)


def kiosk_of(location: str) -> UUID:
    """Under which id an original's counts are kept: the same for the same server and database."""
    return uuid5(NAMESPACE_URL, f"alphamale-original:{location}")


def _counts_of(came_at: datetime, face_type: FaceType | None) -> list[tuple[datetime, CounterName, str]]:
    things = [(CounterName.VISIT, "")]
    if face_type is not None:
        things += [(CounterName.FINISHED, ""), (CounterName.TYPE, face_type.code)]
    return [(span_of(name, came_at), name, label) for name, label in things]


def _column_named(table: Table, names: Sequence[str]) -> str | None:
    columns = {column.name.lower(): column.name for column in table.columns}
    return next((columns[name] for name in names if name in columns), None)


def _moment(value: object) -> datetime | None:
    """Of this computer's zone; a moment without a zone is taken to be of it."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    try:
        return value.astimezone()
    except (OverflowError, ValueError):
        return None


def _type(value: object, types: Mapping[str, FaceType]) -> FaceType | None:
    """None for what is no type: the original also kept "take another photo"."""
    said = str(value).strip()
    return types.get(said) or type_named(said)
