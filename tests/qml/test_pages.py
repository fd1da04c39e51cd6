"""Every page at the three sizes, in both languages, with large letters and high contrast."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.ui.shell_model import Place
from tests.ui.booth import SIZES, Booth, items_of
from tests.ui.fake_services import Backstage, refused

OpenBooth = Callable[..., Booth]

PAGES = ("welcome", "attract", "form", "analysing", "unusable", "result")

_SPEAKING = {QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox, QAccessible.Role.SpinBox}


def _show(open_booth: OpenBooth, backstage: Backstage, page: str, **options: object) -> Booth:
    """Brings the window to that page."""
    if page == "unusable":
        backstage.analyser.answer = refused(UnusableReason.CUT_OFF)
    if page == "analysing":
        backstage.analyser.hold()
    booth = open_booth(is_kiosk=page == "attract", has_camera=True, **options)
    if page in ("form", "analysing", "unusable", "result"):
        booth.bring_photo()
        booth.fill_form()
    if page in ("unusable", "result"):
        booth.wait(lambda: booth.core.visit.findings is not None)
    if page in ("analysing", "unusable", "result"):
        booth.core.form.submit()
        booth.go(page)
    booth.pictures_ready()
    return booth


def _place_of(booth: Booth, name: str) -> QRectF:
    item = booth.item(name)
    return item.mapRectToScene(item.boundingRect())


def _controls(booth: Booth) -> list[QQuickItem]:
    found = items_of(booth.window.contentItem())
    return [item for item in found if item.inherits("QQuickAbstractButton") and item.isVisible() and item.isEnabled()]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_its_window_and_every_target_is_large_enough(
    open_booth: OpenBooth, backstage: Backstage, page: str, size: str, language: str
) -> None:
    booth = _show(open_booth, backstage, page, size=size, language=language)
    width, height = SIZES[size]
    least = 72 * min(width, height) / 1080 - 0.5

    controls = _controls(booth)
    corners = {item.objectName(): item.mapRectToScene(item.boundingRect()) for item in controls if item.objectName()}

    assert corners
    assert not {name: (at.width(), at.height()) for name, at in corners.items() if min(at.width(), at.height()) < least}
    assert not {
        name: (at.left(), at.right()) for name, at in corners.items() if at.left() < -1 or at.right() > width + 1
    }


@pytest.mark.parametrize("text_percent", [100, 200])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_no_text_lies_on_another(
    open_booth: OpenBooth, backstage: Backstage, page: str, size: str, text_percent: int
) -> None:
    booth = _show(open_booth, backstage, page, size=size, language="en", text_percent=text_percent)

    texts = [
        (str(item.property("text")), _ink_of(item)) for item in items_of(booth.window.contentItem()) if _is_read(item)
    ]
    clashes = [
        (one, other)
        for place, (one, here) in enumerate(texts)
        for other, there in texts[place + 1 :]
        if here.intersected(there).width() > 2 and here.intersected(there).height() > 2
    ]

    assert len(texts) > 2
    assert not clashes


@pytest.mark.parametrize("page", PAGES)
def test_letters_of_twice_the_size_stay_inside_their_controls(
    open_booth: OpenBooth, backstage: Backstage, page: str
) -> None:
    booth = _show(open_booth, backstage, page, size="portrait", language="ko", text_percent=200)

    controls = [item for item in _controls(booth) if item.objectName()]
    edges = {item.objectName(): item.mapRectToScene(item.boundingRect()) for item in controls}

    assert controls
    assert not {name: (at.left(), at.right()) for name, at in edges.items() if at.left() < -1 or at.right() > 1081}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_large_letters_leave_the_photo_and_the_questions_apart(
    open_booth: OpenBooth, backstage: Backstage, language: str
) -> None:
    booth = _show(open_booth, backstage, "form", size="window", language=language, text_percent=200)
    booth.grab()

    photo, change, tile = (_place_of(booth, name) for name in ("formPhoto", "changePhoto", "mbti-INTJ"))

    assert max(photo.right(), change.right()) < tile.left()


def test_large_letters_leave_the_example_of_the_right_framing_in_sight(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth = _show(open_booth, backstage, "unusable", size="window", language="en", text_percent=200)
    booth.grab()

    example, button = _place_of(booth, "example"), _place_of(booth, "retake")

    assert example.top() > 0
    assert example.bottom() < button.top()


def test_large_letters_stand_below_the_photo_that_is_read(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = _show(open_booth, backstage, "analysing", size="window", language="ko", text_percent=200)
    booth.grab()

    photo, heading = _place_of(booth, "analysedPhoto"), _place_of(booth, "heading")

    assert 0 < photo.bottom() <= heading.top()


@pytest.mark.parametrize("size", SIZES)
def test_the_result_says_what_it_is_at_every_size(open_booth: OpenBooth, backstage: Backstage, size: str) -> None:
    booth = _show(open_booth, backstage, "result", size=size, language="en", places=frozenset({Place.COMPARE}))
    booth.grab()

    heading = booth.item("heading")
    at = heading.mapRectToScene(heading.boundingRect())
    icons = [_place_of(booth, name) for name in ("back", "compare", "save", "share", "print")]

    assert not heading.property("truncated")
    assert not [icon for icon in icons if icon.intersects(at)]


def test_a_notice_that_takes_anothers_place_gets_its_full_time(open_booth: OpenBooth) -> None:
    booth = open_booth()
    patience = booth.window.findChild(QObject, "noticePatience")
    assert patience is not None
    begun: list[bool] = []
    booth.core.board.tell("one")
    booth.wait(lambda: bool(patience.property("running")))

    def note() -> None:
        begun.append(bool(patience.property("running")))

    patience.runningChanged.connect(note)  # type: ignore[attr-defined]  # QML's own

    booth.core.board.tell("two")
    after_two = list(begun)
    booth.core.board.dismiss()

    assert after_two == [False, True]
    assert not patience.property("running")


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_and_a_role(open_booth: OpenBooth, backstage: Backstage, page: str) -> None:
    booth = _show(open_booth, backstage, page, size="window", language="en")

    spoken = [face for face in _faces(QAccessible.queryAccessibleInterface(booth.window)) if face.role() in _SPEAKING]

    assert spoken
    assert all(face.text(QAccessible.Text.Name) for face in spoken)


@pytest.mark.parametrize("page", PAGES)
def test_high_contrast_is_black_and_white(open_booth: OpenBooth, backstage: Backstage, page: str) -> None:
    booth = _show(open_booth, backstage, page, size="window", is_high_contrast=True)

    corner = booth.grab().pixelColor(3, 3).name()

    assert corner == "#000000"


def _is_read(item: QQuickItem) -> bool:
    """A text that is on screen; the wordmark's two lines are set into one another on purpose."""
    if not item.inherits("QQuickText") or not item.isVisible() or not item.property("text"):
        return False
    is_faint = any(each.opacity() == 0 for each in (item, *_ancestors(item)))
    return not is_faint and item.property("text") not in ("Alpha", "/", "Male")


def _ink_of(item: QQuickItem) -> QRectF:
    """About where the letters are, as far as no ancestor clips them away; empty when it does."""
    height = item.property("contentHeight")
    ink = QRectF(0, 0.2 * height, item.property("contentWidth"), 0.6 * height)
    shown = item.mapRectToScene(ink)
    for ancestor in _ancestors(item):
        if ancestor.clip():
            shown = shown.intersected(ancestor.mapRectToScene(ancestor.boundingRect()))
    return shown


def _ancestors(item: QQuickItem) -> list[QQuickItem]:
    parent: QQuickItem | None = item.parentItem()
    return [] if parent is None else [parent, *_ancestors(parent)]


def _faces(root: QAccessibleInterface | None) -> list[QAccessibleInterface]:
    if root is None or not root.isValid():
        return []
    found = [root]
    for number in range(root.childCount()):
        found += _faces(root.child(number))
    return found
