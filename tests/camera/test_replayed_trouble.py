"""The whole camera room over a replay with scripted faults, in made-up time."""

from pathlib import Path
from random import Random

import pytest

from alphamale_desktop.application.backoff import retry_delay_s
from alphamale_desktop.application.camera_port import CameraState, CameraTrouble
from alphamale_desktop.camera.attempts import Attempts
from alphamale_desktop.camera.config import CameraConfig
from alphamale_desktop.camera.inbox import FrameRead, SourceFailed, SourceOpened
from alphamale_desktop.camera.loop import CameraLoop
from alphamale_desktop.camera.opening import camera_feed
from alphamale_desktop.camera.replay_source import ReplayOpener
from alphamale_desktop.camera.replay_spec import parse_replay
from alphamale_desktop.camera.source import FrameSource
from alphamale_desktop.camera.supervision import CameraSupervision
from alphamale_desktop.domain.errors import AlphaMaleError, CameraFailedError, ReplaySourceError
from tests.camera.pictures import noise, write_film
from tests.camera.stage import Notebook, Stage
from tests.camera.test_threads import SOON_S, Listener


class InlineReader:
    """Reads a real source whenever the stage's time comes, instead of on a thread."""

    def __init__(self, stage: Stage, opener: ReplayOpener, attempt: int) -> None:
        self._stage = stage
        self._opener = opener
        self._attempt = attempt
        self._source: FrameSource | None = None
        self._stopped = False

    def start(self) -> None:
        self._stage.at(self._stage.now_s, self._open)

    def ask_to_stop(self) -> None:
        self._stopped = True

    def join(self, timeout_s: float) -> bool:
        return True

    def _open(self) -> None:
        try:
            source = self._opener.open(None, None)
        except AlphaMaleError as error:
            self._stage.post(SourceFailed(self._attempt, error))
            return
        self._stage.post(SourceOpened(self._attempt, source.camera))
        self._read(source, 0)

    def _read(self, source: FrameSource, sequence: int) -> None:
        if self._stopped:
            source.close()
            return
        rgb = source.read()
        if rgb is None:
            source.close()
            self._stage.post(SourceFailed(self._attempt, CameraFailedError()))
            return
        self._stage.post(FrameRead(self._attempt, rgb, sequence, self._stage.now_s))
        self._stage.at(self._stage.now_s, lambda: self._read(source, sequence + 1))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "guest.avi"
    write_film(path, [noise(seed) for seed in range(12)], fps=30.0)
    return path


def _perform(choice: str, seconds: float) -> Notebook:
    stage, config, random = Stage(), CameraConfig(), Random(1)
    opener = ReplayOpener(parse_replay(choice), stage.clock_s, stage.wait)
    attempts = Attempts(lambda attempt, camera_id, last_used: InlineReader(stage, opener, attempt), 3)
    supervision = CameraSupervision(config, lambda failures: retry_delay_s(failures, 1.0, 15.0, random))
    loop = CameraLoop(opener, attempts, supervision, stage, stage.clock_s, config)
    notebook = Notebook(stage)
    loop.subscribe(notebook.on_status, notebook.on_frame)
    stage.at(stage.now_s + seconds, loop.stop)
    loop.run()
    return notebook


def test_a_demonstration_of_every_trouble_ends_live(film: Path) -> None:
    script = "freeze@3s+3s,unplug@9s+4s,black@20s+3s,garbage@30s+3s,busy@40s+9s,unplug@40s+1s"

    notebook = _perform(f"replay:{film}?fault={script}", 70)

    live, stale, lost = CameraState.LIVE, CameraState.STALE, CameraState.LOST
    assert [state for state in notebook.states if state not in (CameraState.SEARCHING, CameraState.STOPPED)] == [
        live,
        stale,
        live,
        lost,
        CameraState.MISSING,
        live,
        stale,
        live,
        stale,
        live,
    ]
    assert [status.trouble for _, status in notebook.heard if status.state is stale] == [
        CameraTrouble.FROZEN,
        CameraTrouble.BLACK,
        CameraTrouble.GARBAGE,
    ]


def test_a_camera_that_is_taken_away_and_busy_on_return_is_live_in_the_end(film: Path) -> None:
    notebook = _perform(f"replay:{film}?fault=unplug@3s+2s,busy@5s+6s", 40)

    assert notebook.states == [
        CameraState.SEARCHING,
        CameraState.LIVE,
        CameraState.LOST,
        CameraState.MISSING,
        CameraState.BUSY,
        CameraState.LIVE,
        CameraState.STOPPED,
    ]


def test_a_replay_without_faults_never_falters(film: Path) -> None:
    notebook = _perform(f"replay:{film}", 60)

    assert notebook.states == [CameraState.SEARCHING, CameraState.LIVE, CameraState.STOPPED]
    assert len(notebook.frames) > 59 * 30


def test_a_chosen_replay_runs_on_real_threads(film: Path) -> None:
    feed = camera_feed(f"replay:{film}?fps=120", CameraConfig(), Random(1))
    listener = Listener()
    feed.subscribe(listener.statuses.put, listener.frames.put)
    feed.start()
    listener.until(CameraState.LIVE)

    still = feed.capture_still().result(SOON_S)
    feed.stop()

    assert (still.width_px, still.height_px) == (64, 48)
    assert [info.name for info in feed.cameras()] == ["guest"]


def test_a_malformed_replay_is_refused_before_anything_starts() -> None:
    with pytest.raises(ReplaySourceError):
        camera_feed("replay:x?fps=0", CameraConfig(), Random(1))


def test_a_camera_that_this_computer_does_not_have_is_missing_and_asked_for_by_its_id() -> None:
    feed = camera_feed("by-id:no-such-camera", CameraConfig(), Random(1))
    listener = Listener()
    feed.subscribe(listener.statuses.put, listener.frames.put)

    feed.start()
    states = listener.until(CameraState.MISSING)
    feed.stop()

    assert CameraState.LIVE not in states
