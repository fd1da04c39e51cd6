"""An erasure reaches the bucket, whatever is under way at that moment."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from alphamale_desktop.application.object_store_port import Content, KeepOn, ObjectStore, Receipt
from tests.sync.bucket_server import CUT_AT_ONCE, BucketServer
from tests.sync.conftest import StoreMaker, carry_on
from tests.sync.kiosk import Kiosk, KioskMaker


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


class SleepyStore(InterruptedStore):
    """Its uploads arrive after something happened, as from a computer that slept: nobody can stop them any more."""

    def put(self, key: str, content: Content, keep_on: KeepOn) -> Receipt:
        self._at("before")
        return self._store.put(key, content, carry_on)


def test_a_network_lost_after_such_an_upload_only_puts_its_deletion_off(
    make_kiosk: KioskMaker, make_store: StoreMaker, server: BucketServer, bucket: str
) -> None:
    kiosk = make_kiosk()
    visit = kiosk.keep_for_upload()
    other = replace(kiosk, store=make_store())

    def erase_and_clean_up_an_hour_later() -> None:
        kiosk.erase(visit)
        other.clock.advance(3_600)
        other.deliver_all()
        server.plan = lambda asked: None if asked.is_put or asked.method == "HEAD" else CUT_AT_ONCE

    kiosk.store = SleepyStore(make_store(), "before", erase_and_clean_up_an_hour_later)
    kiosk.deliver()
    kiosk.deliver()
    left_behind = len(server.objects(bucket))

    server.plan = lambda asked: None
    kiosk.deliver_all()

    assert left_behind > 0
    assert server.objects(bucket) == {}


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
