"""What this program consists of: its version, its build, and the versions of what it stands on."""

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from alphamale_desktop.version import __version__

BUILD_FILE = "build.json"
"""Beside ``resources`` in a frozen program; the release script writes it."""


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """Attributes:
    variant: ``"cpu"`` or ``"cuda"``; ``"source"`` where the program runs from its checkout.
    commit: Short id of what was built; None in a checkout.
    parts: Name and version of what is installed, in the order to show; what is absent is left out.
    weights: Name and version of the models that ship, as their manifest says.
    """

    version: str
    variant: str
    commit: str | None
    parts: tuple[tuple[str, str], ...]
    weights: tuple[tuple[str, str], ...]


_PARTS = (
    ("ONNX Runtime", ("onnxruntime",)),
    ("PyTorch", ("torch",)),
    ("CUDA", ("nvidia-cuda-runtime", "nvidia-cuda-runtime-cu13", "nvidia-cuda-runtime-cu12")),
    ("Qt", ("PySide6-Essentials", "PySide6")),
)


def build_info(root: Path) -> BuildInfo:
    """Reads a few small files; imports nothing heavy and never fails.

    Args:
        root: Holds ``weights`` and, in a frozen program, ``build.json``.
    """
    build = _json(root / BUILD_FILE)
    commit = build.get("commit")
    parts = [(name, found) for name, packages in _PARTS if (found := _installed(packages)) is not None]
    models = _json(root / "weights" / "manifest.json").get("models")
    weights = [(str(m.get("name")), str(m.get("version"))) for m in models] if isinstance(models, list) else []
    return BuildInfo(
        __version__,
        str(build.get("variant", "source")),
        None if commit is None else str(commit),
        tuple(parts),
        tuple(weights),
    )


def version_lines(info: BuildInfo) -> tuple[str, ...]:
    """For people and scripts: the program first, then one line a part."""
    build = info.variant if info.commit is None else f"{info.variant}, {info.commit}"
    models = (f"model {name} {number}" for name, number in info.weights)
    return (f"alphamale {info.version} ({build})", *(f"{name} {number}" for name, number in info.parts), *models)


def _installed(packages: tuple[str, ...]) -> str | None:
    for package in packages:
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return None


def _json(file: Path) -> dict[str, object]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
