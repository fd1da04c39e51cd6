"""An evaluation judges every picture as the program would, and its report says what came out."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.analysis import GateReport, ModelVersion, UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting, PartDetection, TypedFace
from alphamale_desktop.domain.errors import CancelledByUserError, TrainingManifestError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.evaluate import Evaluate, EvaluationConfig, EvaluationProgress
from alphamale_desktop.training.evaluate_manifest import pictures_without_faces, read_expectations
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.image import UprightImage
from tests.fakes.clock import FakeClock
from tests.fakes.vision import distribution_at

SIDE = 100
FACE = Box(20, 10, 80, 90)
PARTS = {FacePart.WHOLE: Box(20, 5, 80, 90), FacePart.UPPER: Box(20, 25, 80, 55), FacePart.LOWER: Box(25, 55, 75, 90)}
NO_FACE, TOO_DARK = 0, 10
GRADES = {FaceType.ALPHA: 0.9, FaceType.BETA: 0.75, FaceType.GAMMA: 0.55, FaceType.DELTA: 0.35, FaceType.OMEGA: 0.1}


def level_of(face_type: FaceType) -> int:
    """The grey that the fake models read as that type."""
    return 40 * face_type.value


class GreyGate:
    """Sees a face in every picture that is not black."""

    version = ModelVersion("gate", "9")

    def inspect(self, picture: UprightImage) -> GateReport:
        level = int(picture.rgb[0, 0, 0])
        if level == NO_FACE:
            return GateReport(0.05, (), 0.0, 0.0, UnusableReason.NO_FACE)
        reason = UnusableReason.TOO_DARK if level == TOO_DARK else None
        return GateReport(0.95, (FaceSighting(FACE, 0.95),), level / 255, 0.8, reason)


class GreyTyper:
    """Reads the type off the grey."""

    version = ModelVersion("typer", "8")

    def type_face(self, picture: UprightImage, face: FaceSighting) -> TypedFace:
        face_type = FaceType(round(int(picture.rgb[0, 0, 0]) / 40))
        spread = distribution_at(face_type)
        parts = tuple(PartDetection(part, PARTS[part], 0.9, GRADES[face_type], spread) for part in FacePart)
        return TypedFace(parts, spread)


def evaluator() -> Evaluate:
    codec = PictureCodec()
    return Evaluate(AnalysePhoto(codec, GreyGate(), GreyTyper(), FakeClock(tick_s=0.001)), codec)


def draw(folder: Path, name: str, level: int) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((SIDE, SIDE, 3), level, np.uint8)).save(folder / name)
    return name


def write_manifest(path: Path, lines: list[dict[str, object]]) -> Path:
    columns = sorted({column for line in lines for column in line})
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return path


def rated(folder: Path, shown: FaceType, wanted: FaceType, name: str) -> dict[str, object]:
    """A picture that the models type as ``shown``, and the raters as ``wanted``."""
    boxes = {
        f"{part.code}_{side}": value / SIDE
        for part, box in PARTS.items()
        for side, value in zip(("x0", "y0", "x1", "y1"), (box.x0, box.y0, box.x1, box.y1), strict=True)
    }
    return {"file": draw(folder, name, level_of(shown)), "type": wanted.code, "split": "val", **boxes}


@pytest.fixture
def config(tmp_path: Path) -> EvaluationConfig:
    photos = tmp_path / "photos"
    lines = [rated(photos, kind, kind, f"{kind.code}{n}.png") for kind in FaceType for n in range(3)]
    lines += [rated(photos, FaceType.ALPHA, FaceType.BETA, "near.png")]
    lines += [rated(photos, FaceType.ALPHA, FaceType.OMEGA, "far.png")]
    lines += [{"file": draw(photos, "dark.png", TOO_DARK), "outcome": "too_dark", "split": "val"}]
    lines += [{"file": draw(photos, "wall.png", NO_FACE), "outcome": "no_face", "split": "val"}]
    lines += [{"file": draw(photos, "missed.png", NO_FACE), "type": "beta", "split": "val"}]
    lines += [{"file": draw(photos, "other.png", 200), "type": "beta", "split": "train"}]
    lines += [{"file": "absent.png", "type": "beta", "split": "val"}]
    (photos / "text.png").write_text("no picture")
    lines += [{"file": "text.png", "split": "val"}]
    draw(tmp_path / "walls", "one.png", NO_FACE)
    draw(tmp_path / "walls", "face.png", level_of(FaceType.GAMMA))
    manifest = write_manifest(photos / "manifest.csv", lines)
    return EvaluationConfig(manifest, tmp_path / "out" / "report", (tmp_path / "walls",))


def test_the_types_are_compared_with_the_raters(config: EvaluationConfig) -> None:
    figures = evaluator()(config, lambda progress: None)

    assert figures.types is not None
    assert (figures.types.rated, figures.types.overall.agreement.faces) == (19, 17)
    assert figures.types.overall.agreement.exact == pytest.approx(15 / 17)
    assert figures.types.overall.agreement.within_one == pytest.approx(16 / 17)
    assert figures.types.confusion[FaceType.OMEGA - 1][FaceType.ALPHA - 1] == 1
    assert sum(sum(row) for row in figures.types.confusion) == 17
    assert figures.types.part_r["upper"] > 0.7


def test_a_group_that_is_pushed_down_leans_below_nought(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    lines = [{**rated(photos, FaceType.DELTA, FaceType.GAMMA, f"a{n}.png"), "subgroup": "north"} for n in range(20)] + [
        {**rated(photos, kind, kind, f"b{n}{kind.code}.png"), "subgroup": "south"}
        for n in range(4)
        for kind in FaceType
    ]
    config = EvaluationConfig(write_manifest(photos / "manifest.csv", lines), tmp_path / "report")

    types = evaluator()(config, lambda progress: None).types

    assert types is not None
    assert (types.subgroups["north"].leaning, types.subgroups["south"].leaning) == (-1.0, 0.0)
    assert types.overall.leaning == pytest.approx(-0.5)
    assert 0 < types.overall.leaning_error < 0.2
    assert "-1.00 ± 0.00" in (config.out / "index.html").read_text(encoding="utf-8")


def test_figures_are_given_by_the_light_on_the_face(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    lines = [rated(photos, kind, kind, f"{kind.code}{n}.png") for kind in FaceType for n in range(12)]
    config = EvaluationConfig(write_manifest(photos / "manifest.csv", lines), tmp_path / "report")

    types = evaluator()(config, lambda progress: None).types

    assert types is not None
    assert [one.agreement.faces for one in types.lights.values()] == [20, 20, 20]
    assert types.lights["darkest third"].agreement.shares[:2] == (0.6, 0.4)


def test_the_gate_is_judged_on_pictures_with_and_without_a_face(config: EvaluationConfig) -> None:
    gate = evaluator()(config, lambda progress: None).gate

    assert (gate.with_face, gate.without_face) == (19, 3)
    assert gate.recall == pytest.approx(18 / 19)
    assert gate.false_alarms == pytest.approx(1 / 3)
    assert gate.accepted == pytest.approx(17 / 19)


def test_outcomes_are_counted_beside_what_was_expected(config: EvaluationConfig) -> None:
    figures = evaluator()(config, lambda progress: None)

    assert figures.outcomes["too_dark"] == {"too_dark": 1}
    assert figures.outcomes["none"] == {"accepted": 1, "no_face": 1}
    assert figures.outcomes["?"] == {"not_a_picture": 1}
    assert figures.outcomes["face"]["file_unreadable"] == 1
    assert figures.unreadable == 2
    assert figures.outcome_agreement == 1.0


def test_boxes_that_agree_have_full_precision(config: EvaluationConfig) -> None:
    parts = evaluator()(config, lambda progress: None).parts

    assert set(parts) == {"whole", "upper", "lower"}
    assert all(one.ap50 == one.ap75 == 1.0 and one.mean_overlap == pytest.approx(1.0) for one in parts.values())


def test_the_report_lies_in_the_folder_and_speaks_for_itself(config: EvaluationConfig) -> None:
    figures = evaluator()(config, lambda progress: None)

    page = (config.out / "index.html").read_text(encoding="utf-8")
    values = json.loads((config.out / "evaluation.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (config.out / "pictures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert values["figures"]["gate"]["recall"] == figures.gate.recall
    assert len(lines) == figures.pictures
    assert "94.1 %" in page
    assert "<script" not in page
    assert "http" not in page
    assert figures.versions == {"gate": "9", "typer": "8"}


def test_contact_sheets_show_the_mistakes(config: EvaluationConfig) -> None:
    evaluator()(config, lambda progress: None)

    names = {path.name for path in config.out.glob("*.jpg")}
    assert names == {"worst-types.jpg", "best-types.jpg", "missed.jpg", "false-alarms.jpg", "refused.jpg"}
    worst = np.asarray(Image.open(config.out / "worst-types.jpg"))
    assert worst.std() > 5


def test_no_picture_leaves_its_place_without_sheets(config: EvaluationConfig) -> None:
    private = EvaluationConfig(config.manifest, config.out, most_on_a_sheet=0)

    evaluator()(private, lambda progress: None)

    assert sorted(path.suffix for path in config.out.iterdir()) == [".html", ".json", ".jsonl"]


def test_progress_ends_at_the_number_of_pictures(config: EvaluationConfig) -> None:
    seen: list[EvaluationProgress] = []

    figures = evaluator()(config, seen.append)

    assert [one.done for one in seen] == list(range(1, figures.pictures + 1))
    assert {one.of for one in seen} == {figures.pictures}


def test_a_cancelled_evaluation_writes_nothing(config: EvaluationConfig) -> None:
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledByUserError):
        evaluator()(config, lambda progress: None, cancel)

    assert not config.out.exists()


def test_file_names_cannot_break_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "<b>walls"
    draw(folder, "one.png", NO_FACE)
    manifest = write_manifest(tmp_path / "m.csv", [{"file": draw(tmp_path, "a.png", 200), "subgroup": "<i>x"}])

    evaluator()(EvaluationConfig(manifest, tmp_path / "out", (folder,)), lambda progress: None)

    assert "<b>" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_scores_are_ranked_within_their_subgroup(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"file": f"{group}{score}.png", "score": score, "subgroup": group} for group in "ab" for score in range(1, 11)
    ]

    pictures = read_expectations(write_manifest(tmp_path / "m.csv", lines))

    assert [one.rank for one in pictures[:10]] == [one.rank for one in pictures[10:]]
    assert pictures[0].face_type is FaceType.OMEGA
    assert pictures[9].face_type is FaceType.ALPHA


def test_of_several_faces_in_a_picture_the_largest_counts(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"file": "a.png", "x0": 0.1, "y0": 0.1, "x1": 0.2, "y1": 0.2},
        {"file": "a.png", "x0": 0.3, "y0": 0.3, "x1": 0.8, "y1": 0.9},
    ]

    (picture,) = read_expectations(write_manifest(tmp_path / "m.csv", lines))

    assert picture.face == Box(0.3, 0.3, 0.8, 0.9)
    assert picture.has_face is True


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ({"file": "", "type": "beta"}, "file"),
        ({"file": "a.png", "type": "sigma"}, "type"),
        ({"file": "a.png", "rank": "1.5"}, "rank"),
        ({"file": "a.png", "rank": "nan"}, "rank"),
        ({"file": "a.png", "score": "good"}, "score"),
        ({"file": "a.png", "outcome": "handsome"}, "outcome"),
        ({"file": "a.png", "x0": "0.5", "y0": "0", "x1": "0.4", "y1": "1"}, "x1"),
        ({"file": "a.png", "whole_x0": "0.5"}, "whole_y0"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(tmp_path: Path, line: dict[str, object], column: str) -> None:
    manifest = write_manifest(tmp_path / "m.csv", [{"file": "fine.png"}, line])

    with pytest.raises(TrainingManifestError) as caught:
        read_expectations(manifest)

    assert (caught.value.details["line"], caught.value.details["column"]) == (3, column)


def test_a_missing_manifest_or_folder_is_an_expected_failure(tmp_path: Path) -> None:
    with pytest.raises(TrainingManifestError):
        read_expectations(tmp_path / "absent.csv")
    with pytest.raises(TrainingManifestError):
        pictures_without_faces([tmp_path / "absent"])


def test_a_split_without_lines_is_an_expected_failure(tmp_path: Path) -> None:
    manifest = write_manifest(tmp_path / "m.csv", [{"file": "a.png", "split": "train"}])

    with pytest.raises(TrainingManifestError):
        read_expectations(manifest, "val")
