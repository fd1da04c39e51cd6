"""Figures come out right for detectors whose mistakes are known."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.training.gate_calibration import (
    calibrated,
    choose_threshold,
    fit_calibration,
    reliability,
    uncalibrated,
)
from alphamale_desktop.training.gate_data import GateData, load_gate_data
from alphamale_desktop.training.gate_evaluation import evaluate_detector, observe
from alphamale_desktop.training.gate_probes import face_probes, other_probes
from alphamale_desktop.vision.gate_layout import Calibration
from alphamale_desktop.vision.image import UprightImage
from tests.training.toy_faces import write_toy_set


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> GateData:
    folder = tmp_path_factory.mktemp("toy")
    manifest, nonfaces = write_toy_set(folder, faces=60, others=40)
    return load_gate_data([manifest], [nonfaces])[1]


class BrightSpotFinder:
    """Sees a face wherever much of the picture is skin-coloured, which drawn faces are and other pictures not."""

    def __init__(self, shift: float = 0.0) -> None:
        self._shift = shift

    def find(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        return [self._find_in(picture) for picture in pictures]

    def _find_in(self, picture: UprightImage) -> tuple[FaceSighting, ...]:
        rgb = picture.rgb.astype(int)
        skin = (np.abs(rgb - (160, 190, 230)).sum(axis=2) < 60) | (np.abs(rgb - (230, 190, 160)).sum(axis=2) < 60)
        rows, columns = np.nonzero(skin)
        if len(rows) < 200:
            return ()
        x0, y0, x1, y1 = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
        move = self._shift * (x1 - x0)
        return (FaceSighting(Box(x0 + move, y0, x1 + move, y1), 0.9, 0.1, 0.0),)


def test_a_perfect_detector_has_perfect_figures(data: GateData, tmp_path: Path) -> None:
    figures = evaluate_detector("spot", BrightSpotFinder(), data, 0.5, each=3, crops=1)
    figures.write_json(tmp_path / "gate.json")

    assert figures.faces["photos"].recall == 1
    assert figures.faces["photos"].mean_overlap > 0.9
    assert figures.faces["photos"].yaw_error == pytest.approx(0, abs=1e-6)
    assert figures.others["nonfaces"].false_alarms == 0
    assert json.loads((tmp_path / "gate.json").read_text())["faces"]["photos"]["recall"] == 1


def test_a_detector_that_looks_beside_the_face_is_caught(data: GateData) -> None:
    figures = evaluate_detector("beside", BrightSpotFinder(shift=0.7), data, 0.5, each=3, crops=1)

    assert figures.faces["photos"].recall == 0
    assert figures.faces["photos"].accepted == 1


def test_a_threshold_above_every_score_finds_nothing(data: GateData) -> None:
    figures = evaluate_detector("spot", BrightSpotFinder(), data, 0.95, each=3, crops=1)

    assert figures.faces["photos"].recall == 0


def test_probes_are_the_same_each_time_and_have_the_size_they_promise(data: GateData) -> None:
    probe = face_probes(data, each=4)["height_40px_in_720p"]

    first, second = list(probe()), list(probe())

    assert [one.picture.rgb.tobytes() for one in first] == [one.picture.rgb.tobytes() for one in second]
    for one in first:
        assert (one.picture.width_px, one.picture.height_px) == (1280, 720)
        assert one.face is not None
        assert one.face.height_px == pytest.approx(40, abs=0.5)


def test_pieces_of_other_pictures_are_counted(data: GateData) -> None:
    seen = observe(BrightSpotFinder(), other_probes(data, crops=2)["nonface_crops"])

    assert len(seen) == 2 * len(data.nonfaces)
    assert not any(one.has_face for one in seen)


def test_calibration_recovers_a_known_curve() -> None:
    rng = np.random.default_rng(1)
    logits = rng.uniform(-6, 6, 4000)
    faces = rng.random(4000) < 1 / (1 + np.exp(-(0.5 * logits + 1)))
    scores = 1 / (1 + np.exp(-logits))

    calibration = fit_calibration(scores.tolist(), faces.tolist())

    assert calibration.slope == pytest.approx(0.5, abs=0.05)
    assert calibration.offset == pytest.approx(1, abs=0.15)
    error, _ = reliability(calibrated(calibration, scores.tolist()).tolist(), faces.tolist())
    assert error < 0.03
    assert reliability(scores.tolist(), faces.tolist())[0] > error


def test_a_confidence_leads_back_to_its_score() -> None:
    calibration = Calibration(1.7, -2.0)

    (confidence,) = calibrated(calibration, [0.83])

    assert uncalibrated(calibration, float(confidence)) == pytest.approx(0.83, abs=1e-6)


def test_well_separated_scores_keep_a_finite_calibration() -> None:
    calibration = fit_calibration([0.001] * 50 + [0.999] * 50, [False] * 50 + [True] * 50)

    low, high = calibrated(calibration, [0.001, 0.999])
    assert low < 0.05
    assert high > 0.95
    assert np.isfinite([calibration.slope, calibration.offset]).all()


def test_the_threshold_lets_no_more_false_alarms_through_than_allowed() -> None:
    others = np.linspace(0, 0.5, 1000)
    faces = [0.3, 0.8, 0.9, 0.99]

    threshold = choose_threshold(faces, others.tolist(), 0.002)

    assert (others >= threshold).mean() <= 0.002
    assert sum(value >= threshold for value in faces) == 3


def test_reliability_knows_overconfidence() -> None:
    error, bins = reliability([0.95] * 10, [True] * 5 + [False] * 5)

    assert error == pytest.approx(0.45)
    assert bins[0].count == 10
    assert bins[0].faces == pytest.approx(0.5)
