"""The type model's training manifest: one CSV line a face."""

import csv
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.errors import SubgroupTooSmallError, TrainingManifestError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.survey_split import rank_of_type, ranks_within, type_of_rank

BOX_COLUMNS = tuple(f"{part.code}_{side}" for part in FacePart for side in ("x0", "y0", "x1", "y1"))
COLUMNS = ("file", "score", "type", "rank", "subgroup", "group", "split", "weight", *BOX_COLUMNS)

LEAST_IN_A_SUBGROUP = 10
"""Among fewer people a rank says little: one face more or less would move everybody by a type."""


class Split(Enum):
    """What a face is used for. BOXES faces have no rating and teach the part boxes only."""

    TRAIN = "train"
    VAL = "val"
    BOXES = "boxes"


@dataclass(frozen=True, slots=True)
class RatedFace:
    """One line of the manifest.

    Attributes:
        file: Absolute path of the picture.
        rank: Share of the subgroup that this face is better than, 0 to 1; 0.5 without meaning for BOXES.
        subgroup: People who are ranked against one another.
        group: Same picture or person; a group never stands on both sides of the split.
        weight: How much the face counts in training, above 0.
        parts: Boxes of whole, upper and lower in fractions of the picture; may reach outside 0..1.
    """

    file: Path
    rank: float
    subgroup: str
    group: str
    split: Split
    weight: float
    parts: tuple[Box, Box, Box]

    @property
    def face_type(self) -> FaceType:
        return type_of_rank(self.rank)


def read_manifest(path: Path) -> list[RatedFace]:
    """Reads a manifest (UTF-8 CSV with a header; the columns may stand in any order).

    ======================  ===========================================================================
    file                    picture, relative to the manifest's folder, or absolute
    score                   any number, higher is better; compared within the subgroup only
    type                    ``alpha`` .. ``omega``, when there is no score
    rank                    0 to 1, when the rank is already known; goes before score and type
    subgroup, group         see :class:`RatedFace`; may be empty (one subgroup; each file its own group)
    split                   ``train``, ``val`` or ``boxes``; empty is train
    weight                  optional, 1 when empty
    whole_x0 .. lower_y1    part boxes, fractions of the picture (x to the right, y down)
    ======================  ===========================================================================

    Raises:
        TrainingManifestError: Where a line cannot be understood, or when a group stands in train and val.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TrainingManifestError(file=str(path), line=0, column="") from error
    reader = _LineReader(path)
    ranks = _ranks(lines, reader)
    faces = [reader.face(number, line, rank) for (number, line), rank in zip(enumerate(lines, 2), ranks, strict=True)]
    seen: dict[str, Split] = {}
    for number, face in enumerate(faces, 2):
        if face.split is not Split.BOXES and seen.setdefault(face.group, face.split) is not face.split:
            raise TrainingManifestError(file=str(path), line=number, column="group")
    return faces


def require_rankable(path: Path) -> None:
    """Raises SubgroupTooSmallError when a manifest's scores are to be ranked among too few people."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in csv.DictReader(stream) if line.get("split") != Split.BOXES.value]
    scored = Counter(line.get("subgroup") or "" for line in lines if line.get("score") and not line.get("rank"))
    for name, count in scored.items():
        if count < LEAST_IN_A_SUBGROUP:
            raise SubgroupTooSmallError(subgroup=name, found=count, needed=LEAST_IN_A_SUBGROUP)


def _ranks(lines: Sequence[dict[str, str]], reader: "_LineReader") -> list[float]:
    ranks = [math.nan] * len(lines)
    scored: list[int] = []
    scores: list[float] = []
    for index, line in enumerate(lines):
        number = index + 2
        if (line.get("split") or "") == Split.BOXES.value:
            ranks[index] = 0.5
        elif line.get("rank"):
            ranks[index] = reader.number(number, line, "rank")
        elif line.get("score"):
            scored.append(index)
            scores.append(reader.number(number, line, "score"))
        else:
            ranks[index] = rank_of_type(reader.face_type(number, line))
    within = ranks_within(scores, [lines[index].get("subgroup") or "" for index in scored])
    for index, rank in zip(scored, within, strict=True):
        ranks[index] = rank
    return ranks


class _LineReader:
    """Reads cells; knows where it stands when one is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wrong(self, number: int, column: str) -> TrainingManifestError:
        return TrainingManifestError(file=str(self._path), line=number, column=column)

    def number(self, number: int, line: dict[str, str], column: str) -> float:
        try:
            value = float(line[column])
        except (KeyError, TypeError, ValueError) as error:
            raise self.wrong(number, column) from error
        if not math.isfinite(value) or (column == "rank" and not 0 <= value <= 1):
            raise self.wrong(number, column)
        return value

    def face_type(self, number: int, line: dict[str, str]) -> FaceType:
        try:
            return FaceType.from_code(line.get("type") or "")
        except ValueError as error:
            raise self.wrong(number, "type") from error

    def face(self, number: int, line: dict[str, str], rank: float) -> RatedFace:
        name = line.get("file") or ""
        if not name:
            raise self.wrong(number, "file")
        try:
            split = Split(line.get("split") or "train")
        except ValueError as error:
            raise self.wrong(number, "split") from error
        weight = self.number(number, line, "weight") if line.get("weight") else 1.0
        if weight <= 0:
            raise self.wrong(number, "weight")
        whole, upper, lower = (self._box(number, line, part) for part in FacePart)
        return RatedFace(
            file=self._path.parent / name,
            rank=rank,
            subgroup=line.get("subgroup") or "",
            group=line.get("group") or name,
            split=split,
            weight=weight,
            parts=(whole, upper, lower),
        )

    def _box(self, number: int, line: dict[str, str], part: FacePart) -> Box:
        sides = [self.number(number, line, f"{part.code}_{side}") for side in ("x0", "y0", "x1", "y1")]
        try:
            return Box(*sides)
        except ValueError as error:
            raise self.wrong(number, f"{part.code}_x1") from error
