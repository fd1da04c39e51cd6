"""The outbox, delivered over HTTP from a real database, on bad days."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.ports import CardContent, CardFormat
from alphamale_desktop.domain.delivery import Parcel, written_failure
from alphamale_desktop.domain.errors import PictureBrokenError
from tests.fakes.cards import PlainCards
from tests.fakes.log_watch import LogWatch
from tests.sync.bucket_server import CUT_AT_ONCE, Asked, BucketServer, Fault
from tests.sync.conftest import StoreMaker
from tests.sync.kiosk import ANALYSIS, KEPT_AT, PROMOTION, STORAGE, UPLOAD, Kiosk, KioskMaker


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
    ids=[
        "no connection", "cut while sending", "answer lost", "no connection for the check", "check's answer lost",
        "internal error", "slow down", "damaged on the way", "stored damaged", "wi-fi page", "everything at once",
    ],
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
    assert stopped.condition.stopped_by == (written_failure(done.trouble) if done.trouble else "")
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


class UnusablePhotos(PlainCards):
    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        raise PictureBrokenError


def test_a_card_that_cannot_be_painted_from_its_photo_is_a_dead_letter(kiosk: Kiosk) -> None:
    kiosk.keep_for_upload()
    kiosk.painter = UnusablePhotos()

    for _ in range(3):
        kiosk.deliver()

    status = kiosk.desk.status()
    assert (status.word, status.counts.waiting) == ("dead", 0)
    assert [(letter.parcel.kind, letter.error) for letter in status.dead] == [("card", "picture_broken")]


def test_an_object_of_an_unknown_kind_is_a_dead_letter(kiosk: Kiosk) -> None:
    with kiosk.database.unit_of_work() as work:
        work.outbox.queue(Parcel(UUID(int=9), "s/token/index.html", "from-the-future", "kiosk-1"), KEPT_AT)
        work.commit()

    kiosk.deliver()

    assert [letter.error for letter in kiosk.desk.status().dead] == ["content_unknown kind=from-the-future"]


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

    threads = [threading.Thread(target=kiosk.deliver_until_sent) for kiosk in kiosks]
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

    # No time passes: what the other holds is held.
    threads = [threading.Thread(target=each.deliver_until_sent) for each in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(server.objects(bucket)) == sorted(key for visit in visits for key in first.keys_of(visit))
    assert len(server.puts()) == 24


def test_visits_kept_before_there_was_a_bucket_can_be_queued_later(
    kiosk: Kiosk, server: BucketServer, bucket: str
) -> None:
    before = kiosk.keep(ANALYSIS, STORAGE, UPLOAD, has_bucket=False)
    kiosk.keep(ANALYSIS, STORAGE, has_bucket=False)
    after = kiosk.keep_for_upload()
    kiosk.deliver_all()
    with kiosk.database.session() as session:
        session.execute(text("UPDATE user_tbl SET created_by = 'an earlier name'"))
        session.commit()

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
