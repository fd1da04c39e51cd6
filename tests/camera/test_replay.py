"""Films and folders as cameras, in made-up time."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.replay_source import ReplayOpener
from alphamale_desktop.camera.replay_spec import Fault, FaultKind, ReplaySpec
from alphamale_desktop.camera.source import FrameSource
from alphamale_desktop.domain.errors import CameraBusyError, CameraFailedError, CameraMissingError, ReplaySourceError
from tests.camera.pictures import BLUE, GREEN, RED, halves, noise, write_film, write_png
from tests.camera.stage import Stage

COLOURS = {"red": RED, "green": GREEN, "blue": BLUE}


def _plain(colour: tuple[int, int, int], size_px: tuple[int, int] = (64, 48)) -> NDArray[np.uint8]:
    return halves(colour, colour, size_px)


def _named(rgb: NDArray[np.uint8] | None) -> str:
    assert rgb is not None
    middle = rgb[rgb.shape[0] // 2, rgb.shape[1] // 2].astype(int)
    return min(COLOURS, key=lambda name: int(np.abs(middle - COLOURS[name]).sum()))


def _names(source: FrameSource, count: int) -> list[str]:
    return [_named(source.read()) for _ in range(count)]


def _opener(spec: ReplaySpec, stage: Stage | None = None) -> ReplayOpener:
    stage = stage or Stage()
    return ReplayOpener(spec, stage.clock_s, stage.wait)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Red, green and blue, named in that order, beside a file that is no picture and one that lies."""
    for number, colour in enumerate((RED, GREEN, BLUE)):
        write_png(tmp_path / f"{number}.png", _plain(colour))
    (tmp_path / "1a.jpg").write_text("no picture")
    (tmp_path / "notes.txt").write_text("notes")
    return tmp_path


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Ten frames a second: red, green, blue, each three times."""
    path = tmp_path / "film.avi"
    write_film(path, [_plain(colour) for colour in (RED, GREEN, BLUE) for _ in range(3)], fps=10.0)
    return path


def test_a_folder_shows_each_picture_for_a_while_in_order_and_again(folder: Path) -> None:
    source = _opener(ReplaySpec(folder, fps=10, hold_s=0.5)).open(None, None)

    names = _names(source, 20)

    assert names == ["red"] * 5 + ["green"] * 5 + ["blue"] * 5 + ["red"] * 5


def test_a_film_plays_to_its_end_and_again(film: Path) -> None:
    source = _opener(ReplaySpec(film)).open(None, None)

    names = _names(source, 12)

    assert names == ["red"] * 3 + ["green"] * 3 + ["blue"] * 3 + ["red"] * 3


@pytest.mark.parametrize(("fps", "seconds"), [(None, 9.9), (30.0, 3.3), (60.0, 1.65)])
def test_a_film_keeps_its_pace_or_the_one_asked_for(film: Path, fps: float | None, seconds: float) -> None:
    stage = Stage()
    source = _opener(ReplaySpec(film, fps=fps), stage).open(None, None)
    started_s = stage.now_s

    _names(source, 100)

    assert stage.now_s - started_s == pytest.approx(seconds)


def test_lost_time_is_not_made_up_for(folder: Path) -> None:
    stage = Stage()
    source = _opener(ReplaySpec(folder, fps=10), stage).open(None, None)
    source.read()
    stage.now_s += 60.0
    resumed_s = stage.now_s

    _names(source, 11)

    assert stage.now_s - resumed_s == pytest.approx(1.0)


def test_a_paused_picture_still_lives_like_a_sensor(folder: Path) -> None:
    source = _opener(ReplaySpec(folder, fps=10, hold_s=60)).open(None, None)

    frames = [source.read() for _ in range(5)]

    for before, after in pairwise(frames):
        assert before is not None
        assert after is not None
        assert 0 < np.count_nonzero(before != after) <= 2
        assert int(np.abs(before.astype(int) - after.astype(int)).max()) == 1


def test_frames_have_the_shape_of_the_first_picture_at_most_720p_and_the_others_fit_in(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", _plain(RED, (2560, 1440)))
    write_png(tmp_path / "b.png", _plain(GREEN, (100, 400)))
    source = _opener(ReplaySpec(tmp_path, fps=10, hold_s=0.1)).open(None, None)

    first, second = source.read(), source.read()

    assert first is not None
    assert second is not None
    assert first.shape == second.shape == (720, 1280, 3)
    assert _named(second) == "green"
    assert second[360, 10].max() <= 1


def test_a_replay_is_one_camera_with_a_name(film: Path) -> None:
    opener = _opener(ReplaySpec(film))

    assert opener.cameras() == [CameraInfo(f"replay:{film}", "film")]
    assert opener.open(None, None).camera == opener.cameras()[0]


def test_a_folder_without_pictures_a_missing_path_and_a_broken_film_have_no_frames(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    broken = tmp_path / "broken.avi"
    broken.write_bytes(b"RIFF and then nothing")

    for path in (tmp_path, tmp_path / "absent", broken):
        with pytest.raises(ReplaySourceError):
            _opener(ReplaySpec(path)).open(None, None).read()


def test_a_folder_that_is_emptied_while_it_plays_fails_as_an_expected_error(folder: Path) -> None:
    source = _opener(ReplaySpec(folder, fps=10, hold_s=0.1)).open(None, None)
    for path in folder.iterdir():
        path.unlink()

    with pytest.raises(ReplaySourceError):
        _names(source, 10)


def _faulty(folder: Path, kind: FaultKind, stage: Stage) -> ReplayOpener:
    return _opener(ReplaySpec(folder, fps=10, hold_s=0.2, faults=(Fault(kind, 1.0, 2.0),)), stage)


@pytest.mark.parametrize("kind", FaultKind)
def test_before_and_after_a_fault_all_is_well(folder: Path, kind: FaultKind) -> None:
    stage = Stage()
    opener = _faulty(folder, kind, stage)
    before = _names(opener.open(None, None), 5)
    stage.now_s += 3.0

    after = _names(opener.open(None, None), 5)

    assert before == ["red", "red", "green", "green", "blue"]
    assert after == ["red", "red", "green", "green", "blue"]


def test_a_frozen_camera_repeats_one_picture_exactly(folder: Path) -> None:
    stage = Stage()
    source = _faulty(folder, FaultKind.FREEZE, stage).open(None, None)
    last = [source.read() for _ in range(9)][-1]
    assert last is not None
    stage.now_s = 101.05

    frozen = [source.read() for _ in range(8)]

    assert [frame is not None and np.array_equal(frame, last) for frame in frozen] == [True] * 8


def test_an_unplugged_camera_misses_frames_does_not_open_and_leaves_the_list_of_what_is_plugged(folder: Path) -> None:
    stage = Stage()
    opener = _faulty(folder, FaultKind.UNPLUG, stage)
    source = opener.open(None, None)
    plugged_before = opener.plugged()
    stage.now_s += 1.5

    assert source.read() is None
    assert (len(plugged_before), len(opener.plugged())) == (1, 0)
    with pytest.raises(CameraMissingError):
        opener.open(None, None)


def test_a_busy_camera_does_not_open(folder: Path) -> None:
    stage = Stage()
    opener = _faulty(folder, FaultKind.BUSY, stage)
    opener.open(None, None)
    stage.now_s += 1.5

    with pytest.raises(CameraBusyError):
        opener.open(None, None)


def test_a_driver_with_an_error_raises(folder: Path) -> None:
    stage = Stage()
    source = _faulty(folder, FaultKind.ERROR, stage).open(None, None)
    stage.now_s += 1.5

    with pytest.raises(CameraFailedError):
        source.read()


def test_a_driver_that_hangs_returns_when_the_fault_is_over(folder: Path) -> None:
    stage = Stage()
    source = _faulty(folder, FaultKind.HANG, stage).open(None, None)
    stage.now_s += 1.5

    source.read()

    assert stage.now_s >= 102.0


def test_spoiled_pictures_are_black_or_half_grey(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", noise(1))
    black_stage, grey_stage = Stage(), Stage()
    black = _faulty(tmp_path, FaultKind.BLACK, black_stage).open(None, None)
    grey = _faulty(tmp_path, FaultKind.GARBAGE, grey_stage).open(None, None)
    black_stage.now_s = grey_stage.now_s = 101.5

    black_frame, grey_frame = black.read(), grey.read()

    assert black_frame is not None
    assert grey_frame is not None
    assert not black_frame.any()
    assert (grey_frame[24:] == 128).all()
    assert not (grey_frame[:24] == 128).all()
