"""ONNX Runtime beside torch, on this computer's CPU: time for a photo, start, memory.

    OMP_WAIT_POLICY=PASSIVE python -m tests.bench.engines

Both engines judge the same decoded photo in turn in one process, so that whatever else the computer does slows both;
only the ratio within one run means something. Start and memory are those of fresh processes, also in turn.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from alphamale_desktop.settings.paths import program_paths
from tests.bench.photos import twelve_megapixels

ROUNDS = 60
STARTS = 3
WEIGHTS = program_paths().weights

_FRESH = """
import json, os, sys, time
begun_s = float(sys.argv[1])
if sys.argv[2] == "torch":
    sys.modules["onnxruntime"] = None
import logging
logging.disable(logging.WARNING)
from pathlib import Path
from alphamale_desktop.cli.app import run
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.models import Models
from alphamale_desktop.settings.paths import program_paths
from alphamale_desktop.vision.codec import PictureCodec
if sys.argv[3] == "ready":
    Models(program_paths().weights, "cpu", PictureCodec(), SystemClock()).load()
else:
    run(["analyse", "--device", "cpu", "--json", sys.argv[3]])
took_s = time.time() - begun_s
lines = Path("/proc/self/status").read_text().splitlines()
peak_mb = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
print(json.dumps({"took_s": took_s, "processor_s": time.process_time(), "peak_mb": peak_mb}))
"""


@dataclass(frozen=True)
class Times:
    """Medians of one engine, milliseconds for one photo, both models."""

    clock_ms: float
    processor_ms: float


def for_a_photo(threads: int) -> dict[str, Times]:
    """Both engines in turn."""
    import torch

    from alphamale_desktop.vision.codec import PictureCodec
    from alphamale_desktop.vision.engine import TorchGate, TorchTyper
    from alphamale_desktop.vision.engine_config import EngineConfig
    from alphamale_desktop.vision.gate_engine import GateEngine
    from alphamale_desktop.vision.onnx_engine import OnnxGate, OnnxTyper
    from alphamale_desktop.vision.onnx_graphs import GraphFolder
    from alphamale_desktop.vision.typer_engine import TyperEngine
    from alphamale_desktop.vision.weights import WeightsFolder

    torch.set_num_threads(threads)
    config, weights, graphs = EngineConfig("cpu", threads), WeightsFolder(WEIGHTS), GraphFolder(WEIGHTS)
    engines: dict[str, tuple[GateEngine, TyperEngine]] = {
        "torch": (TorchGate(weights, config), TorchTyper(weights, config)),
        "onnx": (OnnxGate(weights, graphs, config), OnnxTyper(weights, graphs, config)),
    }
    picture = PictureCodec().decode(twelve_megapixels())

    def judge(gate: GateEngine, typer: TyperEngine) -> None:
        face = gate.inspect(picture).subject
        assert face is not None
        typer.type_face(picture, face)

    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
    for number in range(ROUNDS + 3):
        for name, pair in engines.items():
            times = _timed(lambda pair=pair: judge(*pair))  # type: ignore[misc]
            if number >= 3:
                taken[name].append(times)
    return {name: Times(*(statistics.median(each) for each in zip(*of, strict=True))) for name, of in taken.items()}


def _timed(action: Callable[[], None]) -> tuple[float, float]:
    clock_s, processor_s = time.perf_counter(), time.process_time()
    action()
    return 1000 * (time.perf_counter() - clock_s), 1000 * (time.process_time() - processor_s)


def fresh(engine: str, task: str) -> dict[str, float]:
    """One process from its start on."""
    command = [sys.executable, "-c", _FRESH, str(time.time()), engine, task]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    say = sys.stdout.write
    say(f"load before: {os.getloadavg()[0]:.1f}\n\n")
    with TemporaryDirectory() as folder:
        os.environ["ALPHAMALE_HOME"] = folder
        photo = Path(folder) / "photo.jpg"
        photo.write_bytes(twelve_megapixels())
        say("| fresh process | torch | ONNX Runtime |\n| --- | ---: | ---: |\n")
        for task, name in (("ready", "models ready"), (str(photo), "alphamale analyse, one photo")):
            runs = {engine: [] for engine in ("torch", "onnx")}  # type: dict[str, list[dict[str, float]]]
            for _ in range(STARTS):
                for engine, those in runs.items():
                    those.append(fresh(engine, task))
            for key, unit in (("took_s", "s"), ("processor_s", "s of processor time"), ("peak_mb", "MB at most")):
                cells = [f"{statistics.median(run[key] for run in those):.1f}" for those in runs.values()]
                say(f"| {name}, {unit} | {' | '.join(cells)} |\n")
    say("\n| one decoded photo, both models | torch ms | ONNX Runtime ms | ratio |\n| --- | ---: | ---: | ---: |\n")
    for threads in (1, 2):
        times = for_a_photo(threads)
        for label, key in (("by the clock", "clock_ms"), ("processor time", "processor_ms")):
            theirs, ours = (getattr(times[name], key) for name in ("torch", "onnx"))
            say(f"| threads: {threads}, {label} | {theirs:.1f} | {ours:.1f} | {ours / theirs:.2f} |\n")
    say(f"\nload after: {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
