"""Celebrities as the pages show them: name and the address of a portrait."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from alphamale_desktop.application.ports import PortraitPainter
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.ui.picture_shelf import PictureShelf
from alphamale_desktop.ui.result_view import Star

_PORTRAIT_PX = 320
_SMALLEST_PX, _LARGEST_PX = 96, 1024


def stars_of(
    celebrities: Iterable[Celebrity], language: str, painter: PortraitPainter, shelf: PictureShelf
) -> tuple[Star, ...]:
    """In the order given, named in ``language`` where the catalog can.

    Each portrait is painted when it is first seen, on the loader's thread.
    """
    return tuple(
        Star(_name_of(who, language), shelf.put(f"portrait/{who.celebrity_id}", _portrait_of(who, painter)))
        for who in celebrities
    )


def _name_of(who: Celebrity, language: str) -> str:
    return who.name_en if language == "en" and who.name_en else who.name


def _portrait_of(who: Celebrity, painter: PortraitPainter) -> Callable[[QSize], QImage]:
    def draw(size: QSize) -> QImage:
        wanted_px = max(size.width(), size.height()) if size.isValid() else _PORTRAIT_PX
        return QImage.fromData(painter.portrait(who, min(_LARGEST_PX, max(_SMALLEST_PX, wanted_px))))

    return draw
