"""An organiser's photos become a manifest; whatever cannot be used is named in a sentence."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def photos(tmp_path: Path, portrait: Path, cat: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    shutil.copy(portrait, folder / "guest.jpg")
    shutil.copy(cat, folder / "cat.png")
    (folder / "notes.txt").write_text("Tuesday", encoding="utf-8")
    return folder


def test_photos_get_boxes_or_a_sentence_and_go_through_coco(cli: Cli, photos: Path, tmp_path: Path) -> None:
    manifest, boxes, back = tmp_path / "out" / "manifest.csv", tmp_path / "boxes.json", tmp_path / "back.csv"

    labelled = cli("train", "label", photos, "--out", tmp_path / "out", "--device", "cpu")
    exported = cli("train", "coco-export", manifest, boxes)
    imported = cli("train", "coco-import", boxes, back)

    assert (labelled.status, exported.status, imported.status) == (0, 0, 0)
    assert "cat.png: No face could be found" in labelled.err
    assert "notes.txt: This file is not a picture." in labelled.err
    with manifest.open(encoding="utf-8", newline="") as stream:
        (line,) = csv.DictReader(stream)
    assert line["file"] == "../photos/guest.jpg"
    assert 0.25 < float(line["whole_x0"]) < float(line["whole_x1"]) < 0.8
    assert float(line["box_confidence"]) > 0.9
    assert len(json.loads(boxes.read_text(encoding="utf-8"))["annotations"]) == 3
    assert back.read_text(encoding="utf-8").count("guest.jpg") == 1
    assert (tmp_path / "out" / "sheet-001.jpg").stat().st_size > 2000


def test_a_folder_without_faces_is_a_failure_with_a_list(cli: Cli, photos: Path, tmp_path: Path) -> None:
    (photos / "guest.jpg").unlink()

    ran = cli("train", "label", photos, "--out", tmp_path / "out")

    assert ran.status == 1
    assert "None of the 2 files" in ran.err
    assert "Traceback" not in ran.err
    assert (tmp_path / "out" / "refused.csv").read_text(encoding="utf-8").count("\n") == 3


def test_a_file_that_is_no_coco_is_a_sentence(cli: Cli, photos: Path, tmp_path: Path) -> None:
    ran = cli("train", "coco-import", photos / "notes.txt", tmp_path / "back.csv")

    assert ran.status == 1
    assert "no COCO file" in ran.err
    assert not (tmp_path / "back.csv").exists()


def test_a_finished_model_and_a_trunk_together_are_wrong_use(cli: Cli, photos: Path, tmp_path: Path) -> None:
    given = photos / "notes.txt"

    ran = cli("train", "typer", "--manifest", given, "--out", tmp_path / "o", "--init", given, "--trunk", given)

    assert ran.status == 2
    assert "--init or --trunk" in ran.err
