"""A table of people: the form in which catalogs are exported, and what organisers write by hand."""

import math
import re
from collections.abc import Callable, Collection
from pathlib import PurePosixPath

from alphamale_desktop.application.catalog_port import SourceFault, SourcePerson
from alphamale_desktop.application.table_text import TableRow, read_table
from alphamale_desktop.domain.errors import AlphaMaleError, CatalogMalformedError, FileMissingError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import (
    CatalogColumnsError,
    CatalogValueError,
    CelebrityNameError,
    CelebrityNameTakenError,
)
from alphamale_desktop.domain.person_name import LONGEST_NAME, clean_name, name_key
from alphamale_desktop.storage.file_trees import inside

COLUMNS = ("rank", "name", "name_en", "type", "score", "pictures")
"""As exported."""

_SPELLED = {
    "rank": ("rank", "place", "순위", "등수"),
    "name": ("name", "person", "celebrity", "이름", "연예인", "인물", "사람"),
    "name_en": ("name_en", "english", "english name", "영문 이름", "영문", "영어 이름"),
    "type": ("type", "face type", "face_type", "유형", "타입"),
    "score": ("score", "mean score", "rating", "점수", "평점", "평균 점수"),
    "pictures": ("pictures", "picture", "photos", "photo", "image", "images", "file", "files", "사진", "그림", "파일"),
}
_SEPARATORS = re.compile(r"[;|\n]")
_HIGHEST_RANK = 10_000_000


class TableOfPeople:
    """Reads a table; a line that cannot be read is a fault.

    Args:
        names: The files that lie around it, for its ``pictures`` column.

    Raises:
        TableError: If the file is no table.
        CatalogColumnsError: If no column holds names.
    """

    def __init__(
        self, data: bytes, file: str, names: Collection[str], type_named: Callable[[str], FaceType | None]
    ) -> None:
        table = read_table(data, PurePosixPath(file).name)
        header = [name_key(cell) for cell in table.header.cells]
        self._places = {
            column: next((header.index(name_key(each)) for each in spelled if name_key(each) in header), None)
            for column, spelled in _SPELLED.items()
        }
        if self._places["name"] is None:
            raise CatalogColumnsError(file=file)
        self._file = file
        self._width = len(header)
        self._names = frozenset(names)
        self._type_named = type_named
        self.people: list[SourcePerson] = []
        self.faults: list[SourceFault] = []
        seen: set[str] = set()
        for row in table.rows:
            try:
                person = self._person(row)
                if name_key(person.name) in seen:
                    raise CelebrityNameTakenError(name=person.name)
            except AlphaMaleError as error:
                self.faults.append(SourceFault(self._where(row), error))
                continue
            seen.add(name_key(person.name))
            self.people.append(person)

    @property
    def lists_pictures(self) -> bool:
        return self._places["pictures"] is not None

    def _person(self, row: TableRow) -> SourcePerson:
        if len(row.cells) != self._width:
            raise CatalogMalformedError(file=self._file, line=row.line)
        name = clean_name(self._cell(row, "name"))
        if not name or len(name) > LONGEST_NAME:
            raise CelebrityNameError(limit=LONGEST_NAME)
        return SourcePerson(
            name,
            self._face_type(row),
            clean_name(self._cell(row, "name_en"))[:LONGEST_NAME],
            self._rank(row),
            self._score(row),
            self._pictures(row),
            self._where(row),
        )

    def _where(self, row: TableRow) -> str:
        return f"{self._file}:{row.line}"

    def _cell(self, row: TableRow, column: str) -> str:
        place = self._places[column]
        return "" if place is None else row.cells[place]

    def _wrong(self, row: TableRow, column: str) -> CatalogValueError:
        return CatalogValueError(file=self._file, line=row.line, column=column)

    def _face_type(self, row: TableRow) -> FaceType | None:
        cell = self._cell(row, "type")
        face_type = self._type_named(cell)
        if cell and face_type is None:
            raise self._wrong(row, "type")
        return face_type

    def _rank(self, row: TableRow) -> int | None:
        cell = self._cell(row, "rank")
        if not cell:
            return None
        if not cell.isdecimal() or not 1 <= int(cell[:12]) <= _HIGHEST_RANK:
            raise self._wrong(row, "rank")
        return int(cell[:12])

    def _score(self, row: TableRow) -> float | None:
        cell = self._cell(row, "score")
        if not cell:
            return None
        try:
            score = float(cell)
        except ValueError as error:
            raise self._wrong(row, "score") from error
        if not math.isfinite(score):
            raise self._wrong(row, "score")
        return score

    def _pictures(self, row: TableRow) -> tuple[str, ...]:
        folder = PurePosixPath(self._file).parent.as_posix()
        wanted = [name.strip() for name in _SEPARATORS.split(self._cell(row, "pictures")) if name.strip()]
        references = tuple(inside(folder, name) for name in wanted)
        for name, reference in zip(wanted, references, strict=True):
            if reference not in self._names:
                raise FileMissingError(file=name)
        return references
