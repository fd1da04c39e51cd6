"""The manifest that training reads."""

from pathlib import Path

from alphamale_desktop.application.survey_manifest import MakeSurveyManifest, photos_of_people
from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.errors import PictureBrokenError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey_answers import RankedPerson, Ranking
from alphamale_desktop.training.rating_data import Split, read_manifest
from tests.fakes.vision import FakeDecoder, FakeGate, FakeTyper, empty_gate_report

RANKING = Ranking(
    (
        *(RankedPerson(n, f"person {n}", 10.0 - n, FaceType.ALPHA) for n in range(1, 6)),
        RankedPerson(6, "원빈", 1.0, FaceType.OMEGA),
    )
)


def no_bytes(_: Path) -> bytes:
    return b""


def test_photos_belong_to_whom_they_or_their_folders_are_named_after() -> None:
    files = [Path("a/원빈 (2).jpg"), Path("Person 1/0001.png"), Path("b/somebody.jpg"), Path("원빈/person 3.jpg")]

    found = photos_of_people(files, RANKING)

    assert [(photo.file.name, photo.person.person) for photo in found] == [
        ("원빈 (2).jpg", "원빈"),
        ("0001.png", "person 1"),
        ("person 3.jpg", "person 3"),
    ]


def test_training_reads_the_manifest(tmp_path: Path) -> None:
    photos = photos_of_people([tmp_path / "faces" / f"person {n}.jpg" for n in range(1, 6)], RANKING)
    make = MakeSurveyManifest(FakeDecoder(), FakeGate(), FakeTyper(), no_bytes)

    made = make(photos, tmp_path / "out")

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.csv").write_bytes(made.data)
    faces = read_manifest(tmp_path / "out" / "manifest.csv")
    assert (made.photos, made.people, made.left_out) == (5, 5, ())
    assert [face.file.resolve() for face in faces] == [photo.file.resolve() for photo in photos]
    assert [face.rank for face in faces] == [0.9, 0.7, 0.5, 0.3, 0.1]
    assert [face.split for face in faces].count(Split.VAL) == 1
    whole = faces[0].parts[0]
    assert (whole.x0, whole.y0, whole.x1) == (200 / 640, round(100 / 480, 5), 440 / 640)


def test_a_photo_without_a_usable_face_is_left_out_and_named() -> None:
    photos = photos_of_people([Path("원빈.jpg")], RANKING)
    refused = {
        UnusableReason.NO_FACE: MakeSurveyManifest(FakeDecoder(), FakeGate(empty_gate_report()), FakeTyper(), no_bytes),
        PictureBrokenError: MakeSurveyManifest(FakeDecoder(PictureBrokenError()), FakeGate(), FakeTyper(), no_bytes),
    }

    left = {reason: make(photos, Path()).left_out for reason, make in refused.items()}

    assert left[UnusableReason.NO_FACE][0].reason is UnusableReason.NO_FACE
    assert isinstance(left[PictureBrokenError][0].reason, PictureBrokenError)
