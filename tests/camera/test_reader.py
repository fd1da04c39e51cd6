"""The thread that sits in the driver."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.inbox import FrameRead, Letter, SourceFailed, SourceOpened, ThreadedInbox
from alphamale_desktop.camera.reader import SourceReader
from alphamale_desktop.camera.source import FrameSource
from alphamale_desktop.domain.errors import AlphaMaleError, CameraBusyError, CameraFailedError
from tests.camera.pictures import noise
from tests.camera.stage import WEBCAM
from tests.fakes.log_watch import LogWatch


@dataclass
class Script:
    """A source that reads what it was given, then fails; an exception among it is raised."""

    reads: list[NDArray[np.uint8] | Exception | None]
    closed: threading.Event = field(default_factory=threading.Event)

    @property
    def camera(self) -> CameraInfo:
        return WEBCAM

    def read(self) -> NDArray[np.uint8] | None:
        if not self.reads:
            raise CameraFailedError()
        read = self.reads.pop(0)
        if isinstance(read, Exception):
            raise read
        return read

    def close(self) -> None:
        self.closed.set()


class Letterbox:
    """An ``Inbox`` that keeps everything."""

    def __init__(self) -> None:
        self.letters: queue.SimpleQueue[Letter] = queue.SimpleQueue()

    def post(self, letter: Letter) -> None:
        self.letters.put(letter)

    def take(self, timeout_s: float) -> list[Letter]:
        taken = []
        while not self.letters.empty():
            taken.append(self.letters.get())
        return taken


def _read_all(open_source: Callable[[], FrameSource], warmup_frames: int = 0) -> list[Letter]:
    inbox = Letterbox()
    reader = SourceReader(7, open_source, inbox, lambda: 5.0, warmup_frames)
    reader.start()
    assert reader.join(10)
    return inbox.take(0)


def test_frames_are_posted_in_order_after_the_camera_introduced_itself() -> None:
    frames = [noise(1), noise(2)]
    script = Script([*frames])

    opened, first, second, failed = _read_all(lambda: script)

    assert opened == SourceOpened(7, WEBCAM)
    assert isinstance(first, FrameRead)
    assert isinstance(second, FrameRead)
    assert (first.rgb is frames[0], first.sequence, first.captured_s) == (True, 1, 5.0)
    assert (second.rgb is frames[1], second.sequence) == (True, 2)
    assert isinstance(failed, SourceFailed)
    assert isinstance(failed.error, CameraFailedError)


def test_frames_of_the_warm_up_are_discarded() -> None:
    script = Script([noise(i) for i in range(10)])

    letters = _read_all(lambda: script, warmup_frames=8)

    assert [letter.sequence for letter in letters if isinstance(letter, FrameRead)] == [9, 10]


def test_a_camera_is_closed_before_its_failure_is_told() -> None:
    script = Script([noise(1)])
    closed_when_told: list[bool] = []

    class Watching(Letterbox):
        def post(self, letter: Letter) -> None:
            if isinstance(letter, SourceFailed):
                closed_when_told.append(script.closed.is_set())

    reader = SourceReader(1, lambda: script, Watching(), lambda: 0.0, 0)
    reader.start()
    reader.join(10)

    assert closed_when_told == [True]


def test_a_few_missed_frames_are_forgiven() -> None:
    script = Script([noise(1), *[None] * 9, noise(2), *[None] * 9, noise(3)])

    letters = _read_all(lambda: script)

    assert sum(isinstance(letter, FrameRead) for letter in letters) == 3


def test_many_missed_frames_in_a_row_are_a_failure() -> None:
    script = Script([noise(1), *[None] * 10, noise(2)])

    letters = _read_all(lambda: script)

    assert sum(isinstance(letter, FrameRead) for letter in letters) == 1
    assert isinstance(letters[-1], SourceFailed)
    assert script.reads == [script.reads[0]]


@pytest.mark.parametrize("error", [CameraBusyError(), CameraFailedError()])
def test_a_camera_that_does_not_open_is_told_with_its_reason(error: AlphaMaleError) -> None:
    def refuse() -> FrameSource:
        raise error

    assert _read_all(refuse) == [SourceFailed(7, error)]


def test_an_unforeseen_error_is_logged_and_told(log_watch: LogWatch) -> None:
    log_watch.expect("camera driver failed")
    script = Script([noise(1), RuntimeError("a bug")])

    letters = _read_all(lambda: script)

    assert letters[-1] == SourceFailed(7, None)
    assert script.closed.is_set()


def test_a_reader_that_was_asked_to_stop_closes_its_camera_and_is_silent() -> None:
    inbox = Letterbox()
    script = Script([])
    reader = SourceReader(1, lambda: script, inbox, lambda: 0.0, 0)
    reader.ask_to_stop()

    reader.start()

    assert reader.join(10)
    assert script.closed.is_set()
    assert inbox.take(0) == [SourceOpened(1, WEBCAM)]


def test_of_frames_that_wait_only_the_newest_is_kept_and_other_letters_all() -> None:
    inbox = ThreadedInbox()
    opened, failed = SourceOpened(1, WEBCAM), SourceFailed(1, None)
    frames = [FrameRead(1, noise(1), sequence, 0.0) for sequence in range(4)]

    for letter in (opened, frames[0], frames[1], frames[2], failed, frames[3]):
        inbox.post(letter)

    assert inbox.take(0) == [opened, frames[2], failed, frames[3]]
    assert inbox.take(0) == []


def test_a_letter_wakes_whoever_waits() -> None:
    inbox, taken = ThreadedInbox(), queue.SimpleQueue[list[Letter]]()
    waiter = threading.Thread(target=lambda: taken.put(inbox.take(60)))
    waiter.start()

    inbox.post(SourceFailed(1, None))

    assert taken.get(timeout=10) == [SourceFailed(1, None)]
    waiter.join(10)
