"""Which engine runs the models: ONNX Runtime on a CPU, torch on CUDA and wherever ONNX Runtime cannot be used."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alphamale_desktop.composition.device_choice import device_named
from alphamale_desktop.domain.engine_errors import EngineUnusableError
from alphamale_desktop.vision.engine_config import EngineConfig
from alphamale_desktop.vision.gate_engine import GateEngine, LoadedGate
from alphamale_desktop.vision.onnx_engine import load_onnx_gate, load_onnx_typer
from alphamale_desktop.vision.onnx_graphs import GraphFolder
from alphamale_desktop.vision.typer_engine import LoadedTyper, TyperEngine
from alphamale_desktop.vision.weights import WeightsFolder

THREADS = 1
"""Measured: see docs/performance.md."""

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Engines:
    """The two models, and where they run. Any thread; nothing is loaded before their first use.

    Args:
        weights_folder: Holds ``manifest.json`` and the weights that it names, and graphs of its own or none.
        shipped_folder: Holds the program's own graphs.
        choice: ``auto``, ``cpu`` or ``cuda``.

    Raises:
        DeviceUnavailableError: If ``choice`` is not here.
    """

    def __init__(self, weights_folder: Path, shipped_folder: Path, choice: str) -> None:
        self.device = device_named(choice)
        self._weights = WeightsFolder(weights_folder)
        self._graphs = GraphFolder(weights_folder, shipped_folder)
        self._config = EngineConfig(self.device, THREADS)
        self.gate = GateEngine(self._weights, self._load_gate)
        self.typer = TyperEngine(self._weights, self._load_typer)

    def _load_gate(self) -> LoadedGate:
        return self._first_that_works(
            lambda: load_onnx_gate(self._weights, self._graphs, self._config), self._load_gate_with_torch
        )

    def _load_typer(self) -> LoadedTyper:
        return self._first_that_works(
            lambda: load_onnx_typer(self._weights, self._graphs, self._config), self._load_typer_with_torch
        )

    def _first_that_works(self, with_onnx: Callable[[], T], with_torch: Callable[[], T]) -> T:
        if self.device != "cpu":
            return with_torch()
        try:
            return with_onnx()
        except EngineUnusableError as error:
            try:
                loaded = with_torch()
            except (ImportError, OSError):
                # Torch is not part of every build, so this is not what has to be mended.
                raise error from None
            logger.warning("ONNX Runtime cannot be used, torch runs the models: %s: %s", error, error.__cause__)
            return loaded

    def _load_gate_with_torch(self) -> LoadedGate:
        from alphamale_desktop.vision.engine import load_torch_gate

        return load_torch_gate(self._weights, self._config)

    def _load_typer_with_torch(self) -> LoadedTyper:
        from alphamale_desktop.vision.engine import load_torch_typer

        return load_torch_typer(self._weights, self._config)
