"""From trained weights to a shipped gate: calibrate on held-out photos, choose the threshold, measure, export."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.training.gate_calibration import (
    calibrated,
    choose_threshold,
    fit_calibration,
    uncalibrated,
)
from alphamale_desktop.training.gate_data import GateData
from alphamale_desktop.training.gate_evaluation import GateEvaluation, Seen, evaluate_detector, observe
from alphamale_desktop.training.gate_export import GateCard, export_gate, read_gate
from alphamale_desktop.training.gate_finders import FaceFinder, GateFinder
from alphamale_desktop.training.gate_probes import Probe, face_probes, other_probes
from alphamale_desktop.vision.gate_layout import CLOSE_LOOK_SHARE, Calibration
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.image import UprightImage

MOST_FALSE_ALARMS = 0.002
"""Share of pictures without a face in which one may be seen."""

_FIRST_LOOK_PROBES = ("photos", "height_360px_in_720p", "close_up_95_percent", "light_8_percent", "covered")
_CLOSER_LOOK_PROBES = ("height_40px_in_720p", "height_60px_in_720p")


@dataclass(frozen=True, slots=True)
class FinishedGate:
    """The shipped file, its card, and how the gate compares.

    Attributes:
        evaluations: Of the exported file with one look, with a closer second one, and of any rivals.
    """

    weights: Path
    card: GateCard
    evaluations: tuple[GateEvaluation, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another detector, measured on the same pictures at its own threshold."""

    name: str
    finder: FaceFinder
    threshold: float


@dataclass(frozen=True, slots=True)
class FinishingPlan:
    """How thoroughly a gate is measured.

    Attributes:
        each: Pictures in each composed probe.
        crops: Pieces cut from each picture without a face.
    """

    version: str
    training: Mapping[str, object]
    each: int = 150
    crops: int = 3
    rivals: tuple[Rival, ...] = field(default=())


def finish_gate(model: GateModel, val: GateData, train: GateData, plan: FinishingPlan, weights: Path) -> FinishedGate:
    """Calibrates ``model`` in place, writes ``weights``, and measures what was written.

    Args:
        val: Pictures that training never saw; the calibration and the threshold are fitted on them, so figures
            on them flatter a little.
    """
    model.calibrate(Calibration(), Calibration())
    finder = GateFinder(model)
    faces = _look(finder, _chosen(val, plan.each, _FIRST_LOOK_PROBES))
    empty = _look(finder, other_probes(val, plan.crops))
    first = _calibration_of([*faces, *empty])
    threshold = choose_threshold(_confidences(first, faces), _confidences(first, empty), MOST_FALSE_ALARMS)
    model.calibrate(first, fit_closer_look(model, val, plan, threshold))
    data = {"faces": len(train.faces), "nonfaces": len(train.nonfaces)}
    held_out = {"faces": len(val.faces), "nonfaces": len(val.nonfaces)}
    card = GateCard(plan.version, threshold, plan.training, {"train": data, "val": held_out}, {})
    export_gate(model, card, weights)
    exported, _ = read_gate(weights)
    evaluations = [
        evaluate_detector("gate", GateFinder(exported), val, threshold, each=plan.each, crops=plan.crops),
        evaluate_detector(
            "gate_closely", GateFinder(exported, threshold), val, threshold, each=plan.each, crops=plan.crops
        ),
    ]
    evaluations += [
        evaluate_detector(rival.name, rival.finder, val, rival.threshold, each=plan.each, crops=plan.crops)
        for rival in plan.rivals
    ]
    card = GateCard(plan.version, threshold, plan.training, card.data, _headline(evaluations[0]))
    export_gate(model, card, weights)
    return FinishedGate(weights, card, tuple(evaluations))


def fit_closer_look(model: GateModel, val: GateData, plan: FinishingPlan, threshold: float) -> Calibration:
    """The closer look's calibration, for an uncalibrated or a calibrated ``model``.

    Only pictures in which the first look found nothing get a closer one, and few of those have a face. So its
    confidence is lowered until no more false alarms than allowed reach the first look's ``threshold``.
    """
    finder = _CloserLook(model)
    small = _look(finder, _chosen(val, plan.each, _CLOSER_LOOK_PROBES))
    empty = _look(finder, other_probes(val, plan.crops))
    fitted = _calibration_of([*small, *empty])
    strict = choose_threshold(_confidences(fitted, small), _confidences(fitted, empty), MOST_FALSE_ALARMS)
    return Calibration(fitted.slope, fitted.offset + min(0.0, _logit(threshold) - _logit(strict)))


class _CloserLook:
    """What the closer look alone adds: small faces, with raw scores."""

    def __init__(self, model: GateModel) -> None:
        self._model = model
        slope, offset = model.get_buffer("calibration")[1].tolist()
        self._calibration = Calibration(slope, offset)

    def find(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        return [
            tuple(
                replace(face, confidence=uncalibrated(self._calibration, face.confidence))
                for face in faces
                if face.box.height_px <= CLOSE_LOOK_SHARE * picture.height_px
            )
            for picture, faces in zip(pictures, self._model.find(pictures, enlarge=2), strict=True)
        ]


def _chosen(val: GateData, each: int, names: Sequence[str]) -> dict[str, Probe]:
    return {name: probe for name, probe in face_probes(val, each).items() if name in names}


def _look(finder: FaceFinder, probes: Mapping[str, Probe]) -> list[Seen]:
    return [seen for probe in probes.values() for seen in observe(finder, probe)]


def _calibration_of(seen: Sequence[Seen]) -> Calibration:
    # A face without any sighting has no score that could be calibrated.
    scored = [one for one in seen if one.face_confidence > 0 or not one.has_face]
    return fit_calibration([one.face_confidence for one in scored], [one.has_face for one in scored])


def _confidences(calibration: Calibration, seen: Sequence[Seen]) -> list[float]:
    scores = [one.face_confidence for one in seen]
    return [
        float(value) if score > 0 else 0.0 for score, value in zip(scores, calibrated(calibration, scores), strict=True)
    ]


def _logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _headline(evaluation: GateEvaluation) -> dict[str, object]:
    photos, nonfaces = evaluation.faces["photos"], evaluation.others["nonfaces"]
    return {
        "recall": round(photos.recall, 4),
        "mean_overlap": round(photos.mean_overlap, 4),
        "false_alarms": round(nonfaces.false_alarms, 4),
        "calibration_error": round(evaluation.calibration_error, 4),
    }
