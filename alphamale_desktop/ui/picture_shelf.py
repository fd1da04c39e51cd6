"""The pictures that QML shows: the guest's photo and portraits, bounded and wiped with the visit."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlImageProviderBase
from PySide6.QtQuick import QQuickImageProvider

PROVIDER = "booth"

Draw = Callable[[QSize], QImage]
"""Makes a picture of about that size (an invalid size asks for the natural one) on the loader's thread."""

DEFAULT_CAPACITY = 64


class PictureShelf:
    """Named pictures, the least recently used of which falls off when there are too many. Any thread."""

    def __init__(self, capacity: int = DEFAULT_CAPACITY) -> None:
        self._lock = threading.Lock()
        self._capacity = capacity
        self._pictures: OrderedDict[str, QImage | Draw] = OrderedDict()

    def put(self, name: str, picture: QImage | Draw) -> str:
        """Returns the address under which QML finds it."""
        with self._lock:
            self._pictures[name] = picture
            self._pictures.move_to_end(name)
            while len(self._pictures) > self._capacity:
                self._pictures.popitem(last=False)
        return address_of(name)

    def draw(self, name: str, size: QSize) -> QImage:
        """The picture, not larger than ``size`` where that is valid; a null image when there is none."""
        with self._lock:
            picture = self._pictures.get(name)
            if picture is not None:
                self._pictures.move_to_end(name)
        if picture is None:
            return QImage()
        return _fitted(picture if isinstance(picture, QImage) else picture(size), size)

    def remove(self, name: str) -> None:
        with self._lock:
            self._pictures.pop(name, None)

    def wipe(self) -> None:
        """Forgets everything: nothing of a guest is left after his visit."""
        with self._lock:
            self._pictures.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._pictures)


def address_of(name: str) -> str:
    return f"image://{PROVIDER}/{name}"


def _fitted(picture: QImage, size: QSize) -> QImage:
    if size.width() <= 0 or size.height() <= 0:
        return picture
    if picture.width() <= size.width() and picture.height() <= size.height():
        return picture
    return picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


class ShelfImageProvider(QQuickImageProvider):
    """Serves a shelf to QML; always on the loader's thread, never on the GUI thread."""

    def __init__(self, shelf: PictureShelf) -> None:
        super().__init__(
            QQmlImageProviderBase.ImageType.Image, QQmlImageProviderBase.Flag.ForceAsynchronousImageLoading
        )
        self._shelf = shelf

    def requestImage(self, name: str, size: QSize, requested_size: QSize) -> QImage:
        picture = self._shelf.draw(name, requested_size)
        if picture.isNull():
            # A page on its way out may still ask for a wiped picture; a null image would be logged as an error.
            picture = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
            picture.fill(Qt.GlobalColor.transparent)
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture
