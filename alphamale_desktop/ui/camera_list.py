"""The cameras to choose from, by name."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.camera_port import CameraFeed, CameraInfo
from alphamale_desktop.ui.job import Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.pools import Pools

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("built in composition")
class CameraListModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread.

    Signals:
        chosen: Somebody chose a camera: its id.

    Args:
        chosen: A camera's id or name; empty: whichever there is.
    """

    viewChanged = Signal()
    chosen = Signal(str)

    def __init__(
        self, feed: CameraFeed, chosen: str, board: NoticeBoard, pools: Pools, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._chosen = chosen
        self._board = board
        self._pools = pools
        self._cameras: tuple[CameraInfo, ...] = ()
        self._is_looking = False

    @Property("QStringList", notify=viewChanged)  # type: ignore[arg-type]
    def names(self) -> list[str]:
        return [camera.name for camera in self._cameras]

    @Property(int, notify=viewChanged)
    def count(self) -> int:
        return len(self._cameras)

    @Property(int, notify=viewChanged)
    def index(self) -> int:
        """The chosen one, or the one that delivers; -1 for none."""
        return self._position()

    def _position(self) -> int:
        present = self._feed.status.camera
        wanted = self._chosen or (present.camera_id if present is not None else "")
        fitting = (i for i, camera in enumerate(self._cameras) if wanted and wanted in (camera.camera_id, camera.name))
        return next(fitting, -1)

    @Property(bool, notify=viewChanged)
    def isLooking(self) -> bool:
        return self._is_looking

    @Slot()
    def look(self) -> None:
        """Fills the list; on some systems this takes seconds."""
        if self._is_looking:
            return
        self._is_looking = True
        feed = self._feed
        job = Job(lambda _: tuple(feed.cameras()), self)
        job.succeeded.connect(self._on_cameras)
        job.failed.connect(self._on_failed)
        job.start(self._pools.files)
        self.viewChanged.emit()

    @Slot(int)
    def choose(self, index: int) -> None:
        """Switches at once; the camera page shows the new one's picture as soon as there is one."""
        if not 0 <= index < len(self._cameras) or index == self._position():
            return
        self._chosen = self._cameras[index].camera_id
        self._feed.choose(self._chosen)
        self.viewChanged.emit()
        self.chosen.emit(self._chosen)

    @Slot(object)
    def _on_cameras(self, cameras: Sequence[CameraInfo]) -> None:
        self._is_looking = False
        self._cameras = tuple(cameras)
        self.viewChanged.emit()

    @Slot(object)
    def _on_failed(self, _: object) -> None:
        self._is_looking = False
        self.viewChanged.emit()
