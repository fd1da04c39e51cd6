"""Kills a delivering kiosk again and again, then lets it finish, and compares what arrived with what was promised."""

import contextlib
import hashlib
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from tests.sync.bucket_server import BucketServer
from tests.sync.kill_child import LEASE, Kiosk

ROOT = Path(__file__).resolve().parents[2]
_START_S = 20.0
"""A child on a busy machine may need so long for its imports."""

_LOOK_S = 0.005
_WHILE_SENDING = 0.75


@dataclass
class Killing:
    """What a kiosk that was killed again and again said it did.

    Attributes:
        confirmed: Digests of photos whose keeping was confirmed, by word: ``upload`` or ``keep``.
        begun: Digests of photos whose keeping began.
    """

    folder: Path
    server: BucketServer
    bucket: str
    random: Random
    kills: int = 0
    kills_while_sending: int = 0
    confirmed: dict[str, set[str]] = field(default_factory=lambda: {"upload": set(), "keep": set()})
    begun: dict[str, set[str]] = field(default_factory=lambda: {"upload": set(), "keep": set()})

    def kill_once(self, visits: int, longest_s: float) -> None:
        """Runs the kiosk and kills it at a random moment: one time in four after its first word, otherwise after its
        first request to the server, so that most kills hit it between two steps of a delivery."""
        command = [sys.executable, "-m", "tests.sync.kill_child", str(self.folder), self.server.url, self.bucket]
        process = subprocess.Popen(
            [*command, str(visits)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        spoke = threading.Event()
        reader = threading.Thread(target=self._listen, args=(process, spoke))
        reader.start()
        asked_before = self._asked()
        assert spoke.wait(_START_S), "the kiosk did not start"
        if self.random.random() < _WHILE_SENDING:
            self._wait_for_request(asked_before)
        threading.Event().wait(self.random.uniform(0, longest_s))
        process.kill()
        process.wait()
        reader.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self.kills += 1
        self.kills_while_sending += self._asked() > asked_before

    def _wait_for_request(self, asked_before: int) -> None:
        tries = 0
        while self._asked() == asked_before and tries < _START_S / _LOOK_S:
            threading.Event().wait(_LOOK_S)
            tries += 1

    def finish(self) -> None:
        """Delivers what is left, in this process, once the last lease is over."""
        threading.Event().wait(LEASE.total_seconds() + 0.2)
        kiosk = Kiosk(self.folder, self.server.url, self.bucket)
        while kiosk.desk.status().counts.waiting:
            kiosk.deliver(Cancel())
        kiosk.database.close()

    def check(self) -> None:
        """Raises AssertionError unless every consented photo is there once and whole, and nothing else is."""
        visits = self._visits()
        consented = [visit for visit in visits if visit.consent.allows(ConsentPurpose.UPLOAD)]
        objects = self.server.objects(self.bucket)
        photos = {key: data for key, data in objects.items() if key.endswith("photo.jpg")}
        arrived = sorted(hashlib.sha256(data).hexdigest() for data in photos.values())
        wanted = sorted(str(v.photo_digest) for v in consented)
        assert arrived == wanted, f"{len(arrived)} photos arrived, {len(wanted)} were promised"
        assert len(set(arrived)) == len(arrived), "a photo is there twice"
        assert len(objects) == 3 * len(consented), f"{len(objects)} objects of {len(consented)} visits"
        # Nothing that was confirmed to the guest was lost, and nothing came that nobody began.
        kept = {str(v.photo_digest) for v in visits}
        assert self.confirmed["upload"] | self.confirmed["keep"] <= kept, "a confirmed visit is gone"
        assert self.confirmed["upload"] <= set(arrived), "a confirmed photo did not arrive"
        assert set(arrived) <= self.begun["upload"], "a photo arrived without consent"

    def _asked(self) -> int:
        return sum(asked.path.startswith(f"/{self.bucket}/") for asked in tuple(self.server.asked))

    def _visits(self) -> list[StoredVisit]:
        kiosk = Kiosk(self.folder, self.server.url, self.bucket)
        found: list[StoredVisit] = []
        while True:
            with kiosk.database.unit_of_work() as work:
                page = work.visits.find(HistoryQuery(limit=1_000, before=found[-1].visit_id if found else None))
            found += page
            if len(page) < 1_000:
                kiosk.database.close()
                return found

    def _listen(self, process: "subprocess.Popen[str]", spoke: threading.Event) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            spoke.set()
            words = line.split()
            if line.endswith("\n") and len(words) == 4:
                (self.confirmed if words[0] == "done" else self.begun)[words[2]].add(words[3])
