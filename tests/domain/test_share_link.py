"""Tokens and the fate of links."""

import secrets
from datetime import timedelta
from uuid import UUID

import pytest

from alphamale_desktop.domain.share_link import LinkFate, ShareLink, ShareRoute, ShareToken, fate_of
from tests.fakes.clock import NOON


def test_a_token_is_sixteen_random_bytes_in_twenty_two_letters() -> None:
    asked: list[int] = []

    def random_bytes(size: int) -> bytes:
        asked.append(size)
        return b"\xff" * size

    assert ShareToken.new(random_bytes).text == "_" * 21 + "w"
    assert asked == [16]


def test_no_two_tokens_are_alike() -> None:
    assert len({ShareToken.new(secrets.token_bytes).text for _ in range(1_000)}) == 1_000


@pytest.mark.parametrize("text", ["", "a" * 21, "a" * 23, "../../../../etc/passwd1", "a" * 21 + "\n", "가" * 22])
def test_what_cannot_be_a_token_is_none(text: str) -> None:
    assert ShareToken.read(text) is None
    with pytest.raises(ValueError, match="22 letters"):
        ShareToken(text)


def test_a_token_hides_from_logs() -> None:
    token = ShareToken("a" * 22)
    link = ShareLink(token, UUID(int=1), ShareRoute.LAN, "ko", NOON, NOON + timedelta(hours=1))

    assert token.text not in repr(link)


def test_a_link_opens_until_its_end_and_its_limit() -> None:
    link = ShareLink(ShareToken("a" * 22), UUID(int=1), ShareRoute.LAN, "ko", NOON, NOON + timedelta(hours=1), opens=2)

    assert fate_of(link, NOON, 3) is LinkFate.OPEN
    assert fate_of(link, NOON, 2) is LinkFate.USED_UP
    assert fate_of(link, NOON + timedelta(hours=1), 3) is LinkFate.EXPIRED


@pytest.mark.parametrize(
    ("shown", "is_link"),
    [
        ("http://192.168.0.20:8350/s/{}", True),
        ("https://cards.example.com/s/{}/", True),
        (" https://cards.example.com/guests/s/{}/card.jpg?x=1 ", True),
        ("{}", True),
        ("http://192.168.0.20:8350/s/", False),
        ("0199f3a4-0000-7000-8000-000000000000", False),
        ("", False),
    ],
)
def test_a_token_is_found_in_what_a_guest_shows(shown: str, is_link: bool) -> None:
    token = ShareToken.new(bytes)

    found = ShareToken.in_link(shown.format(token.text))

    assert found == (token if is_link else None)
