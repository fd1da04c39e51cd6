"""Clients that mean harm are refused, counted without a word about them, and cost little."""

import gzip
import json
import logging
import select
import socket
import struct
import threading
from collections.abc import Callable

import pytest

from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.lan.refusals import Refusal
from tests.lan.served import PATIENCE_S, Reply, Served, read_reply

Serve = Callable[..., Served]
JSON = "Content-Type: application/json\r\n"
RESULT = "/api/RegisterResult"


def _refused(served: Served, reason: Refusal) -> int:
    return served.server.refusals.counts[reason]


@pytest.mark.parametrize(
    "path",
    [
        "/s/../../../../etc/passwd",
        "/s/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/s/..%2f..%2f..%2fetc%2fpasswd",
        "/../../etc/passwd",
        "//etc/passwd",
        "/s/..\\..\\windows\\win.ini",
        "/s/%00",
        "/s/aaaaaaaaaaaaaaaaaaaaaa/../../../etc/passwd",
        "/s/aaaaaaaaaaaaaaaaaaaaaa/card.jpg/../../../alphamale.db",
        "/s/%ff%fe",
        "/s/가나다",
    ],
)
def test_no_path_leads_out(served: Served, path: str) -> None:
    reply = served.get(path)

    assert reply.status in {400, 404}
    assert b"root:" not in reply.body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    link = served.guest()

    reply = served.ask(method, f"/s/{link.token.text}")

    assert reply.status in {400, 405}
    assert link.visit_id in served.storage.visits


def test_a_visit_is_never_erased_by_looking(served: Served) -> None:
    link = served.guest()

    served.get(f"/s/{link.token.text}/erase")
    reply = served.ask("POST", f"/s/{link.token.text}")

    assert reply.status == 405
    assert link.visit_id in served.storage.visits


def test_web_sockets_are_refused(served: Served) -> None:
    upgrade = (
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    )

    reply = served.get(f"/s/{served.guest().token.text}", upgrade)

    assert reply.status == 400
    assert _refused(served, Refusal.UPGRADE) == 1


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::1]"])
def test_another_hosts_name_is_refused(served: Served, host: str) -> None:
    path = f"/s/{served.guest().token.text}"

    reply = served.say(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())

    assert reply.status == 421
    assert reply.body == b""


def test_without_a_host_nothing_is_said(served: Served) -> None:
    reply = served.say(f"GET /s/{served.guest().token.text} HTTP/1.0\r\n\r\n".encode())

    assert reply.status == 421


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 50,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"a" * 9_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n",
        b"POST /api/RegisterResult HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"<script>alert(1)</script>\r\n\r\n",
    ],
)
def test_what_is_no_proper_http_is_refused_without_an_echo(served: Served, said: bytes) -> None:
    reply = served.say(said)

    assert reply.status in {0, 400, 413, 414, 421, 431}
    assert reply.body == b""


def test_of_several_requests_on_one_connection_the_first_is_answered(served: Served) -> None:
    request = f"GET /s/ HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode()

    reply = served.say(request * 50)

    assert reply.status == 404
    assert b"HTTP/1.1" not in reply.body


def test_a_body_that_says_it_is_huge_is_refused_unread(served: Served) -> None:
    head = f"POST {RESULT} HTTP/1.1\r\nHost: 127.0.0.1\r\n{JSON}Content-Length: 99999999999\r\n\r\n"

    reply = served.say(head.encode())

    assert reply.status == 413
    assert _refused(served, Refusal.BODY_TOO_LARGE) == 1


def test_a_body_without_a_size_is_cut_off_at_the_limit(serve: Serve) -> None:
    served = serve(limits=LanLimits(body_bytes=100_000))
    head = f"POST {RESULT} HTTP/1.1\r\nHost: 127.0.0.1\r\n{JSON}Transfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"

    with served.connect() as client:
        reply = _say_until_refused(client, head, chunk)

    assert reply.status in {0, 413}
    assert _refused(served, Refusal.BODY_TOO_LARGE) == 1
    assert served.judge.judged == []


def _say_until_refused(client: socket.socket, head: bytes, chunk: bytes) -> Reply:
    try:
        client.sendall(head)
        for _ in range(2_000):
            client.sendall(chunk)
    except ConnectionError:
        pass
    return read_reply(client)


