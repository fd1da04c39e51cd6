"""Manifests say what they mean, mistakes in them are named, and nobody is in both splits."""

import math
from pathlib import Path

import pytest

from alphamale_desktop.domain.errors import TooLittleTrainingDataError, TrainingManifestError
from alphamale_desktop.training.gate_data import load_gate_data
from tests.training.toy_faces import write_toy_set

HEADER = "file,x0,y0,x1,y1,yaw,roll_deg,group,split\n"


def manifest(folder: Path, *rows: str) -> Path:
    path = folder / "manifest.csv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_rows_of_one_picture_become_one_photo_with_its_largest_face_first(tmp_path: Path) -> None:
    path = manifest(
        tmp_path, "a.jpg,.1,.1,.2,.2,,,ann,train", "a.jpg,.4,.4,.9,.95,0.5,-7,ann,train", "b.jpg,0,0,.5,.5,,,bob,val"
    )

    train, val = load_gate_data([path], [])

    (photo,) = train.faces
    assert photo.path == tmp_path / "a.jpg"
    assert [face.x0 for face in photo.faces] == [0.4, 0.1]
    assert (photo.faces[0].yaw, photo.faces[0].roll_deg) == (0.5, -7)
    assert math.isnan(photo.faces[1].yaw)
    assert [one.path.name for one in val.faces] == ["b.jpg"]


def test_a_person_is_never_in_both_splits(tmp_path: Path) -> None:
    rows = [f"{person}_{shot}.jpg,0,0,1,1,,,person{person}," for person in range(60) for shot in range(3)]

    train, val = load_gate_data([manifest(tmp_path, *rows)], [])

    people = [{photo.path.name.split("_")[0] for photo in split.faces} for split in (train, val)]
    assert people[0]
    assert people[1]
    assert not people[0] & people[1]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a.jpg,.1,.1,wide,.2,,,,", "x1"),
        ("a.jpg,.5,.1,.4,.2,,,,", "x1"),
        ("a.jpg,.1,.1,.2,.2,left,,,", "yaw"),
        ("a.jpg,.1,.1,.2,.2,,,,test", "split"),
        ("a.jpg,.1", "x1"),
    ],
)
def test_a_mistake_is_named_by_line_and_column(tmp_path: Path, row: str, column: str) -> None:
    path = manifest(tmp_path, "ok.jpg,0,0,1,1,,,,", row)

    with pytest.raises(TrainingManifestError) as caught:
        load_gate_data([path], [])

    assert caught.value.details["line"] == 3
    assert caught.value.details["column"] in (column, "y0")


def test_a_missing_manifest_is_an_expected_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingManifestError):
        load_gate_data([tmp_path / "none.csv"], [])


def test_too_little_data_is_refused_with_the_numbers(tmp_path: Path) -> None:
    path, nonfaces = write_toy_set(tmp_path, faces=12, others=25)
    train, _ = load_gate_data([path], [nonfaces])

    with pytest.raises(TooLittleTrainingDataError) as caught:
        train.require_enough()

    assert caught.value.details == {"what": "faces", "found": len(train.faces), "needed": 40}
