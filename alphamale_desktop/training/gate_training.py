"""Trains model 1, the gate."""

import math
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from alphamale_desktop.domain.errors import WeightsIncompatibleError, WeightsMissingError
from alphamale_desktop.training.detection_loop import LoopOutcome, LoopSettings, Progress, run_loop
from alphamale_desktop.training.gate_data import GateData, load_gate_data
from alphamale_desktop.training.gate_scenes import Composition, SceneComposer
from alphamale_desktop.training.slim_trunk import NormedTrunk
from alphamale_desktop.vision.detector import Targets
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.gate_layout import GATE_LAYOUT, GATE_TRUNK_WIDTH
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.trunk import FaceTrunk

CANVASES = (
    *((192, 192), (256, 256), (160, 224), (224, 288), (192, 192)),
    *((288, 224), (224, 160), (192, 320), (192, 192), (320, 192)),
)
"""Height and width of the training pictures, taken in turn: the shapes that pictures are letterboxed to, and smaller
ones, which cost half as much and teach small faces as well."""

_POSE_SHARE = 0.5
_CUDA_WORKERS = 8
_TURNED = 0.28
_TURNED_AGAIN = 3
_SETTLING_PICTURES = 24


@dataclass(frozen=True, slots=True)
class GateTrainingConfig:
    """One training run.

    Attributes:
        manifests: Face manifests; see ``gate_data`` for the format.
        nonfaces: Folders of photos without a human face.
        out: Folder for the checkpoint, the log and the curves.
        trunk: Weights of the full-width face trunk to start from; None starts from random ones.
        batch: Pictures a step.
        rate: Learning rate at its height.
        workers: Threads that compose pictures; 0 composes between the steps, on CUDA with a few threads.
        device: ``"cpu"`` or ``"cuda"``.
        resume: Goes on from the checkpoint in ``out``, if there is one.
    """

    manifests: tuple[Path, ...]
    nonfaces: tuple[Path, ...]
    out: Path
    trunk: Path | None = None
    steps: int = 4000
    batch: int = 10
    rate: float = 1e-3
    seed: int = 1
    canvases: tuple[tuple[int, int], ...] = CANVASES
    trunk_width: float = GATE_TRUNK_WIDTH
    layout: DetectorLayout = GATE_LAYOUT
    workers: int = 0
    device: str = "cpu"
    validation_pictures: int = 96
    validate_every: int = 500
    report_every: int = 20
    checkpoint_every: int = 100
    resume: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TrainedGate:
    """The averaged model with its norms folded, in evaluation mode on the CPU, not calibrated."""

    model: GateModel
    outcome: LoopOutcome


