"""The type model's answers: shapes, order, independence of the batch, and what a missing part does."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.training.typer_fitting import fit_familiarity
from alphamale_desktop.vision.detector import Detections
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_model import TyperModel, best_parts
from tests.training.typer_toys import TINY, draw_face


@pytest.fixture(scope="module")
def model() -> TyperModel:
    torch.manual_seed(11)
    return TyperModel(TINY, replace(TyperCalibration(), box_floor=0.0)).eval()


def crops(count: int) -> np.ndarray:
    return np.stack([draw_face(0.5, seed)[60:124, 60:124] for seed in range(count)])


def test_a_batch_answers_as_its_pictures_one_by_one(model: TyperModel) -> None:
    together = model.read(crops(3))

    alone = [model.read(crop[None])[0] for crop in crops(3)]
    for one, other in zip(together, alone, strict=True):
        assert [part.part for part in one.parts] == list(FacePart)
        for mine, his in zip(one.parts, other.parts, strict=True):
            assert mine.grade == pytest.approx(his.grade, abs=1e-4)
            assert mine.box.x0 == pytest.approx(his.box.x0, abs=1e-2)


def test_the_same_crop_gets_the_same_answer(model: TyperModel) -> None:
    assert model.read(crops(1)) == model.read(crops(1))


def test_parts_below_the_floor_are_missing(model: TyperModel) -> None:
    model.calibration = replace(model.calibration, box_floor=1.1)

    answers = model.read(crops(2))

    model.calibration = replace(model.calibration, box_floor=0.0)
    assert [answer.parts for answer in answers] == [(), ()]
    assert not answers[0].is_complete


def test_no_crops_get_no_answers(model: TyperModel) -> None:
    assert model.read(np.empty((0, 64, 64, 3), np.uint8)) == []


@pytest.mark.parametrize(
    "wrong",
    [np.zeros((1, 32, 64, 3), np.uint8), np.zeros((64, 64, 3), np.uint8), np.zeros((1, 64, 64, 3), np.float32)],
)
def test_other_shapes_and_types_are_refused(model: TyperModel, wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="want uint8"):
        model.read(wrong)


def test_the_best_box_of_each_part_is_kept_wherever_it_stands() -> None:
    found = Detections(
        boxes=torch.tensor([[0.0, 0, 5, 5], [1, 1, 6, 6], [2, 2, 7, 7]]),
        labels=torch.tensor([3, 1, 1]),
        scores=torch.tensor([0.9, 0.4, 0.8]),
    )

    boxes, scores = best_parts([found])

    assert scores[0].tolist() == pytest.approx([0.8, 0.0, 0.9])
    assert boxes[0, 0].tolist() == [2, 2, 7, 7]
    assert boxes[0, 2].tolist() == [0, 0, 5, 5]


def test_a_face_unlike_the_usual_ones_is_hardly_familiar(model: TyperModel) -> None:
    rng = np.random.default_rng(2)
    width = model.familiar_mean.shape[0]
    mixing = rng.normal(size=(4, width))

    def faces(count: int) -> np.ndarray:
        noise = 0.1 * rng.normal(size=(count, width))
        return np.asarray(rng.normal(size=(count, 4)) @ mixing + noise + 3, np.float32)

    fit_familiarity(model, faces(200), faces(100))

    usual = model.log_strangeness(torch.from_numpy(faces(100))).tolist()
    strange = model.log_strangeness(torch.from_numpy(rng.normal(size=(20, width)).astype(np.float32) + 3)).tolist()
    assert 0.3 < np.median([model.calibration.familiarity(one) for one in usual]) < 0.7
    assert max(model.calibration.familiarity(one) for one in strange) < 0.01
