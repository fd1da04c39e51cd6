"""Trains the type model: heads and trunk on ratings, then boxes on the finished trunk."""

import copy
import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from alphamale_desktop.domain.errors import (
    RatingsAllEqualError,
    TooLittleTrainingDataError,
    WeightsIncompatibleError,
    WeightsMissingError,
)
from alphamale_desktop.training.checkpoint import CheckpointError
from alphamale_desktop.training.detection_loop import LoopOutcome, LoopSettings, Progress, run_loop
from alphamale_desktop.training.head_fitting import adapt_heads, fit_heads
from alphamale_desktop.training.rating_data import RatedFace, Split, read_manifest, require_rankable
from alphamale_desktop.training.rating_model import RatedCanvases, RatingModel
from alphamale_desktop.training.relative_steps import learn_relatively, write_out
from alphamale_desktop.training.survey_split import latent_of_rank
from alphamale_desktop.training.typer_boxes import BoxSchedule, BoxTask, load_backgrounds
from alphamale_desktop.training.typer_crops import Canvases, load_canvases
from alphamale_desktop.training.typer_export import read_typer
from alphamale_desktop.training.typer_ratings import RatingSchedule, RatingTask
from alphamale_desktop.vision.trunk import FaceTrunk
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_layout import TyperLayout
from alphamale_desktop.vision.typer_model import TyperModel

LEAST_TRAIN = 40
LEAST_VAL = 20
"""Fewer rated faces than these give no answer worth showing, nor a calibration."""


class Stage(Enum):
    """In this order. Each keeps its checkpoint, log and curves in a folder of its own below ``out``."""

    RATINGS = "ratings"
    BOXES = "boxes"


@dataclass(frozen=True, slots=True)
class TyperTrainingConfig:
    """One training run.

    Attributes:
        manifest: Rated faces with part boxes; see ``rating_data.read_manifest`` for the format.
        backgrounds: Folders of photos without a human face; may be empty.
        out: Folder for checkpoints, logs and curves.
        trunk: Weights of the face trunk to start from; None starts from random ones, which needs far more data.
        init: A finished type model to go on from instead, with its layout: heads, trunk and boxes move only as far
            as held-out faces bear it out.
        looks_twice: Whether a new model reads a face and its mirror image; one that is gone on from keeps its way.
        checkpoint_every: Steps between two checkpoints.
        version: Of the weights, as the manifest of the program's weights will give it.
        device: ``"cpu"`` or ``"cuda"``.
        resume: Goes on from the checkpoints in ``out``; finished stages are not run again.
    """

    manifest: Path
    out: Path
    backgrounds: tuple[Path, ...] = ()
    trunk: Path | None = None
    init: Path | None = None
    layout: TyperLayout = field(default_factory=TyperLayout)
    ratings: RatingSchedule = field(default_factory=RatingSchedule)
    boxes: BoxSchedule = field(default_factory=BoxSchedule)
    looks_twice: bool = True
    seed: int = 1
    checkpoint_every: int = 100
    version: str = "1.0.0"
    device: str = "cpu"
    resume: bool = False


@dataclass(frozen=True, slots=True)
class TyperProgress:
    """How a stage goes on."""

    stage: Stage
    progress: Progress


Report = Callable[[TyperProgress], None]


@dataclass(frozen=True, slots=True, eq=False)
class TyperData:
    """Decoded faces.

    Attributes:
        faces: The manifest's lines behind ``val``, in the same order.
        train, val: Rated faces.
        boxed: Every face but those of ``val``: teaches the part boxes.
    """

    faces: Sequence[RatedFace]
    train: RatedCanvases
    val: RatedCanvases
    boxed: Canvases


def fine_tuning(config: TyperTrainingConfig) -> TyperTrainingConfig:
    """``config`` with schedules for a model that is already good: slow, and ended when held-out faces gain nothing.

    Raises:
        WeightsMissingError, WeightsIncompatibleError: If ``init`` cannot be used.
    """
    if config.init is None:
        return config
    return replace(
        config,
        layout=_start(config).layout,
        ratings=replace(
            config.ratings,
            epochs=8.0,
            batch=8,
            views=2,
            relative=False,
            rate=1e-5,
            averaging=0.98,
            patience=3,
        ),
        boxes=replace(config.boxes, steps=100, rate=2e-4, averaging=0.97, patience=3),
    )


