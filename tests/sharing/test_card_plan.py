"""On every card each line stays in its place and none touches another."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alphamale_desktop.application.ports import CardContent, CardFormat
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.sharing.card_layouts import plan_card
from alphamale_desktop.sharing.card_plan import Area, CardPlan, PlacedText
from alphamale_desktop.sharing.lettering import Lettering
from alphamale_desktop.sharing.palette import GROUND, HAIRLINE, IVORY, RAISED, contrast
from tests.sharing.studio import LONG_EVENT, LONG_NAMES, content, description, fonts, texts

LETTERING = Lettering(fonts())
TEXTS = texts()
FORMATS = list(CardFormat)
LONGEST_WORDS = TypeDescription(
    FaceType.OMEGA, "ko", "오메가오메가오메가", "세상에서 가장 긴 제목을 가진 자유로운 영혼의 주인공", ("뷁" * 34,) * 3
)


def plan(card_content: CardContent, card_format: CardFormat) -> CardPlan:
    return plan_card(card_content, card_format, LETTERING, TEXTS)


def ink_of(text: PlacedText) -> Area:
    ink = LETTERING.ink(text.text, text.style)
    return Area(text.x + ink.left, text.baseline_y + ink.top, text.x + ink.right, text.baseline_y + ink.bottom)


def complaints(card: CardPlan) -> list[str]:
    """Every line outside its slot or the card, and every pair of things that touch."""
    margin = Area(60, 30, card.area.right - 60, card.area.bottom - 20)
    inks = [(text.text, ink_of(text)) for text in card.texts]
    found = [f"{text.text!r} leaves its slot" for text in card.texts if not text.slot.holds(ink_of(text))]
    found += [f"{name!r} leaves the card" for name, ink in inks if not margin.holds(ink)]
    found += [
        f"slots of {a.text!r} and {b.text!r} overlap" for a, b in combinations(card.texts, 2) if a.slot.overlaps(b.slot)
    ]
    found += [
        f"{name!r} touches a portrait" for name, ink in inks for placed in card.portraits if ink.overlaps(placed.area)
    ]
    found += [f"{name!r} touches a bar" for name, ink in inks for fill in card.fills if ink.overlaps(fill.area)]
    return found


@pytest.mark.parametrize("card_format", FORMATS)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("face_type", list(FaceType))
def test_every_type_fits_in_both_languages(face_type: FaceType, language: str, card_format: CardFormat) -> None:
    card = plan(content(face_type, language, event_name="2026 성수 포토 페스티벌"), card_format)

    assert complaints(card) == []


@pytest.mark.parametrize("card_format", FORMATS)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("face_type", list(FaceType))
def test_the_catalogs_words_are_shown_uncut(face_type: FaceType, language: str, card_format: CardFormat) -> None:
    card = plan(content(face_type, language), card_format)

    shown = {text.text for text in card.texts}
    described = description(face_type, language)
    assert {described.title, *described.lines, TEXTS.text("for-fun", language)} <= shown
    assert not any("…" in text for text in shown)


@pytest.mark.parametrize("card_format", FORMATS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_longest_names_are_fitted_or_cut_with_an_ellipsis(language: str, card_format: CardFormat) -> None:
    described = LONGEST_WORDS if language == "ko" else None

    card = plan(content(FaceType.OMEGA, language, LONG_NAMES, LONG_EVENT, described), card_format)

    assert complaints(card) == []
    assert any(text.text.endswith("…") for text in card.texts)


@settings(max_examples=15)
@given(st.lists(st.text(max_size=50), max_size=6), st.text(max_size=80), st.sampled_from(FORMATS))
def test_any_names_at_all_stay_in_their_places(names: list[str], event_name: str, card_format: CardFormat) -> None:
    card = plan(content(FaceType.GAMMA, "en", tuple(names), event_name), card_format)

    assert complaints(card) == []


@pytest.mark.parametrize("card_format", FORMATS)
def test_the_card_tells_parts_points_total_and_odds(card_format: CardFormat) -> None:
    card = plan(content(FaceType.BETA, "en"), card_format)

    shown = [text.text for text in card.texts]
    assert "Beta" in shown
    assert "75.2" in shown
    for wanted in ("Whole face", "T-zone", "Lower face", "40.0 / 50", "28.0 / 40", "7.2 / 10", "50%", "40%", "10%"):
        assert wanted in shown
    assert shown.count("100%") == 1
    assert shown.count("0%") == 4


@pytest.mark.parametrize("card_format", FORMATS)
def test_four_celebrities_are_shown_with_their_names(card_format: CardFormat) -> None:
    card = plan(content(names=("원빈", "뷔", "송강", "공유", "정국")), card_format)

    assert [placed.celebrity.name for placed in card.portraits] == ["원빈", "뷔", "송강", "공유"]
    assert {"원빈", "뷔", "송강", "공유"} <= {text.text for text in card.texts}


@pytest.mark.parametrize("card_format", FORMATS)
def test_a_card_without_celebrities_leaves_their_place_empty(card_format: CardFormat) -> None:
    card = plan(content(FaceType.OMEGA, "en", names=()), card_format)

    assert card.portraits == ()
    assert not any("Fellow" in text.text for text in card.texts)


@pytest.mark.parametrize("card_format", FORMATS)
def test_every_text_is_readable_where_the_photo_is_white(card_format: CardFormat) -> None:
    card = plan(content(), card_format)

    for text in card.texts:
        top = ink_of(text).top
        assert contrast(text.style.colour, ground_at(card, top)) >= 4.5, text.text


def ground_at(card: CardPlan, y: int) -> tuple[int, int, int]:
    """The ground below a white photo: the fade's own curve, worked out again."""
    if not card.photo.top <= y < card.photo.bottom:
        return GROUND
    share = min(1.0, max(0.0, (y - card.fade_from_y) / (card.fade_to_y - card.fade_from_y)))
    keep = 1 - share * share * (3 - 2 * share)
    red, green, blue = (round(255 * keep + channel * (1 - keep)) for channel in GROUND)
    return red, green, blue


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast(RAISED, HAIRLINE) < contrast(GROUND, IVORY)


@pytest.mark.parametrize(("language", "shown_name"), [("ko", "원빈"), ("en", "Won Bin")])
def test_celebrities_are_named_in_the_cards_language(language: str, shown_name: str) -> None:
    person = Celebrity(1, "원빈", FaceType.ALPHA, 1, name_en="Won Bin")

    card = plan(replace(content(FaceType.ALPHA, language), celebrities=(person,)), CardFormat.STORY)

    assert shown_name in {text.text for text in card.texts}
