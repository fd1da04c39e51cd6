"""The camera loop's way from any trouble back to live pictures, in scripted time."""

import pytest

from alphamale_desktop.application.camera_port import CameraState, CameraStatus, CameraTrouble
from alphamale_desktop.camera.config import CameraConfig
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    CameraBusyError,
    CameraDeniedError,
    CameraFailedError,
    CameraMissingError,
    ReplaySourceError,
)
from tests.camera.stage import ALIVE, WEBCAM, Act, Performance, Show
from tests.fakes.log_watch import LogWatch

SEARCHING, LIVE, STALE, LOST, BUSY, MISSING, STOPPED = (
    CameraState.SEARCHING,
    CameraState.LIVE,
    CameraState.STALE,
    CameraState.LOST,
    CameraState.BUSY,
    CameraState.MISSING,
    CameraState.STOPPED,
)


def test_a_healthy_camera_is_searched_for_once_and_lives() -> None:
    performance = Performance(ALIVE)

    notebook = performance.run_for(10)

    assert notebook.states == [SEARCHING, LIVE, STOPPED]
    assert notebook.first(LIVE)[1] == CameraStatus(LIVE, WEBCAM)
    assert notebook.frames[:3] == [1, 2, 3]
    assert len(notebook.frames) > 290


@pytest.mark.parametrize(
    ("show", "trouble"),
    [
        (Show.FROZEN, CameraTrouble.FROZEN),
        (Show.BLACK, CameraTrouble.BLACK),
        (Show.GARBAGE, CameraTrouble.GARBAGE),
        (Show.NOTHING, CameraTrouble.NO_FRAMES),
    ],
)
def test_a_live_camera_that_goes_bad_is_stale_after_two_seconds_and_reopened_after_five(
    show: Show, trouble: CameraTrouble
) -> None:
    performance = Performance(Act(((Show.LIFE, 3), (show, 60))), ALIVE)

    notebook = performance.run_for(20)

    assert notebook.states == [SEARCHING, LIVE, STALE, LOST, LIVE, STOPPED]
    last_healthy_s = 100.1 + 89 / 30
    stale_s, stale = notebook.first(STALE)
    lost_s, lost = notebook.first(LOST)
    assert (stale.trouble, lost.trouble) == (trouble, trouble)
    assert stale_s == pytest.approx(last_healthy_s + 2.0, abs=0.05)
    assert lost_s == pytest.approx(last_healthy_s + 5.0, abs=0.05)
    assert performance.troupe.readers[0].asked_to_stop


@pytest.mark.parametrize("show", [Show.FROZEN, Show.BLACK, Show.GARBAGE, Show.NOTHING])
def test_a_stale_camera_that_recovers_is_not_reopened(show: Show) -> None:
    performance = Performance(Act(((Show.LIFE, 3), (show, 3), (Show.LIFE, 60))))

    notebook = performance.run_for(20)

    assert notebook.states == [SEARCHING, LIVE, STALE, LIVE, STOPPED]
    assert len(performance.troupe.readers) == 1


def test_a_lost_camera_is_closed_at_once_and_not_believed_until_it_is_reopened() -> None:
    returns_too_late = Act(((Show.LIFE, 3), (Show.NOTHING, 6), (Show.LIFE, 60)))
    performance = Performance(returns_too_late, ALIVE, pause_s=lambda failures: 10.0)
    closed_when_lost: list[bool] = []
    performance.after(9.0, lambda: closed_when_lost.append(performance.troupe.readers[0].asked_to_stop))

    notebook = performance.run_for(30)

    lost_s = notebook.first(LOST)[0]
    assert notebook.states == [SEARCHING, LIVE, STALE, LOST, LIVE, STOPPED]
    assert closed_when_lost == [True]
    assert performance.troupe.asked[1].at_s == pytest.approx(lost_s + 10.0, abs=0.05)


def test_a_hiccup_shorter_than_two_seconds_is_no_news() -> None:
    performance = Performance(Act(((Show.LIFE, 3), (Show.NOTHING, 1.8), (Show.LIFE, 60))))

    notebook = performance.run_for(20)

    assert notebook.states == [SEARCHING, LIVE, STOPPED]


def test_spoiled_frames_are_shown_to_nobody() -> None:
    performance = Performance(Act(((Show.LIFE, 1), (Show.BLACK, 0.5), (Show.GARBAGE, 0.5), (Show.LIFE, 1))))

    notebook = performance.run_for(3)

    assert set(notebook.frames).isdisjoint(range(30, 60))
    assert {29, 60} <= set(notebook.frames)


def test_an_unplugged_camera_is_lost_then_missing_then_live_again() -> None:
    unplugged = Act(((Show.LIFE, 3),), ends_with=CameraFailedError())
    performance = Performance(unplugged, Act(refusal=CameraMissingError()), ALIVE)

    notebook = performance.run_for(10)

    assert notebook.states == [SEARCHING, LIVE, LOST, MISSING, LIVE, STOPPED]
    assert notebook.first(LOST)[1] == CameraStatus(LOST, WEBCAM, CameraTrouble.READ_FAILED, attempts=1)
    assert [asked.last_used for asked in performance.troupe.asked] == [None, WEBCAM.camera_id, WEBCAM.camera_id]


@pytest.mark.parametrize(
    ("refusal", "state", "trouble"),
    [
        (CameraMissingError(), MISSING, None),
        (ReplaySourceError(path="film.avi"), MISSING, None),
        (CameraBusyError(), BUSY, None),
        (CameraDeniedError(camera="Webcam"), BUSY, CameraTrouble.DENIED),
        (CameraFailedError(), LOST, CameraTrouble.READ_FAILED),
    ],
)
def test_a_camera_that_does_not_open_says_why_and_is_tried_again(
    refusal: AlphaMaleError, state: CameraState, trouble: CameraTrouble | None
) -> None:
    performance = Performance(Act(refusal=refusal), ALIVE)

    notebook = performance.run_for(5)

    assert notebook.states == [SEARCHING, state, LIVE, STOPPED]
    assert notebook.first(state)[1] == CameraStatus(state, None, trouble, attempts=1)


