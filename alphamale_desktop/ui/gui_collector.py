"""Python's collector of reference cycles, on the GUI thread only."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1_000
_YOUNG = 2_000
"""So many new objects are worth a look. A window at rest makes none that stay."""

_OLDER_AFTER = 10
"""A generation is looked through after so many looks through the younger one."""


class GuiCollector(QObject):
    """Looks for reference cycles from a timer, and keeps Python from looking anywhere else until it is stopped.

    Python looks on whichever thread makes the next object. A Qt object that is found on another thread is destroyed
    there while the GUI thread still fires its timers and delivers its events: the program crashes.

    Args:
        may_look: False while libraries are imported: they leave a great many new objects, and all of them stay.
        may_pause: True when nobody is being served; only then is everything looked through, which takes longer.
    """

    def __init__(self, may_look: Callable[[], bool], may_pause: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._may_look = may_look
        self._may_pause = may_pause
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collects as much as is worth it now."""
        young, middle, old = gc.get_count()
        if young < _YOUNG or not self._may_look():
            return
        if middle < _OLDER_AFTER:
            gc.collect(0)
        elif old < _OLDER_AFTER or not self._may_pause():
            gc.collect(1)
        else:
            gc.collect()

    def stop(self) -> None:
        """Gives Python its own way back. A second call does nothing."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
