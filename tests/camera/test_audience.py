"""Who hears of the camera, and until when."""

import threading

from alphamale_desktop.application.camera_port import CameraState, CameraStatus
from alphamale_desktop.camera.audience import Audience
from tests.camera.pictures import frame_of, noise
from tests.camera.stage import ALIVE, Notebook, Performance
from tests.fakes.log_watch import LogWatch

LIVE = CameraStatus(CameraState.LIVE)
FRAME = frame_of(noise(1))


def test_a_latecomer_first_hears_the_present_state() -> None:
    performance = Performance(ALIVE)
    late = Notebook(performance.stage)

    def arrive() -> None:
        performance.loop.subscribe(late.on_status, late.on_frame)

    performance.after(3.0, arrive)

    performance.run_for(5)

    assert late.states == [CameraState.LIVE, CameraState.STOPPED]
    assert len(late.frames) > 50


def test_whoever_left_hears_nothing_more_and_others_do() -> None:
    performance = Performance(ALIVE)
    brief = Notebook(performance.stage)
    leave = performance.loop.subscribe(brief.on_status, brief.on_frame)
    performance.after(2.0, leave)
    performance.after(2.5, leave)

    stayed = performance.run_for(5)

    assert brief.states == [CameraState.SEARCHING, CameraState.LIVE]
    assert len(brief.frames) < 60 < len(stayed.frames)


def test_a_subscriber_may_leave_from_within_a_call() -> None:
    audience = Audience()
    heard: list[object] = []

    def hear_and_leave(frame: object) -> None:
        heard.append(frame)
        leave()

    leave = audience.admit(heard.append, hear_and_leave)
    audience.greet_newcomers(LIVE)

    audience.tell(FRAME)
    audience.tell(FRAME)

    assert heard == [LIVE, FRAME]


def test_a_subscriber_that_fails_is_dropped_and_the_others_go_on(log_watch: LogWatch) -> None:
    log_watch.expect("a camera subscriber failed and is dropped")
    audience = Audience()
    heard: list[object] = []
    calls: list[str] = []

    def fail(_: object) -> None:
        calls.append("failing")
        raise RuntimeError("a bug in a page")

    audience.admit(lambda status: None, fail)
    audience.admit(lambda status: None, heard.append)
    audience.greet_newcomers(LIVE)

    audience.tell(FRAME)
    audience.tell(FRAME)

    assert calls == ["failing"]
    assert heard == [FRAME, FRAME]


def test_leaving_waits_for_the_call_under_way() -> None:
    audience = Audience()
    entered, release = threading.Event(), threading.Event()
    order: list[str] = []

    def slow(_: object) -> None:
        entered.set()
        release.wait(5)
        order.append("call ended")

    leave = audience.admit(lambda status: None, slow)
    audience.greet_newcomers(LIVE)
    teller = threading.Thread(target=audience.tell, args=(FRAME,))
    teller.start()
    entered.wait(5)

    def leave_and_note() -> None:
        leave()
        order.append("left")

    leaver = threading.Thread(target=leave_and_note)
    leaver.start()
    release.set()
    leaver.join(5)
    teller.join(5)

    assert order == ["call ended", "left"]


def test_subscribers_come_and_go_on_many_threads_while_frames_flow() -> None:
    audience, stop = Audience(), threading.Event()
    heard_after_leaving: list[object] = []

    def come_and_go() -> None:
        for _ in range(300):
            gone = threading.Event()

            def hear(news: object, gone: threading.Event = gone) -> None:
                if gone.is_set():
                    heard_after_leaving.append(news)

            leave = audience.admit(hear, hear)
            leave()
            gone.set()

    visitors = [threading.Thread(target=come_and_go) for _ in range(4)]

    def tell() -> None:
        while not stop.is_set():
            audience.greet_newcomers(LIVE)
            audience.tell(FRAME)

    teller = threading.Thread(target=tell)
    for thread in (teller, *visitors):
        thread.start()
    for visitor in visitors:
        visitor.join(30)
    stop.set()
    teller.join(30)
    last: list[object] = []
    audience.admit(last.append, last.append)
    audience.greet_newcomers(LIVE)

    assert heard_after_leaving == []
    assert last == [LIVE]
