"""Keeps guests inside a kiosk: no closing, no window keys, no pointer that nobody moves."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

POINTER_SHOWN_MS = 3_000

_OF_THE_WINDOW = frozenset(
    {Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier}
)
_MOVES = frozenset({QEvent.Type.MouseMove, QEvent.Type.HoverMove, QEvent.Type.MouseButtonPress})
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut})


class KioskGuard(QObject):
    """An event filter on the window. GUI thread.

    What the system itself takes (Ctrl+Alt+Del, a compositor's own keys) never arrives here: the kiosk's session must
    be one without a desktop, as the operator's guide says.
    """

    def __init__(self, window: QQuickWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._is_leaving = False
        self._timer = self.startTimer(POINTER_SHOWN_MS)
        self.is_pointer_hidden = False
        window.installEventFilter(self)
        self._hide_pointer()

    def let_go(self) -> None:
        """The operator leaves: the window may close."""
        self._is_leaving = True
        self.killTimer(self._timer)
        self._window.removeEventFilter(self)
        self._window.unsetCursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        kind = event.type()
        if kind is QEvent.Type.Close and not self._is_leaving:
            event.ignore()
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent) and _belongs_to_the_window(event):
            return True
        if kind in _MOVES:
            self._show_pointer(event)
        return False

    def timerEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        self._hide_pointer()

    def _show_pointer(self, event: QEvent) -> None:
        # A finger makes mouse events too; only a real mouse brings the pointer back.
        source = getattr(event, "pointerType", None)
        if self.is_pointer_hidden and (source is None or source().name != "Finger"):
            self.is_pointer_hidden = False
            self._window.unsetCursor()
        self.killTimer(self._timer)
        self._timer = self.startTimer(POINTER_SHOWN_MS)

    def _hide_pointer(self) -> None:
        if not self.is_pointer_hidden:
            self.is_pointer_hidden = True
            self._window.setCursor(Qt.CursorShape.BlankCursor)


def _belongs_to_the_window(event: QKeyEvent) -> bool:
    """Combinations with Alt, Ctrl or Meta, and function keys; the operator's own combination stays."""
    modifiers = event.modifiers()
    if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
        return True
    if event.key() == Qt.Key.Key_O and modifiers == _OPERATOR_KEYS:
        return False
    return any(modifiers & each for each in _OF_THE_WINDOW)


_OPERATOR_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
