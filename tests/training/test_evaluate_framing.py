"""Photos are made of which it is known how they should be judged, and the report says how they were."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.domain.analysis import GateReport, UnusableReason
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.composing import Picture
from alphamale_desktop.training.evaluate import Evaluate, EvaluationConfig, EvaluationProgress
from alphamale_desktop.training.evaluate_framing import good_portraits, judge_framing, photos_of_framing
from alphamale_desktop.training.evaluate_manifest import ExpectedPicture
from alphamale_desktop.training.framing_cases import ACCEPTED, FramingCase, Sitter, framing_cases
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.image import UprightImage
from tests.fakes.clock import FakeClock
from tests.training.test_evaluate import SIDE, GreyGate, GreyTyper, draw, rated, write_manifest

FACE = Box(60, 50, 140, 150)
FRAME = (720, 1280)


def sitter(skin: tuple[int, int, int]) -> Sitter:
    """A grey portrait with a face of one colour, 80 wide and 100 high."""
    rgb = np.full((220, 200, 3), 128, np.uint8)
    rgb[50:150, 60:140] = skin
    return Sitter(rgb, FACE)


ONE, OTHER = sitter((0, 255, 0)), sitter((0, 0, 255))
GREEN, BLUE = 1, 2


def made(name: str) -> Picture:
    return case_of(name).make(ONE, OTHER)


def case_of(name: str) -> FramingCase:
    (case,) = [one for one in framing_cases() if one.name == name]
    return case


def skin_of(picture: Picture, channel: int) -> NDArray[np.bool_]:
    other = BLUE if channel == GREEN else GREEN
    return np.asarray((picture[..., channel] > 190) & (picture[..., other] < 60))


def height_of(picture: Picture, channel: int = GREEN) -> int:
    return int(skin_of(picture, channel).any(axis=1).sum())


@pytest.mark.parametrize("height_px", [48, 40, 28])
def test_a_small_face_has_the_height_that_its_name_says(height_px: int) -> None:
    picture = made(f"face of {height_px} px")

    assert picture.shape[:2] == FRAME
    assert height_of(picture) == pytest.approx(height_px, abs=2)


@pytest.mark.parametrize(("side", "share"), [("left", 0.3), ("right", 0.45), ("upper", 0.3), ("lower", 0.3)])
def test_a_cut_face_leaves_the_frame_by_the_share_that_its_name_says(side: str, share: float) -> None:
    picture = made(f"{share:.0%} of the face beyond the {side} edge")

    whole = 320 * 320 * 0.8
    assert int(skin_of(picture, GREEN).sum()) == pytest.approx((1 - share) * whole, rel=0.02)


def test_the_second_person_is_as_large_as_the_name_says() -> None:
    equal, smaller, behind = (
        made(name) for name in ("two people of one size", "the other at 65%", "somebody far behind")
    )

    assert height_of(equal, BLUE) == pytest.approx(height_of(equal, GREEN), abs=2)
    assert height_of(smaller, BLUE) == pytest.approx(0.65 * height_of(smaller, GREEN), abs=3)
    assert height_of(behind, BLUE) == pytest.approx(0.25 * height_of(behind, GREEN), abs=3)


def test_a_tilted_face_keeps_its_size_and_turns() -> None:
    upright, turned = made("face of 300 px"), made("tilted by 90 degrees")

    assert int(skin_of(turned, GREEN).sum()) == pytest.approx(int(skin_of(upright, GREEN).sum()), rel=0.02)
    assert height_of(turned) == pytest.approx(0.8 * height_of(upright), rel=0.02)


@pytest.mark.parametrize("luma", [0.18, 0.07, 0.04, 0.02])
def test_the_light_on_the_face_is_what_the_name_says(luma: float) -> None:
    picture = made(f"light on the face {luma}")

    middle = picture[300:420, 600:680].reshape(-1, 3).mean(0) / 255
    assert float(middle @ [0.299, 0.587, 0.114]) == pytest.approx(luma, abs=0.01)


def test_a_blurred_edge_is_wide() -> None:
    sharp, soft = made("face of 300 px"), made("out of focus, 4% of the face")

    steps = [np.abs(np.diff(one[360, :, 0].astype(int))).max() for one in (sharp, soft)]
    assert steps[1] < steps[0] / 8


def test_every_verdict_that_a_frame_can_have_is_tried() -> None:
    verdicts = {case.outcome for case in framing_cases()}

    of_other_pictures = {UnusableReason.PARTS_UNCLEAR, UnusableReason.NO_FACE}
    assert verdicts == {ACCEPTED, *(reason.value for reason in UnusableReason if reason not in of_other_pictures)}


def test_answers_are_counted_by_case_and_by_verdict() -> None:
    seen: list[int] = []

    figures, wrong = judge_framing([ONE, OTHER], lambda data: "turned", seen.append)

    assert {case.right for case in figures.cases if case.expected == "turned"} == {1.0}
    assert {case.right for case in figures.cases if case.expected != "turned"} == {0.0}
    assert figures.confusion["too_dark"] == {"turned": 6}
    assert seen == list(range(1, photos_of_framing(2) + 1))
    assert Counter(one.answered for one in wrong) == {
        "turned": photos_of_framing(2) - figures.confusion["turned"]["turned"]
    }


def test_no_type_for_a_drawing_is_right_whatever_the_reason() -> None:
    figures, wrong = judge_framing([ONE, OTHER], lambda data: "no_face", lambda done: None)

    strange = [case for case in figures.cases if case.expected == "not_sure"]
    assert len(strange) > 5
    assert {case.right for case in strange} == {1.0}
    assert "not_sure" not in {one.expected for one in wrong}


@pytest.mark.parametrize("name", [case.name for case in framing_cases() if case.outcome == "not_sure"])
def test_a_strange_picture_is_far_from_the_photo(name: str) -> None:
    picture = made(name)

    assert picture.dtype == np.uint8
    assert picture.shape[2] == 3
    if picture.shape[:2] == FRAME:
        assert float(np.abs(picture.astype(int) - made("face of 300 px")).mean()) > 0


def test_portraits_are_chosen_evenly_among_the_good_ones() -> None:
    face = Box(0.2, 0.2, 0.8, 0.8)
    good = [ExpectedPicture(Path(f"{number}.png"), True, face=face) for number in range(10)]
    others = [
        ExpectedPicture(Path("dark.png"), True, outcome="too_dark", face=face),
        ExpectedPicture(Path("unknown.png"), True),
        ExpectedPicture(Path("wall.png"), False),
    ]

    chosen = good_portraits([*others, *good], 4)

    assert [one.file.stem for one in chosen] == ["0", "2", "5", "7"]
    assert good_portraits([*others, *good], 50) == tuple(good)


class PortraitGate(GreyGate):
    """Takes the manifest's own pictures for good, and everything that is made of them for turned away."""

    def inspect(self, picture: UprightImage) -> GateReport:
        report = super().inspect(picture)
        return report if picture.width_px == SIDE else replace(report, reason=UnusableReason.TURNED)


