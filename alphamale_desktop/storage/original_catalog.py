"""Reads the catalog of the original system: a PostgreSQL database with pictures as base64 text."""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from sqlalchemy import Column, Engine, MetaData, Table, inspect, null, select

from alphamale_desktop.application.catalog_port import SourceFault, SourcePerson
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.errors import DatabaseAddressError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import (
    Base64BrokenError,
    CelebrityTypeUnknownError,
    OriginalColumnMissingError,
    OriginalIsOursError,
    OriginalTableMissingError,
    OriginalUrlError,
)
from alphamale_desktop.domain.person_name import LONGEST_NAME, clean_name, name_key
from alphamale_desktop.storage.catalog_source import type_named
from alphamale_desktop.storage.engines import is_sqlite, make_engine, parse_url
from alphamale_desktop.storage.original_guests import OriginalGuests, read_guests
from alphamale_desktop.storage.schema_history import VERSION_TABLE

_TYPES, _PICTURES = "male_tbl", "img_tbl"
_LOCK_TIMEOUT_S = 5.0
_IDS = ("id", "idx", "no", "seq", "img_id", "male_id")
_TYPE_NAMES = ("name", "male_name", "type_name", "type", "code", "title")
_TYPE_REFERENCES = ("male_id", "male_tbl_id", "male_no", "type_id", "male", "type", "result", "male_type")
_PERSON_NAMES = ("name", "celebrity", "celebrity_name", "person", "star", "img_name", "actor", "title")
_IMAGES = ("img", "image", "img_base64", "image_base64", "base64", "img_data", "image_data", "picture", "data", "photo")
_LINE = re.compile(r"^(?:desc|description|line|explain|content|detail|comment|info|text)_?([123])$")
_DATA_URL = re.compile(r"^data:[^,]{0,100},")


@dataclass(frozen=True, slots=True)
class OriginalWords:
    """A type's words as the original keeps them; ``lines`` is None where it has not three."""

    face_type: FaceType
    name: str
    lines: tuple[str, str, str] | None