def test_a_head_that_never_ends_is_cut_off(serve: Serve) -> None:
    served = serve(limits=LanLimits(head_s=0.3))

    with served.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        reply = read_reply(client)

    assert reply.status == 0
    assert _refused(served, Refusal.SLOW_HEAD) == 1


def test_a_connection_without_a_word_is_cut_off(serve: Serve) -> None:
    served = serve(limits=LanLimits(head_s=0.3))

    reply = served.say(b"")

    assert reply.status == 0
    assert _refused(served, Refusal.SLOW_HEAD) == 1


def test_a_body_that_stalls_is_refused(serve: Serve) -> None:
    served = serve(limits=LanLimits(body_stall_s=0.3))
    head = f"POST {RESULT} HTTP/1.1\r\nHost: 127.0.0.1\r\n{JSON}Content-Length: 1000\r\n\r\n"

    reply = served.say(head.encode() + b'{"first')

    assert reply.status == 408
    assert _refused(served, Refusal.BODY_SLOW) == 1


def test_a_body_that_drips_is_refused(serve: Serve) -> None:
    served = serve(limits=LanLimits(body_stall_s=0.2, body_bytes_per_s=10_000_000))
    head = f"POST {RESULT} HTTP/1.1\r\nHost: 127.0.0.1\r\n{JSON}Content-Length: 100000\r\n\r\n"

    with served.connect() as client:
        client.sendall(head.encode())
        client.settimeout(0.02)
        received = _drip(client)

    assert b" 408 " in received.split(b"\r\n")[0]


def _drip(client: socket.socket) -> bytes:
    """A byte every 20 ms until the server says something."""
    for _ in range(500):
        try:
            client.sendall(b" ")
            return client.recv(65_536)
        except TimeoutError:
            continue
    return b""


def test_a_client_that_does_not_read_is_cut_off(serve: Serve) -> None:
    served = serve(limits=LanLimits(life_s=0.5), card=b"x" * 30_000_000)
    link = served.guest()

    with served.connect() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.sendall(f"GET /s/{link.token.text}/card.jpg HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        # Only the end wakes it, not what could be read.
        end = select.poll()
        end.register(client, select.POLLHUP | select.POLLERR)
        events = end.poll(PATIENCE_S * 1_000)

    assert events
    assert _refused(served, Refusal.TOO_LONG) == 1


def test_one_address_has_few_connections_and_all_have_many(serve: Serve) -> None:
    served = serve(limits=LanLimits(connections=5, connections_per_address=3))
    clients = [served.connect() for _ in range(3)]
    for client in clients:
        client.sendall(b"GET / HTTP/1.1\r\n")

    refused = served.say(b"GET / HTTP/1.1\r\n\r\n")
    for client in clients:
        client.close()

    assert refused.status == 0
    assert _refused(served, Refusal.CONNECTIONS) == 1


def test_where_all_is_taken_the_longest_silent_one_goes_and_the_guest_is_served(serve: Serve) -> None:
    served = serve(limits=LanLimits(connections=3, connections_per_address=99))
    link = served.guest()
    silent = [served.connect() for _ in range(3)]
    for client in silent:
        client.sendall(b"GET / HTTP/1.1\r\n")

    page = served.get(f"/s/{link.token.text}")
    first_ended = read_reply(silent[0]).status
    for client in silent:
        client.close()

    assert page.status == 200
    assert first_ended == 0
    assert _refused(served, Refusal.CONNECTIONS) >= 1


def test_a_closed_connection_makes_room(serve: Serve) -> None:
    served = serve(limits=LanLimits(connections=1, connections_per_address=1))

    statuses = [served.get("/s/").status for _ in range(5)]

    assert statuses == [404] * 5


def test_guesses_of_links_are_refused_even_the_right_one(serve: Serve) -> None:
    served = serve(limits=LanLimits(guesses_burst=3, guesses_per_s=0.001))
    link = served.guest()

    guessed = [served.get(f"/s/{'a' * 21}{n}").status for n in range(5)]
    right = served.get(f"/s/{link.token.text}")
    card = served.get(f"/s/{link.token.text}/card.jpg")

    assert guessed == [404, 404, 404, 429, 429]
    assert (right.status, card.status) == (429, 429)
    assert int(right.headers["retry-after"]) > 1


def test_an_address_that_asks_too_often_has_to_wait(serve: Serve) -> None:
    served = serve(limits=LanLimits(requests_burst=3, requests_per_s=0.001))

    statuses = [served.get("/s/").status for _ in range(5)]

    assert statuses == [404, 404, 404, 429, 429]


def test_a_compressed_body_is_not_unpacked(served: Served) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    reply = served.ask("POST", RESULT, JSON + "Content-Encoding: gzip\r\n", bomb)

    assert reply.status == 415


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_that_any_web_page_could_send_is_refused(served: Served, kind: str) -> None:
    reply = served.ask("POST", RESULT, f"Content-Type: {kind}\r\n", b'{"first_user": {"user_img": "aaaa"}}')

    assert reply.status == 415
    assert served.judge.judged == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"first_user": 1}',
        b'{"first_user": {"user_img": 1}}',
        b'{"first_user": {"user_img": ""}}',
        b'{"first_user": {"user_img": "!!!! not base64 !!!!"}}',
        b'{"first_user": {"user_img": "aaa"}}',
        '{"first_user": {"user_img": "가나다라"}}'.encode(),
        b'{"first_user": {"user_img": "aaaa\xff"}}',
        b"[" * 100_000,
        b'{"first_user": ' + b"9" * 100_000 + b"}",
        b'{"first_user": {"user_img": "data:image/png;base64,"}}',
        b'{"first_user": {"user_img": "aaaa", "x": [' + b"[]," * 2_000 + b"0]}}",
        b'{"first_user": {"user_img": "aaaa"}, ' + b'"x": 1, ' * 2_000 + b'"x": 1}',
    ],
)
def test_a_body_that_makes_no_sense_is_refused(served: Served, body: bytes) -> None:
    reply = served.ask("POST", RESULT, JSON + ("" if body else "Content-Length: 0\r\n"), body)

    assert reply.status == 422
    assert reply.body == b""
    assert served.judge.judged == []


