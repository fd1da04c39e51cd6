"""Keeps the newest mirrored picture for the preview; prepared off the GUI thread, one at a time."""

from PySide6.QtCore import QObject, QSize, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage

from alphamale_desktop.application.camera_port import CameraFrame
from alphamale_desktop.ui.camera_picture import mirrored_picture
from alphamale_desktop.ui.job import Failure, Job


class CameraMirror(QObject):
    """GUI thread. A frame that comes while another is prepared is skipped: the preview shows the newest or nothing.

    Signals:
        changed: There is a new picture, or none any more.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._target = QSize()
        self._picture = QImage()
        self._is_busy = False
        self._is_on = False

    @property
    def picture(self) -> QImage:
        """Null when there is none."""
        return self._picture

    @property
    def shape(self) -> float | None:
        """The preview's width through its height; None while it has no size."""
        return None if self._target.isEmpty() else self._target.width() / self._target.height()

    def set_target(self, size: QSize) -> None:
        """How large the preview is, in pixels."""
        self._target = size

    def show(self, frame: CameraFrame) -> None:
        self._is_on = True
        target = self._target
        if self._is_busy or target.isEmpty():
            return
        self._is_busy = True
        job = Job(lambda _: mirrored_picture(frame, target), self)
        job.succeeded.connect(self._on_painted)
        job.failed.connect(self._on_failed)
        job.start(self._pool)

    def clear(self) -> None:
        """Forgets the picture, and the one that is being prepared."""
        self._is_on = False
        self._keep(QImage())

    def shut_down(self) -> None:
        self.clear()
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(object)
    def _on_painted(self, picture: QImage) -> None:
        self._is_busy = False
        if self._is_on:
            self._keep(picture)

    @Slot(object)
    def _on_failed(self, _: Failure) -> None:
        self._is_busy = False

    def _keep(self, picture: QImage) -> None:
        if picture.isNull() and self._picture.isNull():
            return
        self._picture = picture
        self.changed.emit()
