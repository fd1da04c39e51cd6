"""ONNX Runtime answers as torch does, from the same weights."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from safetensors import safe_open
from safetensors.numpy import save_file

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.domain.analysis import Accepted, AnalysisResult, GateReport
from alphamale_desktop.domain.detection import Box, FaceSighting, TypedFace
from alphamale_desktop.domain.engine_errors import EngineUnusableError
from alphamale_desktop.domain.errors import WeightsIncompatibleError, WeightsMissingError, WeightsTamperedError
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.engine import TorchGate, TorchTyper
from alphamale_desktop.vision.engine_config import EngineConfig
from alphamale_desktop.vision.gate_engine import GateEngine
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.onnx_engine import OnnxGate, OnnxTyper
from alphamale_desktop.vision.onnx_graphs import GraphFolder
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_engine import TyperEngine
from alphamale_desktop.vision.weights import WeightsFolder, write_manifest
from tests.fakes.clock import FakeClock
from tests.vision import scenes

SHIPPED = Path(__file__).resolve().parents[2] / "weights"
CPU = EngineConfig("cpu", 1)
CODEC = PictureCodec()
CLOSE_PX, CLOSE_SHARE = 0.5, 1e-3
FACE = FaceSighting(Box(175, 60, 275, 200), 0.99)


@dataclass(frozen=True)
class Pair:
    """Both engines over the same weights."""

    gate: GateEngine
    typer: TyperEngine

    @property
    def analyse(self) -> AnalysePhoto[UprightImage]:
        return AnalysePhoto(CODEC, self.gate, self.typer, FakeClock())


@pytest.fixture(scope="module")
def torch_engine() -> Pair:
    weights = WeightsFolder(SHIPPED)
    return Pair(TorchGate(weights, CPU), TorchTyper(weights, CPU))


@pytest.fixture(scope="module")
def onnx_engine() -> Pair:
    weights, graphs = WeightsFolder(SHIPPED), GraphFolder(SHIPPED)
    return Pair(OnnxGate(weights, graphs, CPU), OnnxTyper(weights, graphs, CPU))


def shifted(picture: Image.Image, x: int, y: int) -> Image.Image:
    moved = Image.new("RGB", picture.size, (90, 96, 104))
    moved.paste(picture, (x, y))
    return moved


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "portrait": scenes.portrait,
    "astronaut": scenes.astronaut,
    "small": lambda: scenes.portrait().resize((128, 150)),
    "large": lambda: scenes.portrait().resize((1400, 1640)),
    "wide": lambda: scenes.astronaut().crop((0, 0, 512, 260)),
    "narrow": lambda: scenes.astronaut().crop((120, 0, 330, 512)),
    "shifted": lambda: shifted(scenes.portrait(), 61, 37),
    "cut off": lambda: shifted(scenes.portrait(), 220, 0),
    "half the light": lambda: scenes.darkened(scenes.astronaut(), 0.5),
    "dark": lambda: scenes.darkened(scenes.portrait(), 0.1),
    "tilted": lambda: scenes.portrait().rotate(17, fillcolor=(80, 80, 80)),
    "on its head": lambda: scenes.portrait().rotate(180),
    "mirrored": lambda: scenes.portrait().transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "blurred": lambda: scenes.blurred(scenes.portrait(), 5),
    "five people": scenes.five_faces,
    "far away": lambda: scenes.far_away(60),
    "cat": scenes.cat,
    "coffee": scenes.coffee,
    "black": scenes.black,
    "grey": lambda: Image.new("RGB", (640, 480), (128, 128, 128)),
    "a line": lambda: Image.new("RGB", (1400, 40), (200, 180, 160)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_photo_has_the_same_outcome_from_both(torch_engine: Pair, onnx_engine: Pair, name: str) -> None:
    data = scenes.encoded(PICTURES[name]())

    theirs, ours = torch_engine.analyse(data), onnx_engine.analyse(data)

    assert ours.outcome_code == theirs.outcome_code
    expect_alike(ours.gate, theirs.gate)
    if isinstance(theirs.outcome, Accepted):
        assert isinstance(ours.outcome, Accepted)
        expect_same_result(ours.outcome.result, theirs.outcome.result)


def expect_alike(ours: GateReport, theirs: GateReport) -> None:
    assert ours.face_confidence == pytest.approx(theirs.face_confidence, abs=CLOSE_SHARE)
    assert len(ours.faces) == len(theirs.faces)
    for mine, other in zip(ours.faces, theirs.faces, strict=True):
        assert sides(mine.box) == pytest.approx(sides(other.box), abs=CLOSE_PX)
        assert mine.yaw == pytest.approx(other.yaw, abs=1e-2)
        assert mine.roll_deg == pytest.approx(other.roll_deg, abs=0.5)


def expect_same_result(ours: AnalysisResult, theirs: AnalysisResult) -> None:
    assert ours.face_type is theirs.face_type
    assert ours.distribution.probabilities == pytest.approx(theirs.distribution.probabilities, abs=CLOSE_SHARE)
    for mine, other in zip(ours.parts, theirs.parts, strict=True):
        assert sides(mine.box) == pytest.approx(sides(other.box), abs=CLOSE_PX)
        assert mine.confidence == pytest.approx(other.confidence, abs=CLOSE_SHARE)
        assert mine.distribution.probabilities == pytest.approx(other.distribution.probabilities, abs=CLOSE_SHARE)


def sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def test_enough_of_the_pictures_are_accepted_to_mean_something(onnx_engine: Pair) -> None:
    outcomes = [onnx_engine.analyse(scenes.encoded(make())).outcome_code for make in PICTURES.values()]

    assert outcomes.count("accepted") >= 6
    assert len(set(outcomes)) >= 5


def test_batches_answer_as_torch_does_one_at_a_time(torch_engine: Pair, onnx_engine: Pair) -> None:
    pictures = [UprightImage(np.asarray(make(), np.uint8)) for make in PICTURES.values()] * 2

    reports = onnx_engine.gate.inspect_many(pictures)
    framed = [(picture, one.subject) for picture, one in zip(pictures, reports, strict=True)]
    faces = [(picture, face) for picture, face in framed if face is not None]
    typed = onnx_engine.typer.type_faces(faces)

    assert len(faces) > 16
    for picture, report in zip(pictures[: len(PICTURES)], reports, strict=False):
        expect_alike(report, torch_engine.gate.inspect(picture))
    for (picture, face), ours in zip(faces[:10], typed, strict=False):
        expect_typed_alike(ours, torch_engine.typer.type_face(picture, face))


def expect_typed_alike(ours: TypedFace, theirs: TypedFace) -> None:
    assert ours.familiarity == pytest.approx(theirs.familiarity, abs=CLOSE_SHARE)
    assert [part.part for part in ours.parts] == [part.part for part in theirs.parts]
    for mine, other in zip(ours.parts, theirs.parts, strict=True):
        assert sides(mine.box) == pytest.approx(sides(other.box), abs=CLOSE_PX)


def test_noise_is_alike_too(torch_engine: Pair, onnx_engine: Pair) -> None:
    noise = UprightImage(np.random.default_rng(2).integers(0, 256, (480, 640, 3), np.uint8))

    ours, theirs = onnx_engine.gate.inspect(noise), torch_engine.gate.inspect(noise)

    assert ours.reason is theirs.reason
    expect_alike(ours, theirs)
    expect_typed_alike(onnx_engine.typer.type_face(noise, FACE), torch_engine.typer.type_face(noise, FACE))


def test_new_weights_run_in_the_same_graphs(random_weights: Path) -> None:
    weights, graphs = WeightsFolder(random_weights), GraphFolder(random_weights, SHIPPED)
    picture = UprightImage(np.asarray(scenes.astronaut(), np.uint8))

    ours = OnnxTyper(weights, graphs, CPU).type_face(picture, FACE)
    report = OnnxGate(weights, graphs, CPU).inspect(picture)

    expect_typed_alike(ours, TorchTyper(weights, CPU).type_face(picture, FACE))
    assert report.face_confidence == pytest.approx(
        TorchGate(weights, CPU).inspect(picture).face_confidence, abs=CLOSE_SHARE
    )


def test_a_second_look_at_the_mirror_image_is_alike_too(folder: Path) -> None:
    look_twice(folder)
    weights, graphs = WeightsFolder(folder), GraphFolder(folder)
    picture = UprightImage(np.asarray(scenes.astronaut(), np.uint8))
    both = [(picture, FACE), (UprightImage(picture.rgb[:, ::-1].copy()), FACE)]

    ours = OnnxTyper(weights, graphs, CPU).type_faces(both)
    theirs = TorchTyper(weights, CPU).type_faces(both)

    for mine, other in zip(ours, theirs, strict=True):
        expect_typed_alike(mine, other)


def test_two_looks_make_a_face_and_its_mirror_image_more_alike(folder: Path) -> None:
    pictures = [np.asarray(one(), np.uint8) for one in (scenes.portrait, scenes.astronaut)]
    faces = [FaceSighting(scenes.PORTRAIT_FACE, 1.0), FaceSighting(scenes.ASTRONAUT_FACE, 1.0)]
    look_twice(folder, twice=False)
    once = apart_when_mirrored(OnnxTyper(WeightsFolder(folder), GraphFolder(folder), CPU), pictures, faces)

    look_twice(folder)

    twice = apart_when_mirrored(OnnxTyper(WeightsFolder(folder), GraphFolder(folder), CPU), pictures, faces)
    assert twice < 0.5 * once


def look_twice(folder: Path, *, twice: bool = True) -> None:
    """Changes only how often the type model of ``folder`` looks."""
    file = folder / "typer.safetensors"
    with safe_open(file, "np") as opened:
        metadata = opened.metadata()
        tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    calibration = replace(TyperCalibration.from_json(metadata["calibration"]), looks_twice=twice)
    save_file(tensors, file, metadata | {"calibration": calibration.to_json()})
    write_manifest(folder)


def apart_when_mirrored(typer: OnnxTyper, pictures: list[NDArray[np.uint8]], faces: list[FaceSighting]) -> float:
    """The mean distance between the parts' grades of a face and of its mirror image."""
    apart = []
    for rgb, face in zip(pictures, faces, strict=True):
        mirrored = Box(rgb.shape[1] - face.box.x1, face.box.y0, rgb.shape[1] - face.box.x0, face.box.y1)
        both = typer.type_faces(
            [(UprightImage(rgb), face), (UprightImage(rgb[:, ::-1].copy()), FaceSighting(mirrored, 1.0))]
        )
        apart += [abs(one.grade - other.grade) for one, other in zip(both[0].parts, both[1].parts, strict=True)]
    return float(np.mean(apart))


