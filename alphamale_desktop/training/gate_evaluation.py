"""How good a face detector is on held-out photos, as figures that can be compared between detectors."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.training.gate_calibration import ReliabilityBin, reliability
from alphamale_desktop.training.gate_data import GateData
from alphamale_desktop.training.gate_finders import FaceFinder
from alphamale_desktop.training.gate_probes import Probe, ProbePicture, face_probes, other_probes

_TOGETHER = 16
_RIGHT_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """What a detector made of one probe picture.

    Attributes:
        confidence: Of its surest sighting, 0 when there was none.
        face_confidence: Of its surest sighting on the labelled face; equals ``confidence`` without one.
        overlap: Of that sighting with the labelled face, 0 when it was missed.
        yaw_error: NaN when unknown; so is ``roll_error_deg``.
    """

    name: str
    has_face: bool
    confidence: float
    face_confidence: float
    overlap: float
    yaw_error: float
    roll_error_deg: float


@dataclass(frozen=True, slots=True)
class FaceFigures:
    """A probe with faces, at the threshold.

    Attributes:
        recall: Share of the pictures whose face was found (IoU 0.5 or more) with enough confidence.
        accepted: Share in which anything was found with enough confidence.
        mean_overlap: IoU with the labelled box, over the faces found.
        yaw_error: Mean absolute error over the faces found; None when no picture says.
        roll_error_deg: The same of the roll.
    """

    pictures: int
    recall: float
    accepted: float
    mean_overlap: float
    yaw_error: float | None
    roll_error_deg: float | None


@dataclass(frozen=True, slots=True)
class OtherFigures:
    """A probe without faces: the share of its pictures in which a face was seen, and the worst pictures."""

    pictures: int
    false_alarms: float
    worst: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class GateEvaluation:
    """Everything measured of one detector."""

    detector: str
    threshold: float
    faces: Mapping[str, FaceFigures]
    others: Mapping[str, OtherFigures]
    calibration_error: float
    reliability: tuple[ReliabilityBin, ...]

    def write_json(self, path: Path) -> None:
        """Written for people and for comparison between runs."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def observe(finder: FaceFinder, probe: Probe) -> tuple[Seen, ...]:
    """Runs the detector over a probe, a few pictures at a time."""
    seen: list[Seen] = []
    for group in _groups(probe()):
        answers = finder.find([one.picture for one in group])
        seen += [_judge(one, faces) for one, faces in zip(group, answers, strict=True)]
    return tuple(seen)


def evaluate_detector(
    name: str, finder: FaceFinder, data: GateData, threshold: float, *, each: int = 150, crops: int = 3
) -> GateEvaluation:
    """Measures a detector on all probes; ``data`` should hold pictures that training never saw."""
    faces = {probe: observe(finder, make) for probe, make in face_probes(data, each).items()}
    others = {probe: observe(finder, make) for probe, make in other_probes(data, crops).items()}
    return summarise(name, faces, others, threshold)


def summarise(
    name: str,
    faces: Mapping[str, Sequence[Seen]],
    others: Mapping[str, Sequence[Seen]],
    threshold: float,
) -> GateEvaluation:
    """The figures of what was observed; calibration is judged on the photos as they are."""
    plain = [*faces["photos"], *others["nonfaces"]]
    error, bins = reliability([one.confidence for one in plain], [one.has_face for one in plain])
    return GateEvaluation(
        name,
        threshold,
        {probe: _face_figures(seen, threshold) for probe, seen in faces.items()},
        {probe: _other_figures(seen, threshold) for probe, seen in others.items()},
        error,
        bins,
    )


def _judge(probe: ProbePicture, faces: Sequence[FaceSighting]) -> Seen:
    confidence = faces[0].confidence if faces else 0.0
    if probe.face is None:
        return Seen(probe.name, False, confidence, confidence, 0.0, math.nan, math.nan)
    wanted = probe.face
    right = [face for face in faces if face.box.overlap_with(wanted) >= _RIGHT_OVERLAP]
    if not right:
        return Seen(probe.name, True, confidence, 0.0, 0.0, math.nan, math.nan)
    best = right[0]
    return Seen(
        probe.name,
        True,
        confidence,
        best.confidence,
        best.box.overlap_with(wanted),
        abs(best.yaw - probe.yaw),
        abs((best.roll_deg - probe.roll_deg + 180) % 360 - 180),
    )


def _face_figures(seen: Sequence[Seen], threshold: float) -> FaceFigures:
    found = [one for one in seen if one.face_confidence >= threshold and one.overlap > 0]
    return FaceFigures(
        len(seen),
        len(found) / max(1, len(seen)),
        sum(one.confidence >= threshold for one in seen) / max(1, len(seen)),
        _mean(one.overlap for one in found) or 0.0,
        _mean(one.yaw_error for one in found),
        _mean(one.roll_error_deg for one in found),
    )


def _other_figures(seen: Sequence[Seen], threshold: float) -> OtherFigures:
    worst = sorted(seen, key=lambda one: -one.confidence)[:12]
    alarms = sum(one.confidence >= threshold for one in seen)
    return OtherFigures(
        len(seen),
        alarms / max(1, len(seen)),
        tuple((one.name, round(one.confidence, 4)) for one in worst),
    )


def _mean(values: Iterable[float]) -> float | None:
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else None


def _groups(pictures: Iterator[ProbePicture]) -> Iterator[list[ProbePicture]]:
    while group := list(islice(pictures, _TOGETHER)):
        yield group