def train_gate(config: GateTrainingConfig, report: Callable[[Progress], None]) -> TrainedGate:
    """Trains from the manifests; ``report`` is called on this thread.

    Raises:
        TooLittleTrainingDataError: If there are too few pictures of either kind.
        TrainingManifestError: If a manifest cannot be understood.
        FileMissingError, NotAPictureError: If a picture cannot be read.
        WeightsMissingError, WeightsIncompatibleError: If the trunk's first weights cannot be used.
        CheckpointError: If ``resume`` finds a checkpoint of another run.
    """
    train, val = load_gate_data(config.manifests, config.nonfaces)
    train.require_enough()
    settings = LoopSettings(
        steps=config.steps, rate=config.rate, seed=config.seed, validate_every=config.validate_every,
        warmup_steps=min(150, config.steps // 5), report_every=config.report_every,
        checkpoint_every=config.checkpoint_every,
    )  # fmt: skip
    task = _GateTask(config, train, val)
    average, outcome = run_loop(
        task, settings, config.out, report, identity=_identity(config, train), resume=config.resume
    )
    return TrainedGate(folded(average), outcome)


def _identity(config: GateTrainingConfig, train: GateData) -> dict[str, object]:
    return {
        "batch": config.batch,
        "canvases": [list(canvas) for canvas in config.canvases],
        "trunk_width": config.trunk_width,
        "pictures": [len(train.faces), len(train.nonfaces)],
        "from": config.trunk.name if config.trunk else "",
    }


def build_for_training(config: GateTrainingConfig, sample: Callable[[], Tensor]) -> GateModel:
    """A gate with batch norm in its trunk, started from the wide trunk's weights where there are any.

    Args:
        sample: Gives canvases uint8 (N, H, W, 3) by which the wide trunk's channels are chosen.
    """
    torch.manual_seed(config.seed)
    trunk: nn.Module = NormedTrunk(config.trunk_width)
    if config.trunk is not None:
        wide = FaceTrunk()
        try:
            wide.load_state_dict({name: value.float() for name, value in load_file(config.trunk).items()})
        except FileNotFoundError as error:
            raise WeightsMissingError(file=config.trunk.name) from error
        except (OSError, SafetensorError, RuntimeError) as error:
            raise WeightsIncompatibleError(file=config.trunk.name) from error
        mean = torch.tensor(FaceTrunk.mean_bgr).view(1, 3, 1, 1)
        canvases = sample().permute(0, 3, 1, 2).float().flip(1)
        trunk = NormedTrunk.imitating(wide, config.trunk_width, canvases - mean)
    return GateModel(trunk, config.layout)


def folded(model: nn.Module) -> GateModel:
    """The trained model in the shape in which it is shipped."""
    if not isinstance(model, GateModel) or not isinstance(model.detector.trunk, NormedTrunk):
        raise TypeError(f"want a gate in training shape, got {type(model).__name__}")
    plain_trunk = model.detector.trunk.cpu().folded()
    plain = GateModel(plain_trunk, model.detector.layout)
    rest = {name: value for name, value in model.state_dict().items() if ".trunk." not in name}
    plain.load_state_dict({**plain.state_dict(), **rest})
    return plain.eval()


class _GateTask:
    def __init__(self, config: GateTrainingConfig, train: GateData, val: GateData) -> None:
        self._config = config
        self._composer = SceneComposer(_with_turned_heads_often(train))
        self._validation_composer = SceneComposer(val)
        self._has_validation = bool(val.faces and val.nonfaces)
        workers = config.workers or (_CUDA_WORKERS if config.device.startswith("cuda") else 0)
        self._pool = ThreadPoolExecutor(workers) if workers else None
        self.model = build_for_training(config, self._settling_pictures).to(config.device)

    def _settling_pictures(self) -> Tensor:
        pictures = [
            self._composer.compose(np.random.default_rng([self._config.seed, 7, index]), 256, 256)
            for index in range(_SETTLING_PICTURES)
        ]
        return torch.from_numpy(np.stack([one.canvas for one in pictures]))

    def losses(self, step: int) -> Mapping[str, Tensor]:
        batch = self._batch(self._composer, 0, step, self._config.batch)
        return self._losses_of(self.model, batch)

    @torch.no_grad()
    def validate(self, model: nn.Module) -> Mapping[str, float]:
        """The same losses on composed pictures of people and places that training never saw."""
        if not self._has_validation or not isinstance(model, GateModel):
            return {}
        sums: dict[str, float] = {}
        rounds = max(1, self._config.validation_pictures // self._config.batch)
        model.train()
        for module in model.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        for index in range(rounds):
            batch = self._batch(self._validation_composer, 1, index, self._config.batch)
            for name, value in self._losses_of(model, batch).items():
                sums[f"val_{name}"] = sums.get(f"val_{name}", 0.0) + float(value) / rounds
        model.eval()
        return sums

    def _batch(self, composer: SceneComposer, stream: int, step: int, count: int) -> list[Composition]:
        canvases = self._config.canvases
        height, width = canvases[step % len(canvases)]

        def one(index: int) -> Composition:
            seed = [self._config.seed, stream, step, index]
            return composer.compose(np.random.default_rng(seed), height, width)

        return list(self._pool.map(one, range(count)) if self._pool else map(one, range(count)))

    def _losses_of(self, model: GateModel, batch: list[Composition]) -> dict[str, Tensor]:
        device = self._config.device
        pyramid = model.pyramid(torch.from_numpy(np.stack([one.canvas for one in batch])).to(device))
        boxes = [torch.from_numpy(one.boxes).to(device) for one in batch]
        targets: Targets = [
            {"boxes": of_picture, "labels": torch.ones(len(of_picture), dtype=torch.int64, device=device)}
            for of_picture in boxes
        ]
        losses = model.detector.losses(pyramid, targets)
        turns = torch.from_numpy(np.concatenate([one.turns for one in batch])).to(device)
        if len(turns):
            losses["loss_pose"] = _POSE_SHARE * _pose_loss(model.turn(pyramid, boxes), turns)
        return losses


def _with_turned_heads_often(data: GateData) -> GateData:
    """Photos of turned heads are rare, and the hardest to find: each counts several times."""
    turned = tuple(photo for photo in data.faces if abs(photo.faces[0].yaw) > _TURNED)
    return GateData(data.faces + turned * _TURNED_AGAIN, data.nonfaces)


def _pose_loss(found: Tensor, wanted: Tensor) -> Tensor:
    """Yaw and direction of roll, each where it is known."""
    yaw, radians = wanted[:, 0], wanted[:, 1] * (math.pi / 180)
    goal = torch.stack([yaw, torch.cos(radians), torch.sin(radians)], dim=1)
    known = ~torch.isnan(goal)
    error = functional.smooth_l1_loss(found, torch.nan_to_num(goal), beta=0.1, reduction="none")
    return (error * known).sum() / known.sum().clamp(min=1) * 3
