"""A finished model goes on learning from an organiser's own survey, only as far as held-out faces bear it out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from alphamale_desktop.domain.errors import (
    RatingsAllEqualError,
    SubgroupTooSmallError,
    TooLittleTrainingDataError,
    WeightsIncompatibleError,
    WeightsMissingError,
)
from alphamale_desktop.training.early_stopping import HELD_OUT_LOSS
from alphamale_desktop.training.head_fitting import adapt_heads, fit_heads
from alphamale_desktop.training.rating_data import Split
from alphamale_desktop.training.rating_model import RatingModel
from alphamale_desktop.training.typer_export import export_typer, read_typer
from alphamale_desktop.training.typer_pipeline import TyperTrainingOutcome, train_typer
from alphamale_desktop.training.typer_ratings import RatingTask
from alphamale_desktop.training.typer_training import TyperData, TyperProgress, TyperTrainingConfig, load_typer_data
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_model import TyperModel
from tests.training.typer_toys import TINY, toy_config, write_toy_ratings

CALIBRATION = replace(TyperCalibration(), temperatures=(1.5, 0.8, 1.1), box_floor=0.0)


def ignore(_: TyperProgress) -> None:
    """Reports to nobody."""


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_ratings(tmp_path_factory.mktemp("survey"))


@pytest.fixture(scope="module")
def data(manifest: Path) -> TyperData:
    return load_typer_data(manifest)


@pytest.fixture(scope="module")
def first(data: TyperData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished model whose raters thought the opposite."""
    torch.manual_seed(3)
    model = TyperModel(TINY, CALIBRATION).eval()
    for layer in model.trunk.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight)  # otherwise an untrained trunk's features fade away
    opposite = replace(data.train, latents=-data.train.latents)
    fit_heads(RatingModel(model.trunk, model.rater), opposite, TINY.crop, ridge=0.1, seed=1)
    weights = tmp_path_factory.mktemp("first") / "typer.safetensors"
    export_typer(model, weights, "1.0.0", {}, {})
    return weights


@pytest.fixture(scope="module")
def config(manifest: Path, first: Path, tmp_path_factory: pytest.TempPathFactory) -> TyperTrainingConfig:
    return replace(toy_config(manifest, tmp_path_factory.mktemp("run")), init=first)


@pytest.fixture(scope="module")
def outcome(config: TyperTrainingConfig) -> TyperTrainingOutcome:
    return train_typer(config, ignore)


def held_out_loss(model: RatingModel, data: TyperData, config: TyperTrainingConfig) -> float:
    task = RatingTask(model, data.train, data.val, TINY.crop, config.ratings, seed=1)
    return task.validate(model.eval())[HELD_OUT_LOSS]


def rating_part(weights: Path) -> RatingModel:
    model = read_typer(weights)
    return RatingModel(model.trunk, model.rater)


def test_a_fine_tuned_model_fits_the_new_survey_better(
    config: TyperTrainingConfig, outcome: TyperTrainingOutcome, data: TyperData, first: Path
) -> None:
    before = held_out_loss(rating_part(first), data, config)

    assert held_out_loss(rating_part(outcome.weights), data, config) < 0.9 * before


def test_heads_that_held_out_faces_do_not_confirm_stay_as_they_are(data: TyperData, first: Path) -> None:
    model = rating_part(first)
    contradicting = replace(data.val, latents=-3 * data.val.latents)
    before = {name: value.clone() for name, value in model.rater.state_dict().items()}

    strength = adapt_heads(model, data.train, contradicting, TINY.crop, seed=1, views=1)

    assert strength == float("inf")
    assert all(torch.equal(value, before[name]) for name, value in model.rater.state_dict().items())


def test_few_held_out_faces_leave_the_calibration_as_it_was(outcome: TyperTrainingOutcome) -> None:
    tuned = read_typer(outcome.weights)

    assert tuned.calibration == CALIBRATION
    assert tuned.layout == TINY


def test_a_survey_of_one_opinion_is_refused(config: TyperTrainingConfig, tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path / "same")
    lines = manifest.read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in lines[1:]]
    same = [",".join([one[0], "5", *one[2:]]) for one in cells]
    manifest.write_text("\n".join([lines[0], *same]) + "\n", encoding="utf-8")

    with pytest.raises(RatingsAllEqualError) as caught:
        train_typer(replace(config, manifest=manifest), ignore)

    assert caught.value.details == {"split": "train"}


def test_a_subgroup_too_small_to_rank_is_named(tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path)
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(",toys,", ",lonely,", 4), encoding="utf-8")

    with pytest.raises(SubgroupTooSmallError) as caught:
        load_typer_data(manifest)

    assert caught.value.details == {"subgroup": "lonely", "found": 4, "needed": 10}


def test_too_few_held_out_faces_are_refused_with_their_split(config: TyperTrainingConfig, tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path / "few", train=40, val=12)

    with pytest.raises(TooLittleTrainingDataError) as caught:
        train_typer(replace(config, manifest=manifest), ignore)

    assert caught.value.details == {"what": Split.VAL.value, "found": 12, "needed": 20}


@pytest.mark.parametrize(
    ("make", "error"),
    [(lambda path: None, WeightsMissingError), (lambda path: path.write_bytes(b"no"), WeightsIncompatibleError)],
)
def test_weights_that_cannot_be_gone_on_from_are_named(
    config: TyperTrainingConfig, tmp_path: Path, make: Callable[[Path], object], error: type[Exception]
) -> None:
    absent = tmp_path / "absent.safetensors"
    make(absent)

    with pytest.raises(error):
        train_typer(replace(config, init=absent), ignore)
