"""How a photo comes in: a file, a drop, the clipboard, a recent picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Property, QBuffer, QIODevice, QObject, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.ports import PhotoPixels
from alphamale_desktop.domain.errors import FileMissingError, FileTooLargeError, FileUnreadableError, NotAPictureError
from alphamale_desktop.domain.photo import Photo, PhotoSource
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.picture_shelf import PictureShelf
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices, PreviewDecoder

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PX = 1600
"""No screen shows a guest's photo larger than this."""

FILE_LIMIT_MB = 64
RECENT_SHOWN = 6
_PICTURE_ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp"}


@dataclass(frozen=True, slots=True, eq=False)
class AdmittedPhoto:
    """A photo that decodes, with its picture for the screen."""

    photo: Photo
    picture: QImage


def image_of(pixels: PhotoPixels, longest_px: int) -> QImage:
    """A picture that owns its memory and is no larger than the screen needs."""
    width, height = pixels.width_px, pixels.height_px
    image = QImage(pixels.rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
    if max(width, height) <= longest_px:
        return image.copy()
    return image.scaled(
        longest_px, longest_px, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


@QmlElement
@QmlUncreatable("built in composition")
class PhotoIntake(QObject):  # type: ignore[operator]  # PySide's stub
    """Reads and decodes off the GUI thread; a newer choice cancels an older one.

    Signals:
        admitted: An ``AdmittedPhoto``; never for bytes that are no picture: those become a notice.
    """

    admitted = Signal(object)
    viewChanged = Signal()

    def __init__(
        self,
        services: BoothServices,
        board: NoticeBoard,
        shelf: PictureShelf,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._board = board
        self._shelf = shelf
        self._pools = pools
        self._job: Job | None = None
        self._recent: tuple[tuple[Path, str], ...] = ()

    @Property(bool, notify=viewChanged)
    def isBusy(self) -> bool:
        return self._job is not None

    @Property("QStringList", notify=viewChanged)  # type: ignore[arg-type]
    def recent(self) -> list[str]:
        """Addresses of the newest pictures in the guest's own folders."""
        return [address for _, address in self._recent]

    @Slot(QUrl)
    def openFile(self, url: QUrl) -> None:
        self.open_path(Path(url.toLocalFile()))

    @Slot(int)
    def openRecent(self, index: int) -> None:
        if 0 <= index < len(self._recent):
            self.open_path(self._recent[index][0])

    @Slot("QVariantList")
    def drop(self, urls: Sequence[QUrl]) -> None:
        """Takes the first local file of a drop."""
        for url in urls:
            if QUrl(url).isLocalFile():
                self.openFile(QUrl(url))
                return

    @Slot()
    def paste(self) -> None:
        """Takes a picture or a copied file from the clipboard; otherwise says that there is none."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData()
        files = [url for url in mime.urls() if url.isLocalFile()] if mime is not None else []
        if files:
            self.openFile(files[0])
            return
        image = clipboard.image()
        if image.isNull():
            self._board.complain(Failure(NotAPictureError.code))
            return
        self._begin(lambda cancel: self._admit(_png(image), PhotoSource.CLIPBOARD, cancel))

    def open_path(self, path: Path) -> None:
        self._begin(lambda cancel: self._admit(_read(path), PhotoSource.FILE, cancel))

    def take(self, data: bytes, source: PhotoSource) -> None:
        """Admits bytes that are at hand, such as a camera's."""
        self._begin(lambda cancel: self._admit(data, source, cancel))

    @Slot()
    def refreshRecent(self) -> None:
        """Looks for the newest pictures anew."""
        folders = self._services.recent_folders
        if not folders:
            return
        job = Job(lambda _: _newest(folders), self)
        job.succeeded.connect(self._on_recent)
        job.start(self._pools.files)

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.viewChanged.emit()

    def _begin(self, work: Callable[[Cancel], object]) -> None:
        self.cancel()
        self._board.dismiss()
        self._job = job = Job(work, self)
        job.succeeded.connect(self._on_admitted)
        job.failed.connect(self._on_failed)
        job.start(self._pools.files)
        self.viewChanged.emit()

    def _admit(self, data: bytes, source: PhotoSource, cancel: Cancel) -> AdmittedPhoto:
        cancel.check()
        pixels = self._services.preview(data, LONGEST_PX)
        photo = Photo(self._services.ids.new_id(), data, self._services.clock.now(), source)
        return AdmittedPhoto(photo, image_of(pixels, LONGEST_PX))

    @Slot(object)
    def _on_admitted(self, admitted: object) -> None:
        self._job = None
        self.viewChanged.emit()
        self.admitted.emit(admitted)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self.viewChanged.emit()
        self._board.complain(failure)

    @Slot(object)
    def _on_recent(self, paths: tuple[Path, ...]) -> None:
        preview = self._services.preview
        self._recent = tuple(
            (path, self._shelf.put(f"recent/{index}/{path.name}", _thumbnail(path, preview)))
            for index, path in enumerate(paths)
        )
        self.viewChanged.emit()


def _read(path: Path) -> bytes:
    try:
        size_mb = path.stat().st_size / 1_000_000
        if size_mb > FILE_LIMIT_MB:
            raise FileTooLargeError(size_mb=round(size_mb), limit_mb=FILE_LIMIT_MB)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissingError(file=path.name) from error
    except OSError as error:
        raise FileUnreadableError(file=path.name) from error
    if not data:
        raise NotAPictureError(file=path.name)
    return data


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _newest(folders: Sequence[Path]) -> tuple[Path, ...]:
    found: list[tuple[float, Path]] = []
    for folder in folders:
        try:
            found += [(p.stat().st_mtime, p) for p in folder.iterdir() if p.suffix.lower() in _PICTURE_ENDINGS]
        except OSError:
            # A folder that is not there holds no recent pictures.
            continue
    return tuple(path for _, path in sorted(found, reverse=True)[:RECENT_SHOWN])


def _thumbnail(path: Path, preview: PreviewDecoder) -> Callable[[QSize], QImage]:
    def draw(size: QSize) -> QImage:
        longest_px = max(size.width(), size.height(), 64)
        try:
            return image_of(preview(_read(path), longest_px), longest_px)
        except Exception:  # noqa: BLE001 - loader thread; a picture that does not open stays an empty frame
            return QImage()

    return draw
