"""Which pixels drove a score: found by captum on the type model, drawn over the face."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.training.saliency import explain_face, saliency_of, saliency_picture
from alphamale_desktop.vision.face_crop import crop_square
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.shipped_models import build_typer
from alphamale_desktop.vision.typer_model import TyperModel
from alphamale_desktop.vision.weights import WeightsFolder
from tests.vision import scenes

pytest.importorskip("captum", reason="an optional extra: saliency")

WEIGHTS = Path(__file__).resolve().parents[2] / "weights"
FACE = FaceSighting(scenes.PORTRAIT_FACE, 1.0)


@pytest.fixture(scope="module")
def model() -> TyperModel:
    return build_typer(WeightsFolder(WEIGHTS).read("typer"))


@pytest.fixture(scope="module")
def picture() -> UprightImage:
    return UprightImage(np.asarray(scenes.portrait(), np.uint8))


def test_the_face_drives_the_score_and_not_the_wall(model: TyperModel, picture: UprightImage) -> None:
    side = model.layout.crop.side_px
    crop = crop_square(picture, model.layout.crop.square(FACE.box), side)

    moved = saliency_of(model, crop)

    middle = np.zeros((side, side), bool)
    middle[side // 8 : -side // 16, side // 6 : -side // 6] = True
    assert moved.shape == (side, side)
    assert np.abs(moved[middle]).mean() > 2 * np.abs(moved[~middle]).mean()


def test_a_face_without_features_to_lose_moves_nothing(model: TyperModel) -> None:
    flat = np.full((model.layout.crop.side_px,) * 2 + (3,), 117, np.uint8)

    moved = saliency_of(replaced_floor(model), flat)

    assert float(np.abs(moved).max()) == pytest.approx(0.0, abs=1e-6)


def replaced_floor(model: TyperModel) -> TyperModel:
    model.calibration = replace(model.calibration, box_floor=0.0)
    return model


def test_orange_raises_and_blue_lowers() -> None:
    crop = np.full((96, 96, 3), 128, np.uint8)
    moved = np.zeros((96, 96), np.float32)
    moved[20:40, 20:40], moved[60:80, 60:80] = 1.0, -1.0

    shown = saliency_picture(crop, moved).astype(int)

    assert shown[30, 30, 0] > shown[30, 30, 2] + 100
    assert shown[70, 70, 2] > shown[70, 70, 0] + 100
    assert shown[5, 90].tolist() == [128, 128, 128]


def test_the_picture_is_a_png(picture: UprightImage) -> None:
    png = explain_face(WEIGHTS, picture, FACE)

    shown = Image.open(BytesIO(png))
    assert (shown.format, shown.width) == ("PNG", shown.height)
