"""The weights that ship, on photos whose answer is known."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.domain.analysis import Accepted, AnalysisResult, GateReport, UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.training.strange_pictures import FILTERS
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.engine import EngineConfig, TorchGate, TorchTyper
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.weights import WeightsFolder
from tests.fakes.clock import FakeClock
from tests.vision import scenes

WEIGHTS = Path(__file__).resolve().parents[2] / "weights"
CODEC = PictureCodec()
CPU = EngineConfig("cpu", 1)


@pytest.fixture(scope="module")
def gate() -> TorchGate:
    return TorchGate(WeightsFolder(WEIGHTS), CPU)


@pytest.fixture(scope="module")
def typer() -> TorchTyper:
    return TorchTyper(WeightsFolder(WEIGHTS), CPU)


@pytest.fixture(scope="module")
def analyse(gate: TorchGate, typer: TorchTyper) -> AnalysePhoto[UprightImage]:
    return AnalysePhoto(CODEC, gate, typer, FakeClock())


def decoded(picture: Image.Image) -> UprightImage:
    return CODEC.decode(scenes.encoded(picture))


def result_of(analyse: AnalysePhoto[UprightImage], picture: Image.Image, kind: str = "PNG") -> AnalysisResult:
    outcome = analyse(scenes.encoded(picture, kind)).outcome
    assert isinstance(outcome, Accepted)
    return outcome.result


GOOD = {"astronaut": (scenes.astronaut, scenes.ASTRONAUT_FACE), "portrait": (scenes.portrait, scenes.PORTRAIT_FACE)}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_portrait_is_seen_where_it_is(gate: TorchGate, name: str) -> None:
    make, face = GOOD[name]

    report = gate.inspect(decoded(make()))

    assert report.reason is None
    assert len(report.faces) == 1
    assert report.faces[0].box.overlap_with(face) > 0.6
    assert report.face_confidence > 0.9


UNUSABLE: dict[str, tuple[Callable[[], Image.Image], UnusableReason]] = {
    "a cat": (scenes.cat, UnusableReason.NO_FACE),
    "a cup of coffee": (scenes.coffee, UnusableReason.NO_FACE),
    "blackness": (scenes.black, UnusableReason.TOO_DARK),
    "five people": (scenes.five_faces, UnusableReason.SEVERAL_FACES),
    "a portrait in the dark": (lambda: scenes.darkened(scenes.portrait(), 0.12), UnusableReason.TOO_DARK),
    "another in the dark": (lambda: scenes.darkened(scenes.astronaut(), 0.12), UnusableReason.TOO_DARK),
    "a blurred portrait": (lambda: scenes.blurred(scenes.portrait(), 8), UnusableReason.BLURRED),
    "another blurred": (lambda: scenes.blurred(scenes.astronaut(), 4), UnusableReason.BLURRED),
    "half a face": (
        lambda: scenes.cut_at_the_face(scenes.portrait(), scenes.PORTRAIT_FACE),
        UnusableReason.CUT_OFF,
    ),
    "somebody far away": (lambda: scenes.far_away(40, (640, 480)), UnusableReason.TOO_SMALL),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_photo_that_cannot_be_used_says_why(gate: TorchGate, name: str) -> None:
    make, reason = UNUSABLE[name]

    report = gate.inspect(decoded(make()))

    assert report.reason is reason


def test_what_is_no_face_is_not_nearly_one(gate: TorchGate) -> None:
    confidences = [gate.inspect(decoded(make())).face_confidence for make in (scenes.cat, scenes.coffee, scenes.black)]

    assert max(confidences) < 0.5


def test_a_face_that_fills_the_frame_is_seen(gate: TorchGate) -> None:
    close = scenes.portrait().crop((165, 95, 350, 355)).resize((740, 1040))

    assert gate.inspect(decoded(close)).faces


def test_a_guest_across_the_room_is_usable(gate: TorchGate) -> None:
    report = gate.inspect(decoded(scenes.far_away(110)))

    assert report.reason is None
    assert report.faces[0].box.centre == pytest.approx((855, 590), abs=25)


def test_boxes_follow_the_picture_when_it_is_turned_by_its_exif(gate: TorchGate) -> None:
    upright = gate.inspect(decoded(scenes.portrait())).faces[0].box
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = scenes.portrait().transpose(Image.Transpose.ROTATE_90)

    box = gate.inspect(CODEC.decode(_with_exif(stored, exif))).faces[0].box

    assert box.overlap_with(upright) > 0.95


def _with_exif(picture: Image.Image, exif: Image.Exif) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG", exif=exif.tobytes())
    return stream.getvalue()


@pytest.mark.parametrize("name", GOOD)
def test_a_good_portrait_is_typed_with_its_parts_in_place(analyse: AnalysePhoto[UprightImage], name: str) -> None:
    make, face = GOOD[name]

    result = result_of(analyse, make())

    whole, upper, lower = (part.box for part in result.parts)
    assert [part.part for part in result.parts] == list(FacePart)
    assert whole.overlap_with(face) > 0.55
    assert upper.centre[1] < face.centre[1] < lower.centre[1]
    assert all(face.x0 - 20 < box.centre[0] < face.x1 + 20 for box in (whole, upper, lower))
    assert all(part.confidence > 0.5 for part in result.parts)
    assert sum(result.distribution.probabilities) == pytest.approx(1)


def test_the_same_photo_has_the_same_result_twice(analyse: AnalysePhoto[UprightImage]) -> None:
    data = scenes.encoded(scenes.portrait())

    first, second = analyse(data), analyse(data)

    assert first.outcome == second.outcome
    assert first.gate == second.gate


def test_saving_a_photo_as_jpeg_hardly_moves_its_score(analyse: AnalysePhoto[UprightImage]) -> None:
    as_png, as_jpeg = (result_of(analyse, scenes.portrait(), kind) for kind in ("PNG", "JPEG"))

    assert as_jpeg.score_card.score_percent == pytest.approx(as_png.score_card.score_percent, abs=8)
    for sharp, lossy in zip(as_png.parts, as_jpeg.parts, strict=True):
        assert lossy.box.overlap_with(sharp.box) > 0.9


def test_a_larger_copy_has_the_same_boxes_and_about_the_same_score(analyse: AnalysePhoto[UprightImage]) -> None:
    small = result_of(analyse, scenes.portrait())

    large = result_of(analyse, scenes.portrait().resize((2560, 3000), Image.Resampling.BICUBIC), "JPEG")

    assert (large.width_px, large.height_px) == (2560, 3000)
    for part, scaled in zip(small.parts, large.parts, strict=True):
        expected = Box(*(5 * side for side in (part.box.x0, part.box.y0, part.box.x1, part.box.y1)))
        assert scaled.box.overlap_with(expected) > 0.85
    assert large.score_card.score_percent == pytest.approx(small.score_card.score_percent, abs=10)


def test_a_batch_equals_one_at_a_time(gate: TorchGate, typer: TorchTyper) -> None:
    pictures = [decoded(scenes.portrait()), decoded(scenes.astronaut())]

    reports = gate.inspect_many(pictures)

    faces = [(picture, subject(report)) for picture, report in zip(pictures, reports, strict=True)]
    together = typer.type_faces(faces)
    for (picture, face), typed in zip(faces, together, strict=True):
        alone = typer.type_face(picture, face)
        assert subject(gate.inspect(picture)).box.overlap_with(face.box) > 0.99
        assert [part.grade for part in typed.parts] == pytest.approx([part.grade for part in alone.parts], abs=1e-3)


def subject(report: GateReport) -> FaceSighting:
    assert report.subject is not None
    return report.subject


def test_noise_is_neither_a_face_nor_a_crash(gate: TorchGate) -> None:
    noise = UprightImage(np.random.default_rng(2).integers(0, 256, (480, 640, 3), np.uint8))

    assert gate.inspect(noise).reason is UnusableReason.NO_FACE


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("kind", ["as a pencil sketch", "as outlines", "in two levels a colour", "as a relief"])
def test_a_portrait_through_a_heavy_filter_is_not_typed(
    analyse: AnalysePhoto[UprightImage], name: str, kind: str
) -> None:
    filtered = dict(FILTERS)[kind](np.asarray(GOOD[name][0]().convert("RGB")))

    outcome = analyse(scenes.encoded(Image.fromarray(filtered))).outcome

    assert not isinstance(outcome, Accepted)


HARMLESS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "warm light": lambda picture: Image.fromarray((np.asarray(picture) * [1.0, 0.88, 0.72]).astype(np.uint8)),
    "cold light": lambda picture: Image.fromarray((np.asarray(picture) * [0.75, 0.9, 1.0]).astype(np.uint8)),
    "half the light": lambda picture: picture.point(lambda value: value // 2),
    "faded": lambda picture: picture.point(lambda value: 60 + value // 2),
    "strong contrast": lambda picture: ImageEnhance.Contrast(picture).enhance(1.4),
    "strong colours": lambda picture: ImageEnhance.Color(picture).enhance(1.6),
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("kind", HARMLESS)
def test_a_portrait_in_another_light_is_still_typed(analyse: AnalysePhoto[UprightImage], name: str, kind: str) -> None:
    changed = HARMLESS[kind](GOOD[name][0]().convert("RGB"))

    assert isinstance(analyse(scenes.encoded(changed)).outcome, Accepted)
