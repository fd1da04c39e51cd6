"""Kept visits as a list that grows while it is scrolled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from alphamale_desktop.domain.stored_visit import StoredVisit

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class HistoryCard:
    """What the list shows of one visit; ``spoken`` is all of it for a screen reader."""

    photo_url: str
    type_name: str
    local_name: str
    score_text: str
    day_text: str
    time_text: str
    spoken: str


class _Role(IntEnum):
    PHOTO = int(Qt.ItemDataRole.UserRole) + 1
    TYPE = PHOTO + 1
    LOCAL = PHOTO + 2
    SCORE = PHOTO + 3
    DAY = PHOTO + 4
    TIME = PHOTO + 5
    SPOKEN = PHOTO + 6


_NAMES = {
    _Role.PHOTO: "photoUrl",
    _Role.TYPE: "typeName",
    _Role.LOCAL: "localName",
    _Role.SCORE: "scoreText",
    _Role.DAY: "dayText",
    _Role.TIME: "timeText",
    _Role.SPOKEN: "spoken",
}


class HistoryList(QAbstractListModel):
    """Newest first. GUI thread.

    Args:
        card_of: Words a visit in the present language.

    Signals:
        moreWanted: The view came near the end of what is there.
    """

    moreWanted = Signal()

    def __init__(self, card_of: Callable[[StoredVisit], HistoryCard], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._card_of = card_of
        self._visits: list[StoredVisit] = []
        self._has_more = False

    @property
    def visits(self) -> Sequence[StoredVisit]:
        return self._visits

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._visits)

    def roleNames(self) -> dict[int, QByteArray]:
        return {int(role): QByteArray(name.encode()) for role, name in _NAMES.items()}

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._visits):
            return None
        card = self._card_of(self._visits[index.row()])
        match role:
            case _Role.PHOTO:
                return card.photo_url
            case _Role.TYPE:
                return card.type_name
            case _Role.LOCAL:
                return card.local_name
            case _Role.SCORE:
                return card.score_text
            case _Role.DAY:
                return card.day_text
            case _Role.TIME:
                return card.time_text
            case _Role.SPOKEN:
                return card.spoken
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        if not parent.isValid():
            self.moreWanted.emit()

    def begin(self, visits: Sequence[StoredVisit], has_more: bool) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._visits = list(visits)
        self._has_more = has_more
        self.endResetModel()

    def append(self, visits: Sequence[StoredVisit], has_more: bool) -> None:
        """The next page."""
        self._has_more = has_more
        if not visits:
            return
        first = len(self._visits)
        self.beginInsertRows(QModelIndex(), first, first + len(visits) - 1)
        self._visits += visits
        self.endInsertRows()

    def remove(self, visit_id: UUID) -> None:
        for row, visit in enumerate(self._visits):
            if visit.visit_id == visit_id:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._visits[row]
                self.endRemoveRows()
                return

    def reword(self) -> None:
        """Every sentence anew: the language changed."""
        if self._visits:
            self.dataChanged.emit(self.index(0), self.index(len(self._visits) - 1))
