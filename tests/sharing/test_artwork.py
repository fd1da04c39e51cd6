"""The drawn pictures stay within SVG Tiny 1.2, the most that QtSvg draws."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from alphamale_desktop.domain.analysis import UnusableReason
from tests.sharing.studio import RESOURCES

IMAGES = RESOURCES / "images"
DRAWINGS = sorted(IMAGES.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
KNOWN = {"svg", "title", "g", "rect", "path", "circle", "ellipse", "defs", "radialGradient", "linearGradient", "stop"}


@pytest.mark.parametrize("reason", list(UnusableReason))
def test_every_reason_has_a_drawing(reason: UnusableReason) -> None:
    assert (IMAGES / f"framing_{reason.value}.svg").is_file()


def test_the_right_framing_has_a_drawing() -> None:
    assert (IMAGES / "framing_good.svg").is_file()


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.name)
def test_a_drawing_uses_only_what_qt_draws(drawing: Path) -> None:
    root = ElementTree.parse(drawing).getroot()

    elements = list(root.iter())
    assert {element.tag.removeprefix(SVG) for element in elements} <= KNOWN
    assert all("style" not in e.attrib and "class" not in e.attrib and "filter" not in e.attrib for e in elements)


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_the_icon_is_there_in_every_size(size: int) -> None:
    with Image.open(IMAGES / f"icon-{size}.png") as icon:
        assert icon.size == (size, size)
        assert icon.getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.name)
def test_qt_draws_it(drawing: Path) -> None:
    svg = pytest.importorskip("PySide6.QtSvg")
    gui = pytest.importorskip("PySide6.QtGui")
    renderer = svg.QSvgRenderer(str(drawing))
    image = gui.QImage(120, 160, gui.QImage.Format.Format_RGB32)
    image.fill(0)

    painter = gui.QPainter(image)
    renderer.render(painter)
    painter.end()

    assert renderer.isValid()
    colours = {image.pixel(x, y) for x in range(0, 120, 2) for y in range(0, 160, 2)}
    assert len(colours) > 10