def test_no_number_of_failures_is_final() -> None:
    refusals = [Act(refusal=CameraMissingError())] * 500
    performance = Performance(*refusals, ALIVE)

    notebook = performance.run_for(500 * 1.1 + 10)

    assert notebook.states == [SEARCHING, MISSING, LIVE, STOPPED]
    assert notebook.heard[-2][1].attempts == 0


def test_an_opening_that_never_comes_back_is_given_up() -> None:
    performance = Performance(Act(never_opens=True, hangs_when_dropped=True), ALIVE)

    notebook = performance.run_for(40)

    assert notebook.states == [SEARCHING, LOST, LIVE, STOPPED]
    lost_s, lost = notebook.first(LOST)
    assert lost.trouble is CameraTrouble.NOT_OPENING
    assert lost_s == pytest.approx(120.0, abs=0.05)


def test_a_camera_that_only_ever_shows_black_is_reopened() -> None:
    performance = Performance(Act(((Show.BLACK, 60),)), ALIVE)

    notebook = performance.run_for(20)

    assert notebook.states == [SEARCHING, LOST, LIVE, STOPPED]
    assert notebook.first(LOST)[1].trouble is CameraTrouble.BLACK


def test_a_camera_that_comes_back_frozen_is_not_called_live() -> None:
    performance = Performance(Act(((Show.FROZEN, 60),)))

    notebook = performance.run_for(30)

    assert LIVE not in notebook.states
    assert notebook.first(LOST)[1].trouble is CameraTrouble.FROZEN


def test_threads_stuck_in_a_driver_stay_few_and_a_return_starts_a_new_attempt() -> None:
    stuck = Act(never_opens=True, hangs_when_dropped=True)
    performance = Performance(stuck, stuck, stuck, ALIVE, config=CameraConfig(max_hung_readers=3))
    started_when_one_came_back: list[int] = []

    def come_back() -> None:
        started_when_one_came_back.append(len(performance.troupe.readers))
        performance.troupe.readers[1].comes_back = True

    performance.after(600, come_back)
    notebook = performance.run_for(640)

    assert started_when_one_came_back == [3]
    assert notebook.states[-2] is LIVE
    assert len(performance.troupe.readers) == 4


def test_news_of_a_reader_that_was_given_up_does_not_count() -> None:
    late = Act(((Show.LIFE, 60),), opens_after_s=25.0, deaf=True)
    performance = Performance(late, Act(refusal=CameraMissingError()))

    notebook = performance.run_for(60)

    assert LIVE not in notebook.states
    assert notebook.frames == []


def test_pauses_grow_while_a_camera_flaps_and_are_forgotten_once_it_is_steady() -> None:
    flap = Act(((Show.LIFE, 1),), ends_with=CameraFailedError())
    steady = Act(((Show.LIFE, 8),), ends_with=CameraFailedError())
    failures: list[int] = []

    def pause_s(count: int) -> float:
        failures.append(count)
        return 1.0

    Performance(flap, flap, flap, steady, flap, ALIVE, pause_s=pause_s).run_for(30)

    assert failures == [1, 2, 3, 1, 2]


def test_plugging_something_in_ends_a_long_pause_within_a_second() -> None:
    performance = Performance(Act(refusal=CameraMissingError()), ALIVE, pause_s=lambda failures: 15.0)
    performance.troupe.sockets = frozenset()

    def plug_in() -> None:
        performance.troupe.sockets = frozenset({WEBCAM.camera_id})

    performance.after(4.0, plug_in)
    notebook = performance.run_for(10)

    assert notebook.first(LIVE)[0] <= 100 + 4.0 + 1.0 + 0.3


def test_choosing_another_camera_searches_at_once_for_that_one_only() -> None:
    performance = Performance(ALIVE, Act(refusal=CameraMissingError()))
    performance.after(5.0, lambda: performance.loop.choose("by-id:other"))

    notebook = performance.run_for(10)

    assert notebook.states == [SEARCHING, LIVE, SEARCHING, MISSING, STOPPED]
    assert {asked.camera_id for asked in performance.troupe.asked[1:]} == {"by-id:other"}
    assert performance.troupe.asked[1].at_s == pytest.approx(105.0, abs=0.05)


def test_a_camera_chosen_before_the_start_is_the_first_to_be_opened() -> None:
    performance = Performance(ALIVE)
    performance.loop.choose("by-id:other")

    performance.run_for(3)

    assert [asked.camera_id for asked in performance.troupe.asked] == ["by-id:other"]


def test_choosing_ends_a_pause() -> None:
    performance = Performance(Act(refusal=CameraBusyError()), ALIVE, pause_s=lambda failures: 15.0)
    performance.after(3.0, lambda: performance.loop.choose("by-id:other"))

    notebook = performance.run_for(6)

    assert notebook.first(LIVE)[0] == pytest.approx(103.15, abs=0.1)


def test_a_bug_on_the_loop_is_logged_and_healed(log_watch: LogWatch) -> None:
    log_watch.expect("camera loop failed, goes on")
    performance = Performance(ALIVE)

    def stumble() -> None:
        raise RuntimeError("a bug")

    performance.after(3.0, stumble)
    notebook = performance.run_for(10)

    assert notebook.states == [SEARCHING, LIVE, LOST, LIVE, STOPPED]
