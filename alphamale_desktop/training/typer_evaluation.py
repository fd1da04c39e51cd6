"""Measures the type model end to end: from the crop, with its own part boxes, to the shown type."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.detection import Box, TypedFace
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.scoring import type_of_score
from alphamale_desktop.training.metrics import Agreement, agreement, average_precision
from alphamale_desktop.training.rating_data import RatedFace
from alphamale_desktop.training.typer_augmentation import through_jpeg
from alphamale_desktop.training.typer_boxes import overlap_of_rows
from alphamale_desktop.training.typer_crops import Boxes, Canvases, Pixels, View, cut
from alphamale_desktop.vision.typer_calibration import weighted_score
from alphamale_desktop.vision.typer_model import TyperModel

_BATCH = 16
_WILD = 3
_SMALL_FACE_PX = 112


@dataclass(frozen=True, slots=True)
class PartBoxes:
    """How well one part is found: average precision at two overlaps, mean overlap, share not found."""

    ap50: float
    ap75: float
    overlap: float
    missing: float


@dataclass(frozen=True, slots=True)
class TyperEvaluation:
    """Figures on held-out faces.

    Attributes:
        agreement: Of the shown type and score.
        by_subgroup: The same by subgroup, as the manifest names them.
        by_part: The same for each part's own grade and type; a part that was never found is missing.
        boxes: By part.
        same_type: Share of faces whose shown type stays after a harmless change, by change.
        same_type_chance: What the same share would be for two unrelated answers.
        wild_disagreements: Share of faces whose parts' types are three or more apart.
        median_familiarity: Near one half when held-out faces look as usual as training's.
        unfamiliar: Share of held-out faces with a familiarity below 0.01.
    """

    agreement: Agreement
    by_subgroup: Mapping[str, Agreement]
    by_part: Mapping[str, Agreement]
    boxes: Mapping[str, PartBoxes]
    same_type: Mapping[str, float]
    same_type_chance: float
    wild_disagreements: float
    median_familiarity: float
    unfamiliar: float


@dataclass(frozen=True, slots=True)
class _Change:
    view: View
    pixels: Callable[[Pixels], Pixels] | None = None


def evaluate_typer(model: TyperModel, faces: Sequence[RatedFace], canvases: Canvases) -> TyperEvaluation:
    """Reads every face once, and once more for each harmless change; about 0.4 s a face on one CPU core.

    Args:
        canvases: Of the same faces, in the same order.

    Raises:
        ValueError: If there are no faces.
    """
    answers = read_all(model, canvases, View())
    wanted = np.array([face.face_type.value for face in faces], np.int64)
    ranks = np.array([face.rank for face in faces])
    whole = _agreement(answers, wanted, ranks)
    subgroups = sorted({face.subgroup for face in faces})
    members = {name: [i for i, face in enumerate(faces) if face.subgroup == name] for name in subgroups}
    types = _types(answers)
    changed = {
        name: float((types == _types(read_all(model, canvases, change.view, change.pixels))).mean())
        for name, change in _changes(model).items()
    }
    shares = np.array(whole.shares)
    familiar = np.array([answer.familiarity for answer in answers])
    return TyperEvaluation(
        agreement=whole,
        by_subgroup={
            name: _agreement([answers[i] for i in rows], wanted[rows], ranks[rows]) for name, rows in members.items()
        },
        by_part={
            part.code: _agreement_of_part(answers, part, wanted, ranks)
            for part in FacePart
            if any(one.part is part for answer in answers for one in answer.parts)
        },
        boxes={part.code: _boxes(answers, part, canvases, model) for part in FacePart},
        same_type=changed,
        same_type_chance=float((shares**2).sum()),
        wild_disagreements=float(np.mean([_spread(answer) >= _WILD for answer in answers])),
        median_familiarity=float(np.median(familiar)),
        unfamiliar=float((familiar < 0.01).mean()),
    )


def read_all(
    model: TyperModel, canvases: Canvases, view: View, change: Callable[[Pixels], Pixels] | None = None
) -> list[TypedFace]:
    """The model's answer to every face through one view, its pixels changed where asked."""
    answers: list[TypedFace] = []
    for start in range(0, len(canvases.rgb), _BATCH):
        pairs = zip(canvases.rgb[start : start + _BATCH], canvases.parts[start : start + _BATCH], strict=True)
        crops = [cut(rgb, parts, model.layout.crop, view)[0] for rgb, parts in pairs]
        answers += model.read(np.stack([change(crop) if change else crop for crop in crops]))
    return answers


