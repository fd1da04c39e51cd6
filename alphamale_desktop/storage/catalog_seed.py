"""The catalog that ships with the program, read from its files."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.errors import CatalogMalformedError
from alphamale_desktop.domain.face_type import FaceType

_PEOPLE_COLUMNS = ("rank", "name", "name_en", "type")
_WORDS_COLUMNS = ("face_type", "language", "name", "title", "line1", "line2", "line3")


@dataclass(frozen=True, slots=True)
class SeedPerson:
    """A celebrity as shipped; ``rank`` is the place within the survey, from 1."""

    rank: int
    name: str
    name_en: str
    face_type: FaceType


@dataclass(frozen=True, slots=True)
class CatalogSeed:
    """What the files hold, in their order.

    Attributes:
        people: Ranks are 1 .. n, names are unique.
        words: At most one per type and language.
    """

    people: tuple[SeedPerson, ...]
    words: tuple[TypeDescription, ...]


def read_seed(folder: Path) -> CatalogSeed:
    """Reads ``celebrities.csv`` and ``types.csv``.

    Raises:
        CatalogMalformedError: With the file's name and the line; line 0 when the file itself cannot be read.
    """
    return CatalogSeed(tuple(_people(folder / "celebrities.csv")), tuple(_words(folder / "types.csv")))


def digest_of_people(people: Iterator[SeedPerson] | tuple[SeedPerson, ...]) -> str:
    return _digest([[person.rank, person.name, person.name_en, person.face_type.code] for person in people])


def digest_of_words(words: TypeDescription) -> str:
    return _digest([words.face_type.code, words.language, words.name, words.title, *words.lines])


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def _people(file: Path) -> Iterator[SeedPerson]:
    names: set[str] = set()
    for line, row in _rows(file, _PEOPLE_COLUMNS):
        rank, name, name_en, type_code = row
        if rank != str(len(names) + 1) or not name or name in names:
            raise CatalogMalformedError(file=file.name, line=line)
        names.add(name)
        yield SeedPerson(int(rank), name, name_en, _face_type(type_code, file, line))


def _words(file: Path) -> Iterator[TypeDescription]:
    known: set[tuple[FaceType, str]] = set()
    for line, row in _rows(file, _WORDS_COLUMNS):
        type_code, language, name, title, line1, line2, line3 = row
        face_type = _face_type(type_code, file, line)
        if not all(row) or (face_type, language) in known:
            raise CatalogMalformedError(file=file.name, line=line)
        known.add((face_type, language))
        yield TypeDescription(face_type, language, name, title, (line1, line2, line3))


def _rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells, stripped, of each line below the header."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            lines = csv.reader(stream, strict=True)
            header = next(lines, None)
            if header is None or tuple(header) != columns:
                raise CatalogMalformedError(file=file.name, line=1)
            for row in lines:
                if len(row) != len(columns):
                    raise CatalogMalformedError(file=file.name, line=lines.line_num)
                yield lines.line_num, [cell.strip() for cell in row]
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogMalformedError(file=file.name, line=0) from error
    except csv.Error as error:
        raise CatalogMalformedError(file=file.name, line=lines.line_num) from error


def _face_type(code: str, file: Path, line: int) -> FaceType:
    try:
        return FaceType.from_code(code)
    except ValueError as error:
        raise CatalogMalformedError(file=file.name, line=line) from error
