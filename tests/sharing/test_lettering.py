"""Lines are measured as they are drawn, and fitted to their width."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from alphamale_desktop.sharing.fonts import Typeface
from alphamale_desktop.sharing.lettering import Lettering, Style
from alphamale_desktop.sharing.palette import IVORY
from tests.sharing.studio import fonts

LETTERING = Lettering(fonts())
STYLE = Style(Typeface.TITLE, 40, IVORY)


def drawn_box(text: str, style: Style) -> tuple[int, int, int, int] | None:
    """The blackened pixels, relative to the start of the baseline."""
    picture = Image.new("RGB", (1600, 200))
    LETTERING.draw(ImageDraw.Draw(picture), 100, 100, text, style)
    box = picture.getbbox()
    return box and (box[0] - 100, box[1] - 100, box[2] - 100, box[3] - 100)


@pytest.mark.parametrize("typeface", list(Typeface))
@pytest.mark.parametrize("tracking", [0, 6])
@pytest.mark.parametrize("text", ["Omega", "알파 Male 90.5", "fjÅg", "뷁쀍"])
def test_measured_ink_is_what_is_drawn(typeface: Typeface, tracking: int, text: str) -> None:
    style = Style(typeface, 40, IVORY, tracking)

    ink = LETTERING.ink(text, style)

    assert drawn_box(text, style) == (ink.left, ink.top, ink.right, ink.bottom)


def test_a_short_line_keeps_its_size() -> None:
    fitted = LETTERING.fitted("Alpha", STYLE, 400, 20)

    assert fitted == ("Alpha", STYLE)


def test_a_longer_line_becomes_smaller_before_it_is_cut() -> None:
    text, style = LETTERING.fitted("The master of balance", STYLE, 300, 20)

    assert text == "The master of balance"
    assert 20 <= style.size_px < 40


def test_a_line_that_does_not_fit_at_the_smallest_size_ends_in_an_ellipsis() -> None:
    text, style = LETTERING.fitted("The master of balance " * 4, STYLE, 300, 20)

    assert text.startswith("The master")
    assert text.endswith("…")
    assert style.size_px == 20


@given(st.text(max_size=60), st.integers(30, 500))
def test_whatever_the_text_it_never_grows_wider_than_its_place(text: str, width: int) -> None:
    fitted, style = LETTERING.fitted(text, Style(Typeface.TEXT, 30, IVORY), width, 18)

    assert LETTERING.ink(fitted, style).right <= width
    assert LETTERING.width(fitted, style) <= width


@given(st.text(alphabet="ab 가나\U0001f600\n", max_size=60))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str) -> None:
    style = Style(Typeface.TEXT, 30, IVORY)

    lines = LETTERING.wrapped(text, style, 120, 99)

    assert all(LETTERING.ink(line, style).right <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == LETTERING.clean(text, Typeface.TEXT).replace(" ", "")


def test_wrapping_breaks_between_words() -> None:
    lines = LETTERING.wrapped("국민의 힘 김재원", Style(Typeface.TEXT, 30, IVORY), 150, 2)

    assert lines == ["국민의 힘", "김재원"]


def test_only_the_last_wrapped_line_is_cut() -> None:
    lines = LETTERING.wrapped("W" * 80, Style(Typeface.TEXT, 30, IVORY), 200, 2)

    assert len(lines) == 2
    assert not lines[0].endswith("…")
    assert lines[1].endswith("…")


def test_control_characters_and_line_breaks_are_cleaned_away() -> None:
    cleaned = LETTERING.clean("  Sir\n\tLance\u200blot\u202e ", Typeface.TEXT)

    assert cleaned == "Sir Lancelot"


def test_decomposed_hangul_is_composed() -> None:
    cleaned = LETTERING.clean("\u1112\u1161\u11ab", Typeface.TEXT)

    assert cleaned == "한"


def test_drawing_is_the_same_every_time() -> None:
    def once() -> bytes:
        picture = Image.new("RGB", (300, 80))
        Lettering(fonts()).draw(ImageDraw.Draw(picture), 10, 60, "Alpha 알파", STYLE)
        buffer = BytesIO()
        picture.save(buffer, "PNG")
        return buffer.getvalue()

    first, second = once(), once()

    assert first == second
