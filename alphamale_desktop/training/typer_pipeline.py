"""The whole way from a manifest to the type model's weights file."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from alphamale_desktop.training.detection_loop import LoopOutcome
from alphamale_desktop.training.photo_fitting import fit_photo_likeness
from alphamale_desktop.training.rating_data import Split, read_manifest
from alphamale_desktop.training.typer_crops import Canvases, View, load_canvases
from alphamale_desktop.training.typer_evaluation import TyperEvaluation, evaluate_typer, write_evaluation
from alphamale_desktop.training.typer_export import export_typer, read_typer
from alphamale_desktop.training.typer_fitting import NEAR_VIEWS, fit_calibration, fit_familiarity, observe_all
from alphamale_desktop.training.typer_training import (
    Report,
    TyperData,
    TyperTrainingConfig,
    fine_tuning,
    load_typer_data,
    train_boxes,
    train_ratings,
)
from alphamale_desktop.vision.typer_model import TyperModel

_USUAL_FACES = 1000
_LEAST_TO_CALIBRATE = 60
_LEAST_TO_FAMILIARISE = 500


@dataclass(frozen=True, slots=True)
class TyperTrainingOutcome:
    """What a run left: the weights file, the evaluation of exactly that file, and the two stages' logs."""

    weights: Path
    evaluation: TyperEvaluation
    evaluation_file: Path
    ratings: LoopOutcome
    boxes: LoopOutcome


def train_typer(config: TyperTrainingConfig, report: Report) -> TyperTrainingOutcome:
    """Trains, calibrates, writes ``out/typer.safetensors``, and measures what was written.

    ``report`` is called on this thread; it may raise to stop the run, which can then be resumed.

    Raises:
        TrainingManifestError: If the manifest cannot be understood.
        TooLittleTrainingDataError: If there are too few rated faces to train or to calibrate.
        NotAPictureError: If a picture cannot be decoded.
        WeightsMissingError, WeightsIncompatibleError: If the trunk's first weights cannot be used.
        CheckpointError: If ``resume`` finds a checkpoint of another run.
    """
    config = fine_tuning(config)
    data = load_typer_data(config.manifest)
    rating, ratings = train_ratings(config, data, report)
    model, boxes = train_boxes(config, data, rating, report)
    fit_typer(model, data, is_new=config.init is None)
    weights, figures = config.out / "typer.safetensors", config.out / "evaluation.json"
    about = _about(config, data)
    export_typer(model, weights, config.version, about, {})
    evaluation = evaluate_typer(read_typer(weights).to(config.device), data.faces, data.val.canvases)
    write_evaluation(evaluation, figures)
    export_typer(model, weights, config.version, about, headline(evaluation))
    return TyperTrainingOutcome(weights, evaluation, figures, ratings, boxes)


def fit_typer(model: TyperModel, data: TyperData, *, is_new: bool = True) -> None:
    """Calibrates ``model`` on the held-out faces and teaches it what a usual face is.

    Args:
        is_new: Otherwise few faces leave what the model brought: a curve through 20 faces' quantiles would be worse.
    """
    usual = data.boxed
    calibrates = is_new or len(data.faces) >= _LEAST_TO_CALIBRATE
    familiarises = is_new or len(usual.rgb) >= _LEAST_TO_FAMILIARISE
    count = min(_USUAL_FACES, len(usual.rgb))
    chosen = np.linspace(0, len(usual.rgb) - 1, count).astype(int)
    of_val = [observe_all(model, data.val.canvases, view) for view in NEAR_VIEWS] if calibrates or familiarises else []
    if calibrates:
        wanted = np.array([face.face_type.value for face in data.faces], np.int64)
        model.calibration = fit_calibration(model.calibration, of_val, wanted)
    if familiarises:
        sample = Canvases(usual.rgb[chosen], usual.parts[chosen])
        of_usual = observe_all(model, sample, View())
        fit_familiarity(model, of_usual.summaries, np.concatenate([one.summaries for one in of_val]))
        model.calibration = replace(model.calibration, photo=fit_photo_likeness(sample, model.layout.crop))


def evaluate_weights(weights: Path, manifest: Path) -> TyperEvaluation:
    """Measures a weights file on a manifest's ``val`` faces.

    Raises:
        WeightsIncompatibleError: If the file is not a type model of this program.
        TrainingManifestError, NotAPictureError: If the manifest or a picture cannot be read.
        ValueError: If the manifest has no ``val`` faces.
    """
    faces = [face for face in read_manifest(manifest) if face.split is Split.VAL]
    return evaluate_typer(read_typer(weights), faces, load_canvases(faces))


def headline(evaluation: TyperEvaluation) -> Mapping[str, object]:
    """The figures that travel with the weights."""
    whole = evaluation.agreement
    boxes = evaluation.boxes.values()
    return {
        "faces": whole.faces,
        "r": round(whole.r, 4),
        "exact": round(whole.exact, 4),
        "within_one": round(whole.within_one, 4),
        "qwk": round(whole.qwk, 4),
        "map50": round(sum(one.ap50 for one in boxes) / len(evaluation.boxes), 4),
        "map75": round(sum(one.ap75 for one in boxes) / len(evaluation.boxes), 4),
    }


def _about(config: TyperTrainingConfig, data: TyperData) -> dict[str, object]:
    """How and on what, as the weights file tells."""
    return {
        "seed": config.seed,
        "ratings": asdict(config.ratings),
        "boxes": asdict(config.boxes),
        "train_faces": len(data.train.latents),
        "val_faces": len(data.faces),
        "box_faces": len(data.boxed.rgb),
        "init": None if config.init is None else hashlib.sha256(config.init.read_bytes()).hexdigest(),
    }
