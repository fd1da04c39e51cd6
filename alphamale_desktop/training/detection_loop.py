"""The training loop of the detectors: seeded, resumable to the bit, with averaged weights."""

import copy
import json
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from alphamale_desktop.training.checkpoint import Progressed, load_checkpoint, save_checkpoint
from alphamale_desktop.training.early_stopping import EarlyStopping
from alphamale_desktop.training.training_log import TrainingLog

DRAWN_EVERY_S = 60.0
"""A picture of the curves takes longer than many a step; the last one is always drawn."""


@dataclass(frozen=True, slots=True)
class LoopSettings:
    """How long and how fast to learn.

    Attributes:
        rate: AdamW's learning rate at its height; it rises over ``warmup_steps`` and falls as a cosine to 1 %.
        restarts: Steps, ascending, at which the rate rises and falls once more (Loshchilov and Hutter 2017, "SGDR");
            those from ``steps`` on never come.
        averaging: Share of the old average kept at each step; the averaged weights are the result.
        clip_norm: Gradients longer than this are shortened.
        report_every: Steps between two reports and log rows.
        checkpoint_every: Steps between two checkpoints.
        validate_every: Steps between two validations; 0 validates at the end only.
        patience: Validations in a row without a better ``held_out_loss`` after which the run ends; the best averaged
            weights are then the result, be it the ones it began with. 0 runs to the end and keeps the last.
    """

    steps: int
    rate: float = 1e-3
    weight_decay: float = 1e-4
    warmup_steps: int = 100
    averaging: float = 0.998
    clip_norm: float = 5.0
    seed: int = 0
    report_every: int = 20
    checkpoint_every: int = 100
    validate_every: int = 0
    patience: int = 0
    restarts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run reports as it goes.

    Attributes:
        losses: Means since the last report, by name, with their ``total``.
        validation: Figures of the last validation; empty before the first.
    """

    step: int
    steps: int
    losses: Mapping[str, float]
    step_seconds: float
    validation: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoopOutcome:
    """Where a finished run left its things, and its last validation.

    Attributes:
        steps: That were taken; fewer than planned when nothing improved any more.
        kept: The step whose averaged weights are the result.
    """

    steps: int
    kept: int
    checkpoint: Path
    log: Path
    curves: Path
    validation: Mapping[str, float]


class TrainingTask(Protocol):
    """What is learned; the loop knows nothing else of it."""

    @property
    def model(self) -> nn.Module: ...

    def losses(self, step: int) -> Mapping[str, Tensor]:
        """The step's batch's losses, to be summed; the same step gives the same batch."""
        ...

    def validate(self, model: nn.Module) -> Mapping[str, float]:
        """Figures of the averaged model, which is in evaluation mode."""
        ...


def run_loop(
    task: TrainingTask,
    settings: LoopSettings,
    out: Path,
    report: Callable[[Progress], None],
    *,
    identity: Mapping[str, object],
    resume: bool = False,
) -> tuple[nn.Module, LoopOutcome]:
    """Trains, and gives the averaged model in evaluation mode.

    The folder ``out`` gets ``checkpoint.safetensors``, ``log.csv`` and ``curves.png``. Every step seeds torch's
    own generator from the seed and its number, so a resumed run goes on as if it had never stopped. ``report`` may
    raise to stop the run; a checkpoint due at that step is already written.

    Args:
        identity: What else, beside the settings, makes a run another run; JSON values.
        resume: Goes on from the checkpoint in ``out``, if there is one.

    Raises:
        CheckpointError: If ``resume`` finds a checkpoint of another run.
    """
    average = copy.deepcopy(task.model)
    optimizer = torch.optim.AdamW(_groups(task.model, settings), lr=settings.rate)
    models = {"model": task.model, "average": average}
    stopping = EarlyStopping(average, settings.patience) if settings.patience else None
    if stopping is not None:
        models["best"] = stopping.best
    run = json.dumps({**identity, "loop": asdict(settings)}, sort_keys=True)
    checkpoint, curves = out / "checkpoint.safetensors", out / "curves.png"
    done = 0
    if resume and checkpoint.exists():
        found = load_checkpoint(checkpoint, models, optimizer, run)
        done = found.step
        if stopping is not None:
            stopping.restore(found.notes)
    elif stopping is not None:
        stopping.see(average, 0, task.validate(average.eval()))
    log = TrainingLog(out / "log.csv", done)
    sums: dict[str, float] = {}
    losses: dict[str, float] = {}
    seconds = 0.0
    validation: Mapping[str, float] = {}
    since, begun = done, time.monotonic()
    drawn_s = begun
    taken = done
    for step in range(done, settings.steps):
        if stopping is not None and stopping.has_ended:
            break
        for name, value in _step(task, average, optimizer, settings, step).items():
            sums[name] = sums.get(name, 0.0) + value
        finished = taken = step + 1
        last = finished == settings.steps
        validates = last or (settings.validate_every > 0 and finished % settings.validate_every == 0)
        if validates:
            validation = task.validate(average.eval())
            log.add(finished, validation)
            if stopping is not None:
                stopping.see(average, finished, validation)
                last = last or stopping.has_ended
        if last or finished % settings.report_every == 0:
            count = finished - since
            losses = {name: value / count for name, value in sums.items()}
            seconds = (time.monotonic() - begun) / count
            log.add(finished, {**losses, "rate": _rate(settings, step), "step_seconds": seconds})
        if last or finished % settings.checkpoint_every == 0:
            notes = stopping.state() if stopping is not None else {}
            save_checkpoint(checkpoint, models, optimizer, Progressed(finished, run, notes))
        if last or (validates and time.monotonic() - drawn_s >= DRAWN_EVERY_S):
            log.draw(curves)
            drawn_s = time.monotonic()
        if last or finished % settings.report_every == 0:
            report(Progress(finished, settings.steps, losses, seconds, validation))
            sums, since, begun = {}, finished, time.monotonic()
    result, kept = (stopping.best, stopping.step) if stopping is not None else (average, taken)
    return result.eval(), LoopOutcome(taken, kept, checkpoint, out / "log.csv", curves, validation)


def _step(
    task: TrainingTask, average: nn.Module, optimizer: torch.optim.Optimizer, settings: LoopSettings, step: int
) -> dict[str, float]:
    torch.manual_seed(settings.seed * 1_000_003 + step)
    task.model.train()
    rate = _rate(settings, step)
    for group in optimizer.param_groups:
        group["lr"] = rate
    losses = task.losses(step)
    total = torch.stack(list(losses.values())).sum()
    optimizer.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]  # torch
    nn.utils.clip_grad_norm_(task.model.parameters(), settings.clip_norm)
    optimizer.step()
    _blend(average, task.model, min(settings.averaging, (step + 1) / (step + 10)))
    return {**{name: float(value.detach()) for name, value in losses.items()}, "total": float(total.detach())}


def _rate(settings: LoopSettings, step: int) -> float:
    turns = (0, *(turn for turn in settings.restarts if turn < settings.steps), settings.steps)
    first, last = next((first, last) for first, last in pairwise(turns) if step < last)
    since = step - first
    if since < settings.warmup_steps:
        return settings.rate * (since + 1) / settings.warmup_steps
    done = (since - settings.warmup_steps) / max(1, last - first - settings.warmup_steps)
    return settings.rate * (0.01 + 0.99 * (1 + math.cos(math.pi * done)) / 2)


@torch.no_grad()
def _blend(average: nn.Module, model: nn.Module, keep: float) -> None:
    newest = model.state_dict()
    for name, value in average.state_dict().items():
        if value.is_floating_point():
            value.lerp_(newest[name], 1 - keep)
        else:
            value.copy_(newest[name])


def _groups(model: nn.Module, settings: LoopSettings) -> list[dict[str, object]]:
    """Decays matrices and kernels, not shifts and norms."""
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return [
        {"params": [one for one in trained if one.ndim > 1], "weight_decay": settings.weight_decay},
        {"params": [one for one in trained if one.ndim <= 1], "weight_decay": 0.0},
    ]
