"""A kiosk that keeps visits and delivers them over HTTP, on a real database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.deliver_outbox import DeliverOutbox, DeliveryRound, DeliveryTerms
from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.application.object_store_port import ObjectStore
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.application.sync_desk import SyncDesk
from alphamale_desktop.application.visit_contents import VisitContents
from alphamale_desktop.composition.clock import Uuid7Source
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.database import Database
from tests.fakes.cards import PlainCards
from tests.fakes.clock import FakeClock
from tests.fakes.memory_storage import MemoryMediaStore, celebrities_of
from tests.fakes.results import GROWN_UP, MODELS, analysis_result

ANALYSIS, STORAGE, UPLOAD, PROMOTION = ConsentPurpose
KEPT_AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Kiosk:
    """One booth with its own photos, on a database that others may share."""

    database: Database
    store: ObjectStore
    name: str = "kiosk-1"
    clock: FakeClock = field(default_factory=lambda: FakeClock(KEPT_AT))
    media: MemoryMediaStore = field(default_factory=MemoryMediaStore)
    right_of_way: RightOfWay = field(default_factory=RightOfWay)
    workers: int = 1
    painter: PlainCards = field(default_factory=PlainCards)
    kept: int = 0

    @property
    def plan(self) -> DeliveryPlan:
        return DeliveryPlan("alphamale", "Fair", self.name)

    @property
    def desk(self) -> SyncDesk:
        return SyncDesk(self.database.unit_of_work, self.clock, Uuid7Source(), self.name, self.store.bucket, self.plan)

    def keep(self, *purposes: ConsentPurpose, has_bucket: bool = True) -> UUID:
        self.kept += 1
        photo = f"photo {self.kept} of {self.name} ".encode() * 4_000
        visit = VisitToKeep(
            photo,
            "jpg",
            analysis_result(FaceType.BETA),
            MODELS,
            tuple(celebrities_of(FaceType.BETA, 2)),
            Consent(frozenset(purposes), KEPT_AT),
            GROWN_UP,
        )
        plan = self.plan if has_bucket else None
        work = self.database.unit_of_work
        kept = KeepVisit(work, self.media, self.clock, Uuid7Source(), self.name, deliveries=plan)(visit)
        assert kept is not None
        return kept

    def keep_for_upload(self) -> UUID:
        return self.keep(ANALYSIS, STORAGE, UPLOAD)

    def photo_of(self, visit_id: UUID) -> bytes:
        with self.database.unit_of_work() as work:
            visit = work.visits.get(visit_id)
        return self.media.get(MediaFile(visit.photo_digest or "", "jpg"))

    def erase(self, visit_id: UUID) -> None:
        EraseVisit(self.database.unit_of_work, self.media, self.clock)(visit_id)

    def delivery(self) -> DeliverOutbox:
        work = self.database.unit_of_work
        contents = VisitContents(work, self.media, self.painter, lambda png: b"jpeg " + png, "ko").sources()
        terms = DeliveryTerms(self.name, self.workers, give_way_s=0.01)
        return DeliverOutbox(work, self.store, contents, self.clock, Uuid7Source(), terms, self.right_of_way, Random(1))

    def deliver(self, *, puts: bool = True) -> DeliveryRound:
        """One handful."""
        return self.delivery()(Cancel(), puts=puts)

    def deliver_all(self, rounds: int = 60) -> list[DeliveryRound]:
        """Until nothing is left, with time passing between the tries."""
        done = []
        for _ in range(rounds):
            done.append(self.deliver())
            counts = self.desk.status().counts
            if not counts.waiting + counts.erasing:
                return done
            if not (done[-1].sent or done[-1].erased):
                self.clock.advance(301)
        raise AssertionError(f"not delivered after {rounds} rounds: {counts}")

    def deliver_until_sent(self) -> None:
        """Until nothing is left, by this program or another one. No time passes."""
        while self.desk.status().counts.waiting:
            self.deliver()

    def keys_of(self, visit_id: UUID) -> list[str]:
        return [f"alphamale/Fair/{self.name}/{visit_id}/{n}" for n in ("card.jpg", "photo.jpg", "result.json")]


KioskMaker = Callable[..., Kiosk]