def evaluator() -> Evaluate:
    codec = PictureCodec()
    return Evaluate(AnalysePhoto(codec, PortraitGate(), GreyTyper(), FakeClock(tick_s=0.001)), codec)


@pytest.fixture
def config(tmp_path: Path) -> EvaluationConfig:
    photos = tmp_path / "photos"
    lines = [rated(photos, kind, kind, f"{kind.code}.png") for kind in FaceType]
    (photos / "broken.png").write_text("no picture")
    lines.append({**lines[0], "file": "broken.png"})
    lines.append({"file": draw(photos, "wall.png", 0), "outcome": "no_face", "split": "val"})
    return EvaluationConfig(write_manifest(photos / "m.csv", lines), tmp_path / "report", framing=6)


def test_the_report_has_a_table_of_the_verdicts(config: EvaluationConfig) -> None:
    seen: list[EvaluationProgress] = []

    figures = evaluator()(config, seen.append)

    assert figures.framing is not None
    assert figures.framing.sitters == 5
    page = (config.out / "index.html").read_text(encoding="utf-8")
    values = json.loads((config.out / "evaluation.json").read_text(encoding="utf-8"))["figures"]["framing"]
    assert "Photos made from 5 portraits." in page
    assert "<td>face of 40 px</td>" in page
    assert values["confusion"] == figures.framing.confusion
    assert (config.out / "framing.jpg").stat().st_size > 1000
    assert seen[-1].file is None


def test_made_photos_are_not_counted_among_the_manifests(config: EvaluationConfig) -> None:
    figures = evaluator()(config, lambda progress: None)

    assert figures.pictures == 7
    assert figures.gate.with_face == 5


def test_nothing_is_made_unless_asked(config: EvaluationConfig) -> None:
    figures = evaluator()(EvaluationConfig(config.manifest, config.out), lambda progress: None)

    assert figures.framing is None
    assert "Framing verdicts" not in (config.out / "index.html").read_text(encoding="utf-8")
    assert not (config.out / "framing.jpg").exists()


def test_made_photos_stay_in_memory_without_sheets(config: EvaluationConfig) -> None:
    private = EvaluationConfig(config.manifest, config.out, most_on_a_sheet=0, framing=3)

    figures = evaluator()(private, lambda progress: None)

    assert figures.framing is not None
    assert sorted(path.suffix for path in config.out.iterdir()) == [".html", ".json", ".jsonl"]
