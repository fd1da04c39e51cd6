"""The engine around the models: loading, devices, threads, scales. The models here are untrained."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from skimage import data

from alphamale_desktop.application.ports import FaceGate, PartTyper, PhotoDecoder
from alphamale_desktop.domain.detection import Box, FaceSighting, TypedFace
from alphamale_desktop.domain.errors import DeviceUnavailableError, WeightsMissingError, WeightsTamperedError
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.engine import EngineConfig, TorchGate, TorchTyper
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.loaded_once import LoadedOnce
from alphamale_desktop.vision.weights import Weights, WeightsFolder

FACE = FaceSighting(Box(175, 60, 275, 200), 0.99)
CPU = EngineConfig(device="cpu")


class CountingFolder(WeightsFolder):
    """Counts how often weights are read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reads = 0
        self._counting = threading.Lock()

    def read(self, name: str) -> Weights:
        with self._counting:
            self.reads += 1
        return super().read(name)


def astronaut() -> UprightImage:
    return UprightImage(np.asarray(data.astronaut(), np.uint8))  # type: ignore[no-untyped-call]


def boxes_of(face: TypedFace) -> list[float]:
    return [side for part in face.parts for side in (part.box.x0, part.box.y0, part.box.x1, part.box.y1)]


def test_the_adapters_fit_the_ports(weights_folder: WeightsFolder) -> None:
    decoder: PhotoDecoder[UprightImage] = PictureCodec()
    gate: FaceGate[UprightImage] = TorchGate(weights_folder)
    typer: PartTyper[UprightImage] = TorchTyper(weights_folder)

    versions = (gate.version, typer.version)

    assert [(one.name, one.version) for one in versions] == [("gate", "0.1"), ("typer", "0.2")]
    assert decoder is not None


def test_nothing_is_read_before_the_first_photo(random_weights: Path) -> None:
    folder = CountingFolder(random_weights)

    gate = TorchGate(folder, CPU)
    untouched = folder.reads
    gate.inspect(astronaut())
    gate.inspect(astronaut())

    assert (untouched, folder.reads) == (0, 1)


def test_many_threads_load_once_and_see_the_same(random_weights: Path) -> None:
    folder = CountingFolder(random_weights)
    gate = TorchGate(folder, CPU)

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: gate.inspect(astronaut()), range(8)))

    assert folder.reads == 1
    assert all(report == reports[0] for report in reports)


def test_a_failed_load_is_tried_again(random_weights: Path, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "manifest.json").write_bytes((random_weights / "manifest.json").read_bytes())
    gate = TorchGate(WeightsFolder(folder), CPU)

    with pytest.raises(WeightsMissingError):
        gate.load()
    (folder / "gate.safetensors").write_bytes((random_weights / "gate.safetensors").read_bytes())
    gate.load()

    assert gate.inspect(astronaut()).brightness > 0


def test_tampered_weights_judge_nothing(random_weights: Path, tmp_path: Path) -> None:
    for path in random_weights.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "typer.safetensors").open("r+b") as stream:
        stream.seek(-3, 2)
        stream.write(b"\1\2\3")

    with pytest.raises(WeightsTamperedError):
        TorchTyper(WeightsFolder(tmp_path), CPU).type_face(astronaut(), FACE)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_cuda_without_a_gpu_is_an_expected_failure(weights_folder: WeightsFolder) -> None:
    with pytest.raises(DeviceUnavailableError) as caught:
        TorchGate(weights_folder, EngineConfig(device="cuda")).load()

    assert caught.value.details == {"device": "cuda"}


def test_an_unknown_device_is_an_expected_failure(weights_folder: WeightsFolder) -> None:
    with pytest.raises(DeviceUnavailableError):
        TorchTyper(weights_folder, EngineConfig(device="abacus")).load()


def test_a_batch_of_photos_equals_one_at_a_time(weights_folder: WeightsFolder) -> None:
    gate = TorchGate(weights_folder, CPU)
    turned = UprightImage(np.ascontiguousarray(np.rot90(astronaut().rgb)))
    wide = UprightImage(astronaut().rgb[100:300])

    together = gate.inspect_many([astronaut(), turned, wide])

    for picture, report in zip((astronaut(), turned, wide), together, strict=True):
        alone = gate.inspect(picture)
        assert report.face_confidence == pytest.approx(alone.face_confidence, abs=1e-4)
        assert report.reason is alone.reason


def test_a_batch_of_faces_equals_one_at_a_time(weights_folder: WeightsFolder) -> None:
    typer = TorchTyper(weights_folder, CPU)
    other = FaceSighting(Box(150, 40, 300, 220), 0.9)

    together = typer.type_faces([(astronaut(), FACE), (astronaut(), other)])

    for face, typed in zip((FACE, other), together, strict=True):
        alone = typer.type_face(astronaut(), face)
        assert boxes_of(typed) == pytest.approx(boxes_of(alone), abs=0.05)
        assert typed.distribution.probabilities == pytest.approx(alone.distribution.probabilities, abs=1e-3)


def test_no_faces_are_no_work(random_weights: Path) -> None:
    folder = CountingFolder(random_weights)

    assert TorchTyper(folder, CPU).type_faces([]) == []
    assert folder.reads == 0


def test_boxes_are_in_pixels_of_the_full_picture_though_it_is_decoded_small(weights_folder: WeightsFolder) -> None:
    large = Image.fromarray(astronaut().rgb).resize((2048, 2048), Image.Resampling.BICUBIC)
    stream = BytesIO()
    large.save(stream, "JPEG", quality=95)
    decoded = PictureCodec().decode(stream.getvalue())
    whole = PictureCodec().decode_at(stream.getvalue(), 2048)
    gate = TorchGate(weights_folder, CPU)

    small_answer, whole_answer = gate.inspect(decoded), gate.inspect(whole)

    assert decoded.rgb.shape == (1024, 1024, 3)
    assert whole.rgb.shape == (2048, 2048, 3)
    assert small_answer.face_confidence == pytest.approx(whole_answer.face_confidence, abs=0.1)
    assert max(face.box.x1 for face in small_answer.faces) > 1024


def test_parts_come_in_pixels_of_the_full_picture(weights_folder: WeightsFolder) -> None:
    typer = TorchTyper(weights_folder, CPU)
    reduced = UprightImage(np.asarray(Image.fromarray(astronaut().rgb).reduce(2)), 512, 512)

    whole, half = typer.type_face(astronaut(), FACE), typer.type_face(reduced, FACE)

    assert [part.part for part in whole.parts] == [part.part for part in half.parts]
    assert boxes_of(half) == pytest.approx(boxes_of(whole), abs=60)


def test_the_faintest_picture_is_judged(weights_folder: WeightsFolder) -> None:
    gate = TorchGate(weights_folder, CPU)
    line = UprightImage(np.zeros((1, 4000, 3), np.uint8))

    report = gate.inspect(line)

    assert report.brightness == 0.0


def test_a_value_is_made_once_and_failures_are_not_remembered() -> None:
    calls: list[int] = []

    def make() -> str:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("not yet")
        return "ready"

    once = LoadedOnce(make)
    with pytest.raises(OSError, match="not yet"):
        once.get()

    assert (once.is_there, once.get(), once.get(), len(calls)) == (False, "ready", "ready", 2)
