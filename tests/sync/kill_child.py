"""A kiosk that keeps visits and delivers them until it is killed.

Arguments: folder, server's address, bucket and how many visits to keep.
Prints a line for every visit: its id, ``upload`` or ``keep``, and the photo's digest. Deliveries go on until killed.
"""

import hashlib
import secrets
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.deliver_outbox import DeliverOutbox, DeliveryRound, DeliveryTerms
from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.application.sync_desk import SyncDesk
from alphamale_desktop.application.visit_contents import VisitContents
from alphamale_desktop.composition.clock import SystemClock, Uuid7Source
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.day_hours import DayHours
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.sync.bandwidth import Bandwidth
from alphamale_desktop.sync.loop import DeliveryLoop, LoopPace
from alphamale_desktop.sync.s3_store import AccessKey, S3Store, S3Target
from tests.fakes.cards import PlainCards
from tests.fakes.results import GROWN_UP, MODELS, analysis_result
from tests.sync.keys import KEY_ID, SECRET

KIOSK = "kiosk-1"
LEASE = timedelta(seconds=1.5)
PHOTO_BYTES = 60_000


class Kiosk:
    """Satisfies the loop's ``Delivery``."""

    def __init__(self, folder: Path, url: str, bucket: str) -> None:
        self.database = Database(sqlite_url(folder / "alphamale.db"))
        self.media = FileMediaStore(folder / "photos")
        self.plan = DeliveryPlan("alphamale", "fair", KIOSK)
        clock, ids, work = SystemClock(), Uuid7Source(), self.database.unit_of_work
        self.keep = KeepVisit(work, self.media, clock, ids, KIOSK, deliveries=self.plan)
        target = S3Target(bucket, url, "us-east-1", has_path_style=True, access_key=AccessKey(KEY_ID, SECRET))
        store = S3Store(target, clock, Bandwidth(None, clock, lambda _: None))
        contents = VisitContents(work, self.media, PlainCards(), lambda png: png, "ko").sources()
        terms = DeliveryTerms(KIOSK, 3, LEASE)
        self._deliver = DeliverOutbox(work, store, contents, clock, ids, terms, RightOfWay(), Random(7))
        self.desk = SyncDesk(work, clock, ids, KIOSK, bucket, self.plan)

    def deliver(self, cancel: Cancel, *, puts: bool = True) -> DeliveryRound:
        return self._deliver(cancel, puts=puts)

    def is_stopped(self) -> bool:
        return self.desk.is_stopped()

    def resume(self) -> None:
        self.desk.resume()

    def loop(self) -> DeliveryLoop:
        pace = LoopPace(idle_s=0.1, first_delay_s=0.1, longest_delay_s=0.5)
        return DeliveryLoop(lambda: self, SystemClock(), DayHours(), Random(7), pace)

    def keep_one(self, *, for_upload: bool) -> None:
        """Says so before and after: what was announced may be there, what was confirmed must."""
        photo = secrets.token_bytes(PHOTO_BYTES)
        purposes = {ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}
        if for_upload:
            purposes.add(ConsentPurpose.UPLOAD)
        consent = Consent(frozenset(purposes), datetime.now(UTC))
        digest, word = hashlib.sha256(photo).hexdigest(), "upload" if for_upload else "keep"
        _say(f"begin - {word} {digest}")
        kept = self.keep(VisitToKeep(photo, "jpg", analysis_result(FaceType.BETA), MODELS, (), consent, GROWN_UP))
        _say(f"done {kept} {word} {digest}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    kiosk = Kiosk(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    loop = kiosk.loop()
    loop.start()
    for number in range(int(sys.argv[4])):
        kiosk.keep_one(for_upload=number % 3 != 2)
        loop.nudge()
    _say("kept")
    sys.stdin.read()
