"""A manifest survives the way to COCO and back, and what other tools wrote is checked."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from alphamale_desktop.domain.errors import CocoFileError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.coco import export_coco, import_coco
from alphamale_desktop.training.rating_data import COLUMNS, Split, read_manifest
from alphamale_desktop.vision.codec import PictureCodec
from tests.training.typer_toys import write_toy_ratings

BOXES: dict[str, list[float]] = {"whole": [40, 30, 120, 160], "upper": [46, 78, 108, 60], "lower": [46, 134, 108, 55]}


def rewrite(manifest: Path, **cells: str) -> None:
    """Changes cells of the first line."""
    with manifest.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    lines[0] |= cells
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(lines)


def document(names: dict[int, str], annotations: list[tuple[int, list[float]]]) -> dict[str, Any]:
    return {
        "images": [{"id": 7, "file_name": "0.png", "width": 200, "height": 220}],
        "annotations": [
            {"id": i, "image_id": 7, "category_id": category, "bbox": box}
            for i, (category, box) in enumerate(annotations)
        ],
        "categories": [{"id": number, "name": name} for number, name in names.items()],
    }


def written(folder: Path, content: object) -> Path:
    path = folder / "boxes.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_manifest_survives_the_way_there_and_back(tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path / "toys", train=3, val=2)
    rewrite(manifest, subgroup="others", group="twins", weight="0.4")
    coco, back = tmp_path / "coco" / "boxes.json", tmp_path / "back" / "manifest.csv"

    there = export_coco(manifest, coco, PictureCodec())
    again = import_coco(coco, back)

    assert (there.faces, again.faces, there.refused, again.refused) == (5, 5, (), ())
    for before, after in zip(read_manifest(manifest), read_manifest(back), strict=True):
        assert after.file.resolve() == before.file.resolve()
        assert (after.rank, after.subgroup, after.split, after.weight) == (
            before.rank,
            before.subgroup,
            before.split,
            before.weight,
        )
        for one, other in zip(before.parts, after.parts, strict=True):
            assert one.overlap_with(other) > 0.999


def test_the_boxes_are_pixels_as_coco_wants_them(tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path, train=1, val=0)

    export_coco(manifest, tmp_path / "boxes.json", PictureCodec())

    content = json.loads((tmp_path / "boxes.json").read_text(encoding="utf-8"))
    names = {one["id"]: one["name"] for one in content["categories"]}
    assert content["images"][0]["file_name"] == "0.png"
    assert {names[one["category_id"]]: one["bbox"] for one in content["annotations"]} == {
        name: pytest.approx(box, abs=0.02) for name, box in BOXES.items()
    }


def test_a_picture_that_is_gone_is_left_out_and_named(tmp_path: Path) -> None:
    manifest = write_toy_ratings(tmp_path, train=2, val=0)
    (tmp_path / "1.png").unlink()

    converted = export_coco(manifest, tmp_path / "boxes.json", PictureCodec())

    assert converted.faces == 1
    assert [(one.name, one.reason) for one in converted.refused] == [("1.png", "file_unreadable")]


def test_the_original_system_s_fifteen_labels_bring_the_type(tmp_path: Path) -> None:
    names = {4: "beta_whole", 5: "beta upper", 6: "Beta_lower"}
    boxes = list(zip(names, BOXES.values(), strict=True))
    source = written(tmp_path, document(names, [(4, boxes[0][1]), (5, boxes[1][1]), (6, boxes[2][1])]))

    import_coco(source, tmp_path / "manifest.csv")

    (face,) = read_manifest(tmp_path / "manifest.csv")
    assert (face.face_type, face.split) == (FaceType.BETA, Split.TRAIN)


def test_unrated_boxes_teach_boxes_only(tmp_path: Path) -> None:
    names = dict(enumerate(BOXES, 1))
    source = written(tmp_path, document(names, list(enumerate(BOXES.values(), 1))))

    import_coco(source, tmp_path / "manifest.csv", tmp_path / "elsewhere")

    (face,) = read_manifest(tmp_path / "manifest.csv")
    assert face.split is Split.BOXES
    assert face.file.resolve() == tmp_path / "elsewhere" / "0.png"


@pytest.mark.parametrize(
    ("annotations", "reason"),
    [
        ([(1, BOXES["whole"]), (2, BOXES["upper"])], "part_missing"),
        ([(1, BOXES["whole"]), (1, BOXES["whole"]), (2, BOXES["upper"]), (3, BOXES["lower"])], "part_twice"),
        ([(1, [40, 30, 0, 160]), (2, BOXES["upper"]), (3, BOXES["lower"])], "box_wrong"),
        ([(1, [40, 30, 120]), (2, BOXES["upper"]), (3, BOXES["lower"])], "box_wrong"),
    ],
)
def test_a_face_without_each_part_once_is_left_out_and_named(
    tmp_path: Path, annotations: list[tuple[int, list[float]]], reason: str
) -> None:
    source = written(tmp_path, document(dict(enumerate(BOXES, 1)), annotations))

    converted = import_coco(source, tmp_path / "manifest.csv")

    assert converted.faces == 0
    assert [(one.name, one.reason) for one in converted.refused] == [("0.png", reason)]


@pytest.mark.parametrize(
    "content",
    [[], {"images": []}, document({1: "car", 2: "dog"}, []), {"images": [3], "annotations": [], "categories": []}],
)
def test_a_file_that_is_no_coco_of_faces_is_refused(tmp_path: Path, content: object) -> None:
    source = written(tmp_path, content)

    with pytest.raises(CocoFileError):
        import_coco(source, tmp_path / "manifest.csv")
