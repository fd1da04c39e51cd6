"""The ranking's bars as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class SurveyBar:
    """What is shown of one person.

    Attributes:
        score: Empty where nobody knows one.
        length: Of the bar, 0 to 1.
        spoken: All of it, for a screen reader and when it is pointed at.
    """

    rank: str
    name: str
    score: str
    length: float
    colour: str
    spoken: str


class _Role(IntEnum):
    RANK = int(Qt.ItemDataRole.UserRole) + 1
    NAME = RANK + 1
    SCORE = RANK + 2
    LENGTH = RANK + 3
    COLOUR = RANK + 4
    SPOKEN = RANK + 5


_NAMES = {role: role.name.lower() for role in _Role}


class SurveyBars(QAbstractListModel):
    """Best first; roles: rank, name, score, length, colour, spoken. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[SurveyBar] = ()

    @property
    def bars(self) -> Sequence[SurveyBar]:
        return self._bars

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._bars)

    def roleNames(self) -> dict[int, QByteArray]:
        return {int(role): QByteArray(name.encode()) for role, name in _NAMES.items()}

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._bars) or role not in _NAMES:
            return None
        value: object = getattr(self._bars[index.row()], _NAMES[_Role(role)])
        return value

    def show(self, bars: Sequence[SurveyBar]) -> None:
        """Other bars; as long as there are as many of them, what is in sight stays there."""
        if len(bars) != len(self._bars):
            self.beginResetModel()
            self._bars = bars
            self.endResetModel()
        elif bars:
            self._bars = bars
            self.dataChanged.emit(self.index(0), self.index(len(bars) - 1))
