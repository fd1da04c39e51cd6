from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from alphamale_desktop.ui.picture_shelf import PictureShelf, ShelfImageProvider


def _image(side_px: int) -> QImage:
    image = QImage(side_px, side_px, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def test_the_least_recently_used_picture_falls_off() -> None:
    shelf = PictureShelf(capacity=2)
    shelf.put("a", _image(4))
    shelf.put("b", _image(4))
    shelf.draw("a", QSize())

    shelf.put("c", _image(4))

    assert [shelf.draw(name, QSize()).isNull() for name in "abc"] == [False, True, False]


def test_a_wiped_shelf_gives_an_empty_pixel_and_no_error(app: QApplication) -> None:
    shelf = PictureShelf()
    shelf.put("a", _image(4))
    size = QSize()

    shelf.wipe()
    answer = ShelfImageProvider(shelf).requestImage("a", size, QSize())

    assert (answer.width(), answer.pixelColor(0, 0).alpha()) == (1, 0)
    assert size == QSize(1, 1)


def test_pictures_shrink_to_what_is_asked_for_and_never_grow() -> None:
    shelf = PictureShelf()
    shelf.put("a", _image(100))

    small, large = shelf.draw("a", QSize(40, 60)), shelf.draw("a", QSize(400, 400))

    assert (small.width(), large.width()) == (40, 100)


def test_drawn_pictures_are_drawn_at_the_size_asked_for() -> None:
    shelf = PictureShelf()
    asked: list[QSize] = []

    def draw(size: QSize) -> QImage:
        asked.append(size)
        return _image(8)

    address = shelf.put("star", draw)

    shelf.draw("star", QSize(8, 8))

    assert address == "image://booth/star"
    assert asked == [QSize(8, 8)]
