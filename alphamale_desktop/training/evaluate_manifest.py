"""What an evaluation expects of each picture: one CSV line a face, and folders of pictures without any.

The same manifests that train the gate and the type model can be evaluated; every column but ``file`` may be left out.

======================  ===========================================================================
file                    picture, relative to the manifest's folder, or absolute
outcome                 what the program should answer: ``accepted``, ``no_face``, ``too_dark`` ..
x0 y0 x1 y1             the face, fractions of the picture
whole_x0 .. lower_y1    the three parts, fractions of the picture
rank                    0 to 1, how much of its subgroup the face is better than
score                   the raters' number, higher is better; ranked within its subgroup where there is no rank
type                    ``alpha`` .. ``omega`` instead of both
subgroup                people who are ranked against one another; figures are also given by subgroup
split                   only lines of the wanted split are evaluated; lines without one always are
======================  ===========================================================================

A line with a box or a type expects a face. Several lines of one file are several faces: the largest is expected.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.errors import TrainingManifestError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.survey_split import rank_of_type, ranks_within, type_of_rank

PICTURE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".bmp", ".gif", ".tif", ".tiff"}
)
_SIDES = ("x0", "y0", "x1", "y1")
_OUTCOMES = frozenset({"accepted", *(reason.value for reason in UnusableReason)})


@dataclass(frozen=True, slots=True)
class ExpectedPicture:
    """One picture and what is known of it.

    Attributes:
        has_face: None when the manifest does not say.
        outcome: The outcome's code, when the manifest names one.
        rank: 0 to 1, when the face was rated.
        raters_score: What its raters gave it on their own scale, when the manifest says.
        face: Fractions of the picture; so are ``parts``, ordered whole, upper, lower.
    """

    file: Path
    has_face: bool | None
    outcome: str | None = None
    rank: float | None = None
    subgroup: str = ""
    face: Box | None = None
    parts: tuple[Box, Box, Box] | None = None
    raters_score: float | None = None

    @property
    def face_type(self) -> FaceType | None:
        return None if self.rank is None else type_of_rank(self.rank)


@dataclass(frozen=True, slots=True)
class RatersScale:
    """The scores that a subgroup's raters gave, ascending; at least one."""

    scores: tuple[float, ...]

    def at(self, share: float) -> float:
        """The score that is better than this share, 0 to 1, of them."""
        return float(np.quantile(self.scores, share))


def read_expectations(manifest: Path, split: str = "") -> tuple[ExpectedPicture, ...]:
    """The manifest's pictures in its order, each once.

    Args:
        split: Only lines of this split and lines without one; empty for all.

    Raises:
        TrainingManifestError: Where a line cannot be understood, or when there is none.
    """
    lines, cells = _lines_of(manifest), _Cells(manifest)
    ranks = _ranks(lines, cells)
    wanted = [
        cells.picture(index + 2, line, ranks[index])
        for index, line in enumerate(lines)
        if not split or (line.get("split") or split) == split
    ]
    if not wanted:
        raise TrainingManifestError(file=str(manifest), line=1, column="file")
    return _largest_of_each(wanted)


def read_raters_scales(manifest: Path, split: str = "") -> Mapping[str, RatersScale]:
    """What each subgroup's raters gave to the faces outside ``split``, or to all where there are no others.

    Raises:
        TrainingManifestError: Where a score cannot be understood.
    """
    cells = _Cells(manifest)
    inside: dict[str, list[float]] = defaultdict(list)
    outside: dict[str, list[float]] = defaultdict(list)
    for index, line in enumerate(_lines_of(manifest)):
        if line.get("score") and line.get("split") != "boxes":
            among = inside if not split or (line.get("split") or split) == split else outside
            among[line.get("subgroup") or ""].append(cells.number(index + 2, line, "score"))
    return {name: RatersScale(tuple(sorted(scores))) for name, scores in {**inside, **outside}.items()}


