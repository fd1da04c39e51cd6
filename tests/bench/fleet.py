"""Kiosks that all write to one PostgreSQL server, as fast as they can: ``python -m tests.bench.fleet``.

Each kiosk has its own SQLite file and its own process. When all have met the server once, each keeps visits as a guest
would see it (that time is measured), while another thread of it merges with the server, as in the program. Times by the
clock say much of what else the computer does; processor time says what the work itself costs.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.merge_fleet import MergeFleet
from alphamale_desktop.composition.clock import SystemClock, Uuid7Source
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.fleet_server import PostgresFleet
from tests.fakes.memory_storage import MemoryMediaStore
from tests.storage.postgres_server import PostgresServer
from tests.storage.samples import SHIPPED_CATALOG, visit

_TIMES = ("first", "kept", "kept_cpu", "merged", "merged_cpu")
_ready: list[Barrier] = []
"""In a kiosk's process: what all kiosks wait for together."""


def remember(ready: Barrier) -> None:
    """In a kiosk's process, before its work."""
    _ready.append(ready)


def run_kiosk(
    number: int, folder: str, url: str, visits: int, every_s: float, merge_every_s: float
) -> dict[str, list[float]]:
    """Seconds: of the first merge, of each visit kept here, of each merge, and until the server had the last one."""
    clock, kiosk_id = SystemClock(), UUID(int=number)
    file = sqlite_url(Path(folder) / f"kiosk-{number}.db")
    with (
        closing(Database(file, is_fleet_member=True)) as own,
        closing(PostgresFleet(url, SHIPPED_CATALOG, clock)) as server,
    ):
        own.upgrade(SHIPPED_CATALOG, clock.now())
        erase = EraseVisit(own.unit_of_work, MemoryMediaStore(), clock)
        member, ids = own.fleet_member(kiosk_id), Uuid7Source(kiosk_id)
        merge = MergeFleet(
            member, server, None, MemoryMediaStore(), erase, clock, lambda *_, **__: None, kiosk_id, str(number)
        )
        kept_s: list[float] = []
        kept_cpu_s: list[float] = []
        merged_s: list[float] = []
        merged_cpu_s: list[float] = []
        done = threading.Event()
        begun_s = time.perf_counter()
        merge()
        first_s = time.perf_counter() - begun_s
        _ready[0].wait()

        def merge_on() -> None:
            while not done.wait(merge_every_s):
                begun_s, cpu_s = time.perf_counter(), time.thread_time()
                merge()
                merged_s.append(time.perf_counter() - begun_s)
                merged_cpu_s.append(time.thread_time() - cpu_s)

        merger = threading.Thread(target=merge_on)
        merger.start()
        for _ in range(visits):
            begun_s, cpu_s = time.perf_counter(), time.thread_time()
            with own.unit_of_work() as work:
                work.visits.add(visit(ids.new_id(), created_at=clock.now()))
                work.commit()
            kept_s.append(time.perf_counter() - begun_s)
            kept_cpu_s.append(time.thread_time() - cpu_s)
            done.wait(max(0.0, every_s - kept_s[-1]))
        begun_s = time.perf_counter()
        while member.due_count():
            done.wait(0.05)
        lag_s = time.perf_counter() - begun_s
        done.set()
        merger.join()
    return {
        "first": [first_s],
        "kept": kept_s,
        "kept_cpu": kept_cpu_s,
        "merged": merged_s,
        "merged_cpu": merged_cpu_s,
        "lag": [lag_s],
    }


def spread_of(told: Sequence[Mapping[str, Sequence[float]]], name: str) -> dict[str, float]:
    """Milliseconds, over all kiosks."""
    times = sorted(1000 * one for kiosk in told for one in kiosk[name])
    at = {"median": 0.5, "p99": 0.99, "max": 1.0}
    spread = {label: round(times[min(len(times) - 1, int(part * len(times)))], 1) for label, part in at.items()}
    return {"count": len(times), **spread}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kiosks", type=int, default=16)
    parser.add_argument("--visits", type=int, default=100, help="of each kiosk")
    parser.add_argument("--every", type=float, default=0.2, help="seconds between two guests of one kiosk")
    parser.add_argument("--merge-every", type=float, default=0.2, help="seconds between two merges of one kiosk")
    options = parser.parse_args()
    server = PostgresServer.started()
    try:
        url = server.new_database()
        with tempfile.TemporaryDirectory() as folder:
            begun_s = time.perf_counter()
            tasks = [
                (n, folder, url, options.visits, options.every, options.merge_every)
                for n in range(1, options.kiosks + 1)
            ]
            spawn = multiprocessing.get_context("spawn")
            with spawn.Pool(options.kiosks, remember, (spawn.Barrier(options.kiosks),)) as pool:
                told = pool.starmap(run_kiosk, tasks, chunksize=1)
            took_s = time.perf_counter() - begun_s
        with closing(Database(url)) as database, database.unit_of_work() as work:
            newest = work.visits.find(HistoryQuery(limit=1000))
            with database.session() as session:
                total = session.connection().exec_driver_sql("SELECT count(*) FROM user_tbl").scalar_one()
        print(  # noqa: T201 - a benchmark's answer
            json.dumps(
                {
                    "kiosks": options.kiosks,
                    "visits": total,
                    "lost": options.kiosks * options.visits - total,
                    "newest_read": len(newest),
                    "seconds": round(took_s, 1),
                    "load": os.getloadavg()[0],
                    **{f"{name}_ms": spread_of(told, name) for name in _TIMES},
                    "last_arrived_after_s": round(max(kiosk["lag"][0] for kiosk in told), 2),
                }
            )
        )
    finally:
        server.stop()


if __name__ == "__main__":
    main()
