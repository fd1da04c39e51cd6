"""Draws shares as a ring; a pointer over a slice, or a tap, tells which it is."""

import math

from PySide6.QtCore import Property, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHoverEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

QVariantList = list
"""Under this name qmllint's tools know the type."""

_HOLE = 0.56
_LIFT = 0.035
_FULL_TURN = 360.0


@QmlElement
class SharesPie(QQuickPaintedItem):
    """A ring of slices, clockwise from twelve o'clock.

    Properties:
        shares: Parts of the whole, each 0 to 1, in order.
        colours: One for each share.
        current: The slice that is pointed at, -1 for none; drawn a little larger.

    Signals:
        picked: A slice was tapped or pointed at; -1 beside the ring.
    """

    sharesChanged = Signal()
    coloursChanged = Signal()
    currentChanged = Signal()
    picked = Signal(int)

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._shares: list[float] = []
        self._colours: list[QColor] = []
        self._current = -1
        self.setAntialiasing(True)
        self.setAcceptHoverEvents(True)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)

    def _get_shares(self) -> list[float]:
        return self._shares

    def _set_shares(self, shares: list[float]) -> None:
        if shares != self._shares:
            self._shares = [float(share) for share in shares]
            self.sharesChanged.emit()
            self.update()

    shares = Property(QVariantList, _get_shares, _set_shares, notify=sharesChanged)

    def _get_colours(self) -> list[str]:
        return [colour.name() for colour in self._colours]

    def _set_colours(self, colours: list[str]) -> None:
        self._colours = [QColor(colour) for colour in colours]
        self.coloursChanged.emit()
        self.update()

    colours = Property(QVariantList, _get_colours, _set_colours, notify=coloursChanged)

    def _get_current(self) -> int:
        return self._current

    def _set_current(self, current: int) -> None:
        if current != self._current:
            self._current = current
            self.currentChanged.emit()
            self.update()

    current = Property(int, _get_current, _set_current, notify=currentChanged)

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        outer = 0.5 * min(self.width(), self.height()) * (1 - _LIFT)
        middle = QPointF(self.width() / 2, self.height() / 2)
        begin = 0.0
        for number, share in enumerate(self._shares):
            radius = outer * (1 + _LIFT) if number == self._current else outer
            painter.setBrush(self._colours[number] if number < len(self._colours) else Qt.GlobalColor.gray)
            painter.drawPath(_slice(middle, radius, outer * _HOLE, begin, share))
            begin += share

    def hoverMoveEvent(self, event: QHoverEvent) -> None:
        self._point_at(event.position())

    def hoverLeaveEvent(self, _: QHoverEvent) -> None:
        self.picked.emit(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())

    def slice_at(self, place: QPointF) -> int:
        """The slice at a place in the item, -1 beside the ring."""
        x, y = place.x() - self.width() / 2, place.y() - self.height() / 2
        outer = 0.5 * min(self.width(), self.height())
        if not outer * _HOLE * (1 - _LIFT) <= math.hypot(x, y) <= outer:
            return -1
        turned = (math.atan2(x, -y) / (2 * math.pi)) % 1.0
        for number, share in enumerate(self._shares):
            if turned < share:
                return number
            turned -= share
        return -1

    def _point_at(self, place: QPointF) -> None:
        number = self.slice_at(place)
        if number != self._current:
            self.picked.emit(number)


def _slice(middle: QPointF, outer: float, inner: float, begin: float, share: float) -> QPainterPath:
    """A piece of a ring; ``begin`` and ``share`` are parts of a turn."""
    path = QPainterPath()
    if share <= 0:
        return path
    start, span = 90 - begin * _FULL_TURN, -share * _FULL_TURN
    gap = 0.6 if share < 1 else 0.0
    around, within = _square(middle, outer), _square(middle, inner)
    path.arcMoveTo(around, start - gap)
    path.arcTo(around, start - gap, span + 2 * gap)
    path.arcTo(within, start + span + gap, -span - 2 * gap)
    path.closeSubpath()
    return path


def _square(middle: QPointF, radius: float) -> QRectF:
    return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
