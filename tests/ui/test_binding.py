"""What the program relies on in PySide itself."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication


class _Bell(QObject):
    rung = Signal()


def test_a_signal_costs_no_reference(app: QApplication) -> None:
    """PySide 6.12.0 gave up one reference to True with every signal: a kiosk aborted within minutes."""
    bell = _Bell()
    heard: list[None] = []
    bell.rung.connect(lambda: heard.append(None))
    before = sys.getrefcount(True), sys.getrefcount(False)

    for _ in range(200):
        bell.rung.emit()

    after = sys.getrefcount(True), sys.getrefcount(False)
    assert len(heard) == 200
    assert all(abs(now - then) < 100 for now, then in zip(after, before, strict=True))
