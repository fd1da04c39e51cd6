"""Where a training run can be taken up again: weights, optimiser and progress in one file, without pickle."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.optim import Optimizer

from alphamale_desktop.domain.errors import AlphaMaleError

_FORMAT = "1"


class CheckpointError(AlphaMaleError):
    """The file is damaged or belongs to a run with another configuration. Details: file."""

    code = "checkpoint_unusable"


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a run has come.

    Attributes:
        step: Steps that are done.
        run: The run's configuration as JSON; a checkpoint continues only a run with the same.
        notes: What else the run has to remember.
    """

    step: int
    run: str
    notes: Mapping[str, str] = field(default_factory=dict)


def save_checkpoint(path: Path, models: Mapping[str, nn.Module], optimizer: Optimizer, progressed: Progressed) -> None:
    """Writes beside ``path`` first, then renames: a crash leaves the old file or the new one."""
    tensors = {
        f"{prefix}/{name}": value.detach().cpu().contiguous().clone()
        for prefix, model in models.items()
        for name, value in model.state_dict().items()
    }
    state = optimizer.state_dict()["state"]
    for index, of_parameter in state.items():
        for name, value in of_parameter.items():
            tensors[f"optimizer/{index}/{name}"] = torch.as_tensor(value).detach().cpu().clone()
    notes = {f"note/{name}": value for name, value in progressed.notes.items()}
    metadata = {"format": _FORMAT, "step": str(progressed.step), "run": progressed.run, **notes}
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    save_file(tensors, partial, metadata)
    partial.replace(path)


def load_checkpoint(path: Path, models: Mapping[str, nn.Module], optimizer: Optimizer, run: str) -> Progressed:
    """Restores models and optimiser in place.

    Raises:
        CheckpointError: If the file is damaged or belongs to a run with another configuration.
    """
    try:
        with safe_open(path, "pt") as file:
            metadata: dict[str, str] = file.metadata() or {}
            tensors: dict[str, Tensor] = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise CheckpointError(file=path.name) from error
    if metadata.get("format") != _FORMAT or not _same_run(metadata.get("run", ""), run):
        raise CheckpointError(file=path.name)
    for prefix, model in models.items():
        start = f"{prefix}/"
        mine = {name[len(start) :]: value for name, value in tensors.items() if name.startswith(start)}
        model.load_state_dict(mine)
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        if name.startswith("optimizer/"):
            _, index, field = name.split("/")
            state.setdefault(int(index), {})[field] = value
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
    notes = {name.removeprefix("note/"): value for name, value in metadata.items() if name.startswith("note/")}
    return Progressed(int(metadata["step"]), run, notes)


def _same_run(stored: str, wanted: str) -> bool:
    try:
        return bool(json.loads(stored) == json.loads(wanted))
    except json.JSONDecodeError:
        return False
