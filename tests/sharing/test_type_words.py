"""What the catalog says about the five types."""

from itertools import product

from alphamale_desktop.domain.face_type import FaceType
from tests.sharing.studio import descriptions

LONGEST_LINE = {"ko": 34, "en": 60}


def test_every_type_is_described_once_in_both_languages() -> None:
    described = [(each.face_type, each.language) for each in descriptions()]

    assert described == list(product(FaceType, ("ko", "en")))


def test_no_line_is_longer_than_the_card_can_show() -> None:
    for each in descriptions():
        assert all(0 < len(line) <= LONGEST_LINE[each.language] for line in (each.title, *each.lines))


def test_no_two_types_share_a_sentence() -> None:
    sentences = [line for each in descriptions() for line in (each.title, *each.lines)]

    assert len(set(sentences)) == len(sentences)