class OriginalCatalog:
    """Satisfies ``CatalogSource``. Only reads.

    Of guests' visits (``user_tbl``) only numbers come in: nobody agreed that this program keeps them.

    Args:
        url: ``postgresql://USER:PASSWORD@HOST/NAME``.

    Raises:
        OriginalUrlError: If it names no PostgreSQL database.
    """

    def __init__(self, url: str) -> None:
        try:
            parsed = parse_url(url)
        except DatabaseAddressError as error:
            raise OriginalUrlError from error
        if is_sqlite(parsed):
            raise OriginalUrlError
        self._engine: Engine = make_engine(parsed, _LOCK_TIMEOUT_S)
        self._pictures: _PictureTable | None = None

    def people(self, is_known: Callable[[str], bool]) -> tuple[Sequence[SourcePerson], Sequence[SourceFault]]:
        """As the port says; faults name ``img_tbl`` and the row's id.

        Raises:
            OriginalTableMissingError, OriginalColumnMissingError, OriginalIsOursError, StorageError
        """
        del is_known
        types = {str(number): face_type for number, face_type in self._types().items()}
        pictures = self._picture_table()
        people: dict[str, SourcePerson] = {}
        faults: list[SourceFault] = []
        nameless = count(1)
        with self._engine.connect() as connection:
            for row in connection.execute(pictures.listing):
                reference = str(row.id)
                face_type = types.get(str(row.type)) or type_named(str(row.type))
                name = clean_name(str(row.name or ""))[:LONGEST_NAME]
                if face_type is None:
                    faults.append(SourceFault(f"{_PICTURES}:{reference}", CelebrityTypeUnknownError(who=name or "?")))
                    continue
                name = name or f"{face_type.code.capitalize()} {next(nameless)}"
                before = people.get(name_key(name)) or SourcePerson(name, face_type, where=f"{_PICTURES}:{reference}")
                people[name_key(name)] = SourcePerson(
                    before.name, before.face_type, pictures=(*before.pictures, reference), where=before.where
                )
        return list(people.values()), faults

    def read(self, reference: str) -> bytes:
        """The decoded picture; raises Base64BrokenError."""
        pictures = self._picture_table()
        with self._engine.connect() as connection:
            stored = connection.scalar(select(pictures.image).where(pictures.key == pictures.typed(reference)))
        if isinstance(stored, bytes | memoryview):
            raw = bytes(stored)
            if not _is_base64(raw[:64]):
                return raw
            stored = raw.decode("ascii", "replace")
        try:
            return base64.b64decode(_bare(str(stored or "")), validate=True)
        except (binascii.Error, ValueError) as error:
            raise Base64BrokenError(row=f"{_PICTURES}:{reference}") from error

    def words(self) -> Sequence[OriginalWords]:
        """The types' names and description lines."""
        return self._read_types()

    def guests(self) -> OriginalGuests:
        """What is known of guests without knowing anybody."""
        return read_guests(self._engine, {str(number): face_type for number, face_type in self._types().items()})

    @property
    def location(self) -> str:
        """Server and database; never user or password."""
        url = self._engine.url
        return f"{url.host or ''}:{url.port or 5432}/{url.database or ''}"

    def close(self) -> None:
        self._engine.dispose()

    def _table(self, name: str) -> Table:
        with self._engine.connect() as connection:
            inspector = inspect(connection)
            if inspector.has_table(VERSION_TABLE):
                raise OriginalIsOursError
            if not inspector.has_table(name):
                raise OriginalTableMissingError(table=name)
            return Table(name, MetaData(), autoload_with=connection)

    def _types(self) -> dict[object, FaceType]:
        table = self._table(_TYPES)
        key, name = _column(table, _IDS), _column(table, _TYPE_NAMES)
        found: dict[object, FaceType] = {}
        with self._engine.connect() as connection:
            for number, called in connection.execute(select(key, name).order_by(key)):
                face_type = type_named(str(called)) or type_named(str(number))
                if face_type is not None:
                    found[number] = face_type
        return found

    def _read_types(self) -> list[OriginalWords]:
        table = self._table(_TYPES)
        types, key, name = self._types(), _column(table, _IDS), _column(table, _TYPE_NAMES)
        numbered = {match[1]: column for column in table.columns if (match := _LINE.match(column.name.lower()))}
        lines = [numbered[number] for number in "123"] if len(numbered) == 3 else []
        with self._engine.connect() as connection:
            rows = connection.execute(select(key, name, *lines)).all()
        return [_words(types[row[0]], tuple(row)) for row in rows if row[0] in types]

    def _picture_table(self) -> "_PictureTable":
        if self._pictures is None:
            self._pictures = _PictureTable(self._table(_PICTURES))
        return self._pictures


class _PictureTable:
    """``img_tbl`` with its columns found."""

    def __init__(self, table: Table) -> None:
        self.key = _column(table, _IDS)
        self.image = _column(table, _IMAGES)
        face_type = _column(table, _TYPE_REFERENCES, but=(self.key,))
        name = next((table.columns[each] for each in _PERSON_NAMES if each in table.columns), None)
        columns = [self.key.label("id"), face_type.label("type")]
        named = name if name is not None and name is not face_type else None
        self.listing = select(*columns, (named if named is not None else null()).label("name")).order_by(self.key)

    def typed(self, reference: str) -> object:
        """The key's value as the column has it."""
        python_type = self.key.type.python_type
        return int(reference) if python_type is int else reference


def _column(table: Table, wanted: Sequence[str], but: Sequence[Column[object]] = ()) -> Column[object]:
    columns = {column.name.lower(): column for column in table.columns if not any(column is each for each in but)}
    for name in wanted:
        if name in columns:
            return columns[name]
    raise OriginalColumnMissingError(table=table.name, column=wanted[0])


def _words(face_type: FaceType, row: Sequence[object]) -> OriginalWords:
    lines = tuple(clean_name(str(line or "")) for line in row[2:])
    if len(lines) == 3 and all(lines):
        return OriginalWords(face_type, clean_name(str(row[1])), (lines[0], lines[1], lines[2]))
    return OriginalWords(face_type, clean_name(str(row[1])), None)


def described(words: OriginalWords, present: TypeDescription) -> TypeDescription:
    """The present Korean words with the original's lines."""
    lines = words.lines or present.lines
    return TypeDescription(present.face_type, present.language, present.name, present.title, lines)


def _bare(text: str) -> str:
    return "".join(_DATA_URL.sub("", text.strip()).split())


def _is_base64(head: bytes) -> bool:
    return re.fullmatch(rb"(data:[^,]{0,60},?)?[A-Za-z0-9+/=\s]*", head) is not None
