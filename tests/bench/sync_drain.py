"""How fast results that were queued offline drain, with what memory, and whether guests notice.

    python -m tests.bench.sync_drain [RESULTS] [--cards]

The real program's parts on an SQLite file, photos of 150 kB, four uploads at a time; the receiver is a process of its
own that costs next to nothing. With ``--cards`` share cards are painted and sent too: far fewer results are enough.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from matplotlib import get_data_path

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.sync import desk_of, loop_of, plan_of
from alphamale_desktop.domain.analysis import Accepted
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import GeneralSettings, Settings, SyncSettings
from alphamale_desktop.texts.fluent_texts import FluentTexts
from tests.storage.samples import visit

GUESTS = 12
PHOTOS = 20
EACH_COMMIT = 250


def rss_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("no VmRSS")


def queue(core: Core, results: int, photo: bytes | None) -> None:
    """Args: photo: What cards can be painted from; None: noise will do."""
    picture = photo or b""
    # Decoders pass over what stands behind a picture, so each is a file of its own.
    photos = [core.media.put(picture + os.urandom(150_000 - len(picture)), "jpg") for _ in range(PHOTOS)]
    plan = plan_of(core.settings, core.machine_name)
    assert plan is not None
    now = datetime.now(UTC)
    for begin in range(0, results, EACH_COMMIT):
        with core.work() as work:
            for number in range(begin, min(results, begin + EACH_COMMIT)):
                kept = replace(
                    visit(core.ids.new_id(), created_at=now, photo_digest=photos[number % PHOTOS].digest),
                    created_by=core.machine_name,
                )
                work.visits.add(kept)
                for parcel in plan.parcels_of(kept, core.ids):
                    work.outbox.queue(parcel, now)
            work.commit()


def served(core: Core, photo: bytes, right_of_way: RightOfWay) -> tuple[float, UUID | None]:
    """Milliseconds of one guest: judged and kept, as the window does it."""
    begun_s = time.perf_counter()
    with right_of_way.serving():
        analysis = core.models.analyse(photo)
        assert isinstance(analysis.outcome, Accepted)
        purposes = frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE, ConsentPurpose.UPLOAD})
        consent = Consent(purposes, datetime.now(UTC))
        to_keep = core.photo_to_keep(photo)
        kept = core.keep_visit()(
            VisitToKeep(to_keep.data, to_keep.suffix, analysis.outcome.result, analysis.models, (), consent)
        )
    return 1000 * (time.perf_counter() - begun_s), kept


def guests(core: Core, photo: bytes, right_of_way: RightOfWay, pause: Callable[[float], object]) -> float:
    times = []
    for _ in range(GUESTS):
        times.append(served(core, photo, right_of_way)[0])
        pause(0.3)
    return statistics.median(times)


def main(results: int, *, cards: bool) -> None:
    os.environ |= {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}
    receiver = subprocess.Popen([sys.executable, "-m", "tests.bench.lean_bucket"], stdout=subprocess.PIPE, text=True)
    assert receiver.stdout is not None
    url = f"http://127.0.0.1:{int(receiver.stdout.readline())}"
    with tempfile.TemporaryDirectory() as folder:
        sync = SyncSettings(bucket="bench", endpoint=url, region="us-east-1", path_style=True, cards=cards)
        settings = Settings(general=GeneralSettings(machine_name="bench", language="ko"), sync=sync)
        program = program_paths()
        core = Core(settings, program, user_paths(Path(folder)), FluentTexts(program.resources / "i18n"))
        photo = Path(get_data_path(), "sample_data", "grace_hopper.jpg").read_bytes()
        pause, right_of_way = threading.Event().wait, RightOfWay()
        queue(core, results, photo if cards else None)
        served(core, photo, right_of_way)
        alone_ms = guests(core, photo, right_of_way, pause)
        before_mb = peak_mb = rss_mb()
        loop = loop_of(settings, lambda: core, right_of_way)
        assert loop is not None
        begun_s, worked_s = time.perf_counter(), time.process_time()
        loop.start()
        pause(2)
        beside_ms = guests(core, photo, right_of_way, pause)
        while (counts := desk_of(core).status().counts).waiting:
            peak_mb = max(peak_mb, rss_mb())
            pause(0.5)
        drained_s, worked_s = time.perf_counter() - begun_s, time.process_time() - worked_s
        loop.stop()
        core.close()
        held = int(urllib.request.urlopen(url + "/").read())
    receiver.terminate()
    receiver.wait()
    assert held == counts.sent, (held, counts)
    print(  # noqa: T201
        f"{counts.sent} objects of {results + 2 * GUESTS + 1} results in {drained_s:.0f} s: "
        f"{counts.sent / drained_s:.0f} objects/s, {(results + 2 * GUESTS) / drained_s:.1f} results/s; "
        f"processor {worked_s:.0f} s, guests included; memory {before_mb:.0f} MB before, {peak_mb:.0f} MB at most; "
        f"a guest: {alone_ms:.0f} ms alone, {beside_ms:.0f} ms beside it: ratio {beside_ms / alone_ms:.2f}; "
        f"{counts.dead} given up"
    )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else 10_000, cards="--cards" in sys.argv)
