"""A folder, a table or an archive as people with pictures."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from alphamale_desktop.application.catalog_port import SourceFault, SourcePerson
from alphamale_desktop.domain.errors import FileMissingError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import (
    CatalogSourceEmptyError,
    CelebrityNameError,
    CelebrityTypesDifferError,
)
from alphamale_desktop.domain.person_name import LONGEST_NAME, clean_name, name_key, name_of_file
from alphamale_desktop.storage.catalog_table import TableOfPeople
from alphamale_desktop.storage.file_trees import ArchiveTree, FileTree, FolderTree

TABLE_NAMES = ("catalog.csv", "people.csv")
_NUMBERED = re.compile(r"^\d{1,3}[\s._)\-]+")
_ENDINGS = re.compile(r"[\s_\-]*(type|types|male|males|유형|타입|형|남)$")
_OTHER_FILES = frozenset({".txt", ".md", ".csv", ".tsv", ".json", ".html", ".pdf", ".xlsx", ".docx", ".hwp", ".ini"})
_TYPE_NAMES = {
    FaceType.ALPHA: ("alpha", "알파", "α", "1"),
    FaceType.BETA: ("beta", "베타", "β", "2"),
    FaceType.GAMMA: ("gamma", "감마", "γ", "3"),
    FaceType.DELTA: ("delta", "델타", "δ", "4"),
    FaceType.OMEGA: ("omega", "오메가", "ω", "5"),
}


def type_named(name: str) -> FaceType | None:
    """The type that a folder or a cell means: ``Alpha``, ``알파형``, ``1_alpha``, ``1``."""
    plain = clean_name(name).casefold()
    for spelled in (plain, _NUMBERED.sub("", plain)):
        spelled = _ENDINGS.sub("", spelled).strip()
        for face_type, names in _TYPE_NAMES.items():
            if spelled in names:
                return face_type
    return None


def open_source(path: Path) -> "FileCatalogSource":
    """A folder, a ZIP by its ending or its first bytes, otherwise a table with its pictures beside it.

    Raises:
        FileMissingError, FileUnreadableError, CatalogError
    """
    if path.is_dir():
        return FileCatalogSource(FolderTree(path), path.name)
    if not path.exists():
        raise FileMissingError(file=str(path))
    if path.suffix.lower() == ".zip" or _is_archive(path):
        return FileCatalogSource(ArchiveTree(path), path.name)
    return FileCatalogSource(FolderTree(path.parent), path.name, path.name)


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


class FileCatalogSource:
    """Satisfies ``CatalogSource``.

    Args:
        table: The table's name in the tree; otherwise ``catalog.csv`` or ``people.csv`` is looked for, then a folder's
            only table.
    """

    def __init__(self, tree: FileTree, name: str, table: str | None = None) -> None:
        self._tree = tree
        self._name = name
        self._names = tree.names()
        self._table = table if table is not None else self._table_in_tree()

    def people(self, is_known: Callable[[str], bool]) -> tuple[Sequence[SourcePerson], Sequence[SourceFault]]:
        """As the port says."""
        if self._table is not None:
            table = TableOfPeople(self._tree.read(self._table), self._table, self._names, type_named)
            if table.lists_pictures or not self._pictures_lie_here():
                return table.people, (*self._tree.faults, *table.faults)
            return self._joined(table, is_known)
        found, faults = self._laid_out(is_known)
        if not found and not faults:
            raise CatalogSourceEmptyError(source=self._name)
        return found, (*self._tree.faults, *faults)

    def read(self, reference: str) -> bytes:
        """As the port says."""
        return self._tree.read(reference)

    def close(self) -> None:
        """Nothing can be read any more."""
        self._tree.close()

    def _table_in_tree(self) -> str | None:
        tables = [name for name in self._names if name.lower().endswith((".csv", ".tsv"))]
        known = [name for name in tables if PurePosixPath(name).name.lower() in TABLE_NAMES]
        return known[0] if known else tables[0] if len(tables) == 1 else None

    def _pictures_lie_here(self) -> bool:
        return any(_may_be_picture(name) for name in self._names)

    def _joined(
        self, table: TableOfPeople, is_known: Callable[[str], bool]
    ) -> tuple[Sequence[SourcePerson], Sequence[SourceFault]]:
        """The table's people with the pictures that lie about under their names."""
        listed = {name_key(person.name): person for person in table.people}
        found, _ = self._laid_out(lambda name: name_key(name) in listed or is_known(name))
        pictures = {name_key(person.name): person.pictures for person in found}
        people = [
            SourcePerson(p.name, p.face_type, p.name_en, p.rank, p.score, pictures.get(key, ()), p.where)
            for key, p in listed.items()
        ]
        return people, (*self._tree.faults, *table.faults)

    def _laid_out(self, is_known: Callable[[str], bool]) -> tuple[list[SourcePerson], list[SourceFault]]:
        people: dict[str, SourcePerson] = {}
        faults: list[SourceFault] = []
        for reference in filter(_may_be_picture, self._names):
            name, face_type = _person_at(reference, is_known)
            if not name or len(name) > LONGEST_NAME:
                faults.append(SourceFault(reference, CelebrityNameError(limit=LONGEST_NAME)))
                continue
            known = people.get(name_key(name))
            if known is not None and None not in (known.face_type, face_type) and known.face_type is not face_type:
                faults.append(SourceFault(reference, CelebrityTypesDifferError(who=name)))
                continue
            before = known or SourcePerson(name, where=reference.rpartition("/")[0] or reference)
            people[name_key(name)] = SourcePerson(
                before.name, before.face_type or face_type, pictures=(*before.pictures, reference), where=before.where
            )
        return list(people.values()), faults


def _may_be_picture(name: str) -> bool:
    """Anything but what is surely none: a renamed file must be told, a note beside the pictures must not."""
    return PurePosixPath(name).suffix.lower() not in _OTHER_FILES


def _person_at(reference: str, is_known: Callable[[str], bool]) -> tuple[str, FaceType | None]:
    """Whose picture it is by its place: below a type's folder, in the person's folder, or by its own name."""
    *parents, file = PurePosixPath(reference).parts
    of_file = name_of_file(PurePosixPath(file).stem)
    types = [(depth, face_type) for depth, parent in enumerate(parents) if (face_type := type_named(parent))]
    if types:
        depth, face_type = types[-1]
        below = parents[depth + 1 :]
        return (clean_name(below[0]) if below else of_file), face_type
    if of_file and is_known(of_file):
        return of_file, None
    for parent in reversed(parents):
        if is_known(parent):
            return clean_name(parent), None
    return (clean_name(parents[-1]) if parents else of_file), None
