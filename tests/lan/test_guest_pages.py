"""A guest's own page: his card, for a while, and nobody else's."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from alphamale_desktop.domain.share_link import ShareToken
from alphamale_desktop.lan.server import LanCondition
from tests.fakes.log_watch import LogWatch
from tests.lan.served import Served

Serve = Callable[..., Served]


def test_a_link_is_short_and_leads_to_the_guests_own_card(served: Served) -> None:
    link, other = served.guest(), served.guest()
    path = f"/s/{link.token.text}"

    page = served.get(path)
    card = served.get(f"{path}/card.jpg")

    assert len(f"http://192.168.100.100:8350{path}") <= 52
    assert page.status == 200
    assert f'src="{path}/card.jpg"' in page.text
    assert "The Event" in page.text
    assert card.status == 200
    assert card.headers["content-type"] == "image/jpeg"
    assert f"photo of {link.visit_id}".encode() in card.body
    assert str(other.visit_id).encode() not in page.body + card.body


def test_a_page_speaks_the_guests_language(served: Served) -> None:
    korean, english = served.guest("ko"), served.guest("en")

    assert "당신의 카드" in served.get(f"/s/{korean.token.text}").text
    assert "Your card" in served.get(f"/s/{english.token.text}").text


@pytest.mark.parametrize("path", ["", "/card.jpg", "/erase"])
def test_every_answer_is_private_and_harmless(served: Served, path: str) -> None:
    reply = served.get(f"/s/{served.guest().token.text}{path}")

    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["x-frame-options"] == "DENY"
    assert reply.headers["connection"] == "close"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "aiohttp" not in str(reply.headers).lower()


def test_the_pages_policy_lets_its_own_style_in_and_no_script(served: Served) -> None:
    reply = served.get(f"/s/{served.guest().token.text}")
    style = re.search(r"<style>(.*?)</style>", reply.text)

    assert style is not None
    assert served.pages.style_hash in reply.headers["content-security-policy"]
    assert "<script" not in reply.text


def test_a_link_ends_in_time(served: Served) -> None:
    link = served.guest()
    served.clock.advance(timedelta(hours=1).total_seconds())

    page = served.get(f"/s/{link.token.text}")
    card = served.get(f"/s/{link.token.text}/card.jpg")

    assert (page.status, card.status) == (410, 410)
    assert "expired" in page.text
    assert b"photo of" not in page.body + card.body


def test_a_card_is_handed_out_so_often_and_no_more(serve: Serve) -> None:
    served = serve(opens_limit=2)
    link = served.guest()

    statuses = [served.get(f"/s/{link.token.text}/card.jpg").status for _ in range(3)]

    assert statuses == [200, 200, 410]
    assert "opened too often" in served.get(f"/s/{link.token.text}").text


def test_a_guest_erases_his_visit_after_a_question(served: Served) -> None:
    link = served.guest()
    path = f"/s/{link.token.text}"

    question = served.get(f"{path}/erase")
    still_there = link.visit_id in served.storage.visits
    answer = served.ask("POST", f"{path}/erase")

    assert question.status == 200
    assert f'method="post" action="{path}/erase"' in question.text
    assert still_there
    assert "Erased" in answer.text
    assert served.storage.visits == {}
    assert served.media.files == {}
    assert served.get(path).status == 404
    assert served.get(f"{path}/card.jpg").status == 404


def test_a_link_to_an_erased_visit_is_as_unknown_as_one_that_never_was(served: Served) -> None:
    link = served.guest()
    served.get(f"/s/{link.token.text}/card.jpg")
    served.cards.erase(link.token.text)

    gone = served.get(f"/s/{link.token.text}")
    never = served.get(f"/s/{ShareToken.new(lambda size: b'x' * size).text}")

    assert (gone.status, gone.body) == (never.status, never.body)
    assert served.get(f"/s/{link.token.text}/card.jpg").status == 404


def test_a_card_of_a_guest_who_keeps_nothing_is_in_memory_only(served: Served) -> None:
    kept = served.storage.visits[served.guest().visit_id]
    before = dict(served.media.files)
    content = served.compose(kept, "en")

    token, _ = served.cards.offer_passing(content)
    card = served.get(f"/s/{token.text}/card.jpg")
    question = served.get(f"/s/{token.text}/erase")
    served.ask("POST", f"/s/{token.text}/erase")

    assert card.status == 200
    assert "memory" in question.text
    assert served.get(f"/s/{token.text}").status == 404
    assert served.media.files == before
    assert kept.visit_id in served.storage.visits


@pytest.mark.parametrize("path", ["/", "/s", "/s/", "/index.html", "/api", "/api/read/user", "/favicon.ico"])
def test_nothing_is_listed(served: Served, path: str) -> None:
    served.guest()

    reply = served.get(path)

    assert reply.status == 404
    assert reply.body == b""


def test_the_server_says_where_it_is_and_stops_at_once(served: Served) -> None:
    before = (served.server.condition, served.server.link_base())
    port = served.port

    with served.connect():
        served.server.stop()

    assert before == (LanCondition.SERVING, f"http://127.0.0.1:{port}")
    assert (served.server.condition, served.server.link_base()) == (LanCondition.OFF, None)


def test_a_taken_port_is_said_and_does_not_end_the_program(serve: Serve, served: Served, log_watch: LogWatch) -> None:
    log_watch.expect("cannot be had")

    second = serve(wanted_port=served.port)

    assert second.server.condition is LanCondition.PORT_TAKEN
    assert second.server.link_base() is None
    assert served.get("/s/").status == 404