def test_a_refusal_is_logged_once_a_minute_and_says_nothing_about_the_client(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "s3cr3t" + "a" * 16

    for _ in range(6):
        served.get(f"/s/{secret}", "User-Agent: somebody\r\nCookie: name=value\r\n")
    served.ask("POST", RESULT, JSON, json.dumps({"first_user": {"user_img": secret}}).encode())

    ours = [record.getMessage() for record in caplog.records if record.name.startswith("alphamale_desktop.lan")]
    assert sum(Refusal.UNKNOWN_LINK.value in line for line in ours) == 1
    everything = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(word in everything for word in (secret, "somebody", "127.0.0.1", "name=value"))


def test_clients_that_leave_in_the_middle_do_not_fill_the_log(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    for _ in range(3):
        with served.connect() as client:
            # Resets instead of closing, with half a body said.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            host = f"Host: 127.0.0.1:{served.port}\r\n"
            client.sendall(f"POST {RESULT} HTTP/1.1\r\n{host}{JSON}Content-Length: 9000\r\n\r\n{{".encode())
            served.get("/s/")

    tries = 0
    while _refused(served, Refusal.LEFT) < 3 and tries < 200:
        threading.Event().wait(0.05)
        tries += 1
    assert _refused(served, Refusal.LEFT) == 3
    ours = [record for record in caplog.records if record.name.startswith("alphamale_desktop.lan")]
    assert [record for record in ours if record.levelno >= logging.WARNING] == []
    assert sum(Refusal.LEFT.value in record.getMessage() for record in ours) == 1


def test_what_is_remembered_about_addresses_is_bounded(serve: Serve) -> None:
    served = serve(limits=LanLimits(addresses=4))

    for last in range(2, 12):
        with socket.socket() as client:
            client.settimeout(PATIENCE_S)
            client.bind((f"127.0.0.{last}", 0))
            client.connect(("127.0.0.1", served.port))
            client.sendall(b"GET /s/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            read_reply(client)

    assert served.server.remembered_addresses == 4
