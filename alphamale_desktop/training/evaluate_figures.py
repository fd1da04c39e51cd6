"""The figures of an evaluation, computed from what the program answered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from alphamale_desktop.domain.analysis import Accepted, Analysis, AnalysisResult
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.evaluate_fairness import GroupFigures, leaning_of, thirds_by_light
from alphamale_desktop.training.evaluate_framing import FramingFigures
from alphamale_desktop.training.evaluate_manifest import ExpectedPicture
from alphamale_desktop.training.evaluate_raters import RatersFigures
from alphamale_desktop.training.gate_calibration import ReliabilityBin, reliability
from alphamale_desktop.training.metrics import Agreement, agreement, average_precision, pearson

_RIGHT_OVERLAPS = (0.5, 0.75)
_FEWEST_IN_SUBGROUP = 20


@dataclass(frozen=True, slots=True)
class JudgedPicture:
    """What the program made of one picture.

    Attributes:
        analysis: None when the file could not be judged; ``error_code`` says why.
        width_px: Of the upright picture, 0 when it could not be judged.
    """

    expected: ExpectedPicture
    analysis: Analysis | None
    width_px: int = 0
    height_px: int = 0
    error_code: str = ""

    @property
    def outcome_code(self) -> str:
        return self.error_code if self.analysis is None else self.analysis.outcome_code

    @property
    def result(self) -> AnalysisResult | None:
        match self.analysis:
            case Analysis(outcome=Accepted(result)):
                return result
            case _:
                return None

    def in_pixels(self, box: Box) -> Box:
        """A box in fractions of the picture, in its pixels."""
        return Box(box.x0 * self.width_px, box.y0 * self.height_px, box.x1 * self.width_px, box.y1 * self.height_px)


@dataclass(frozen=True, slots=True)
class GateFigures:
    """Model 1 and the framing rules, over pictures of which it is known whether they hold a face.

    Attributes:
        recall: Share of the pictures with a face in which one was seen.
        false_alarms: Share of the pictures without a face in which one was seen.
        accepted: Share of the pictures with a face that were accepted for typing.
        mean_overlap: IoU of the subject's box with the expected one; None when no box is known.
        calibration_error: Expected calibration error of the face confidence.
    """

    with_face: int
    without_face: int
    recall: float | None
    false_alarms: float | None
    accepted: float | None
    mean_overlap: float | None
    calibration_error: float | None
    reliability: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True)
class PartFigures:
    """One part's boxes over accepted pictures with known parts: average precision at two overlaps, and mean IoU."""

    faces: int
    ap50: float
    ap75: float
    mean_overlap: float


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """Types of accepted, rated faces.

    Attributes:
        rated: How many rated faces there were, accepted or not.
        confusion: Rows are the raters' types, columns ours, Alpha first.
        part_r: Correlation of each part's grade with the rank.
        subgroups: The same for each subgroup of 20 faces or more.
        lights: The same for the darkest, middle and lightest third of the faces, by mean luma.
        reliability: The likeliest type's probability beside how often it was right.
    """

    rated: int
    overall: GroupFigures
    confusion: tuple[tuple[int, ...], ...]
    part_r: Mapping[str, float]
    subgroups: Mapping[str, GroupFigures]
    lights: Mapping[str, GroupFigures]
    reliability: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True)
class EvaluationFigures:
    """Everything measured in one run.

    Attributes:
        outcomes: Pictures by what was expected ("face", "none", an outcome's code or "?") and by what was answered.
        outcome_agreement: Share of the pictures with an expected outcome that got it; None when there are none.
        parts: By part code; empty when no part boxes are known.
        types: None when no rated face was accepted.
        median_ms: By step, over judged pictures.
        versions: Model name to version.
        framing: Of photos made to try the framing rules; None when none were.
        raters: By subgroup, how near the raters' own numbers the scores come; empty when the manifest has none.
    """

    pictures: int
    unreadable: int
    outcomes: Mapping[str, Mapping[str, int]]
    outcome_agreement: float | None
    gate: GateFigures
    parts: Mapping[str, PartFigures]
    types: TypeFigures | None
    median_ms: Mapping[str, float]
    versions: Mapping[str, str]
    framing: FramingFigures | None = None
    raters: Mapping[str, RatersFigures] = field(default_factory=dict)


def figures_of(judged: Sequence[JudgedPicture]) -> EvaluationFigures:
    """Any number of pictures, in any order."""
    analyses = [one.analysis for one in judged if one.analysis is not None]
    demanded = [one for one in judged if one.expected.outcome is not None]
    return EvaluationFigures(
        pictures=len(judged),
        unreadable=len(judged) - len(analyses),
        outcomes=_outcomes(judged),
        outcome_agreement=_share(one.outcome_code == one.expected.outcome for one in demanded),
        gate=_gate_figures([one for one in judged if one.analysis is not None]),
        parts=_part_figures(judged),
        types=_type_figures(judged),
        median_ms=_median_ms(analyses),
        versions={model.name: model.version for analysis in analyses[:1] for model in analysis.models},
    )


def expectation_of(expected: ExpectedPicture) -> str:
    """The name of what was expected: an outcome's code, "face", "none" or "?"."""
    if expected.outcome is not None:
        return expected.outcome
    return {True: "face", False: "none", None: "?"}[expected.has_face]


