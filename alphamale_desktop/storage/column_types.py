"""Column types that behave the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Enum, TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC in and out.

    SQLite keeps no time zone: there the UTC wall clock is stored. PostgreSQL gets ``timestamptz``.

    Raises:
        ValueError: If a time without a zone is stored.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("want an aware time")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature that SQLAlchemy calls
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def code_column(codes: type[StrEnum], name: str) -> Enum:
    """Text that a named CHECK constraint holds to the values of ``codes``; a native enum is hard to change later."""
    return Enum(
        codes,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
