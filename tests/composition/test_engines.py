"""ONNX Runtime runs the models on a CPU; torch takes over where it cannot, and nothing fails for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alphamale_desktop.composition.device_choice import device_named, torch_is_likely
from alphamale_desktop.composition.engines import Engines
from alphamale_desktop.domain.errors import DeviceUnavailableError, WeightsTamperedError
from alphamale_desktop.vision.weights import write_manifest
from tests.arch.sources import ROOT
from tests.fakes.log_watch import LogWatch

SHIPPED = ROOT / "weights"

_WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(sys.argv[1].split(",")))
from pathlib import Path
from alphamale_desktop.composition.engines import Engines
from alphamale_desktop.domain.errors import AlphaMaleError
engines = Engines(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
try:
    print(engines.gate.engine.split()[0], engines.typer.engine.split()[0])
except AlphaMaleError as error:
    print(error.code, error.details)
"""


def engines_without(absent: str, weights: Path = SHIPPED, device: str = "cpu") -> str:
    """What a fresh process, in which some packages are not installed, says of its engines."""
    command = [sys.executable, "-c", _WITHOUT, absent, str(weights), str(SHIPPED), device]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "weights"))


def test_on_a_cpu_onnx_runtime_runs_the_models() -> None:
    engines = Engines(SHIPPED, SHIPPED, "cpu")

    assert engines.device == "cpu"
    assert engines.gate.engine.startswith("ONNX Runtime")
    assert engines.typer.engine.startswith("ONNX Runtime")


def test_weights_without_graphs_of_their_own_run_in_the_shipped_ones(folder: Path) -> None:
    for graph in folder.glob("*.onnx"):
        graph.unlink()
    write_manifest(folder)

    engines = Engines(folder, SHIPPED, "cpu")

    assert engines.typer.engine.startswith("ONNX Runtime")


def test_torch_takes_over_where_a_graph_is_broken_and_the_log_says_so(folder: Path, log_watch: LogWatch) -> None:
    (folder / "gate-maps.onnx").write_bytes(b"broken")
    log_watch.expect("gate-maps.onnx")

    engines = Engines(folder, folder, "cpu")

    assert engines.gate.engine.startswith("torch")
    assert engines.typer.engine.startswith("ONNX Runtime")


def test_tampered_weights_are_used_by_no_engine(folder: Path) -> None:
    with (folder / "gate.safetensors").open("ab") as stream:
        stream.write(b"\0")

    with pytest.raises(WeightsTamperedError):
        Engines(folder, SHIPPED, "cpu").gate.load()


@pytest.mark.parametrize("device", ["cpu", "auto"])
def test_a_build_without_torch_runs_the_models(device: str) -> None:
    assert engines_without("torch,torchvision", device=device) == "ONNX ONNX"


def test_a_build_without_onnx_runtime_runs_the_models_with_torch() -> None:
    assert engines_without("onnxruntime") == "torch torch"


def test_a_build_with_neither_says_what_is_missing() -> None:
    assert engines_without("onnxruntime,torch,torchvision") == "engine_unusable {'file': 'onnxruntime'}"


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(DeviceUnavailableError):
        device_named("abacus")


def test_a_computer_without_a_driver_runs_on_its_cpu() -> None:
    assert device_named("auto", gpu_is_likely=lambda: False) == "cpu"


@pytest.mark.parametrize(
    ("choice", "gpu", "likely"),
    [("cpu", True, False), ("auto", False, False), ("auto", True, True), ("cuda", False, True)],
)
def test_torch_is_expected_only_where_a_gpu_is(choice: str, gpu: bool, likely: bool) -> None:
    assert torch_is_likely(choice, gpu_is_likely=lambda: gpu) is likely
