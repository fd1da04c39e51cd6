"""What costs much to make is made one at a time, and not while a guest is served."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from alphamale_desktop.application.object_store_port import Content
from alphamale_desktop.application.patient_source import PatientBench
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.domain.delivery import Parcel

PARCEL = Parcel(UUID(int=1), "key", "card", "kiosk-1")
CARD = Content(b"card", "image/jpeg")


def test_of_two_kinds_one_object_is_made_at_a_time() -> None:
    bench, at_work, most, lock = PatientBench(RightOfWay()), 0, 0, threading.Lock()

    def make(_: Parcel) -> Content:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        # Others get their turn here, if they may.
        threading.Event().wait(0.001)
        with lock:
            at_work -= 1
        return CARD

    sources = [bench.source(make), bench.source(make)] * 4
    with ThreadPoolExecutor(len(sources)) as pool:
        made = list(pool.map(lambda source: source(PARCEL), sources))

    assert made == [CARD] * len(sources)
    assert most == 1


def test_nothing_is_begun_while_a_guest_is_served() -> None:
    right_of_way, begun = RightOfWay(), threading.Event()

    def make(_: Parcel) -> Content:
        begun.set()
        return CARD

    source = PatientBench(right_of_way, give_way_s=60).source(make)
    with ThreadPoolExecutor(1) as pool:
        with right_of_way.serving():
            making = pool.submit(source, PARCEL)
            was_begun = begun.wait(0.05)
        made = making.result(10)

    assert not was_begun
    assert made == CARD


def test_a_guest_who_never_leaves_holds_up_nothing_for_ever() -> None:
    right_of_way = RightOfWay()

    with right_of_way.serving():
        made = PatientBench(right_of_way, give_way_s=0.01).source(lambda _: CARD)(PARCEL)

    assert made == CARD