def _outcomes(judged: Iterable[JudgedPicture]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {}
    for one in judged:
        counted.setdefault(expectation_of(one.expected), Counter())[one.outcome_code] += 1
    return {expected: dict(sorted(answers.items())) for expected, answers in sorted(counted.items())}


def _gate_figures(judged: Sequence[JudgedPicture]) -> GateFigures:
    known = [(one, one.analysis.gate) for one in judged if one.analysis and one.expected.has_face is not None]
    faces = [(one, gate) for one, gate in known if one.expected.has_face]
    others = [gate for one, gate in known if not one.expected.has_face]
    overlaps = [
        gate.subject.box.overlap_with(one.in_pixels(one.expected.face))
        for one, gate in faces
        if gate.subject is not None and one.expected.face is not None
    ]
    error, bins = reliability(
        [gate.face_confidence for _, gate in known], [bool(o.expected.has_face) for o, _ in known]
    )
    return GateFigures(
        with_face=len(faces),
        without_face=len(others),
        recall=_share(bool(gate.faces) for _, gate in faces),
        false_alarms=_share(bool(gate.faces) for gate in others),
        accepted=_share(gate.reason is None for _, gate in faces),
        mean_overlap=float(np.mean(overlaps)) if overlaps else None,
        calibration_error=error if faces and others else None,
        reliability=bins,
    )


def _part_figures(judged: Iterable[JudgedPicture]) -> dict[str, PartFigures]:
    pairs = [(one, result) for one in judged if one.expected.parts and (result := one.result) is not None]
    if not pairs:
        return {}
    figures: dict[str, PartFigures] = {}
    for index, part in enumerate(FacePart):
        overlaps, scores = [], []
        for one, result in pairs:
            assert one.expected.parts is not None
            overlaps.append(result.parts[index].box.overlap_with(one.in_pixels(one.expected.parts[index])))
            scores.append(result.parts[index].confidence)
        ap50, ap75 = (
            average_precision(scores, [overlap >= limit for overlap in overlaps], len(overlaps))
            for limit in _RIGHT_OVERLAPS
        )
        figures[part.code] = PartFigures(len(pairs), ap50, ap75, float(np.mean(overlaps)))
    return figures


def _type_figures(judged: Sequence[JudgedPicture]) -> TypeFigures | None:
    rated = [one for one in judged if one.expected.rank is not None]
    typed = [(one, result) for one in rated if (result := one.result) is not None]
    if not typed:
        return None
    confusion = np.zeros((len(FaceType), len(FaceType)), np.int64)
    for one, result in typed:
        assert one.expected.face_type is not None
        confusion[one.expected.face_type - 1, result.face_type - 1] += 1
    ranks = np.array([one.expected.rank for one, _ in typed], np.float64)
    part_r = {
        part.code: pearson(ranks, np.array([result.parts[index].grade for _, result in typed], np.float64))
        for index, part in enumerate(FacePart)
    }
    groups: dict[str, list[tuple[JudgedPicture, AnalysisResult]]] = {}
    for one, result in typed:
        groups.setdefault(one.expected.subgroup, []).append((one, result))
    return TypeFigures(
        rated=len(rated),
        overall=_group(typed),
        confusion=tuple(tuple(int(count) for count in row) for row in confusion),
        part_r=part_r,
        subgroups={
            name: _group(members)
            for name, members in sorted(groups.items())
            if len(members) >= _FEWEST_IN_SUBGROUP and len(groups) > 1
        },
        lights={name: _group([typed[row] for row in rows]) for name, rows in _by_light(typed).items()},
        reliability=_type_reliability(typed),
    )


def _by_light(typed: Sequence[tuple[JudgedPicture, AnalysisResult]]) -> Mapping[str, list[int]]:
    return thirds_by_light([one.analysis.gate.brightness for one, _ in typed if one.analysis is not None])


def _type_reliability(typed: Sequence[tuple[JudgedPicture, AnalysisResult]]) -> tuple[ReliabilityBin, ...]:
    spreads = [result.distribution.probabilities for _, result in typed]
    rights = [
        one.expected.face_type == FaceType(1 + int(np.argmax(spread)))
        for (one, _), spread in zip(typed, spreads, strict=True)
    ]
    return reliability([max(spread) for spread in spreads], rights)[1]


def _group(typed: Sequence[tuple[JudgedPicture, AnalysisResult]]) -> GroupFigures:
    wanted = [one.expected.face_type for one, _ in typed if one.expected.face_type is not None]
    leaning, error = leaning_of(wanted, [result.face_type for _, result in typed])
    return GroupFigures(_agreement(typed), leaning, error)


def _agreement(typed: Sequence[tuple[JudgedPicture, AnalysisResult]]) -> Agreement:
    return agreement(
        np.array([one.expected.face_type for one, _ in typed], np.int64),
        np.array([result.face_type for _, result in typed], np.int64),
        np.array([one.expected.rank for one, _ in typed], np.float64),
        np.array([result.score_card.score_percent for _, result in typed], np.float64),
        np.array([result.distribution.probabilities for _, result in typed], np.float64),
    )


def _median_ms(analyses: Iterable[Analysis]) -> dict[str, float]:
    durations: dict[str, list[float]] = {}
    for analysis in analyses:
        for timing in analysis.timings:
            durations.setdefault(timing.step, []).append(timing.duration_ms)
    return {step: median(values) for step, values in durations.items()}


def _share(answers: Iterable[bool]) -> float | None:
    known = list(answers)
    return sum(known) / len(known) if known else None
