"""Writing what somebody changes again and again: one write at a time, and the newest last."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.pools import Pools


class NewestWriter(QObject):
    """A slow disk never puts an older value over a newer one; what is overtaken while it waits is left out. GUI thread.

    Args:
        store: May block; what it raises is told to the guest or operator.
    """

    def __init__(self, store: Callable[[Any], object], pools: Pools, board: NoticeBoard, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._pools = pools
        self._board = board
        self._job: Job | None = None
        self._waiting: tuple[object] | None = None

    def write(self, value: object) -> None:
        if self._job is not None:
            self._waiting = (value,)
            return
        self._job = job = Job(lambda _: self._store(value), self)
        job.succeeded.connect(self._on_written)
        job.failed.connect(self._on_not_written)
        job.start(self._pools.files)

    @Slot(object)
    def _on_written(self, _: object) -> None:
        self._job = None
        if (newer := self._waiting) is not None:
            self._waiting = None
            self.write(*newer)

    @Slot(object)
    def _on_not_written(self, failure: Failure) -> None:
        self._board.complain(failure)
        self._on_written(None)