def _changes(model: TyperModel) -> dict[str, _Change]:
    face_px = model.layout.crop.side_px / model.layout.crop.reach
    return {
        "flip": _Change(View(mirrored=True)),
        "larger_7_percent": _Change(View(scale=1.07)),
        "smaller_7_percent": _Change(View(scale=0.93)),
        "jpeg_30": _Change(View(), lambda rgb: through_jpeg(rgb, 30)),
        "half_light": _Change(View(), lambda rgb: (rgb * 0.5).astype(np.uint8)),
        "grey": _Change(View(), _grey),
        "face_of_112_px": _Change(View(), lambda rgb: _coarse(rgb, _SMALL_FACE_PX / face_px)),
    }


def _grey(rgb: Pixels) -> Pixels:
    return np.repeat(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2).astype(np.uint8)


def _coarse(rgb: Pixels, share: float) -> Pixels:
    small = cv2.resize(rgb, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, rgb.shape[1::-1], interpolation=cv2.INTER_LINEAR).astype(np.uint8)


def _score(answer: TypedFace) -> float:
    return min(100.0, weighted_score({one.part: one.grade for one in answer.parts}))


def _types(answers: Sequence[TypedFace]) -> NDArray[np.int64]:
    return np.array([type_of_score(_score(answer)).value for answer in answers], np.int64)


def _agreement(answers: Sequence[TypedFace], wanted: NDArray[np.int64], ranks: NDArray[np.float64]) -> Agreement:
    probabilities = np.array([answer.distribution.probabilities for answer in answers])
    scores = np.array([_score(answer) for answer in answers])
    return agreement(wanted, _types(answers), ranks, scores, probabilities)


def _agreement_of_part(
    answers: Sequence[TypedFace], part: FacePart, wanted: NDArray[np.int64], ranks: NDArray[np.float64]
) -> Agreement:
    found = [(i, one) for i, answer in enumerate(answers) for one in answer.parts if one.part is part]
    rows = [i for i, _ in found]
    return agreement(
        wanted[rows],
        np.array([type_of_score(100 * one.grade).value for _, one in found], np.int64),
        ranks[rows],
        np.array([one.grade for _, one in found]),
        np.array([one.distribution.probabilities for _, one in found]),
    )


def _boxes(answers: Sequence[TypedFace], part: FacePart, canvases: Canvases, model: TyperModel) -> PartBoxes:
    scores, overlaps = [], []
    for answer, rgb, parts in zip(answers, canvases.rgb, canvases.parts, strict=True):
        wanted = cut(rgb, parts, model.layout.crop, View())[1][part.value - 1]
        for one in answer.parts:
            if one.part is part:
                scores.append(one.confidence)
                overlaps.append(float(overlap_of_rows(_row(one.box), wanted[None])[0]))
    count = len(answers)
    return PartBoxes(
        ap50=average_precision(scores, [overlap >= 0.5 for overlap in overlaps], count),
        ap75=average_precision(scores, [overlap >= 0.75 for overlap in overlaps], count),
        overlap=fmean(overlaps) if overlaps else 0.0,
        missing=1 - len(scores) / count,
    )


def _row(box: Box) -> Boxes:
    return np.array([[box.x0, box.y0, box.x1, box.y1]], np.float32)


def _spread(answer: TypedFace) -> int:
    types = [type_of_score(100 * one.grade).value for one in answer.parts]
    return max(types) - min(types) if types else 0


def write_evaluation(evaluation: TyperEvaluation, path: Path) -> None:
    """JSON, numbers rounded to four places."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_rounded(asdict(evaluation)), indent=1) + "\n", encoding="utf-8")


def _rounded(value: object) -> object:
    match value:
        case float():
            return round(value, 4)
        case dict():
            return {key: _rounded(one) for key, one in value.items()}
        case list() | tuple():
            return [_rounded(one) for one in value]
        case _:
            return value
