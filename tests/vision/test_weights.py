"""Only the weights that the manifest promises are ever used."""

import hashlib
import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest

from alphamale_desktop.domain.errors import (
    WeightsIncompatibleError,
    WeightsManifestError,
    WeightsMissingError,
    WeightsTamperedError,
)
from alphamale_desktop.vision.shipped_models import build_gate, build_typer
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.typer_layout import TyperLayout, layout_from_json, layout_to_json
from alphamale_desktop.vision.weights import WeightsFolder, read_manifest, write_manifest


@pytest.fixture
def folder(random_weights: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(random_weights, tmp_path / "weights"))


def edit_manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["models"][0].update(changes)
    path.write_text(json.dumps(manifest))


def test_the_manifest_names_each_model_with_its_version(folder: Path) -> None:
    entries = read_manifest(folder)

    assert [(entry.name, entry.version, entry.file) for entry in entries] == [
        ("gate", "0.1", "gate.safetensors"),
        ("typer", "0.2", "typer.safetensors"),
    ]
    assert [entry.size_bytes for entry in entries] == [(folder / entry.file).stat().st_size for entry in entries]


def test_the_same_files_give_the_same_manifest(folder: Path) -> None:
    before = (folder / "manifest.json").read_bytes()

    write_manifest(folder)

    assert (folder / "manifest.json").read_bytes() == before
    assert not [path for path in folder.iterdir() if path.suffix not in {".json", ".safetensors"}]


def test_weights_come_as_float32_with_their_metadata(folder: Path) -> None:
    weights = WeightsFolder(folder).read("gate")

    assert {tensor.dtype for tensor in weights.tensors.values()} == {np.dtype(np.float32)}
    assert weights.metadata["threshold"] == "0.0"
    assert build_gate(weights).threshold == 0.0


def test_one_changed_byte_is_noticed(folder: Path) -> None:
    path = folder / "gate.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))

    with pytest.raises(WeightsTamperedError) as caught:
        WeightsFolder(folder).read("gate")

    assert caught.value.details == {"file": "gate.safetensors"}


def test_a_file_that_is_gone_is_named(folder: Path) -> None:
    (folder / "typer.safetensors").unlink()

    with pytest.raises(WeightsMissingError) as caught:
        WeightsFolder(folder).read("typer")

    assert caught.value.details == {"file": "typer.safetensors"}


def test_a_model_that_the_manifest_does_not_know_is_missing(folder: Path) -> None:
    with pytest.raises(WeightsMissingError):
        WeightsFolder(folder).read("oracle")


def test_a_missing_manifest_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(WeightsManifestError):
        WeightsFolder(tmp_path).entry("gate")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 1}',
        '{"format": 1, "models": 5}',
        '{"format": 2, "models": []}',
        '{"format": 1, "models": [{}]}',
        '{"format": 1, "models": [7]}',
        "\u00ff",
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, encoding="latin-1")

    with pytest.raises(WeightsManifestError):
        WeightsFolder(folder).read("gate")


@pytest.mark.parametrize("file", ["../gate.safetensors", "/etc/passwd", "sub/gate.safetensors", ""])
def test_a_manifest_cannot_point_outside_its_folder(folder: Path, file: str) -> None:
    edit_manifest(folder, file=file)

    with pytest.raises(WeightsManifestError):
        WeightsFolder(folder).read("gate")


def test_a_pickle_is_never_opened(folder: Path) -> None:
    class Explodes:
        def __reduce__(self) -> tuple[object, ...]:
            return (Path.touch, (folder / "exploded",))

    bomb = pickle.dumps({"weights": Explodes()})
    (folder / "gate.safetensors").write_bytes(bomb)
    edit_manifest(folder, sha256=hashlib.sha256(bomb).hexdigest())

    with pytest.raises(WeightsIncompatibleError):
        WeightsFolder(folder).read("gate")

    assert not (folder / "exploded").exists()


def test_weights_of_the_other_model_do_not_fit(folder: Path) -> None:
    read = WeightsFolder(folder).read

    with pytest.raises(WeightsIncompatibleError):
        build_gate(read("typer"))
    with pytest.raises(WeightsIncompatibleError):
        build_typer(read("gate"))


def test_no_manifest_is_made_of_files_that_do_not_say_what_they_are(folder: Path) -> None:
    (folder / "anonymous.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")

    with pytest.raises(WeightsIncompatibleError) as caught:
        write_manifest(folder)

    assert caught.value.details == {"file": "anonymous.safetensors"}


def test_no_manifest_is_made_of_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError):
        write_manifest(tmp_path)


def test_a_layout_survives_its_file() -> None:
    layout = TyperLayout(CropLayout(side_px=224, reach=1.3), familiar_axes=12)

    assert layout_from_json(layout_to_json(layout)) == layout
