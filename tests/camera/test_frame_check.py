import numpy as np
import pytest

from alphamale_desktop.camera.frame_check import FrameCheck, FrameVerdict
from tests.camera.pictures import noise

HD = (1280, 720)


def test_a_first_frame_proves_no_life_and_a_second_that_differs_does() -> None:
    check = FrameCheck()

    verdicts = [check.judge(noise(1)), check.judge(noise(2)), check.judge(noise(3))]

    assert verdicts == [FrameVerdict.UNCHANGED, FrameVerdict.HEALTHY, FrameVerdict.HEALTHY]


def test_the_same_picture_again_is_unchanged() -> None:
    check = FrameCheck()
    check.judge(noise(1))
    check.judge(noise(2))

    assert check.judge(noise(2)) is FrameVerdict.UNCHANGED


@pytest.mark.parametrize("pixel", [(0, 0, 0), (3, 5, 1), (719, 1279, 2)])
def test_one_bit_anywhere_in_the_picture_is_a_change(pixel: tuple[int, int, int]) -> None:
    check, frame = FrameCheck(), noise(1, HD)
    nearly = frame.copy()
    nearly[pixel] ^= 1
    check.judge(frame)

    assert check.judge(nearly) is FrameVerdict.HEALTHY


@pytest.mark.parametrize("level", [0, 5, 11])
def test_a_covered_lens_is_black_even_with_noise(level: int) -> None:
    frame = np.random.default_rng(1).integers(0, level + 1, (720, 1280, 3), dtype=np.uint8)

    assert FrameCheck().judge(frame) is FrameVerdict.BLACK


def test_a_dim_room_is_not_black() -> None:
    check = FrameCheck()
    frames = [np.random.default_rng(seed).integers(0, 30, (720, 1280, 3), dtype=np.uint8) for seed in (1, 2)]
    check.judge(frames[0])

    assert check.judge(frames[1]) is FrameVerdict.HEALTHY


@pytest.mark.parametrize("colour", [(0, 154, 0), (128, 128, 128), (255, 0, 255), (40, 40, 40)])
def test_one_flat_colour_is_garbage(colour: tuple[int, int, int]) -> None:
    frame = np.full((720, 1280, 3), colour, np.uint8)

    assert FrameCheck().judge(frame) is FrameVerdict.GARBAGE


@pytest.mark.parametrize("filler", [(128, 128, 128), (0, 135, 0), (0, 154, 0)])
def test_a_picture_whose_lower_part_never_arrived_is_garbage(filler: tuple[int, int, int]) -> None:
    frame = noise(1, HD)
    frame[500:] = filler

    assert FrameCheck().judge(frame) is FrameVerdict.GARBAGE


@pytest.mark.parametrize("bar", [(0, 0, 0), (255, 255, 255), (90, 60, 50)])
def test_a_plain_bar_below_a_picture_is_no_garbage(bar: tuple[int, int, int]) -> None:
    check = FrameCheck()
    check.judge(noise(1, HD))
    frame = noise(2, HD)
    frame[500:] = bar

    assert check.judge(frame) is FrameVerdict.HEALTHY


def test_a_new_size_is_a_change() -> None:
    check = FrameCheck()
    check.judge(noise(1, (64, 48)))

    assert check.judge(noise(1, (48, 64))) is FrameVerdict.HEALTHY


def test_spoiled_frames_between_two_equal_ones_prove_no_life() -> None:
    check = FrameCheck()
    check.judge(noise(1))
    check.judge(noise(2))
    check.judge(np.zeros((48, 64, 3), np.uint8))

    assert check.judge(noise(2)) is FrameVerdict.UNCHANGED
