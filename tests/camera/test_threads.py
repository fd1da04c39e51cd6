"""The feed with real threads and real time; waits end on events, never on time."""

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraFeed, CameraFrame, CameraInfo, CameraState, CameraStatus
from alphamale_desktop.camera.config import CameraConfig
from alphamale_desktop.camera.loop import CameraLoop
from alphamale_desktop.camera.opening import feed_of
from alphamale_desktop.domain.errors import CameraNotReadyError
from tests.camera.pictures import noise
from tests.camera.stage import WEBCAM

SOON_S = 20.0
PATIENT = CameraConfig(warmup_frames=0)
BRISK = CameraConfig(
    warmup_frames=0,
    stale_after_s=0.3,
    lost_after_s=0.6,
    retry_first_s=0.01,
    retry_limit_s=0.02,
)


@dataclass
class LiveSource:
    """Frames without end; with ``hangs_after`` frames read, ``read`` blocks until ``release`` is set."""

    hangs_after: int | None
    release: threading.Event
    count: int = 0
    hanging: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)

    @property
    def camera(self) -> CameraInfo:
        return WEBCAM

    def read(self) -> NDArray[np.uint8]:
        if self.count == self.hangs_after:
            self.hanging.set()
            self.release.wait(60)
        self.count += 1
        return noise(self.count)

    def close(self) -> None:
        self.closed.set()


class Socket:
    """Opens a new source each time; the first ``hanging`` ones hang after five frames."""

    def __init__(self, hanging: int = 0) -> None:
        self._hanging = hanging
        self.release = threading.Event()
        self.sources: list[LiveSource] = []

    def cameras(self) -> list[CameraInfo]:
        return [WEBCAM]

    def plugged(self) -> frozenset[str]:
        return frozenset({WEBCAM.camera_id})

    def open(self, camera_id: str | None, last_used: str | None) -> LiveSource:
        hangs_after = 5 if len(self.sources) < self._hanging else None
        self.sources.append(LiveSource(hangs_after, self.release))
        return self.sources[-1]


class Listener:
    def __init__(self) -> None:
        self.statuses: queue.SimpleQueue[CameraStatus] = queue.SimpleQueue()
        self.frames: queue.SimpleQueue[CameraFrame] = queue.SimpleQueue()

    def until(self, state: CameraState) -> list[CameraState]:
        """The states up to that one; fails when it does not come soon."""
        states: list[CameraState] = []
        while not states or states[-1] is not state:
            states.append(self.statuses.get(timeout=SOON_S).state)
        return states


def _camera_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("camera")]


@pytest.fixture
def socket() -> Iterator[Socket]:
    socket = Socket()
    yield socket
    socket.release.set()


def _listen(feed: CameraFeed) -> Listener:
    listener = Listener()
    feed.subscribe(listener.statuses.put, listener.frames.put)
    return listener


def _feed(socket: Socket, config: CameraConfig = PATIENT) -> CameraLoop:
    return feed_of(socket, config, Random(1))


def test_frames_and_stills_flow_until_stop_which_leaves_no_thread_and_a_closed_camera(socket: Socket) -> None:
    feed = _feed(socket)
    listener = _listen(feed)
    feed.start()
    listener.until(CameraState.LIVE)

    frame = listener.frames.get(timeout=SOON_S)
    still = feed.capture_still().result(SOON_S)
    feed.stop()

    assert (frame.width_px, frame.height_px) == (still.width_px, still.height_px) == (64, 48)
    assert listener.until(CameraState.STOPPED)[-1] is feed.status.state
    assert (feed.newest, _camera_threads()) == (None, [])
    assert socket.sources[0].closed.is_set()


def test_starting_twice_runs_once_and_stopping_twice_is_harmless(socket: Socket) -> None:
    feed = _feed(socket)
    listener = _listen(feed)

    feed.start()
    feed.start()
    listener.until(CameraState.LIVE)
    feed.stop()
    feed.stop()

    assert len(socket.sources) == 1
    assert _camera_threads() == []


