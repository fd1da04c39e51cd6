"""What hostile clients cost, and whether a guest still gets his card meanwhile.

    python -m tests.bench.lan_hostile

A real server with the limits that ship, on loopback; every attacker has addresses of his own (127.0.0.0/8), and the
guest one of his.
"""

import os
import secrets
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.lan.served import Served, read_reply

SECONDS = 12.0
GUEST = "127.0.9.9"


@dataclass(frozen=True, slots=True)
class Round:
    """How it went while an attack ran. Times in ms, by the clock."""

    name: str
    served: int
    refused: int
    median_ms: float
    worst_ms: float
    rss_mb: float
    connections: int


def rss_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of ours
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def connect(port: int, address: str) -> socket.socket:
    client = socket.socket()
    client.settimeout(10)
    client.bind((address, 0))
    client.connect(("127.0.0.1", port))
    return client


def fetch(port: int, path: str) -> int:
    with connect(port, GUEST) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        return read_reply(client).status


def attackers(count: int, attack: Callable[[int, str, threading.Event], None], port: int) -> Iterator[None]:
    over = threading.Event()

    def keep_on(number: int) -> None:
        address = f"127.0.{1 + number // 200}.{1 + number % 200}"
        while not over.is_set():
            with suppress(OSError):
                attack(port, address, over)

    threads = [threading.Thread(target=keep_on, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    yield
    over.set()
    for thread in threads:
        thread.join()


def silent(port: int, address: str, over: threading.Event) -> None:
    with connect(port, address) as client:
        client.settimeout(0.5)
        while not over.is_set():
            with suppress(TimeoutError):
                if not client.recv(1):
                    return


def dripping_head(port: int, address: str, over: threading.Event) -> None:
    with connect(port, address) as client:
        client.sendall(b"GET /s/x HTTP/1.1\r\nX-")
        while not over.wait(0.3):
            client.sendall(b"a")


def dripping_body(port: int, address: str, over: threading.Event) -> None:
    head = "POST /api/RegisterResult HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with connect(port, address) as client:
        client.sendall(f"{head}Content-Length: 9000000\r\n\r\n".encode())
        while not over.wait(0.3):
            client.sendall(b" ")


def huge_body(port: int, address: str, over: threading.Event) -> None:
    head = "POST /api/RegisterResult HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with connect(port, address) as client:
        client.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
        while not over.is_set():
            client.sendall(chunk)


def guessing(port: int, address: str, over: threading.Event) -> None:
    with connect(port, address) as client:
        client.sendall(f"GET /s/{secrets.token_urlsafe(16)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        read_reply(client)
    over.wait(0.02)


def measure(name: str, served: Served, count: int, attack: Callable[[int, str, threading.Event], None]) -> Round:
    """The guest fetches page and card, one after the other, while ``count`` attackers keep on."""
    link = served.guest()
    port, times, refused, begun = served.port, [], 0, time.monotonic()
    most, heaviest = 0, 0.0
    with contextmanager(attackers)(count, attack, port):
        while time.monotonic() - begun < SECONDS:
            at = time.monotonic()
            try:
                statuses = [fetch(port, f"/s/{link.token.text}")]
            except OSError:
                statuses = [0]
            times.append(1_000 * (time.monotonic() - at))
            refused += sum(status != 200 for status in statuses)
            most = max(most, len(served.server.keeper or ()))
            heaviest = max(heaviest, rss_mb())
            # A guest's pace: his address has a rate limit too.
            threading.Event().wait(0.3)
    return Round(name, len(times) - refused, refused, statistics.median(times), max(times), heaviest, most)


def main() -> None:
    served = Served(opens_limit=1_000_000)
    served.start()
    rounds = [
        measure("nobody else", served, 0, silent),
        measure("60 silent connections", served, 60, silent),
        measure("400 silent connections", served, 400, silent),
        measure("60 dripping heads", served, 60, dripping_head),
        measure("60 dripping bodies", served, 60, dripping_body),
        measure("20 endless bodies", served, 20, huge_body),
        measure("20 guessing links", served, 20, guessing),
    ]
    print("| attack | served | refused | median ms | worst ms | RSS MB | connections |")  # noqa: T201
    for one in rounds:
        figures = f"{one.median_ms:.0f} | {one.worst_ms:.0f} | {one.rss_mb:.0f} | {one.connections}"
        print(f"| {one.name} | {one.served} | {one.refused} | {figures} |")  # noqa: T201
    print({reason.name: count for reason, count in served.server.refusals.counts.items()})  # noqa: T201
    served.server.stop()


if __name__ == "__main__":
    main()
