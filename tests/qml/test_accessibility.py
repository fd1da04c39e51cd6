"""What a guest with poor sight, or without a mouse, needs of every page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem

from alphamale_desktop.ui.shell_model import Place
from tests.fakes.clock import NOON
from tests.ui.booth import Booth
from tests.ui.fake_archive import MemoryArchive
from tests.ui.fake_services import RESOURCES, Backstage

OpenBooth = Callable[..., Booth]

PAGES = ("welcome", "form", "result", "compare", "history", "record")

_INKS = ("ink", "quiet", "gold", "goldBright", "trouble")
_GROUNDS = ("ground", "surface", "raised")


def _theme() -> tuple[QQmlEngine, QObject]:
    """The singleton, without a window; the engine must outlive it."""
    engine = QQmlEngine()
    engine.addImportPath(str(RESOURCES / "qml"))
    component = QQmlComponent(engine)
    component.setData(b"import QtQuick\nimport AlphaMale\nQtObject { readonly property QtObject theme: Theme }", QUrl())
    holder = component.create()
    assert holder is not None, component.errorString()
    holder.setParent(engine)
    theme = holder.property("theme")
    assert isinstance(theme, QObject)
    return engine, theme


def _luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2.2, 0 to 1."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("is_high", "least"), [(False, 4.5), (True, 7.0)])
def test_every_ink_can_be_read_on_every_ground(is_high: bool, least: float) -> None:
    engine, theme = _theme()
    theme.setProperty("highContrast", is_high)

    ratios = {
        f"{ink} on {ground}": _contrast(theme.property(ink), theme.property(ground))
        for ink in _INKS
        for ground in _GROUNDS
    }
    ratios["inkOnGold on gold"] = _contrast(theme.property("inkOnGold"), theme.property("gold"))
    theme.setProperty("highContrast", False)
    engine.deleteLater()

    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least} == {}


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    ratio = _contrast(QColor("#000000"), QColor("#ffffff"))

    assert ratio == pytest.approx(21.0)


def _show(open_booth: OpenBooth, backstage: Backstage, page: str, **options: object) -> Booth:
    archive = MemoryArchive()
    archive.fill(5, NOON)
    backstage.archive = archive.archive()
    booth = open_booth(language="en", places=frozenset({Place.HISTORY, Place.COMPARE}), **options)
    if page in ("form", "result", "compare"):
        booth.bring_photo()
        booth.fill_form()
    if page in ("result", "compare"):
        booth.core.form.submit()
        booth.go("result")
    if page == "compare":
        booth.core.shell.open("compare")
        booth.go("compare")
    if page in ("history", "record"):
        booth.core.shell.open("history")
        booth.go("history")
        booth.wait(lambda: booth.has("kept-0"))
    if page == "record":
        booth.core.history.openRecord(0)
        booth.wait(lambda: booth.has("recordBar") and booth.item("recordBar").isEnabled())
    booth.pictures_ready()
    return booth


def _buttons(booth: Booth) -> dict[str, QQuickItem]:
    """The enabled buttons on screen that the Tab key should reach, by object name."""
    found: dict[str, QQuickItem] = {}
    waiting = [booth.window.contentItem()]
    while waiting:
        item = waiting.pop()
        waiting += item.childItems()
        is_stop = item.inherits("QQuickAbstractButton") and item.property("focusPolicy") & Qt.FocusPolicy.TabFocus.value
        if item.objectName() and item.isVisible() and item.isEnabled() and is_stop:
            found[item.objectName()] = item
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_tab_key_reaches_every_control_and_comes_round(
    open_booth: OpenBooth, backstage: Backstage, page: str
) -> None:
    booth = _show(open_booth, backstage, page)
    wanted = set(_buttons(booth)) - {"noticeClose"}

    reached: list[str] = []
    for _ in range(80):
        booth.key(Qt.Key.Key_Tab)
        reached.append(booth.focused())

    assert wanted
    assert wanted - set(reached) == set()


@pytest.mark.parametrize("size", ["portrait", "landscape", "window"])
@pytest.mark.parametrize("page", ["compare", "history", "record"])
def test_targets_are_large_enough_for_a_finger(
    open_booth: OpenBooth, backstage: Backstage, page: str, size: str
) -> None:
    booth = _show(open_booth, backstage, page, size=size)
    least = 72 * min(booth.window.width(), booth.window.height()) / 1080 - 0.5

    small = {
        name: (item.width(), item.height())
        for name, item in _buttons(booth).items()
        if min(item.width(), item.height()) < least
    }

    assert small == {}


@pytest.mark.parametrize("page", ["compare", "history", "record"])
def test_every_control_tells_its_name_and_role(open_booth: OpenBooth, backstage: Backstage, page: str) -> None:
    booth = _show(open_booth, backstage, page)

    faces = {name: QAccessible.queryAccessibleInterface(item) for name, item in _buttons(booth).items()}

    assert faces
    assert {name for name, face in faces.items() if not _speaks(face)} == set()


def _speaks(face: QAccessibleInterface | None) -> bool:
    return face is not None and bool(face.text(QAccessible.Text.Name)) and face.role() != QAccessible.Role.NoRole