def test_a_stopped_feed_starts_again(socket: Socket) -> None:
    feed = _feed(socket)
    listener = _listen(feed)
    feed.start()
    listener.until(CameraState.LIVE)
    feed.stop()
    listener.until(CameraState.STOPPED)

    feed.start()
    states = listener.until(CameraState.LIVE)
    still = feed.capture_still().result(SOON_S)
    feed.stop()

    assert states == [CameraState.SEARCHING, CameraState.SEARCHING, CameraState.LIVE]
    assert still.jpeg[:2] == b"\xff\xd8"


def test_a_driver_that_hangs_is_abandoned_and_the_camera_opened_anew() -> None:
    socket = Socket(hanging=1)
    feed = _feed(socket, BRISK)
    listener = _listen(feed)
    feed.start()

    states = [*listener.until(CameraState.LOST), *listener.until(CameraState.LIVE)]
    hung = socket.sources[0]
    closed_while_hanging = hung.closed.is_set()
    socket.release.set()
    closed_after_its_return = hung.closed.wait(SOON_S)
    feed.stop()

    assert states.index(CameraState.LIVE) < states.index(CameraState.STALE) < states.index(CameraState.LOST)
    assert (closed_while_hanging, closed_after_its_return) == (False, True)


def test_stop_comes_back_although_the_driver_hangs() -> None:
    socket = Socket(hanging=100)
    feed = _feed(socket)
    listener = _listen(feed)
    feed.start()
    listener.until(CameraState.LIVE)
    socket.sources[0].hanging.wait(SOON_S)

    feed.stop()
    left_behind = _camera_threads()
    socket.release.set()
    socket.sources[0].closed.wait(SOON_S)

    assert left_behind == ["camera-reader-1"]
    assert feed.status.state is CameraState.STOPPED


def test_every_press_from_many_threads_gets_its_picture(socket: Socket) -> None:
    feed = _feed(socket)
    listener = _listen(feed)
    feed.start()
    listener.until(CameraState.LIVE)
    listener.frames.get(timeout=SOON_S)
    sizes: queue.SimpleQueue[int] = queue.SimpleQueue()

    def press() -> None:
        for _ in range(10):
            sizes.put(len(feed.capture_still().result(SOON_S).jpeg))

    guests = [threading.Thread(target=press) for _ in range(4)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join(SOON_S)
    feed.stop()

    assert sizes.qsize() == 40


def test_presses_around_the_stop_are_all_settled(socket: Socket) -> None:
    feed = _feed(socket)
    listener = _listen(feed)
    feed.start()
    listener.until(CameraState.LIVE)
    listener.frames.get(timeout=SOON_S)
    pressing, refusals = threading.Barrier(5), queue.SimpleQueue[BaseException | None]()

    def press_until_refused() -> None:
        pressing.wait(SOON_S)
        refusal = None
        while refusal is None:
            refusal = feed.capture_still().exception(SOON_S)
        refusals.put(refusal)

    guests = [threading.Thread(target=press_until_refused) for _ in range(4)]
    for guest in guests:
        guest.start()
    pressing.wait(SOON_S)
    feed.stop()
    for guest in guests:
        guest.join(SOON_S)

    assert [type(refusals.get(timeout=SOON_S)) for _ in guests] == [CameraNotReadyError] * 4


def test_subscribers_come_and_go_on_many_threads_while_the_camera_runs(socket: Socket) -> None:
    feed = _feed(socket)
    listener = _listen(feed)
    feed.start()
    listener.until(CameraState.LIVE)
    greeted: queue.SimpleQueue[CameraState] = queue.SimpleQueue()

    def come_and_go() -> None:
        for _ in range(20):
            visitor = Listener()
            leave = feed.subscribe(visitor.statuses.put, visitor.frames.put)
            greeted.put(visitor.statuses.get(timeout=SOON_S).state)
            visitor.frames.get(timeout=SOON_S)
            leave()

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON_S)
    feed.stop()

    assert [greeted.get() for _ in range(greeted.qsize())] == [CameraState.LIVE] * 80
