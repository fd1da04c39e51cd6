"""The catalog's people as a list that grows while it is scrolled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from alphamale_desktop.domain.catalog_entry import CatalogEntry

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class CatalogCard:
    """What the grid shows of one person; ``spoken`` is all of it for a screen reader."""

    picture_url: str
    name: str
    type_name: str
    rank_text: str
    spoken: str


class _Role(IntEnum):
    PICTURE = int(Qt.ItemDataRole.UserRole) + 1
    NAME = PICTURE + 1
    TYPE = PICTURE + 2
    RANK = PICTURE + 3
    SPOKEN = PICTURE + 4


_NAMES = {
    _Role.PICTURE: "pictureUrl",
    _Role.NAME: "name",
    _Role.TYPE: "typeName",
    _Role.RANK: "rankText",
    _Role.SPOKEN: "spoken",
}


class CatalogList(QAbstractListModel):
    """By rank. GUI thread.

    Args:
        card_of: Words a person in the present language.

    Signals:
        moreWanted: The view came near the end of what is there.
    """

    moreWanted = Signal()

    def __init__(self, card_of: Callable[[CatalogEntry], CatalogCard], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._card_of = card_of
        self._entries: list[CatalogEntry] = []
        self._has_more = False

    @property
    def entries(self) -> Sequence[CatalogEntry]:
        return self._entries

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def roleNames(self) -> dict[int, QByteArray]:
        return {int(role): QByteArray(name.encode()) for role, name in _NAMES.items()}

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        card = self._card_of(self._entries[index.row()])
        match role:
            case _Role.PICTURE:
                return card.picture_url
            case _Role.NAME:
                return card.name
            case _Role.TYPE:
                return card.type_name
            case _Role.RANK:
                return card.rank_text
            case _Role.SPOKEN:
                return card.spoken
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        if not parent.isValid():
            self.moreWanted.emit()

    def begin(self, entries: Sequence[CatalogEntry], has_more: bool) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._entries = list(entries)
        self._has_more = has_more
        self.endResetModel()

    def append(self, entries: Sequence[CatalogEntry], has_more: bool) -> None:
        """The next page."""
        self._has_more = has_more
        if not entries:
            return
        first = len(self._entries)
        self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
        self._entries += entries
        self.endInsertRows()

    def replace(self, entry: CatalogEntry) -> None:
        """The same person, edited."""
        for row, present in enumerate(self._entries):
            if present.celebrity_id == entry.celebrity_id:
                self._entries[row] = entry
                self.dataChanged.emit(self.index(row), self.index(row))
                return

    def remove(self, celebrity_id: int) -> None:
        for row, present in enumerate(self._entries):
            if present.celebrity_id == celebrity_id:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._entries[row]
                self.endRemoveRows()
                return

    def reword(self) -> None:
        """Every sentence anew: the language changed."""
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))
