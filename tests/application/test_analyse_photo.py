from collections.abc import Callable

import pytest

from alphamale_desktop.application.analyse_photo import STEPS, AnalysePhoto
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.analysis import Accepted, GateReport, Unusable, UnusableReason
from alphamale_desktop.domain.detection import TypedFace
from alphamale_desktop.domain.doubt import DoubtRule
from alphamale_desktop.domain.errors import CancelledByUserError, PictureBrokenError, WeightsMissingError
from alphamale_desktop.domain.face_type import FaceType
from tests.fakes.clock import FakeClock
from tests.fakes.results import MODELS
from tests.fakes.vision import (
    FACE,
    FakeDecoder,
    FakeGate,
    FakePicture,
    FakeTyper,
    distribution_at,
    empty_gate_report,
    gate_report,
    nothing,
    typed_face,
)

ALPHA, BETA, GAMMA, DELTA, OMEGA = FaceType


def analyse(
    report: GateReport | Exception | None = None,
    face: TypedFace | Exception | None = None,
    rule: DoubtRule | None = None,
) -> AnalysePhoto[FakePicture]:
    return AnalysePhoto(FakeDecoder(), FakeGate(report), FakeTyper(face), FakeClock(tick_s=0.25), rule)


def test_a_good_photo_gives_the_type_of_its_score_card() -> None:
    face = typed_face(ALPHA, ALPHA, BETA)

    analysis = analyse(face=face)(b"photo")

    assert isinstance(analysis.outcome, Accepted)
    result = analysis.outcome.result
    assert result.face_type is ALPHA
    assert result.score_card.score_percent == pytest.approx(98)
    assert (result.parts, result.distribution) == (face.parts, face.distribution)
    assert (result.width_px, result.height_px) == (640, 480)
    assert analysis.models == MODELS


@pytest.mark.parametrize("reason", UnusableReason)
def test_a_photo_that_the_gate_refuses_never_reaches_the_type_model(reason: UnusableReason) -> None:
    report, typer = gate_report(reason=reason), FakeTyper()
    work = AnalysePhoto(FakeDecoder(), FakeGate(report), typer, FakeClock())

    analysis = work(b"photo")

    assert (analysis.outcome, analysis.gate) == (Unusable(reason), report)
    assert typer.typed == []


def test_a_report_without_a_face_and_without_a_reason_means_no_face() -> None:
    analysis = analyse(empty_gate_report(reason=None))(b"photo")

    assert analysis.outcome == Unusable(UnusableReason.NO_FACE)


@pytest.mark.parametrize("missing", range(3))
def test_a_face_that_lacks_a_part_is_unclear(missing: int) -> None:
    parts = typed_face().parts
    face = TypedFace(parts[:missing] + parts[missing + 1 :], distribution_at(BETA))

    analysis = analyse(face=face)(b"photo")

    assert analysis.outcome == Unusable(UnusableReason.PARTS_UNCLEAR)


@pytest.mark.parametrize(
    ("face", "rule"),
    [
        (typed_face(ALPHA, OMEGA, GAMMA), None),
        (typed_face(familiarity=0.0), None),
        (typed_face(ALPHA, GAMMA, BETA), DoubtRule(widest_disagreement=1)),
        (typed_face(familiarity=0.3), DoubtRule(least_familiarity=0.5)),
    ],
)
def test_a_face_that_would_be_a_guess_is_not_sure(face: TypedFace, rule: DoubtRule | None) -> None:
    analysis = analyse(face=face, rule=rule)(b"photo")

    assert analysis.outcome == Unusable(UnusableReason.NOT_SURE)


def test_the_most_prominent_face_is_typed_in_the_decoded_picture() -> None:
    decoder, gate, typer = FakeDecoder(FakePicture(1_080, 1_920)), FakeGate(), FakeTyper()

    AnalysePhoto(decoder, gate, typer, FakeClock())(b"photo")

    assert decoder.decoded == [b"photo"]
    assert gate.inspected == [FakePicture(1_080, 1_920)]
    assert typer.typed == [FACE]


