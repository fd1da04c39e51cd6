"""The two models run by torch: the reference, and what runs on CUDA."""

import torch

from alphamale_desktop.vision.device import device_for
from alphamale_desktop.vision.engine_config import EngineConfig as EngineConfig
from alphamale_desktop.vision.framing import FramingRules
from alphamale_desktop.vision.gate_engine import GateEngine, LoadedGate, warmed_up_gate
from alphamale_desktop.vision.shipped_models import build_gate, build_typer
from alphamale_desktop.vision.typer_engine import LoadedTyper, TyperEngine, warmed_up_typer
from alphamale_desktop.vision.weights import WeightsFolder


class TorchGate(GateEngine):
    """Model 1, run by torch.

    Args:
        rules: What makes a photo usable.
    """

    def __init__(
        self, weights: WeightsFolder, config: EngineConfig | None = None, rules: FramingRules | None = None
    ) -> None:
        super().__init__(weights, lambda: load_torch_gate(weights, config or EngineConfig()), rules)


class TorchTyper(TyperEngine):
    """The type model, run by torch."""

    def __init__(self, weights: WeightsFolder, config: EngineConfig | None = None) -> None:
        super().__init__(weights, lambda: load_torch_typer(weights, config or EngineConfig()))


def load_torch_gate(weights: WeightsFolder, config: EngineConfig) -> LoadedGate:
    """Raises ModelError."""
    gate = build_gate(weights.read("gate"))
    gate.model.to(_prepared_device(config))
    return warmed_up_gate(LoadedGate(gate.model, gate.threshold, _NAME))


def load_torch_typer(weights: WeightsFolder, config: EngineConfig) -> LoadedTyper:
    """Raises ModelError."""
    model = build_typer(weights.read("typer"))
    model.to(_prepared_device(config))
    return warmed_up_typer(LoadedTyper(model, model.layout.crop, _NAME))


_NAME = f"torch {torch.__version__.partition('+')[0]}"


def _prepared_device(config: EngineConfig) -> torch.device:
    if config.threads > 0 and torch.get_num_threads() != config.threads:
        torch.set_num_threads(config.threads)
    return device_for(config.device)