def load_typer_data(manifest: Path) -> TyperData:
    """Reads and decodes everything; about 430 KiB of memory a face.

    Raises:
        TrainingManifestError: If the manifest cannot be understood.
        TooLittleTrainingDataError: If there are too few rated faces to train or to calibrate.
        RatingsAllEqualError, SubgroupTooSmallError: If the ratings say too little.
        NotAPictureError: If a picture cannot be decoded.
    """
    faces = read_manifest(manifest)
    require_rankable(manifest)
    by_split = {split: [face for face in faces if face.split is split] for split in Split}
    for split, least in ((Split.TRAIN, LEAST_TRAIN), (Split.VAL, LEAST_VAL)):
        if len(by_split[split]) < least:
            raise TooLittleTrainingDataError(what=split.value, found=len(by_split[split]), needed=least)
        if len({face.face_type for face in by_split[split]}) == 1:
            raise RatingsAllEqualError(split=split.value)
    teaching = load_canvases(by_split[Split.TRAIN] + by_split[Split.BOXES])
    rated = len(by_split[Split.TRAIN])
    train = _rated(by_split[Split.TRAIN], Canvases(teaching.rgb[:rated], teaching.parts[:rated]))
    val = _rated(by_split[Split.VAL], load_canvases(by_split[Split.VAL]))
    return TyperData(by_split[Split.VAL], train, val, teaching)


