"""The pages that phones open: whole, safe, in the guest's language."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from alphamale_desktop.application.share_port import SharePageView
from alphamale_desktop.domain.share_link import LinkFate
from alphamale_desktop.sharing.share_page import SCRIPT, HtmlSharePages
from tests.sharing.studio import texts

PAGES = HtmlSharePages(texts())
UNTIL = datetime(2026, 11, 24, 12, tzinfo=UTC)


class _Reader(HTMLParser):
    """Collects tags, and complains where they do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in {"meta", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _read(document: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(document.decode("utf-8"))
    reader.close()
    assert reader.open == []
    return reader


def _view(**changes: object) -> SharePageView:
    fields: dict[str, object] = {
        "fate": LinkFate.OPEN,
        "language": "ko",
        "event_name": "성수 페스티벌",
        "card_path": "card.jpg",
        "erase_path": "/s/x/erase",
        "expires_at": UNTIL,
    }
    return SharePageView(**(fields | changes))  # type: ignore[arg-type]  # the tests' own fields


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("fate", LinkFate)
def test_every_page_is_whole_html_in_its_language(fate: LinkFate, language: str) -> None:
    document = PAGES.page(_view(fate=fate, language=language))

    assert "img" in _read(document).tags if fate is LinkFate.OPEN else "img" not in _read(document).tags
    assert f'<html lang="{language}">'.encode() in document


def test_an_events_name_cannot_become_markup() -> None:
    document = PAGES.page(_view(event_name="<script>alert(1)</script>\"'&"))

    assert b"<script" not in document
    assert b"&lt;script&gt;" in document


def test_nothing_is_fetched_from_elsewhere() -> None:
    documents = [
        PAGES.page(_view()),
        PAGES.page(_view(fate=LinkFate.EXPIRED)),
        PAGES.erase_question(_view()),
        PAGES.erased("en"),
        PAGES.waiting(("ko", "en")),
    ]

    for document in documents:
        assert not re.search(rb"(?:src|href|action)=\"(?:https?:)?//", document)
        assert b"@import" not in document
        _read(document)


def test_the_waiting_page_names_nobody_and_looks_again_by_itself() -> None:
    document = PAGES.waiting(("ko", "en")).decode()

    assert "카드가 오고 있습니다." in document
    assert "Your card is on its way." in document
    assert SCRIPT in document
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', document)
    assert policy is not None
    assert "script-src 'sha256-" in policy[1]
    assert "connect-src 'self'" in policy[1]


def test_a_page_that_cannot_erase_says_how_it_is_done() -> None:
    assert "ask the staff" in PAGES.page(_view(language="en", erase_path="")).decode()


def test_before_erasing_the_page_asks_and_says_what_goes() -> None:
    kept = PAGES.erase_question(_view(language="en")).decode()
    passing = PAGES.erase_question(_view(language="en", is_kept=False)).decode()

    assert 'method="post" action="/s/x/erase"' in kept
    assert "Photo, result and card" in kept
    assert "memory" in passing
