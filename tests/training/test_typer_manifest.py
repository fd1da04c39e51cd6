"""The manifest of rated faces: what it may say, and how it says what is wrong."""

import csv
from pathlib import Path

import pytest

from alphamale_desktop.domain.errors import TrainingManifestError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.part_manifest import RatingTable, write_part_manifest
from alphamale_desktop.training.rating_data import BOX_COLUMNS, COLUMNS, Split, read_manifest

BOXES = dict(zip(BOX_COLUMNS, ("0.1", "0.1", "0.9", "0.9") * 3, strict=True))


def write(path: Path, lines: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return path


def test_scores_rank_within_their_subgroup_and_types_stand_for_their_middle(tmp_path: Path) -> None:
    manifest = write(
        tmp_path / "faces.csv",
        [
            {"file": "a.jpg", "score": "3.5", "subgroup": "x", **BOXES},
            {"file": "b.jpg", "score": "9.0", "subgroup": "x", "split": "val", **BOXES},
            {"file": "c.jpg", "type": "Omega", **BOXES},
            {"file": "d.jpg", "rank": "0.5", "weight": "0.4", **BOXES},
            {"file": "e.jpg", "split": "boxes", **BOXES},
        ],
    )

    a, b, c, d, e = read_manifest(manifest)

    assert (a.rank, b.rank) == (0.25, 0.75)
    assert (a.split, b.split, e.split) == (Split.TRAIN, Split.VAL, Split.BOXES)
    assert c.face_type is FaceType.OMEGA
    assert (d.face_type, d.weight) == (FaceType.GAMMA, 0.4)
    assert a.file == tmp_path / "a.jpg"
    assert a.parts[0].x1 == 0.9


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"file": ""}, "file"),
        ({"score": "good"}, "score"),
        ({"score": "nan"}, "score"),
        ({"score": "", "type": "sigma"}, "type"),
        ({"rank": "1.5"}, "rank"),
        ({"split": "holdout"}, "split"),
        ({"weight": "0"}, "weight"),
        ({"upper_x1": "0.05"}, "upper_x1"),
        ({"lower_y0": ""}, "lower_y0"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, change: dict[str, str], column: str) -> None:
    good = {"file": "a.jpg", "score": "1", **BOXES}
    manifest = write(tmp_path / "faces.csv", [good, {**good, "file": "b.jpg", **change}])

    with pytest.raises(TrainingManifestError) as caught:
        read_manifest(manifest)

    assert caught.value.details == {"file": str(manifest), "line": 3, "column": column}


def test_a_person_on_both_sides_of_the_split_is_refused(tmp_path: Path) -> None:
    line = {"score": "1", "group": "kim", **BOXES}
    manifest = write(tmp_path / "f.csv", [{"file": "a.jpg", **line}, {"file": "b.jpg", "split": "val", **line}])

    with pytest.raises(TrainingManifestError) as caught:
        read_manifest(manifest)

    assert caught.value.details["column"] == "group"


def test_a_missing_manifest_is_an_expected_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingManifestError):
        read_manifest(tmp_path / "none.csv")


def test_a_manifest_is_made_of_ratings_and_a_teachers_boxes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    columns = ("file", *BOX_COLUMNS)
    parts = write(
        data / "parts.csv", [{"file": name, **BOXES} for name in ("m/a.jpg", "m/b.jpg", "w/c.jpg", "u/d.jpg")], columns
    )
    rated = ("file", "set", "subgroup", "score", "rank_in_subgroup", "split", "group")
    men = write(
        data / "men.csv",
        [
            {"file": "a.jpg", "set": "s", "subgroup": "AM", "score": "1", "rank_in_subgroup": "0.9", "split": "val"},
            {"file": "b.jpg", "set": "s", "subgroup": "AM", "score": "2", "rank_in_subgroup": "0.1", "split": "train"},
            {"file": "unseen.jpg", "set": "s", "subgroup": "AM", "score": "3", "rank_in_subgroup": "0.5"},
        ],
        rated,
    )
    women = write(data / "women.csv", [{"file": "c.jpg", "set": "s", "subgroup": "AF", "score": "1"}], rated[:4])
    manifest = tmp_path / "made" / "faces.csv"

    count = write_part_manifest(
        data, parts, [RatingTable(men, "m", 1.0, "types"), RatingTable(women, "w", 0.4, "extra")], ["u"], manifest
    )

    a, b, c, d = read_manifest(manifest)
    assert count == 4
    assert (a.rank, a.split, a.subgroup) == (0.9, Split.VAL, "types/s/AM")
    assert (b.rank, b.split) == (0.1, Split.TRAIN)
    assert (c.rank, c.weight, c.subgroup) == (0.5, 0.4, "extra/s/AF")
    assert d.split is Split.BOXES
    assert d.file.resolve() == (data / "u" / "d.jpg").resolve()


def test_a_table_without_a_needed_column_is_named(tmp_path: Path) -> None:
    parts = write(tmp_path / "parts.csv", [], ("file",))

    with pytest.raises(TrainingManifestError) as caught:
        write_part_manifest(tmp_path, parts, [], [], tmp_path / "faces.csv")

    assert caught.value.details["column"] == BOX_COLUMNS[0]
