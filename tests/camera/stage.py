"""A stage on which the camera loop plays without threads: its time, its inbox, its drivers and its audience."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraFrame, CameraInfo, CameraState, CameraStatus
from alphamale_desktop.camera.attempts import Attempts
from alphamale_desktop.camera.config import CameraConfig
from alphamale_desktop.camera.inbox import FrameRead, Letter, SourceFailed, SourceOpened
from alphamale_desktop.camera.loop import CameraLoop
from alphamale_desktop.camera.source import FrameSource
from alphamale_desktop.camera.supervision import CameraSupervision
from alphamale_desktop.domain.errors import AlphaMaleError

WEBCAM = CameraInfo("by-id:webcam", "Webcam")
FPS = 30


class Show(Enum):
    """What a driver delivers for a while."""

    LIFE = auto()
    FROZEN = auto()
    BLACK = auto()
    GARBAGE = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Act:
    """What happens in one attempt: after ``opens_after_s`` it fails with ``refusal`` or delivers its ``scenes``.

    After the last scene it fails with ``ends_with``, or is silent for ever. A deaf one plays on when asked to stop.
    """

    scenes: tuple[tuple[Show, float], ...] = ()
    refusal: AlphaMaleError | None = None
    ends_with: AlphaMaleError | None = None
    opens_after_s: float = 0.1
    never_opens: bool = False
    hangs_when_dropped: bool = False
    deaf: bool = False


ALIVE = Act(((Show.LIFE, 3600.0),))


class Stage:
    """Satisfies ``Inbox``; time passes only in ``take``."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self._letters: list[Letter] = []
        self._plan: list[tuple[float, int, Callable[[], None]]] = []
        self._tickets = itertools.count()

    def clock_s(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds

    def at(self, time_s: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._plan, (time_s, next(self._tickets), act))

    def post(self, letter: Letter) -> None:
        self._letters.append(letter)

    def take(self, timeout_s: float) -> list[Letter]:
        until_s = self.now_s + timeout_s
        while not self._letters and self._plan and self._plan[0][0] <= until_s:
            time_s, _, act = heapq.heappop(self._plan)
            self.now_s = max(self.now_s, time_s)
            act()
        if not self._letters:
            self.now_s = max(self.now_s, until_s)
        letters, self._letters = self._letters, []
        return letters


class FramePainter:
    """Small frames; every LIFE frame differs from the one before."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(7)
        self._last = self._noise()

    def paint(self, show: Show) -> NDArray[np.uint8]:
        match show:
            case Show.BLACK:
                return np.zeros_like(self._last)
            case Show.GARBAGE:
                return np.full_like(self._last, 128)
            case Show.FROZEN:
                return self._last.copy()
            case _:
                self._last = self._noise()
                return self._last

    def _noise(self) -> NDArray[np.uint8]:
        return self._random.integers(40, 200, (48, 64, 3), dtype=np.uint8)


class ActedReader:
    """Plays an ``Act`` instead of a driver."""

    def __init__(self, stage: Stage, attempt: int, act: Act, painter: FramePainter) -> None:
        self._stage = stage
        self._attempt = attempt
        self._act = act
        self._painter = painter
        self.asked_to_stop = False
        self.comes_back = not act.hangs_when_dropped

    def start(self) -> None:
        if not self._act.never_opens:
            self._stage.at(self._stage.now_s + self._act.opens_after_s, self._open)

    def ask_to_stop(self) -> None:
        self.asked_to_stop = True

    def join(self, timeout_s: float) -> bool:
        return self.comes_back

    def _open(self) -> None:
        if self._act.refusal is not None:
            self._stage.post(SourceFailed(self._attempt, self._act.refusal))
            return
        self._stage.post(SourceOpened(self._attempt, WEBCAM))
        self._play(self._cues(), 0)

    def _cues(self) -> "list[tuple[Show, int]]":
        return [(show, round(length_s * FPS)) for show, length_s in self._act.scenes]

    def _play(self, cues: "list[tuple[Show, int]]", sequence: int) -> None:
        if self.asked_to_stop and not self._act.deaf:
            return
        if not cues:
            if self._act.ends_with is not None:
                self._stage.post(SourceFailed(self._attempt, self._act.ends_with))
            return
        (show, left), *rest = cues
        if show is not Show.NOTHING:
            self._stage.post(FrameRead(self._attempt, self._painter.paint(show), sequence, self._stage.now_s))
        remaining = [(show, left - 1), *rest] if left > 1 else rest
        self._stage.at(self._stage.now_s + 1 / FPS, lambda: self._play(remaining, sequence + 1))


@dataclass(frozen=True)
class Asked:
    """What the loop wanted from one attempt, and when."""

    at_s: float
    camera_id: str | None
    last_used: str | None


class Troupe:
    """A ``ReaderFactory`` and ``CameraOpener``: each attempt plays the next act, the last one for ever."""

    def __init__(self, stage: Stage, acts: list[Act]) -> None:
        self._stage = stage
        self._acts = acts
        self._painter = FramePainter()
        self.asked: list[Asked] = []
        self.readers: list[ActedReader] = []
        self.sockets = frozenset({WEBCAM.camera_id})

    def __call__(self, attempt: int, camera_id: str | None, last_used: str | None) -> ActedReader:
        self.asked.append(Asked(self._stage.now_s, camera_id, last_used))
        act = self._acts[min(len(self.readers), len(self._acts) - 1)]
        self.readers.append(ActedReader(self._stage, attempt, act, self._painter))
        return self.readers[-1]

    def cameras(self) -> list[CameraInfo]:
        return [WEBCAM]

    def plugged(self) -> frozenset[str]:
        return self.sockets

    def open(self, camera_id: str | None, last_used: str | None) -> FrameSource:
        raise AssertionError("readers on stage do not open sources")


@dataclass
class Notebook:
    """What a subscriber heard, with the times; frames are counted, not kept."""

    stage: Stage
    heard: list[tuple[float, CameraStatus]] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)

    def on_status(self, status: CameraStatus) -> None:
        self.heard.append((self.stage.now_s, status))

    def on_frame(self, frame: CameraFrame) -> None:
        self.frames.append(frame.sequence)

    @property
    def states(self) -> list[CameraState]:
        """Without repetitions."""
        return [state for state, _ in itertools.groupby(status.state for _, status in self.heard)]

    def first(self, state: CameraState) -> tuple[float, CameraStatus]:
        return next(entry for entry in self.heard if entry[1].state is state)


class Performance:
    """A loop on a stage with a subscriber; the pause after the nth failure is ``pause_s(n)``."""

    def __init__(
        self,
        *acts: Act,
        config: CameraConfig | None = None,
        pause_s: Callable[[int], float] = lambda failures: 1.0,
    ) -> None:
        self.stage = Stage()
        self.troupe = Troupe(self.stage, list(acts))
        config = config or CameraConfig()
        self.loop = CameraLoop(
            self.troupe,
            Attempts(self.troupe, config.max_hung_readers),
            CameraSupervision(config, pause_s),
            self.stage,
            self.stage.clock_s,
            config,
        )
        self.notebook = Notebook(self.stage)
        self.loop.subscribe(self.notebook.on_status, self.notebook.on_frame)

    def run_for(self, seconds: float) -> Notebook:
        """Returns after the loop ended."""
        self.stage.at(self.stage.now_s + seconds, self.loop.stop)
        self.loop.run()
        return self.notebook

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        self.stage.at(self.stage.now_s + seconds, act)
