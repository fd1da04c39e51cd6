"""What tells photos from filtered pictures."""

import numpy as np
import pytest
from numpy.typing import NDArray

from alphamale_desktop.vision.photo_traces import TRACES, PhotoLikeness, photo_traces, standardised
from alphamale_desktop.vision.typer_calibration import TyperCalibration

NOTHING = (0.0,) * TRACES
ONES = (1.0,) * TRACES


def noise(side: int = 192) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (side, side, 3), np.uint8)


@pytest.mark.parametrize(
    "crop",
    [
        np.zeros((192, 192, 3), np.uint8),
        np.full((192, 192, 3), 255, np.uint8),
        noise(),
        noise(96),
        np.repeat(noise()[..., :1], 3, axis=2),
        (noise() > 127).astype(np.uint8) * 255,
    ],
    ids=["black", "white", "noise", "small", "grey", "two levels"],
)
def test_every_crop_has_finite_traces(crop: NDArray[np.uint8]) -> None:
    traces = photo_traces(crop)

    assert traces.shape == (TRACES,)
    assert np.isfinite(traces).all()


def test_the_outer_edge_does_not_count() -> None:
    crop = noise()
    framed = crop.copy()
    framed[:12] = framed[-12:] = 0

    assert photo_traces(framed) == pytest.approx(photo_traces(crop))


def test_a_trace_that_speaks_for_a_filter_makes_a_photo_less_likely() -> None:
    levels = photo_traces(noise())
    for_noise = PhotoLikeness(NOTHING, ONES, tuple(-levels), NOTHING, 0.0)
    against_noise = PhotoLikeness(NOTHING, ONES, tuple(levels), NOTHING, 0.0)

    assert for_noise.of(noise()) > 0.9
    assert against_noise.of(noise()) < 0.1


def test_without_weights_the_offset_alone_decides() -> None:
    assert PhotoLikeness(NOTHING, ONES, NOTHING, NOTHING, 0.0).of(noise()) == pytest.approx(0.5)
    assert PhotoLikeness(NOTHING, ONES, NOTHING, NOTHING, 1e6).of(noise()) == pytest.approx(0.0)
    assert PhotoLikeness(NOTHING, ONES, NOTHING, NOTHING, -1e6).of(noise()) == pytest.approx(1.0)


def test_far_traces_count_no_more_than_six_spreads() -> None:
    far = standardised(np.full(TRACES, 1e9), np.zeros(TRACES), np.ones(TRACES))

    assert far.tolist() == [6.0] * TRACES + [35.0] * TRACES


@pytest.mark.parametrize(
    ("centre", "spread"),
    [((0.0,), ONES), (NOTHING, (*ONES[1:], 0.0)), (NOTHING, (*ONES[1:], -1.0))],
    ids=["too few", "no spread", "a spread below 0"],
)
def test_numbers_that_do_not_fit_are_refused(centre: tuple[float, ...], spread: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="spreads above 0"):
        PhotoLikeness(centre, spread, NOTHING, NOTHING, 0.0)


@pytest.mark.parametrize("photo", [None, PhotoLikeness(NOTHING, ONES, ONES, NOTHING, 0.25)])
def test_it_travels_with_the_calibration(photo: PhotoLikeness | None) -> None:
    calibration = TyperCalibration(photo=photo)

    assert TyperCalibration.from_json(calibration.to_json()) == calibration


def test_a_calibration_from_before_it_counts_every_crop_as_a_photo() -> None:
    before = TyperCalibration().to_json().replace(', "photo": null', "")

    assert "photo" not in before
    assert TyperCalibration.from_json(before).photo is None