def pictures_without_faces(folders: Iterable[Path]) -> tuple[ExpectedPicture, ...]:
    """Every picture of the folders, by name; raises TrainingManifestError for a folder that cannot be read."""
    found: list[ExpectedPicture] = []
    for folder in folders:
        try:
            files = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_SUFFIXES)
        except OSError as error:
            raise TrainingManifestError(file=str(folder), line=0, column="") from error
        found += [ExpectedPicture(path, has_face=False, subgroup=folder.name) for path in files]
    return tuple(found)


def _lines_of(manifest: Path) -> list[dict[str, str]]:
    try:
        with manifest.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TrainingManifestError(file=str(manifest), line=0, column="") from error


def _largest_of_each(pictures: Sequence[ExpectedPicture]) -> tuple[ExpectedPicture, ...]:
    largest: dict[Path, ExpectedPicture] = {}
    for one in pictures:
        known = largest.get(one.file)
        if known is None or (one.face is not None and known.face is not None and _area(one) > _area(known)):
            largest[one.file] = one
    return tuple(largest.values())


def _area(picture: ExpectedPicture) -> float:
    return picture.face.area_px2 if picture.face is not None else 0.0


def _ranks(lines: Sequence[dict[str, str]], cells: "_Cells") -> list[float | None]:
    """The ranks of all lines, so that scores are ranked among everybody, whatever the split."""
    ranks: list[float | None] = [None] * len(lines)
    scored: list[int] = []
    for index, line in enumerate(lines):
        if line.get("split") == "boxes":
            continue
        if line.get("rank"):
            ranks[index] = cells.number(index + 2, line, "rank", 0.0, 1.0)
        elif line.get("score"):
            scored.append(index)
        elif line.get("type"):
            ranks[index] = rank_of_type(cells.face_type(index + 2, line))
    scores = [cells.number(index + 2, lines[index], "score") for index in scored]
    for index, rank in zip(scored, ranks_within(scores, [lines[i].get("subgroup") or "" for i in scored]), strict=True):
        ranks[index] = rank
    return ranks


class _Cells:
    """Reads cells; knows where it stands when one is wrong."""

    def __init__(self, manifest: Path) -> None:
        self._manifest = manifest

    def number(
        self, number: int, line: dict[str, str], column: str, least: float = -math.inf, most: float = math.inf
    ) -> float:
        try:
            value = float(line[column])
        except (KeyError, TypeError, ValueError) as error:
            raise self._wrong(number, column) from error
        if not math.isfinite(value) or not least <= value <= most:
            raise self._wrong(number, column)
        return value

    def face_type(self, number: int, line: dict[str, str]) -> FaceType:
        try:
            return FaceType.from_code(line["type"])
        except ValueError as error:
            raise self._wrong(number, "type") from error

    def picture(self, number: int, line: dict[str, str], rank: float | None) -> ExpectedPicture:
        name, outcome = line.get("file"), line.get("outcome") or None
        if not name:
            raise self._wrong(number, "file")
        if outcome is not None and outcome not in _OUTCOMES:
            raise self._wrong(number, "outcome")
        face = self._box(number, line, "")
        whole, upper, lower = (self._box(number, line, f"{part.code}_") for part in FacePart)
        parts = None if whole is None or upper is None or lower is None else (whole, upper, lower)
        has_face = self._has_face(outcome, rank is not None or face is not None or parts is not None)
        file = self._manifest.parent / name
        score = self.number(number, line, "score") if line.get("score") else None
        return ExpectedPicture(file, has_face, outcome, rank, line.get("subgroup") or "", face, parts, score)

    def _box(self, number: int, line: dict[str, str], prefix: str) -> Box | None:
        if not any(line.get(f"{prefix}{side}") for side in _SIDES):
            return None
        x0, y0, x1, y1 = (self.number(number, line, f"{prefix}{side}") for side in _SIDES)
        try:
            return Box(x0, y0, x1, y1)
        except ValueError as error:
            raise self._wrong(number, f"{prefix}x1") from error

    @staticmethod
    def _has_face(outcome: str | None, is_labelled: bool) -> bool | None:
        if outcome is not None:
            return outcome != UnusableReason.NO_FACE
        return True if is_labelled else None

    def _wrong(self, number: int, column: str) -> TrainingManifestError:
        return TrainingManifestError(file=str(self._manifest), line=number, column=column)
