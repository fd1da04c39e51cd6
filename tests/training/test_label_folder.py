"""New photos get proposed boxes; every file that gets none is named with the reason."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.analysis import GateReport, UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting, PartDetection, TypedFace
from alphamale_desktop.domain.errors import CancelledByUserError, TrainingManifestError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.label_folder import LabelFolder, Labelled, Refused, read_ratings
from alphamale_desktop.training.label_writing import write_labels, write_previews
from alphamale_desktop.training.rating_data import Split, read_manifest
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.image import UprightImage
from tests.fakes.vision import distribution_at

SIDE = 100
FACE = Box(20, 10, 80, 90)
PARTS = {FacePart.WHOLE: Box(20, 5, 80, 90), FacePart.UPPER: Box(20, 25, 80, 55), FacePart.LOWER: Box(25, 55, 75, 110)}
NO_FACE, DARK, NO_PARTS = 0, 60, 120


class ShadeModels:
    """See a face with the same parts in every picture that is not black, and refuse the dark ones.

    The lower part is as certain as the picture is bright.
    """

    def inspect(self, picture: UprightImage) -> GateReport:
        level = int(picture.rgb[0, 0, 0])
        if level == NO_FACE:
            return GateReport(0.05, (), 0.0, 0.0, UnusableReason.NO_FACE)
        reason = UnusableReason.TOO_DARK if level == DARK else None
        return GateReport(0.95, (FaceSighting(FACE, 0.95),), level / 255, 0.8, reason)

    def type_face(self, picture: UprightImage, face: FaceSighting) -> TypedFace:
        level = int(picture.rgb[0, 0, 0])
        spread = distribution_at(FaceType.GAMMA)
        found = list(FacePart)[:2] if level == NO_PARTS else list(FacePart)
        certainties = {FacePart.WHOLE: 0.99, FacePart.UPPER: 0.98, FacePart.LOWER: level / 255}
        return TypedFace(tuple(PartDetection(p, PARTS[p], certainties[p], 0.5, spread) for p in found), spread)


def draw(folder: Path, name: str, level: int) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((SIDE, SIDE, 3), level, np.uint8)).save(folder / name)


def label(folder: Path, scores: Path | None = None) -> Labelled:
    ratings = read_ratings(scores, folder) if scores is not None else {}
    return LabelFolder(ShadeModels(), PictureCodec())(folder, ratings, lambda done, of: None)


def reasons(refused: Sequence[Refused]) -> dict[str, str]:
    return {one.name: one.reason for one in refused}


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    draw(folder, "good.png", 200)
    draw(folder, "evening/less sure.png", 150)
    return folder


def test_every_file_gets_boxes_or_a_reason(photos: Path) -> None:
    draw(photos, "wall.png", NO_FACE)
    draw(photos, "dark.png", DARK)
    draw(photos, "mask.png", NO_PARTS)
    draw(photos, ".hidden/thumb.png", 200)
    (photos / "notes.txt").write_text("Tuesday", encoding="utf-8")
    (photos / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 and no more")

    labelled = label(photos)

    assert [one.name for one in labelled.proposals] == ["evening/less sure.png", "good.png"]
    assert reasons(labelled.refused) == {
        "broken.jpg": "picture_broken",
        "dark.png": "too_dark",
        "mask.png": "parts_unclear",
        "notes.txt": "not_a_picture",
        "wall.png": "no_face",
    }


def test_the_manifest_can_be_trained_on_as_it_is(photos: Path, tmp_path: Path) -> None:
    manifest = write_labels(label(photos), photos, tmp_path / "labelled", str)

    faces = read_manifest(manifest)

    assert [face.file.resolve() for face in faces] == [photos / "evening/less sure.png", photos / "good.png"]
    assert {face.split for face in faces} == {Split.BOXES}
    assert faces[0].parts[2] == Box(0.25, 0.55, 0.75, 1.1)


def test_the_survey_s_scores_come_with_a_held_out_share(photos: Path, tmp_path: Path) -> None:
    for number in range(40):
        draw(photos, f"guest{number:02}.png", 130 + number)
    lines = [f"guest{number:02}.png,{number % 7}" for number in range(40)]
    scores = tmp_path / "scores.csv"
    scores.write_text("file,score\n" + "\n".join(lines) + "\n", encoding="utf-8")

    faces = read_manifest(write_labels(label(photos, scores), photos, tmp_path / "labelled", str))

    splits = [face.split for face in faces if face.file.name.startswith("guest")]
    assert set(splits) == {Split.TRAIN, Split.VAL}
    assert 2 <= splits.count(Split.VAL) <= 16
    assert {face.split for face in faces if not face.file.name.startswith("guest")} == {Split.BOXES}


def test_copies_of_a_photo_stay_on_one_side_of_the_split(photos: Path) -> None:
    (photos / "copy.png").write_bytes((photos / "good.png").read_bytes())

    groups = {one.name: one.cells()["group"] for one in label(photos).proposals}

    assert groups["copy.png"] == groups["good.png"] != groups["evening/less sure.png"]


def test_a_rated_photo_that_is_not_there_is_named(photos: Path, tmp_path: Path) -> None:
    scores = tmp_path / "scores.csv"
    scores.write_text("file,score\nless sure.png,3\nabsent.png,4\n", encoding="utf-8")

    labelled = label(photos, scores)

    assert labelled.proposals[0].rating == {"score": "3"}
    assert reasons(labelled.refused) == {"absent.png": "no_photo"}


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [("file,score\ngood.png,high\n", 2, "score"), ("file,score\ngood.png,1\ngood.png,2\n", 3, "file")],
)
def test_a_wrong_line_of_the_scores_is_named(photos: Path, written: str, line: int, column: str) -> None:
    scores = photos / "scores.csv"
    scores.write_text(written, encoding="utf-8")

    with pytest.raises(TrainingManifestError) as caught:
        read_ratings(scores, photos)

    assert (caught.value.details["line"], caught.value.details["column"]) == (line, column)


def test_the_previews_begin_with_the_least_certain_boxes(photos: Path, tmp_path: Path) -> None:
    labelled, out = label(photos), tmp_path / "labelled"
    faces = read_manifest(write_labels(labelled, photos, out, str))

    sheets = write_previews(faces, [0.5, 0.9], (Refused("wall.png", "no_face"),), out, PictureCodec(), str.upper)

    page = (out / "index.html").read_text(encoding="utf-8")
    with Image.open(sheets[0]) as sheet:
        first, second = sheet.getpixel((110, 110)), sheet.getpixel((330, 110))
        border = np.asarray(sheet)
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert abs(first[0] - 150) < 6
    assert abs(second[0] - 200) < 6
    assert (np.abs(border.astype(int) - (230, 150, 20)).max(2) < 40).sum() > 200
    assert sheets[0].name in page
    assert "NO_FACE" in page


def test_refused_files_stand_in_a_table_with_a_sentence(photos: Path, tmp_path: Path) -> None:
    draw(photos, "wall.png", NO_FACE)

    write_labels(label(photos), photos, tmp_path / "labelled", lambda code: f"because of {code}")

    with (tmp_path / "labelled" / "refused.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert lines == [{"file": "wall.png", "reason": "no_face", "sentence": "because of no_face"}]


def test_labelling_stops_when_asked(photos: Path) -> None:
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledByUserError):
        LabelFolder(ShadeModels(), PictureCodec())(photos, {}, lambda done, of: None, cancel)