def train_ratings(config: TyperTrainingConfig, data: TyperData, report: Report) -> tuple[RatingModel, LoopOutcome]:
    """Stage RATINGS.

    Raises:
        WeightsMissingError, WeightsIncompatibleError: If the trunk's first weights cannot be used.
        CheckpointError: If ``resume`` finds a checkpoint of another run.
    """
    torch.manual_seed(config.seed)
    start = _start(config)
    model = RatingModel(start.trunk, start.rater).to(config.device)
    schedule = config.ratings
    steps_an_epoch = math.ceil(len(data.train.latents) / schedule.batch)
    _start_heads(model, config, data)
    model.freeze_before(schedule.first_block)
    if schedule.relative:
        learn_relatively(model.trunk, model.rater.heads)
    task = RatingTask(model, data.train, data.val, config.layout.crop, schedule, config.seed)
    settings = LoopSettings(
        steps=math.ceil(schedule.epochs * steps_an_epoch),
        rate=schedule.rate,
        weight_decay=schedule.weight_decay,
        averaging=schedule.averaging,
        seed=config.seed,
        checkpoint_every=config.checkpoint_every,
        report_every=min(20, config.checkpoint_every),
        validate_every=max(1, steps_an_epoch // 2),
        patience=schedule.patience,
        restarts=tuple(math.ceil(passes * steps_an_epoch) for passes in schedule.restart_after),
    )
    average, outcome = _run(task, settings, Stage.RATINGS, config, len(data.train.latents), report)
    model.load_state_dict(average.state_dict())
    write_out(model)
    return model.eval(), outcome


def train_boxes(
    config: TyperTrainingConfig, data: TyperData, rating: RatingModel, report: Report
) -> tuple[TyperModel, LoopOutcome]:
    """Stage BOXES, on stage 1's finished trunk.

    Raises:
        CheckpointError: If ``resume`` finds a checkpoint of another run.
    """
    torch.manual_seed(config.seed)
    model = _start(config)
    model.trunk.load_state_dict(rating.trunk.state_dict())
    model.rater.load_state_dict(rating.rater.state_dict())
    model.to(config.device)
    schedule = config.boxes
    backgrounds = load_backgrounds(config.backgrounds, config.layout.crop.side_px)
    task = BoxTask(model, data.boxed, data.val.canvases, backgrounds, schedule, config.seed)
    settings = LoopSettings(
        steps=schedule.steps,
        rate=schedule.rate,
        weight_decay=schedule.weight_decay,
        averaging=schedule.averaging,
        warmup_steps=min(60, schedule.steps // 5),
        seed=config.seed,
        checkpoint_every=config.checkpoint_every,
        report_every=min(20, config.checkpoint_every),
        validate_every=2 * config.checkpoint_every if not schedule.patience else max(1, schedule.steps // 5),
        patience=schedule.patience,
    )
    average, outcome = _run(task, settings, Stage.BOXES, config, len(data.boxed.rgb), report)
    model.load_state_dict(average.state_dict())
    model.rater.load_state_dict(rating.rater.state_dict())
    for weight in model.parameters():
        weight.requires_grad_(False)
    return model.eval(), outcome


def _run(
    task: RatingTask | BoxTask,
    settings: LoopSettings,
    stage: Stage,
    config: TyperTrainingConfig,
    faces: int,
    report: Report,
) -> tuple[torch.nn.Module, LoopOutcome]:
    schedule = config.ratings if stage is Stage.RATINGS else config.boxes
    identity = {
        "stage": stage.value,
        "schedule": asdict(schedule),
        "crop": asdict(config.layout.crop),
        "detector": asdict(config.layout.detector) if stage is Stage.BOXES else None,
        "faces": faces,
        "init": None if config.init is None else hashlib.sha256(config.init.read_bytes()).hexdigest(),
    }
    average, outcome = run_loop(
        task,
        settings,
        config.out / stage.value,
        lambda progress: report(TyperProgress(stage, progress)),
        identity=identity,
        resume=config.resume,
    )
    return copy.deepcopy(average), outcome


def _start(config: TyperTrainingConfig) -> TyperModel:
    """The model that training begins with."""
    if config.init is not None:
        if not config.init.is_file():
            raise WeightsMissingError(file=config.init.name)
        return read_typer(config.init)
    start = TyperModel(config.layout, TyperCalibration(looks_twice=config.looks_twice))
    if config.trunk is not None:
        _load_trunk(start.trunk, config.trunk)
    return start


def _start_heads(model: RatingModel, config: TyperTrainingConfig, data: TyperData) -> None:
    """The closed-form start, kept in a file: it costs as much as half a pass over the faces."""
    start = config.out / Stage.RATINGS.value / "start.safetensors"
    if config.resume and start.exists():
        try:
            model.load_state_dict(load_file(start))
        except (SafetensorError, RuntimeError, OSError) as error:
            raise CheckpointError(file=start.name) from error
        return
    schedule, crop = config.ratings, config.layout.crop
    if config.init is None:
        views, consistency = schedule.start_views, schedule.start_consistency
        fit_heads(
            model,
            data.train,
            crop,
            schedule.ridge,
            config.seed,
            views=views,
            consistency=consistency,
            even=schedule.relative,
        )
    else:
        adapt_heads(model, data.train, data.val, crop, config.seed, schedule.start_views)
    start.parent.mkdir(parents=True, exist_ok=True)
    partial = start.with_suffix(".partial")
    save_file(model.state_dict(), partial)
    partial.replace(start)


def _load_trunk(trunk: FaceTrunk, path: Path) -> None:
    if not path.is_file():
        raise WeightsMissingError(file=path.name)
    try:
        trunk.load_state_dict({name: value.float() for name, value in load_file(path).items()})
    except (SafetensorError, RuntimeError, OSError) as error:
        raise WeightsIncompatibleError(file=path.name) from error


def _rated(faces: Sequence[RatedFace], canvases: Canvases) -> RatedCanvases:
    numbers = {name: number for number, name in enumerate(sorted({face.subgroup for face in faces}))}
    return RatedCanvases(
        canvases,
        np.array([latent_of_rank(face.rank) for face in faces], np.float32),
        np.array([face.weight for face in faces], np.float32),
        np.array([numbers[face.subgroup] for face in faces], np.int64),
    )
