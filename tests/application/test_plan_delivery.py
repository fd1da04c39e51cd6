"""Names of objects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.application.plan_delivery import DeliveryPlan, plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Gala", "Gala"),
        ("서울 페스티벌 2026", "서울-페스티벌-2026"),
        ("  a // b\\c  ", "a-b-c"),
        ("..", ""),
        ("../../etc", "etc"),
        ("", ""),
        ("A&B?c#d%e", "A-B-c-d-e"),
    ],
)
def test_a_name_becomes_one_safe_step_of_a_key(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_the_same_name_in_two_unicode_forms_is_the_same_step() -> None:
    assert plain_name("\u1112\u1161\u11ab") == plain_name("한")


@given(st.text(max_size=200))
def test_no_name_leads_out_of_its_step(name: str) -> None:
    plain = plain_name(name)

    assert "/" not in plain
    assert plain not in {".", ".."}
    assert len(plain) <= 80


@pytest.mark.parametrize("prefix", ["", "/", "guests", "/guests/", "a/b"])
def test_a_prefix_never_leaves_an_empty_step(prefix: str) -> None:
    assert "" not in DeliveryPlan(prefix, "e", "k").key("s", "token", "index.html").split("/")
