"""How long each step of a visit takes, and the original design in the same run.

Not part of the test run; from the checkout:

    OMP_WAIT_POLICY=PASSIVE python -m pytest tests/bench/bench_analysis.py -o timeout=0 --benchmark-json=bench.json
    python -m tests.bench.ratios bench.json

``ALPHAMALE_BENCH_THREADS`` sets the CPU threads of both designs (default 1, as the program runs). How ONNX Runtime
compares with torch is measured by ``engines.py``.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
import torch
from pytest_benchmark.fixture import BenchmarkFixture

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.application.draw_celebrities import DrawCelebrities
from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.core import Core
from alphamale_desktop.domain.analysis import Accepted, Analysis, AnalysisResult
from alphamale_desktop.domain.consent import ConsentPurpose, consent_for
from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.domain.scoring import score_card_of_parts
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.texts.fluent_texts import FluentTexts
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.engine_config import EngineConfig
from alphamale_desktop.vision.gate_engine import GateEngine
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.onnx_engine import OnnxGate, OnnxTyper
from alphamale_desktop.vision.onnx_graphs import GraphFolder
from alphamale_desktop.vision.typer_engine import TyperEngine
from alphamale_desktop.vision.weights import WeightsFolder
from tests.bench.original_design import judge_as_original, load_original, write_original_weights
from tests.bench.photos import twelve_megapixels
from tests.fakes.results import analysis_result

T = TypeVar("T")
THREADS = int(os.environ.get("ALPHAMALE_BENCH_THREADS", "1"))
WEIGHTS = program_paths().weights
CODEC = PictureCodec()


@pytest.fixture(scope="module", autouse=True)
def chosen_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(THREADS)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def photo() -> bytes:
    return twelve_megapixels()


@pytest.fixture(scope="module")
def far_photo() -> bytes:
    """A face of 5 % of the picture's width: the photo is decoded a second time."""
    return twelve_megapixels(height_share=0.35)


@pytest.fixture(scope="module")
def gate() -> GateEngine:
    engine = OnnxGate(WeightsFolder(WEIGHTS), GraphFolder(WEIGHTS), EngineConfig("cpu", THREADS))
    engine.load()
    return engine


@pytest.fixture(scope="module")
def typer() -> TyperEngine:
    engine = OnnxTyper(WeightsFolder(WEIGHTS), GraphFolder(WEIGHTS), EngineConfig("cpu", THREADS))
    engine.load()
    return engine


@pytest.fixture(scope="module")
def analyse(gate: GateEngine, typer: TyperEngine) -> AnalysePhoto[UprightImage]:
    return AnalysePhoto(CODEC, gate, typer, SystemClock())


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    program = program_paths()
    made = Core(Settings(), program, user_paths(tmp_path), FluentTexts(program.resources / "i18n"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def original_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    write_original_weights(folder)
    return folder


def measured(benchmark: BenchmarkFixture, action: Callable[[], T], rounds: int, warmup_rounds: int = 2) -> T:
    """Runs ``action`` so many times and gives its last answer."""
    answer: T = benchmark.pedantic(action, rounds=rounds, warmup_rounds=warmup_rounds)  # type: ignore[no-untyped-call]
    return answer


def accepted(analysis: Analysis) -> AnalysisResult:
    assert isinstance(analysis.outcome, Accepted), analysis.outcome_code
    return analysis.outcome.result


def test_decode(benchmark: BenchmarkFixture, photo: bytes) -> None:
    picture = measured(benchmark, lambda: CODEC.decode(photo), rounds=30)

    assert (picture.width_px, picture.height_px) == (4000, 3000)


def test_gate(benchmark: BenchmarkFixture, photo: bytes, gate: GateEngine) -> None:
    picture = CODEC.decode(photo)

    report = measured(benchmark, lambda: gate.inspect(picture), rounds=40, warmup_rounds=5)

    assert report.reason is None


def test_typer(benchmark: BenchmarkFixture, photo: bytes, gate: GateEngine, typer: TyperEngine) -> None:
    picture = CODEC.decode(photo)
    face = gate.inspect(picture).subject or FaceSighting(Box(1500, 200, 2500, 1500), 0.9)

    typed = measured(benchmark, lambda: typer.type_face(picture, face), rounds=40, warmup_rounds=5)

    assert typed.is_complete


def test_score(benchmark: BenchmarkFixture) -> None:
    parts = analysis_result().parts

    card = benchmark(score_card_of_parts, parts)

    assert card.score_percent > 0


def test_photo_to_result(benchmark: BenchmarkFixture, photo: bytes, analyse: AnalysePhoto[UprightImage]) -> None:
    analysis = measured(benchmark, lambda: analyse(photo), rounds=40, warmup_rounds=5)

    assert accepted(analysis).width_px == 4000


def test_far_photo_to_result(
    benchmark: BenchmarkFixture, far_photo: bytes, analyse: AnalysePhoto[UprightImage]
) -> None:
    analysis = measured(benchmark, lambda: analyse(far_photo), rounds=15)

    assert accepted(analysis).width_px == 4000


def test_store(benchmark: BenchmarkFixture, photo: bytes, core: Core) -> None:
    keep = core.keep_visit()
    result = analysis_result()
    today = date(2026, 11, 23)
    consent = consent_for(list(ConsentPurpose), None, datetime(2026, 11, 23, tzinfo=UTC), today, "2026-11.2/ko")
    serial = iter(range(1_000))

    def store_another() -> UUID | None:
        # Other bytes each time: the same photo twice is one file and costs less.
        return keep(VisitToKeep(photo + next(serial).to_bytes(2), "jpg", result, (), (), consent))

    visit_id = measured(benchmark, store_another, rounds=30)

    assert visit_id is not None


def test_card(benchmark: BenchmarkFixture, photo: bytes, core: Core) -> None:
    result = analysis_result()
    celebrities = DrawCelebrities(core.work, random.Random(4))(result.face_type)
    description = core.description_of(result.face_type, "ko")
    content = CardContent(photo, result, description, celebrities, "ko")

    png = measured(benchmark, lambda: core.card_painter.paint(content), rounds=8, warmup_rounds=1)

    assert png.startswith(b"\x89PNG")


def test_original_warm(benchmark: BenchmarkFixture, photo: bytes, original_weights: Path) -> None:
    models = load_original(original_weights)

    measured(benchmark, lambda: judge_as_original(models, photo), rounds=5, warmup_rounds=1)


def test_original_per_request(benchmark: BenchmarkFixture, photo: bytes, original_weights: Path) -> None:
    def request() -> int:
        return judge_as_original(load_original(original_weights), photo)

    measured(benchmark, request, rounds=3, warmup_rounds=1)


def test_footprint(benchmark: BenchmarkFixture, photo: bytes, tmp_path: Path) -> None:
    """A fresh process: import, load, first photo, peak memory after 21 photos."""
    file = tmp_path / "photo.jpg"
    file.write_bytes(photo)
    command = [sys.executable, "-m", "tests.bench.footprint", str(WEIGHTS), str(file)]

    finished = measured(benchmark, lambda: subprocess.run(command, capture_output=True, check=True), 3, warmup_rounds=0)

    figures = json.loads(finished.stdout)
    benchmark.extra_info.update(figures)
    assert figures["outcome"] == "accepted"
