"""An organiser's logo on every card, and no card lost to a bad one."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from alphamale_desktop.application.ports import CardFormat
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.sharing.card_layouts import plan_card
from alphamale_desktop.sharing.event_logo import HEIGHT_PX, WIDTH_PX, read_logo
from alphamale_desktop.sharing.lettering import Lettering
from alphamale_desktop.sharing.share_card import ShareCards
from tests.fakes.log_watch import LogWatch
from tests.sharing.studio import LONG_EVENT, content, decode, fonts, portraits, texts
from tests.sharing.test_card_plan import ink_of

RED = (255, 0, 0, 255)


def _logo(width_px: int, height_px: int) -> Image.Image:
    return Image.new("RGBA", (width_px, height_px), RED)


@pytest.mark.parametrize("size", [(1000, 200), (100, 900), (4, 4), (3000, 3000)])
def test_a_logo_of_any_shape_fits_its_room_with_its_proportions(tmp_path: Path, size: tuple[int, int]) -> None:
    file = tmp_path / "logo.png"
    _logo(*size).save(file)

    logo = read_logo(file)

    assert logo is not None
    assert logo.width <= WIDTH_PX
    assert logo.height <= HEIGHT_PX
    assert logo.width == WIDTH_PX or logo.height == HEIGHT_PX
    assert logo.width / logo.height == pytest.approx(size[0] / size[1], rel=0.15)


def test_empty_edges_are_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    wide = Image.new("RGBA", (800, 800), (0, 0, 0, 0))
    wide.paste(_logo(200, 100), (300, 350))
    wide.save(file)

    logo = read_logo(file)

    assert logo is not None
    assert logo.width == 2 * logo.height


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"<svg/>"])
def test_a_file_that_is_no_picture_costs_no_card(tmp_path: Path, data: bytes, log_watch: LogWatch) -> None:
    log_watch.expect("logo cannot be used")
    file = tmp_path / "logo.png"
    file.write_bytes(data)

    assert read_logo(file) is None


def test_a_missing_file_costs_no_card(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expect("logo cannot be used")

    assert read_logo(tmp_path / "nowhere.png") is None
    assert read_logo(None) is None


@pytest.mark.parametrize("card_format", CardFormat)
def test_the_logo_stands_in_the_masthead_and_the_name_beside_it(card_format: CardFormat) -> None:
    lettering = Lettering(fonts())

    plan = plan_card(content(event_name=LONG_EVENT), card_format, lettering, texts(), (WIDTH_PX, HEIGHT_PX))

    assert plan.logo is not None
    assert plan.area.holds(plan.logo)
    assert plan.logo.bottom < plan.photo.top
    assert not any(ink_of(text).overlaps(plan.logo) for text in plan.texts)


@pytest.mark.parametrize("card_format", CardFormat)
def test_the_logo_is_printed_on_the_card(card_format: CardFormat) -> None:
    cards = ShareCards(Lettering(fonts()), texts(), portraits(), decode, _logo(200, 50))

    with Image.open(BytesIO(cards.paint(content(FaceType.ALPHA), card_format))) as card:
        red = sum(1 for pixel in card.crop((700, 20, 1080, 120)).get_flattened_data() if pixel == RED[:3])

    assert red == 200 * 50