def test_graphs_hold_no_weights() -> None:
    sizes = {path.name: path.stat().st_size for path in SHIPPED.glob("*.onnx")}

    assert len(sizes) == 5
    assert max(sizes.values()) < 100_000


def test_each_engine_says_what_it_is(torch_engine: Pair, onnx_engine: Pair) -> None:
    assert torch_engine.gate.engine.startswith("torch ")
    assert onnx_engine.typer.engine.startswith("ONNX Runtime ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "weights"))


def gate_in(folder: Path) -> OnnxGate:
    return OnnxGate(WeightsFolder(folder), GraphFolder(folder), CPU)


def test_a_missing_graph_is_named(folder: Path) -> None:
    (folder / "gate-heads.onnx").unlink()

    with pytest.raises(EngineUnusableError) as caught:
        gate_in(folder).load()

    assert caught.value.details == {"file": "gate-heads.onnx"}


def test_a_manifest_without_graphs_is_no_manifest_of_graphs(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["graphs"]
    (folder / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(EngineUnusableError):
        gate_in(folder).load()


def test_a_changed_graph_is_never_run(folder: Path) -> None:
    path = folder / "typer-rater.onnx"
    path.write_bytes(path.read_bytes() + b"\0")

    with pytest.raises(EngineUnusableError) as caught:
        OnnxTyper(WeightsFolder(folder), GraphFolder(folder), CPU).load()

    assert caught.value.details == {"file": "typer-rater.onnx"}


@pytest.mark.parametrize("content", [b"", b"no graph at all", b"\x08\x08\x12\x00"])
def test_a_file_that_is_no_graph_is_refused(folder: Path, content: bytes) -> None:
    (folder / "gate-maps.onnx").write_bytes(content)
    write_manifest(folder)

    with pytest.raises(EngineUnusableError):
        gate_in(folder).load()


def test_a_graph_of_another_shape_does_not_go_with_the_weights(folder: Path) -> None:
    shutil.copy(folder / "typer-maps.onnx", folder / "gate-maps.onnx")
    write_manifest(folder)

    with pytest.raises(EngineUnusableError):
        gate_in(folder).load()


def test_weights_are_checked_before_any_graph(folder: Path) -> None:
    path = folder / "gate.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")

    with pytest.raises(WeightsTamperedError):
        gate_in(folder).load()


def test_missing_weights_are_named_as_such(folder: Path) -> None:
    (folder / "typer.safetensors").unlink()

    with pytest.raises(WeightsMissingError):
        OnnxTyper(WeightsFolder(folder), GraphFolder(folder), CPU).load()


def test_weights_of_another_model_are_incompatible(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    first, second = manifest["models"]
    first["name"], second["name"] = second["name"], first["name"]
    (folder / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(WeightsIncompatibleError):
        gate_in(folder).load()


def test_the_shipped_manifest_promises_every_graph(folder: Path) -> None:
    before = json.loads((folder / "manifest.json").read_text())

    write_manifest(folder)

    assert json.loads((folder / "manifest.json").read_text()) == before
