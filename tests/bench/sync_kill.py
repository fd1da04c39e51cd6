"""Kills a delivering kiosk many times at random moments and checks that nothing is lost, doubled or sent unasked.

    python -m tests.bench.sync_kill [KILLS]

Exits with an assertion's traceback when something is wrong.
"""

import logging
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

from alphamale_desktop.storage.database import Database, sqlite_url
from tests.fakes.clock import NOON
from tests.storage.samples import SHIPPED_CATALOG
from tests.sync.bucket_server import serving
from tests.sync.killing import Killing


def main(kills: int) -> None:
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    begun_s = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        server.new_bucket("bench")
        with closing(Database(sqlite_url(Path(folder) / "alphamale.db"))) as database:
            database.upgrade(SHIPPED_CATALOG, NOON)
        killing = Killing(Path(folder), server, "bench", Random(1))
        for number in range(1, kills + 1):
            killing.kill_once(visits=4, longest_s=0.9)
            if number % 20 == 0:
                print(f"{number} kills, {len(killing.confirmed['upload'])} for upload", flush=True)  # noqa: T201
        killing.finish()
        killing.check()
        puts = server.puts()
        upload, keep = (len(killing.confirmed[word]) for word in ("upload", "keep"))
    print(  # noqa: T201
        f"{killing.kills} kills, {killing.kills_while_sending} of them while it talked to the server; "
        f"{upload} consented and {keep} other visits confirmed; {len(puts)} uploads of {len(set(puts))} objects; "
        f"nothing lost, nothing twice, nothing unasked; {time.perf_counter() - begun_s:.0f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
