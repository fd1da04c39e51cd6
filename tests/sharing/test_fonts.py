"""The bundled fonts: complete, licensed, and falling back where one lacks a character."""

import pytest

from alphamale_desktop.sharing.fonts import Typeface
from tests.sharing.studio import RESOURCES, fonts

FOLDER = RESOURCES / "fonts"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".otf", ".ttf"})


@pytest.mark.parametrize("file_name", FILES)
def test_each_font_has_its_licence_beside_it(file_name: str) -> None:
    family = file_name.split("-")[0]

    licence = (FOLDER / f"LICENSE-{family}.txt").read_text(encoding="utf-8")

    assert "SIL Open Font License, Version 1.1" in " ".join(licence.split())
    assert licence.lstrip().startswith("Copyright")


def test_the_typefaces_use_just_the_bundled_files() -> None:
    used = {name for typeface in Typeface for name in typeface.value}

    assert used == set(FILES)


def test_the_fonts_stay_small_enough_to_bundle() -> None:
    assert sum((FOLDER / name).stat().st_size for name in FILES) < 8 * 2**20


@pytest.mark.parametrize("typeface", list(Typeface))
def test_every_typeface_sets_all_of_hangul_and_latin(typeface: Typeface) -> None:
    syllables = "".join(map(chr, range(0xAC00, 0xD7A4, 97)))

    settable = fonts().can_set(syllables + "AZaz09ÀÉÖßñŁ·—…%/&'", typeface)

    assert settable


def test_hangul_in_a_latin_title_is_set_in_the_korean_serif() -> None:
    runs = list(fonts().runs("Beta 베타 ab", Typeface.TITLE))

    assert runs == [
        ("PlayfairDisplay-Regular.ttf", "Beta "),
        ("NanumMyeongjo-Bold.ttf", "베타 "),
        ("PlayfairDisplay-Regular.ttf", "ab"),
    ]


def test_a_character_that_no_font_has_is_left_out() -> None:
    runs = list(fonts().runs("a\U0001f600b", Typeface.TEXT))

    assert runs == [("Pretendard-Regular.otf", "ab")]


def test_a_missing_font_file_is_an_error() -> None:
    with pytest.raises(OSError, match="cannot open"):
        fonts().font("Nowhere.ttf", 12)
