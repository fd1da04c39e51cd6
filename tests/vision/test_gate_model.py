"""The gate answers in pixels of the picture, whatever its shape, and its scores obey the calibration."""

import math

import numpy as np
import pytest
import torch

from alphamale_desktop.vision.gate_layout import Calibration
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.image import UprightImage


@pytest.fixture(scope="module")
def gate() -> GateModel:
    torch.manual_seed(3)
    return GateModel().eval()


def noise(width: int, height: int, seed: int = 0) -> UprightImage:
    return UprightImage(np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8))


def test_pictures_of_all_shapes_are_answered_in_order(gate: GateModel) -> None:
    pictures = [noise(320, 180), noise(200, 300), noise(640, 360, seed=2), noise(1, 1)]

    together = gate.find(pictures)
    alone = [gate.find([picture])[0] for picture in pictures]

    for one, other in zip(together, alone, strict=True):
        assert len(one) == len(other) > 0
        assert [face.confidence for face in one] == pytest.approx([face.confidence for face in other], abs=1e-3)


def test_sightings_are_surest_first_and_within_their_ranges(gate: GateModel) -> None:
    (faces,) = gate.find([noise(320, 240)])

    confidences = [face.confidence for face in faces]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= face.confidence <= 1 for face in faces)
    assert all(-1 <= face.yaw <= 1 and -180 <= face.roll_deg <= 180 for face in faces)


def test_a_picture_of_twice_the_size_gives_boxes_of_twice_the_size(gate: GateModel) -> None:
    small = noise(160, 120)
    large = UprightImage(small.rgb.repeat(2, 0).repeat(2, 1))

    (first,), (second,) = gate.find([small]), gate.find([UprightImage(large.rgb[::2, ::2].copy(), 320, 240)])

    assert second[0].box.x1 == pytest.approx(2 * first[0].box.x1, rel=1e-3)
    assert second[0].box.height_px == pytest.approx(2 * first[0].box.height_px, rel=1e-3)


def test_calibration_bends_the_scores_and_is_saved_with_the_weights(gate: GateModel) -> None:
    (plain,) = gate.find([noise(96, 96)])
    bent = GateModel().eval()
    bent.load_state_dict(gate.state_dict())
    bent.calibrate(Calibration(2.0, -1.0), Calibration())
    again = GateModel().eval()
    again.load_state_dict(bent.state_dict())

    (faces,) = again.find([noise(96, 96)])

    logit = math.log(plain[0].confidence / (1 - plain[0].confidence))
    assert faces[0].confidence == pytest.approx(1 / (1 + math.exp(-(2 * logit - 1))), abs=1e-4)


def test_a_closer_look_is_taken_only_where_nothing_was_sure(gate: GateModel) -> None:
    picture = noise(320, 240)
    plain = gate.find([picture])[0]

    contented = gate.find_closely([picture], sure=0.0)[0]
    curious = gate.find_closely([picture], sure=1.0)[0]

    assert contented == plain
    assert len(curious) >= len(plain)
    assert curious[0].confidence >= plain[0].confidence
