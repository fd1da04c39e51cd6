"""Kills a delivering kiosk many times at random moments and checks that nothing is lost, doubled or sent unasked.

    python -m tests.bench.sync_kill [KILLS]

Exits with an assertion's traceback when something is wrong.
"""

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

from alphamale_desktop.storage.database import Database, sqlite_url
from tests.fakes.clock import NOON
from tests.storage.samples import SHIPPED_CATALOG
from tests.sync.bucket_server import serving
from tests.sync.killing import Killing

KIOSKS = 2
"""At once, each with its own folder and bucket: most of a kill is waiting for a program to start."""


def kill_often(killing: Killing, kills: int) -> None:
    for _ in range(kills):
        killing.kill_once(visits=4, longest_s=0.5)
    killing.finish()


def main(kills: int) -> None:
    begun_s = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        killings = []
        for number in range(KIOSKS):
            own = Path(folder, str(number))
            own.mkdir()
            server.new_bucket(f"bench-{number}")
            with closing(Database(sqlite_url(own / "alphamale.db"))) as database:
                database.upgrade(SHIPPED_CATALOG, NOON)
            killings.append(Killing(own, server, f"bench-{number}", Random(number)))
        with ThreadPoolExecutor(KIOSKS) as pool:
            list(pool.map(lambda killing: kill_often(killing, kills // KIOSKS), killings))
        puts = server.puts()
        for killing in killings:
            killing.check()
    upload, keep = (sum(len(killing.confirmed[word]) for killing in killings) for word in ("upload", "keep"))
    print(  # noqa: T201
        f"{sum(killing.kills for killing in killings)} kills, "
        f"{sum(killing.kills_while_sending for killing in killings)} of them while it talked to the server; "
        f"{upload} consented and {keep} other visits confirmed; {len(puts)} uploads of {len(set(puts))} objects; "
        f"nothing lost, nothing twice, nothing unasked; {time.perf_counter() - begun_s:.0f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
