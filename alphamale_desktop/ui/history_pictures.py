"""Kept photos for QML: read and decoded on the loader's thread, the latest of them remembered in their small size."""

import threading
from collections import OrderedDict

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlImageProviderBase
from PySide6.QtQuick import QQuickImageProvider

from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.ui.photo_intake import image_of
from alphamale_desktop.ui.services import BoothServices

ARCHIVE_PROVIDER = "archive"

DEFAULT_BYTES = 48 * 1024 * 1024
"""About two hundred thumbnails of a large screen."""

_LARGEST_PX, _USUAL_PX = 1600, 640


def photo_address(visit: StoredVisit) -> str:
    """Under which QML finds the photo of ``visit``; empty when none is kept."""
    if visit.photo_digest is None or visit.photo_suffix is None:
        return ""
    return f"image://{ARCHIVE_PROVIDER}/{visit.photo_digest}.{visit.photo_suffix}"


class HistoryPictures:
    """Decodes kept photos; a photo that is gone or broken is a transparent one. Any thread.

    Args:
        limit_bytes: How much is remembered.
    """

    def __init__(self, services: BoothServices, limit_bytes: int = DEFAULT_BYTES) -> None:
        self._archive = services.archive
        self._decode = services.preview
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._held_bytes = 0
        self._age = 0

    def picture(self, name: str, size: QSize) -> QImage:
        """The photo ``DIGEST.SUFFIX``, its longer side about that of ``size``, at most 1600 px."""
        wanted_px = max(size.width(), size.height())
        longest_px = min(_LARGEST_PX, wanted_px if wanted_px > 0 else _USUAL_PX)
        key = (name, longest_px)
        with self._lock:
            age = self._age
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
                return held
        made = self._make(name, longest_px)
        with self._lock:
            # What was wiped or erased while it was being decoded must not come back.
            if age == self._age:
                self._hold(key, made)
        return made

    def forget(self, name: str = "") -> None:
        """Forgets one photo, or all."""
        with self._lock:
            self._age += 1
            doomed = [key for key in self._held if not name or key[0] == name]
            for key in doomed:
                self._held_bytes -= self._held.pop(key).sizeInBytes()

    @property
    def held_bytes(self) -> int:
        with self._lock:
            return self._held_bytes

    def _hold(self, key: tuple[str, int], picture: QImage) -> None:
        if key in self._held:
            return
        self._held[key] = picture
        self._held_bytes += picture.sizeInBytes()
        while self._held_bytes > self._limit_bytes:
            _, oldest = self._held.popitem(last=False)
            self._held_bytes -= oldest.sizeInBytes()

    def _make(self, name: str, longest_px: int) -> QImage:
        digest, _, suffix = name.partition(".")
        if self._archive is None:
            return _nothing()
        try:
            return image_of(self._decode(self._archive.photo(MediaFile(digest, suffix)), longest_px), longest_px)
        except AlphaMaleError:
            return _nothing()


def _nothing() -> QImage:
    """A null image would be logged as an error of the program; the frame behind shows through this one."""
    empty = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    empty.fill(Qt.GlobalColor.transparent)
    return empty


class HistoryImageProvider(QQuickImageProvider):
    """Serves kept photos to QML, always on the loader's thread."""

    def __init__(self, pictures: HistoryPictures) -> None:
        super().__init__(
            QQmlImageProviderBase.ImageType.Image, QQmlImageProviderBase.Flag.ForceAsynchronousImageLoading
        )
        self._pictures = pictures

    def requestImage(self, name: str, size: QSize, requested_size: QSize) -> QImage:
        picture = self._pictures.picture(name, requested_size)
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture
