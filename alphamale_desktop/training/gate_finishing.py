"""From trained weights to a shipped gate: calibrate on held-out photos, choose the threshold, measure, export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.training.gate_calibration import calibrated, choose_threshold, fit_calibration
from alphamale_desktop.training.gate_data import GateData
from alphamale_desktop.training.gate_evaluation import GateEvaluation, Seen, evaluate_detector, observe
from alphamale_desktop.training.gate_export import GateCard, export_gate, read_gate
from alphamale_desktop.training.gate_finders import FaceFinder, GateFinder
from alphamale_desktop.training.gate_probes import Probe, face_probes, other_probes
from alphamale_desktop.vision.gate_model import Calibration, GateModel
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
    finder, other = GateFinder(model), other_probes(val, plan.crops)
    faces = _look(finder, _chosen(val, plan.each, _FIRST_LOOK_PROBES))
    empty = _look(finder, other)
    small = _look(_Enlarged(model), _chosen(val, plan.each, _CLOSER_LOOK_PROBES))
    closely = _look(_Enlarged(model), {"nonfaces": other["nonfaces"]})
    first = _calibration_of([*faces, *empty])
    model.calibrate(first, _calibration_of([*small, *closely]))
    threshold = choose_threshold(_confidences(first, faces), _confidences(first, empty), MOST_FALSE_ALARMS)
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


@dataclass(frozen=True, slots=True)
class _Enlarged:
    """The closer look alone."""

    model: GateModel

    def find(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        return self.model.find(pictures, enlarge=2)


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


def _headline(evaluation: GateEvaluation) -> dict[str, object]:
    photos, nonfaces = evaluation.faces["photos"], evaluation.others["nonfaces"]
    return {
        "recall": round(photos.recall, 4),
        "mean_overlap": round(photos.mean_overlap, 4),
        "false_alarms": round(nonfaces.false_alarms, 4),
        "calibration_error": round(evaluation.calibration_error, 4),
    }
