"""The outbox, delivered over HTTP from a real database, on bad days."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.deliver_outbox import DeliverOutbox, DeliveryRound, DeliveryTerms
from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.application.object_store_port import Content, KeepOn, ObjectStore, Receipt
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.ports import CardContent, CardFormat, MediaFile
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.application.sync_desk import SyncDesk
from alphamale_desktop.application.visit_contents import VisitContents
from alphamale_desktop.composition.clock import Uuid7Source
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.delivery import Parcel
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.database import Database
from tests.fakes.clock import FakeClock
from tests.fakes.log_watch import LogWatch
from tests.fakes.memory_storage import MemoryMediaStore, celebrities_of
from tests.fakes.results import GROWN_UP, MODELS, analysis_result
from tests.sync.bucket_server import CUT_AT_ONCE, Asked, BucketServer, Fault
from tests.sync.conftest import StoreMaker

ANALYSIS, STORAGE, UPLOAD, PROMOTION = ConsentPurpose
KEPT_AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


class PlainCards:
    """Satisfies ``CardPainter`` without drawing."""

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        return b"card of " + content.photo


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

    def keys_of(self, visit_id: UUID) -> list[str]:
        return [f"alphamale/Fair/{self.name}/{visit_id}/{n}" for n in ("card.jpg", "photo.jpg", "result.json")]


KioskMaker = Callable[..., Kiosk]


@pytest.fixture
def make_kiosk(database_url: str, make_store: StoreMaker) -> Iterator[KioskMaker]:
    with closing(Database(database_url)) as database:
        yield lambda **changes: Kiosk(database, **{"store": make_store(), **changes})


@pytest.fixture
def kiosk(make_kiosk: KioskMaker) -> Kiosk:
    return make_kiosk()


def photos_in(objects: dict[str, bytes]) -> dict[str, bytes]:
    return {key: data for key, data in objects.items() if key.endswith("photo.jpg")}


def test_everything_a_guest_agreed_to_upload_arrives_and_nothing_else(
    kiosk: Kiosk, server: BucketServer, bucket: str
) -> None:
    sent = kiosk.keep_for_upload()
    kiosk.keep(ANALYSIS, STORAGE)
    kiosk.keep(ANALYSIS, STORAGE, PROMOTION)

    kiosk.deliver_all()

    objects = server.objects(bucket)
    card, photo, result = kiosk.keys_of(sent)
    assert sorted(objects) == [card, photo, result]
    assert objects[photo] == kiosk.photo_of(sent)
    assert objects[card] == b"jpeg card of " + kiosk.photo_of(sent)
    assert json.loads(objects[result])["visit"] == str(sent)
    assert kiosk.desk.status().word == "fine"


def flaky(*faults: Fault | None) -> Callable[[Asked], Fault | None]:
    """These for the first requests, in turn; then all is well."""
    coming, lock = iter(faults), threading.Lock()

    def plan(asked: Asked) -> Fault | None:
        with lock:
            return next(coming, None)

    return plan


def on(method: str, fault: Fault, times: int) -> Callable[[Asked], Fault | None]:
    left, lock = [times], threading.Lock()

    def plan(asked: Asked) -> Fault | None:
        with lock:
            if asked.method != method or not left[0]:
                return None
            left[0] -= 1
            return fault

    return plan


@pytest.mark.parametrize(
    "plan",
    [
        on("PUT", CUT_AT_ONCE, 3),
        on("PUT", Fault(cut_after_bytes=30_000), 3),
        on("PUT", Fault(cut_after_serving=True), 3),
        on("HEAD", CUT_AT_ONCE, 3),
        on("HEAD", Fault(cut_after_serving=True), 3),
        on("PUT", Fault(status=500, code="InternalError"), 4),
        on("PUT", Fault(status=503, code="SlowDown"), 4),
        on("PUT", Fault(status=400, code="BadDigest"), 2),
        on("PUT", Fault(spoils=True), 2),
        on("PUT", Fault(status=200, page="<html>Wi-Fi</html>"), 2),
        flaky(CUT_AT_ONCE, None, CUT_AT_ONCE, Fault(status=500, code="InternalError"), None, CUT_AT_ONCE),
    ],
    ids=str,
)  # fmt: skip
def test_after_every_kind_of_failure_each_object_is_there_once_and_whole(
    kiosk: Kiosk, server: BucketServer, bucket: str, plan: Callable[[Asked], Fault | None]
) -> None:
    visits = [kiosk.keep_for_upload(), kiosk.keep_for_upload()]
    server.plan = plan

    kiosk.deliver_all()

    objects = server.objects(bucket)
    assert sorted(objects) == sorted(key for visit in visits for key in kiosk.keys_of(visit))
    assert photos_in(objects) == {kiosk.keys_of(visit)[1]: kiosk.photo_of(visit) for visit in visits}
    assert kiosk.desk.status().condition.trouble == ""


def test_what_arrived_although_its_answer_was_lost_is_not_sent_again(kiosk: Kiosk, server: BucketServer) -> None:
    kiosk.keep_for_upload()
    server.plan = on("PUT", Fault(cut_after_serving=True), 1)

    kiosk.deliver_all()

    assert len(server.puts()) == 3


def test_a_network_that_is_away_is_not_asked_for_every_object(kiosk: Kiosk, server: BucketServer) -> None:
    for _ in range(4):
        kiosk.keep_for_upload()
    server.plan = lambda asked: CUT_AT_ONCE

    done = kiosk.deliver()

    assert len(server.asked) == 1
    assert done.trouble is not None
    assert kiosk.desk.status().word == "failing"
    assert kiosk.desk.status().counts.waiting == 12


def test_an_object_that_the_server_cannot_take_does_not_hold_up_the_others(
    kiosk: Kiosk, server: BucketServer, bucket: str
) -> None:
    bad, good = kiosk.keep_for_upload(), kiosk.keep_for_upload()
    server.plan = lambda asked: (
        Fault(status=500, code="InternalError") if str(bad) in asked.path and asked.is_put else None
    )

    for _ in range(6):
        kiosk.deliver()

    assert sorted(server.objects(bucket)) == kiosk.keys_of(good)
    assert kiosk.desk.status().counts.waiting == 3


@pytest.mark.parametrize("code", ["AccessDenied", "NoSuchBucket", "InvalidAccessKeyId", "AuthorizationHeaderMalformed"])
def test_a_refusal_stops_the_delivery_with_its_reason_until_somebody_resumes(
    kiosk: Kiosk, server: BucketServer, bucket: str, code: str
) -> None:
    kiosk.keep_for_upload()
    server.plan = lambda asked: Fault(status=404 if code == "NoSuchBucket" else 403, code=code)

    done = kiosk.deliver()
    stopped = kiosk.desk.status()
    server.plan = lambda asked: None
    resumed = kiosk.desk.resume()
    kiosk.deliver_all()

    assert done.is_refused
    assert stopped.word == "stopped"
    assert stopped.condition.stopped_by == done.trouble.code if done.trouble else ""
    assert stopped.counts.waiting == 3
    assert resumed
    assert len(server.objects(bucket)) == 3
    assert kiosk.desk.status().word == "fine"


def test_a_wrong_clock_is_waited_out_and_shown(kiosk: Kiosk, server: BucketServer) -> None:
    kiosk.keep_for_upload()
    theirs = datetime.now(UTC) + timedelta(hours=2)
    server.plan = lambda asked: Fault(status=403, code="RequestTimeTooSkewed", date=theirs)

    done = kiosk.deliver()

    condition = kiosk.desk.status().condition
    assert not done.is_refused
    assert condition.trouble == "clock_skewed"
    assert abs(condition.skew_s + 7_200) < 5
    assert condition.stopped_by == ""


def test_a_photo_that_is_damaged_becomes_a_dead_letter_and_the_rest_arrives(
    kiosk: Kiosk, server: BucketServer, bucket: str
) -> None:
    kiosk.workers = 2
    visit = kiosk.keep_for_upload()
    photo = kiosk.photo_of(visit)
    kiosk.media.files.clear()

    kiosk.deliver()
    status = kiosk.desk.status()
    kiosk.media.put(photo, "jpg")
    revived = kiosk.desk.retry()
    kiosk.deliver_all()

    assert status.word == "dead"
    assert {(letter.parcel.kind, letter.error) for letter in status.dead} == {
        ("photo", "media_damaged"),
        ("card", "media_damaged"),
    }
    assert revived == 2
    assert sorted(server.objects(bucket)) == kiosk.keys_of(visit)


def test_an_object_of_an_unknown_kind_is_a_dead_letter(kiosk: Kiosk) -> None:
    with kiosk.database.unit_of_work() as work:
        work.outbox.queue(Parcel(UUID(int=9), "s/token/index.html", "from-the-future", "kiosk-1"), KEPT_AT)
        work.commit()

    kiosk.deliver()

    assert [letter.error for letter in kiosk.desk.status().dead] == ["content_unknown"]


def test_a_defect_in_making_an_object_is_tried_again_and_logged(kiosk: Kiosk, log_watch: LogWatch) -> None:
    class BrokenCards(PlainCards):
        def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
            raise ZeroDivisionError

    kiosk.painter, kiosk.workers = BrokenCards(), 2
    kiosk.keep_for_upload()
    log_watch.expect("could not make or send an object of kind card")

    done = kiosk.deliver()
    for _ in range(12):
        kiosk.clock.advance(301)
        kiosk.deliver()

    assert (done.sent, done.later) == (2, 1)
    assert [(letter.parcel.kind, letter.error) for letter in kiosk.desk.status().dead] == [("card", "unexpected")]


def test_two_kiosks_deliver_side_by_side_from_one_database(
    make_kiosk: KioskMaker, make_store: StoreMaker, server: BucketServer, bucket: str
) -> None:
    kiosks = [make_kiosk(name=f"kiosk-{n}", store=make_store(), workers=2) for n in (1, 2)]
    visits = [(kiosk, kiosk.keep_for_upload()) for kiosk in kiosks for _ in range(5)]

    threads = [threading.Thread(target=kiosk.deliver_all) for kiosk in kiosks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert photos_in(server.objects(bucket)) == {k.keys_of(visit)[1]: k.photo_of(visit) for k, visit in visits}
    assert len(server.puts()) == 30


def test_two_programs_on_one_outbox_send_nothing_twice(
    make_kiosk: KioskMaker, make_store: StoreMaker, server: BucketServer, bucket: str
) -> None:
    first = make_kiosk(workers=2)
    second = replace(first, store=make_store())
    visits = [first.keep_for_upload() for _ in range(8)]

    threads = [threading.Thread(target=each.deliver_all) for each in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(server.objects(bucket)) == sorted(key for visit in visits for key in first.keys_of(visit))
    assert len(server.puts()) == 24


def test_an_erased_visit_is_deleted_at_the_target(kiosk: Kiosk, server: BucketServer, bucket: str) -> None:
    gone, stays = kiosk.keep_for_upload(), kiosk.keep_for_upload()
    kiosk.deliver_all()

    kiosk.erase(gone)
    kiosk.deliver_all()

    assert sorted(server.objects(bucket)) == kiosk.keys_of(stays)
    assert kiosk.desk.status().counts.erased == 3


class InterruptedStore:
    """A store at which something happens at a certain moment of the first upload.

    Args:
        moment: ``before``, ``during`` or ``after`` the sending.
    """

    def __init__(self, store: ObjectStore, moment: str, happens: Callable[[], None]) -> None:
        self._store = store
        self._moment = moment
        self._happens = [happens]

    @property
    def bucket(self) -> str:
        return self._store.bucket

    @property
    def skew_s(self) -> int:
        return self._store.skew_s

    def put(self, key: str, content: Content, keep_on: KeepOn) -> Receipt:
        def watched() -> None:
            self._at("during")
            keep_on()

        self._at("before")
        receipt = self._store.put(key, content, watched)
        self._at("after")
        return receipt

    def holds(self, key: str, content: Content) -> bool:
        return self._store.holds(key, content)

    def get(self, key: str, limit_bytes: int) -> bytes:
        return self._store.get(key, limit_bytes)

    def delete(self, key: str, bucket: str) -> None:
        self._store.delete(key, bucket)

    def _at(self, moment: str) -> None:
        if moment == self._moment and self._happens:
            self._happens.pop()()


@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_an_erasure_wins_over_an_upload_under_way(
    make_kiosk: KioskMaker, make_store: StoreMaker, server: BucketServer, bucket: str, moment: str
) -> None:
    kiosk = make_kiosk()
    visit = kiosk.keep_for_upload()
    kiosk.store = InterruptedStore(make_store(), moment, lambda: kiosk.erase(visit))

    kiosk.deliver_all()

    assert server.objects(bucket) == {}


@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_an_upload_that_outlasts_its_lease_loses_against_an_erasure_that_was_carried_out(
    make_kiosk: KioskMaker, make_store: StoreMaker, server: BucketServer, bucket: str, moment: str
) -> None:
    kiosk = make_kiosk()
    visit = kiosk.keep_for_upload()
    other = replace(kiosk, store=make_store())

    def erase_and_clean_up_an_hour_later() -> None:
        kiosk.erase(visit)
        other.clock.advance(3_600)
        other.deliver_all()

    kiosk.store = InterruptedStore(make_store(), moment, erase_and_clean_up_an_hour_later)

    kiosk.deliver_all()

    assert server.objects(bucket) == {}
    assert kiosk.desk.status().counts.erasing == 0


def test_an_erasure_while_sending_ends_the_sending(
    make_kiosk: KioskMaker, make_store: StoreMaker, server: BucketServer, bucket: str
) -> None:
    kiosk = make_kiosk()
    visit = kiosk.keep_for_upload()

    def erase_and_let_time_pass() -> None:
        kiosk.erase(visit)
        kiosk.clock.advance(40)

    kiosk.store = InterruptedStore(make_store(), "during", erase_and_let_time_pass)

    done = kiosk.deliver()

    assert done.sent == 0
    assert server.objects(bucket) == {}


def test_a_visit_erased_offline_is_never_sent(kiosk: Kiosk, server: BucketServer, bucket: str) -> None:
    visit = kiosk.keep_for_upload()
    server.plan = lambda asked: CUT_AT_ONCE
    kiosk.deliver()

    kiosk.erase(visit)
    server.plan = lambda asked: None
    kiosk.deliver_all()

    assert server.objects(bucket) == {}


def test_outside_the_hours_only_erasures_are_carried_out(kiosk: Kiosk, server: BucketServer, bucket: str) -> None:
    gone = kiosk.keep_for_upload()
    kiosk.deliver_all()
    kiosk.keep_for_upload()
    kiosk.erase(gone)
    kiosk.clock.advance(300)

    done = [kiosk.deliver(puts=False) for _ in range(3)]

    assert sum(each.erased for each in done) == 3
    assert server.objects(bucket) == {}
    assert kiosk.desk.status().counts.waiting == 3


def test_visits_kept_before_there_was_a_bucket_can_be_queued_later(
    kiosk: Kiosk, server: BucketServer, bucket: str
) -> None:
    before = kiosk.keep(ANALYSIS, STORAGE, UPLOAD, has_bucket=False)
    kiosk.keep(ANALYSIS, STORAGE, has_bucket=False)
    after = kiosk.keep_for_upload()
    kiosk.deliver_all()

    queued = [kiosk.desk.backfill(), kiosk.desk.backfill()]
    kiosk.deliver_all()

    assert queued == [1, 0]
    assert sorted(server.objects(bucket)) == sorted([*kiosk.keys_of(before), *kiosk.keys_of(after)])


def test_a_guest_who_is_being_served_goes_first(kiosk: Kiosk, server: BucketServer) -> None:
    kiosk.keep_for_upload()
    free = []

    with kiosk.right_of_way.serving():
        free.append(kiosk.right_of_way.give_way(0.01))
    free.append(kiosk.right_of_way.give_way(0.01))
    kiosk.deliver_all()

    assert free == [False, True]


def test_a_delivery_that_is_asked_to_stop_sends_nothing_more(kiosk: Kiosk, server: BucketServer) -> None:
    kiosk.keep_for_upload()
    cancel = Cancel()
    cancel.ask()

    kiosk.delivery()(cancel)

    assert server.asked == []
    assert kiosk.desk.status().counts.waiting == 3
    kiosk.deliver_all()
    assert len(server.puts()) == 3


def test_an_object_is_deleted_in_the_bucket_it_was_sent_to_when_another_is_set(
    kiosk: Kiosk, make_store: StoreMaker, server: BucketServer, bucket: str
) -> None:
    visit = kiosk.keep_for_upload()
    kiosk.deliver_all()
    server.new_bucket(f"{bucket}-next")
    kiosk.store = make_store(bucket=f"{bucket}-next")

    kiosk.erase(visit)
    kiosk.deliver_all()

    assert server.objects(bucket) == {}
