"""Training learns, resumes as if it had never stopped, and ships the model that it trained."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from alphamale_desktop.domain.errors import (
    CancelledByUserError,
    NotAPictureError,
    TooLittleTrainingDataError,
    WeightsIncompatibleError,
    WeightsMissingError,
)
from alphamale_desktop.training.detection_loop import Progress
from alphamale_desktop.training.head_fitting import consistent_ridge, ridge_regression
from alphamale_desktop.training.rating_data import Split, read_manifest
from alphamale_desktop.training.rating_model import RatingModel
from alphamale_desktop.training.typer_crops import View, load_canvases
from alphamale_desktop.training.typer_evaluation import evaluate_typer, read_all
from alphamale_desktop.training.typer_export import export_typer, read_typer
from alphamale_desktop.training.typer_pipeline import TyperTrainingOutcome, train_typer
from alphamale_desktop.training.typer_training import (
    Stage,
    TyperProgress,
    TyperTrainingConfig,
    load_typer_data,
    train_boxes,
)
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_model import TyperModel
from tests.training.typer_toys import TINY, toy_config, write_toy_ratings


def ignore(_: TyperProgress) -> None:
    """Reports to nobody."""


def stop_in(stage: Stage, step: int) -> Callable[[TyperProgress], None]:
    def report(told: TyperProgress) -> None:
        if told.stage is stage and told.progress.step >= step:
            raise CancelledByUserError

    return report


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_ratings(tmp_path_factory.mktemp("toys"))


@pytest.fixture(scope="module")
def config(manifest: Path, tmp_path_factory: pytest.TempPathFactory) -> TyperTrainingConfig:
    return toy_config(manifest, tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def outcome(config: TyperTrainingConfig) -> TyperTrainingOutcome:
    return train_typer(config, ignore)


def test_the_closed_form_start_is_the_weighted_ridge_regression() -> None:
    rng = np.random.default_rng(0)
    features, weights = rng.normal(size=(30, 5)).astype(np.float32), rng.uniform(0.3, 1, 30).astype(np.float32)
    wanted = (features @ [1.0, -2.0, 0.5, 0.0, 3.0] + 0.7).astype(np.float32)

    found, bias = ridge_regression(features, wanted, weights, ridge=0.3)

    shares = np.diag(weights / weights.mean())
    normal = features.T @ shares @ features + 0.3 * features.shape[1] * np.eye(5)
    by_hand = np.linalg.solve(normal, features.T @ shares @ (wanted - np.average(wanted, weights=weights)))
    assert bias == pytest.approx(np.average(wanted, weights=weights))
    assert found == pytest.approx(by_hand, abs=1e-4)


def test_a_consistent_start_pays_for_the_spread_over_a_face_s_views() -> None:
    rng = np.random.default_rng(1)
    first, weights = rng.normal(size=(15, 5)).astype(np.float32), rng.uniform(0.3, 1, 15).astype(np.float32)
    features = np.concatenate([first, first + rng.normal(0, 0.4, first.shape).astype(np.float32)])
    wanted = np.tile((first @ [1.0, -2.0, 0.5, 0.0, 3.0]).astype(np.float32), 2)
    every = np.tile(weights, 2)

    found, _ = consistent_ridge(features, wanted, every, ridge=0.3, views=2, consistency=4.0)
    plain, _ = ridge_regression(features, wanted, every, ridge=0.3)

    shares = np.diag(every / every.mean())
    half = np.eye(15) / 2
    centring = np.block([[half, -half], [-half, half]])
    normal = features.T @ shares @ (np.eye(30) + 4.0 * centring) @ features + 0.3 * 5 * np.eye(5)
    by_hand = np.linalg.solve(normal, features.T @ shares @ (wanted - np.average(wanted, weights=every)))
    apart = features[:15] - features[15:]
    assert found == pytest.approx(by_hand, abs=1e-4)
    assert np.abs(apart @ found).mean() < 0.9 * np.abs(apart @ plain).mean()


def test_training_boxes_lowers_the_loss(config: TyperTrainingConfig, tmp_path: Path) -> None:
    told: list[Progress] = []
    longer = replace(config, out=tmp_path, checkpoint_every=20, boxes=replace(config.boxes, steps=60))
    blank = TyperModel(TINY, TyperCalibration())

    train_boxes(
        longer,
        load_typer_data(config.manifest),
        RatingModel(blank.trunk, blank.rater),
        lambda progress: told.append(progress.progress),
    )

    assert told[-1].losses["total"] < 0.7 * told[0].losses["total"]


@pytest.mark.parametrize(("stage", "step"), [(Stage.RATINGS, 4), (Stage.BOXES, 2)])
def test_a_resumed_run_ends_with_the_same_bits(
    config: TyperTrainingConfig, outcome: TyperTrainingOutcome, tmp_path: Path, stage: Stage, step: int
) -> None:
    halting = replace(config, out=tmp_path)

    with pytest.raises(CancelledByUserError):
        train_typer(halting, stop_in(stage, step))
    resumed = train_typer(replace(halting, resume=True), ignore)

    uninterrupted = load_file(outcome.weights)
    for name, value in load_file(resumed.weights).items():
        assert torch.equal(value, uninterrupted[name]), name


def test_the_shipped_file_is_what_was_measured(outcome: TyperTrainingOutcome, manifest: Path) -> None:
    faces = [face for face in read_manifest(manifest) if face.split is Split.VAL]

    again = evaluate_typer(read_typer(outcome.weights), faces, load_canvases(faces))

    assert again == outcome.evaluation
    assert again.agreement.faces == 20
    assert set(again.by_subgroup) == {"toys"}


def test_half_precision_leaves_the_answers_as_they_are(manifest: Path, tmp_path: Path) -> None:
    torch.manual_seed(5)
    model = TyperModel(TINY, replace(TyperCalibration(), box_floor=0.0)).eval()
    faces = load_canvases([face for face in read_manifest(manifest) if face.split is Split.VAL])

    export_typer(model, tmp_path / "typer.safetensors", "0.1.0", {}, {})

    shipped = read_typer(tmp_path / "typer.safetensors")
    pairs = zip(read_all(model, faces, View()), read_all(shipped, faces, View()), strict=True)
    for before, after in pairs:
        for one, other in zip(before.parts, after.parts, strict=True):
            assert one.grade == pytest.approx(other.grade, abs=0.02)


def test_a_file_that_is_no_type_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "typer.safetensors").write_bytes(b"not weights")

    with pytest.raises(WeightsIncompatibleError):
        read_typer(tmp_path / "typer.safetensors")


def test_too_few_rated_faces_are_named_with_their_number(tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path, train=5, val=20)

    with pytest.raises(TooLittleTrainingDataError) as caught:
        train_typer(toy_config(manifest, tmp_path / "run"), ignore)

    assert caught.value.details == {"what": "train", "found": 5, "needed": 40}


def test_a_picture_that_does_not_decode_is_named(tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path)
    (tmp_path / "7.png").write_bytes(b"text")

    with pytest.raises(NotAPictureError) as caught:
        load_typer_data(manifest)

    assert str(caught.value.details["file"]).endswith("7.png")


def test_a_missing_first_trunk_is_an_error_before_training(config: TyperTrainingConfig, tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError):
        train_typer(replace(config, out=tmp_path, trunk=tmp_path / "none.safetensors"), ignore)
