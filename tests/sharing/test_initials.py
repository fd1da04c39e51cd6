"""Which letters stand for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.sharing.initials import initials_of


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("차은우", "은우"),
        ("원빈", "원빈"),
        ("뷔", "뷔"),
        ("안정환 리즈", "정환"),
        ("국민의 힘 김재원", "재원"),
        ("래퍼 면도", "면도"),
        ("빅뱅 태양", "태양"),
        ("침착맨", "침착"),
        ("기안84", "기안"),
        ("미키광수", "미키"),
        ("남궁민", "민"),
        ("선우은숙", "은숙"),
        ("Timothée Chalamet", "TC"),
        ("Christopher Montgomery-Fitzwilliam von Hohenzollern", "CH"),
        ("adele", "A"),
        ("宮崎", "宮"),
        ("\U0001f600", ""),
        ("", ""),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@given(st.text(max_size=40))
def test_any_name_gives_at_most_a_few_letters(name: str) -> None:
    # One letter can become two or three in capitals, as the German sharp s does.
    assert len(initials_of(name)) <= 6
