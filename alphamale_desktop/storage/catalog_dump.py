"""The whole catalog as text, and back: for carrying it between databases of one revision."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, CompoundSelect, Table, delete, func, insert, select, text, union
from sqlalchemy.orm import Session

from alphamale_desktop.application.fleet_port import CatalogDump
from alphamale_desktop.domain.errors import CatalogMalformedError
from alphamale_desktop.storage.column_types import UtcTime
from alphamale_desktop.storage.table_root import Row

CATALOG_TABLES = ("celebrity_tbl", "male_text_tbl", "img_tbl")
"""In the order in which rows may be added; ``seed_tbl`` stays each database's own."""

_FILE_COLUMNS = ("digest", "thumbnail")
"""Of ``img_tbl``, as far as it has them: files of the media store."""

_AT_ONCE = 1_000


def dump_catalog(session: Session) -> CatalogDump:
    content = {
        table.name: {"columns": [column.name for column in table.columns], "rows": _rows(session, table)}
        for table in _tables()
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return CatalogDump(hashlib.sha256(text.encode()).hexdigest(), text)


def files_of(dump: CatalogDump) -> tuple[str, ...]:
    """Digests of the pictures and thumbnails that a catalog shows.

    Raises:
        CatalogMalformedError: If it is no dump of these tables.
    """
    pictures = Row.metadata.tables["img_tbl"]
    shown = {row.get(name) for row in _read(dump)[pictures.name] for name in _FILE_COLUMNS}
    return tuple(sorted(digest for digest in shown if isinstance(digest, str)))


def shown_files() -> CompoundSelect[tuple[str]]:
    """The same of the catalog that is in the tables."""
    pictures = Row.metadata.tables["img_tbl"]
    columns = [pictures.columns[name] for name in _FILE_COLUMNS]
    return union(*(select(column).where(column.is_not(None)) for column in columns))


def put_catalog(session: Session, dump: CatalogDump) -> None:
    """In the place of what is there; inside a transaction that may write.

    Raises:
        CatalogMalformedError: If it is no dump of these tables.
    """
    tables, content = _tables(), _read(dump)
    for table in reversed(tables):
        session.execute(delete(table))
    for table in tables:
        rows = content[table.name]
        for start in range(0, len(rows), _AT_ONCE):
            session.execute(insert(table), rows[start : start + _AT_ONCE])
    if session.get_bind().dialect.name == "postgresql":
        _move_sequences(session, tables)


def _read(dump: CatalogDump) -> dict[str, list[dict[str, object]]]:
    """Rows by table, their values as the tables' columns want them."""
    try:
        content = json.loads(dump.rows)
        return {
            table.name: [_values(table, content[table.name], row) for row in content[table.name]["rows"]]
            for table in _tables()
        }
    except (ValueError, LookupError, TypeError) as error:
        raise CatalogMalformedError(file="catalog", line=0) from error


def _tables() -> list[Table]:
    return [Row.metadata.tables[name] for name in CATALOG_TABLES]


def _rows(session: Session, table: Table) -> list[list[str | int | float | bool | None]]:
    return [
        [value.isoformat() if isinstance(value, datetime) else value for value in row]
        for row in session.execute(select(table).order_by(*table.primary_key.columns))
    ]


def _values(table: Table, written: dict[str, list[str]], row: Sequence[str | float | bool | None]) -> dict[str, object]:
    """Raises ValueError where another revision wrote other columns."""
    if written["columns"] != [column.name for column in table.columns]:
        raise ValueError(f"want the columns of {table.name}, got {written['columns']}")
    return {column.name: _value(column, value) for column, value in zip(table.columns, row, strict=True)}


def _value(column: Column[object], value: str | int | float | bool | None) -> object:
    if isinstance(column.type, UtcTime) and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


def _move_sequences(session: Session, tables: Sequence[Table]) -> None:
    """The server hands out ids behind those that were put, for whoever adds people there by hand."""
    for table in tables:
        if "id" in table.columns:
            last = session.scalar(select(func.max(table.columns["id"]))) or 0
            move = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last, :used)")
            session.execute(move, {"name": table.name, "last": max(1, last), "used": last > 0})
