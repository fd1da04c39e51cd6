"""How a photo comes in on the desktop's first page."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from tests.ui.booth import SIZES, Booth, items_of
from tests.ui.fake_services import Backstage, drawn_photo
from tests.ui.fitted_booth import open_fitted

OpenBooth = Callable[..., Booth]

_WINDOWS = (*SIZES.values(), (1024, 768))


def _drop(booth: Booth, file: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file))])
    at = QPointF(200, 300)
    buttons, modifiers, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(booth.window, QDragEnterEvent(at.toPoint(), action, carried, buttons, modifiers))
    QApplication.sendEvent(booth.window, QDropEvent(at, action, carried, buttons, modifiers))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "me.png"
    path.write_bytes(drawn_photo(300, 400))
    return path


def test_a_file_dropped_anywhere_begins_a_visit(open_booth: OpenBooth, file: Path) -> None:
    booth = open_booth()

    _drop(booth, file)
    booth.go("form")

    photo = booth.core.visit.visit.photo
    assert photo is not None
    assert photo.data == file.read_bytes()


def test_a_kiosk_takes_no_dropped_file(open_booth: OpenBooth, file: Path) -> None:
    booth = open_booth(is_kiosk=True)

    _drop(booth, file)
    booth.still()

    assert booth.page == "welcome"
    assert not booth.core.intake.property("isBusy")


def test_the_paste_keys_take_a_copied_picture(open_booth: OpenBooth) -> None:
    booth = open_booth()
    QGuiApplication.clipboard().setImage(QImage.fromData(drawn_photo(300, 400)))

    booth.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    booth.go("form")

    assert booth.core.visit.visit.photo is not None


@pytest.mark.parametrize("by", ["mouse", "touch", "key"])
def test_a_recent_picture_opens(open_booth: OpenBooth, backstage: Backstage, file: Path, by: str) -> None:
    backstage.recent_folders = (file.parent,)
    booth = open_booth()
    booth.wait(lambda: booth.has("recent-0"))

    booth.press("recent-0", by)
    booth.go("form")

    assert booth.core.visit.visit.photo is not None


@pytest.mark.parametrize("name", ["album", "dropFrame"])
def test_the_open_dialog_comes_up(open_booth: OpenBooth, name: str) -> None:
    booth = open_booth()

    booth.click(name)
    booth.wait(lambda: booth.album.property("visible"))
    booth.album.setProperty("visible", False)

    assert booth.page == "welcome"


@pytest.mark.parametrize("by", ["mouse", "touch", "key"])
def test_the_whole_kiosk_screen_is_one_button(open_booth: OpenBooth, backstage: Backstage, by: str) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True, size="portrait")

    booth.press("start", by)

    assert booth.page == "camera"


def test_what_a_desktop_has_not_is_not_shown(open_booth: OpenBooth) -> None:
    booth = open_booth(has_camera=False)

    shown = {name for name in ("camera", "history", "settings", "album") if booth.has(name)}

    assert shown == {"album"}


@pytest.mark.parametrize("size", _WINDOWS)
def test_a_kiosk_says_in_full_how_to_begin(open_booth: OpenBooth, size: tuple[int, int]) -> None:
    booth = open_booth(size=size, is_kiosk=True, has_camera=True)
    window = QRectF(0, 0, *size)
    wrong = []

    for language in ("ko", "en"):
        for percent in (100, 200):
            booth.core.words.choose(language)
            booth.core.shell.change_look(replace(booth.core.shell.look, text_percent=percent))
            booth.grab()
            mark, call, retention, art = (_place(booth, n) for n in ("wordmark", "call", "retention", "attractArt"))
            drawing = QRectF(0, 0, 0.52 * art.width(), 0.52 * art.height())
            drawing.moveCenter(art.center())
            pairs = ((mark, call), (mark, retention), (call, retention), (mark, drawing))
            is_cut = [t for t in _texts(booth) if not window.contains(t)]
            if is_cut or any(one.intersects(other) for one, other in pairs):
                wrong.append((language, percent, is_cut, mark, call, retention, drawing))

    assert wrong == []


def _place(booth: Booth, name: str) -> QRectF:
    item = booth.item(name)
    return item.mapRectToScene(item.boundingRect())


def _texts(booth: Booth) -> list[QRectF]:
    found = [item for item in items_of(booth.window.contentItem()) if item.inherits("QQuickText") and item.isVisible()]
    return [
        item.mapRectToScene(QRectF(0, 0, *(item.property(f"content{side}") for side in ("Width", "Height"))))
        for item in found
    ]
