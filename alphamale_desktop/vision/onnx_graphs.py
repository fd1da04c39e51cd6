"""Networks run by ONNX Runtime: their structure from a graph file, their numbers from the weights.

A graph file holds no weights: each of its initialisers is named like a tensor of the safetensors file and filled from
there, so weights of the same layout run without another export.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.engine_errors import EngineUnusableError
from alphamale_desktop.domain.errors import WeightsManifestError
from alphamale_desktop.vision.weights import GraphEntry, Weights, read_graphs

Network = Callable[[Mapping[str, NDArray[np.generic]]], list[NDArray[np.float32]]]
"""Runs a network once: inputs by name to outputs in the graph's order. Any thread. Raises EngineUnusableError."""


class GraphFolder:
    """Where the graph files are; the manifest of the folder promises what is in them. Reads the disk at every call.

    Args:
        folders: The first whose manifest names a graph has it.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders

    def read(self, name: str) -> bytes:
        """A checked graph; raises EngineUnusableError."""
        for folder in self._folders:
            entry = _entry_in(folder, name)
            if entry is not None:
                return _checked(folder, entry)
        raise EngineUnusableError(file=f"{name}.onnx")


def network_of(
    graphs: GraphFolder, name: str, weights: Weights, prefixes: tuple[str, ...], threads: int = 0
) -> Network:
    """A network, ready to run on the CPU.

    Args:
        prefixes: The weights' tensors with such names are the graph's initialisers.
        threads: Of one run; 0 for as many as there are cores.

    Raises:
        EngineUnusableError: If ONNX Runtime is not installed or the graph does not go with the weights.
    """
    graph = graphs.read(name)
    try:
        import onnxruntime as ort
    except (ImportError, OSError) as error:
        raise EngineUnusableError(file="onnxruntime") from error
    filling = {key: value for key, value in weights.tensors.items() if key.startswith(prefixes)}
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _SILENT
    # Threads that spin while they wait take the cores from the window.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        values = [ort.OrtValue.ortvalue_from_numpy(value) for value in filling.values()]
        options.add_external_initializers(list(filling), values)
        session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # Its failures share no parent below Exception.
        raise EngineUnusableError(file=f"{name}.onnx") from error

    def run(feed: Mapping[str, NDArray[np.generic]]) -> list[NDArray[np.float32]]:
        try:
            return cast(list[NDArray[np.float32]], session.run(None, dict(feed)))
        except Exception as error:
            raise EngineUnusableError(file=f"{name}.onnx") from error

    return run


def engine_name() -> str:
    """For people: name and version; ``network_of`` has to have worked."""
    import onnxruntime as ort

    return f"ONNX Runtime {ort.__version__}"


_SILENT = 4


def _entry_in(folder: Path, name: str) -> GraphEntry | None:
    try:
        return next((entry for entry in read_graphs(folder) if entry.name == name), None)
    except WeightsManifestError:
        return None  # another folder may have it; the weights' own manifest complains for itself


def _checked(folder: Path, entry: GraphEntry) -> bytes:
    try:
        data = (folder / entry.file).read_bytes()
    except OSError as error:
        raise EngineUnusableError(file=entry.file) from error
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise EngineUnusableError(file=entry.file)
    return data
