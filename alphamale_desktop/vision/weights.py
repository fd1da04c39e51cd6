"""Model weights on disk: only files whose sha256 the manifest promises are ever opened, and never a pickle."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load

from alphamale_desktop.domain.analysis import ModelVersion
from alphamale_desktop.domain.errors import (
    WeightsIncompatibleError,
    WeightsManifestError,
    WeightsMissingError,
    WeightsTamperedError,
)

MANIFEST_NAME = "manifest.json"
_FORMAT = 1
_LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class WeightsEntry:
    """One model in the manifest.

    Attributes:
        file: A plain file name in the manifest's folder.
        sha256: Lower-case hex.
    """

    name: str
    version: str
    file: str
    sha256: str
    size_bytes: int

    @property
    def model(self) -> ModelVersion:
        return ModelVersion(self.name, self.version)


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """One network's structure in the manifest, for ONNX Runtime; it holds no weights.

    Attributes:
        name: Also the file's name without its ending.
        file: A plain file name in the manifest's folder.
        sha256: Lower-case hex.
    """

    name: str
    file: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A model's tensors, float32, and what its file says of itself."""

    entry: WeightsEntry
    tensors: Mapping[str, NDArray[np.float32]]
    metadata: Mapping[str, str]


class WeightsFolder:
    """A folder with a manifest and safetensors files. Any thread; reads the disk at every call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entry(self, name: str) -> WeightsEntry:
        """Raises WeightsManifestError, or WeightsMissingError if the manifest has no model of that name."""
        for entry in read_manifest(self._folder):
            if entry.name == name:
                return entry
        raise WeightsMissingError(file=f"{name}.safetensors")

    def read(self, name: str) -> Weights:
        """The checked weights of a model.

        Raises:
            WeightsManifestError, WeightsMissingError, WeightsTamperedError, WeightsIncompatibleError
        """
        entry = self.entry(name)
        try:
            data = (self._folder / entry.file).read_bytes()
        except OSError as error:
            raise WeightsMissingError(file=entry.file) from error
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise WeightsTamperedError(file=entry.file)
        try:
            # The bytes that were checked are the bytes that are read.
            return Weights(
                entry, {key: value.astype(np.float32) for key, value in load(data).items()}, metadata_of(data)
            )
        except (SafetensorError, ValueError, KeyError) as error:
            raise WeightsIncompatibleError(file=entry.file) from error


def read_manifest(folder: Path) -> tuple[WeightsEntry, ...]:
    """The models of a folder, in the manifest's order; raises WeightsManifestError."""
    return _manifest(folder)[0]


def read_graphs(folder: Path) -> tuple[GraphEntry, ...]:
    """The graphs of a folder, in the manifest's order; raises WeightsManifestError."""
    return _manifest(folder)[1]


def _manifest(folder: Path) -> tuple[tuple[WeightsEntry, ...], tuple[GraphEntry, ...]]:
    path = folder / MANIFEST_NAME
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(_entry(values) for values in manifest["models"])
        graphs = tuple(_graph(values) for values in manifest.get("graphs", ()))
        if manifest["format"] != _FORMAT or any(
            len({entry.name for entry in kind}) != len(kind) for kind in (entries, graphs)
        ):
            raise ValueError(f"want format {_FORMAT} and each model and graph once")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsManifestError(file=str(path)) from error
    return entries, graphs


def write_manifest(folder: Path) -> tuple[WeightsEntry, ...]:
    """Makes the manifest of every safetensors and ONNX file in a folder, whole or not at all.

    The metadata of each weights file must hold ``name`` and ``version``.

    Raises:
        WeightsMissingError: If the folder has no weights.
        WeightsIncompatibleError: If a file is no safetensors file or does not say what it is.
    """
    entries = tuple(_entry_of_file(path) for path in sorted(folder.glob("*.safetensors")))
    if not entries:
        raise WeightsMissingError(file=str(folder / "*.safetensors"))
    graphs = tuple(_graph_of_file(path) for path in sorted(folder.glob("*.onnx")))
    manifest = {"format": _FORMAT, "models": [asdict(entry) for entry in entries]}
    if graphs:
        manifest["graphs"] = [asdict(graph) for graph in graphs]
    text = json.dumps(manifest, indent=2) + "\n"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as stream:
        stream.write(text)
    Path(stream.name).chmod(0o644)
    os.replace(stream.name, folder / MANIFEST_NAME)  # noqa: PTH105 - atomic over an existing file on every system
    return entries


def metadata_of(data: bytes) -> dict[str, str]:
    """The free-text metadata in the head of a safetensors file; raises ValueError or KeyError."""
    length = int.from_bytes(data[:_LENGTH_BYTES], "little")
    if not 0 < length <= len(data) - _LENGTH_BYTES:
        raise ValueError("no safetensors file")
    head = json.loads(data[_LENGTH_BYTES : _LENGTH_BYTES + length])
    return {str(key): str(value) for key, value in head.get("__metadata__", {}).items()}


def _entry(values: Mapping[str, object]) -> WeightsEntry:
    return WeightsEntry(str(values["name"]), str(values["version"]), *_file(values))


def _graph(values: Mapping[str, object]) -> GraphEntry:
    return GraphEntry(str(values["name"]), *_file(values))


def _file(values: Mapping[str, object]) -> tuple[str, str, int]:
    file, sha256, size = str(values["file"]), str(values["sha256"]), values["size_bytes"]
    if not file or Path(file).name != file or not isinstance(size, int) or len(sha256) != 64:
        raise ValueError(f"want a plain file name, a size and a sha256, got {values}")
    return file, sha256.lower(), size


def _entry_of_file(path: Path) -> WeightsEntry:
    data = path.read_bytes()
    try:
        metadata = metadata_of(data)
        name, version = metadata["name"], metadata["version"]
    except (ValueError, KeyError, AttributeError) as error:
        raise WeightsIncompatibleError(file=path.name) from error
    return WeightsEntry(name, version, path.name, hashlib.sha256(data).hexdigest(), len(data))


def _graph_of_file(path: Path) -> GraphEntry:
    data = path.read_bytes()
    return GraphEntry(path.stem, path.name, hashlib.sha256(data).hexdigest(), len(data))
