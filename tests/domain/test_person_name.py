import unicodedata

import pytest

from alphamale_desktop.domain.person_name import clean_name, name_key, name_of_file


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("차은우", "차은우"),
        ("차은우 (2)", "차은우"),
        ("차은우_03", "차은우"),
        ("차은우-1", "차은우"),
        ("차은우2", "차은우"),
        ("Won Bin 12", "Won Bin"),
        ("won_bin_2", "won bin"),
        ("차은우 (1) (2)", "차은우"),
        ("0042", ""),
        ("차은우 - 복사본", "차은우 - 복사본"),
        (unicodedata.normalize("NFD", "강동원_1"), "강동원"),
        ("  ", ""),
    ],
)
def test_a_file_is_named_after_its_person(stem: str, name: str) -> None:
    assert name_of_file(stem) == name


def test_names_are_composed_and_have_single_spaces() -> None:
    assert clean_name(unicodedata.normalize("NFD", " 차\t은우 \u200b")) == "차 은우"


@pytest.mark.parametrize(("one", "other"), [("Won Bin", "won bin"), ("차 은우", "차은우"), ("ＲＭ", "rm")])
def test_spelling_does_not_make_another_person(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_other_names_are_other_people() -> None:
    assert name_key("원빈") != name_key("현빈")
