"""Sees every touch, press and key of the window, without taking any."""

from PySide6.QtCore import Property, QEvent, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

_POINTER = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.Wheel})
_MOVE = frozenset({QEvent.Type.MouseMove, QEvent.Type.TouchUpdate, QEvent.Type.HoverMove})


@QmlElement
@QmlUncreatable("built in composition")
class InputWatch(QObject):  # type: ignore[operator]  # PySide's stub
    """Installed on the window as an event filter. GUI thread.

    Signals:
        somebodyActed: A press, a key, a wheel or a movement.
    """

    viewChanged = Signal()
    somebodyActed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_keyboard = False

    @Property(bool, notify=viewChanged)
    def isKeyboard(self) -> bool:
        """Whether the last deliberate input was a key: only then focus is drawn."""
        return self._is_keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        kind = event.type()
        if kind is QEvent.Type.KeyPress:
            self._note(is_keyboard=True)
        elif kind in _POINTER:
            self._note(is_keyboard=False)
        elif kind in _MOVE:
            self.somebodyActed.emit()
        return False

    def _note(self, is_keyboard: bool) -> None:
        if is_keyboard != self._is_keyboard:
            self._is_keyboard = is_keyboard
            self.viewChanged.emit()
        self.somebodyActed.emit()
