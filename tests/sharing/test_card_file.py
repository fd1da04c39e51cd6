"""A saved card is whole, or not there."""

from pathlib import Path

import pytest
from PIL import Image

from alphamale_desktop.domain.errors import CardUnwritableError
from alphamale_desktop.sharing.card_file import write_card
from tests.sharing.studio import plain_photo

CARD = plain_photo(108, 192)


@pytest.mark.parametrize(
    ("name", "kind"), [("c.png", "PNG"), ("c.PNG", "PNG"), ("카드.jpg", "JPEG"), ("c.JPEG", "JPEG")]
)
def test_the_ending_decides_the_format(tmp_path: Path, name: str, kind: str) -> None:
    write_card(CARD, tmp_path / name)

    with Image.open(tmp_path / name) as saved:
        assert (saved.format, saved.size) == (kind, (108, 192))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_png_is_saved_byte_by_byte(tmp_path: Path) -> None:
    write_card(CARD, tmp_path / "card.png")

    assert (tmp_path / "card.png").read_bytes() == CARD


def test_an_older_card_of_that_name_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "card.png").write_bytes(b"old")

    write_card(CARD, tmp_path / "card.png")

    assert (tmp_path / "card.png").read_bytes() == CARD


@pytest.mark.parametrize("name", ["card.gif", "card", "card.png.txt"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CardUnwritableError) as caught:
        write_card(CARD, tmp_path / name)

    assert caught.value.details == {"file": str(tmp_path / name)}
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CardUnwritableError):
        write_card(CARD, tmp_path / "nowhere" / "card.png")


def test_what_stands_in_the_way_stays_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "card.png").mkdir()

    with pytest.raises(CardUnwritableError):
        write_card(CARD, tmp_path / "card.png")

    assert [path.name for path in tmp_path.iterdir()] == ["card.png"]