@pytest.mark.parametrize(
    ("report", "face", "steps"),
    [
        (None, None, STEPS),
        (gate_report(reason=UnusableReason.TURNED), None, STEPS[:2]),
        (None, TypedFace((), distribution_at(BETA)), STEPS[:3]),
        (None, typed_face(familiarity=0.0), STEPS),
    ],
)
def test_each_step_that_ran_is_announced_and_timed_in_order(
    report: GateReport | None, face: TypedFace | None, steps: tuple[str, ...]
) -> None:
    announced: list[str] = []

    analysis = analyse(report, face)(b"photo", on_step=announced.append)

    assert tuple(announced) == steps
    assert [(timing.step, timing.duration_ms) for timing in analysis.timings] == [(step, 250.0) for step in steps]


def test_analyses_that_differ_in_their_timings_only_are_equal() -> None:
    slow = AnalysePhoto(FakeDecoder(), FakeGate(), FakeTyper(), FakeClock(tick_s=9))

    assert slow(b"photo") == analyse()(b"photo")


@pytest.mark.parametrize("asked_in", range(len(STEPS)))
def test_a_cancelled_analysis_begins_no_further_step(asked_in: int) -> None:
    cancel, announced = Cancel(), list[str]()

    def on_step(step: str) -> None:
        announced.append(step)
        if step == STEPS[asked_in]:
            cancel.ask()

    if asked_in < len(STEPS) - 1:
        with pytest.raises(CancelledByUserError):
            analyse()(b"photo", cancel, on_step)
    else:
        assert isinstance(analyse()(b"photo", cancel, on_step).outcome, Accepted)

    assert tuple(announced) == STEPS[: asked_in + 1]


def test_work_that_was_cancelled_before_it_began_does_not_even_decode() -> None:
    decoder, cancel = FakeDecoder(), Cancel()
    cancel.ask()

    with pytest.raises(CancelledByUserError):
        AnalysePhoto(decoder, FakeGate(), FakeTyper(), FakeClock())(b"photo", cancel)

    assert decoder.decoded == []


@pytest.mark.parametrize("ask_during", ["decoder", "gate", "typer"])
def test_a_cancel_from_within_a_step_is_heard_before_the_next(ask_during: str) -> None:
    cancel = Cancel()
    meanwhile: dict[str, Callable[[], None]] = {ask_during: cancel.ask}
    decoder = FakeDecoder(meanwhile=meanwhile.get("decoder", nothing))
    gate = FakeGate(meanwhile=meanwhile.get("gate", nothing))
    typer = FakeTyper(meanwhile=meanwhile.get("typer", nothing))

    with pytest.raises(CancelledByUserError):
        AnalysePhoto(decoder, gate, typer, FakeClock())(b"photo", cancel)

    expected_calls = {"decoder": (1, 0, 0), "gate": (1, 1, 0), "typer": (1, 1, 1)}[ask_during]
    assert (len(decoder.decoded), len(gate.inspected), len(typer.typed)) == expected_calls


def test_a_photo_that_does_not_decode_is_the_decoders_failure() -> None:
    broken = PictureBrokenError()
    gate = FakeGate()

    with pytest.raises(PictureBrokenError) as caught:
        AnalysePhoto(FakeDecoder(broken), gate, FakeTyper(), FakeClock())(b"photo")

    assert caught.value is broken
    assert gate.inspected == []


@pytest.mark.parametrize("failing", ["gate", "typer"])
def test_a_model_that_cannot_be_used_is_the_models_failure(failing: str) -> None:
    missing = WeightsMissingError(file="gate.safetensors")
    report, face = (missing, None) if failing == "gate" else (None, missing)

    with pytest.raises(WeightsMissingError) as caught:
        analyse(report, face)(b"photo")

    assert caught.value is missing


def test_nothing_of_the_photo_stays_with_the_use_case() -> None:
    work = analyse()

    first, second = work(b"one"), work(b"two")

    assert first == second
    assert b"one" not in vars(work).values()
