"""Proposes the three part boxes of new photos with the program's own models: where an organiser's manifest begins."""

import csv
import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.analysis import GateReport, UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting, TypedFace
from alphamale_desktop.domain.errors import PhotoError, TrainingManifestError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.training.evaluate_manifest import PICTURE_SUFFIXES
from alphamale_desktop.training.rating_data import Split
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.image import UprightImage

RATING_COLUMNS = ("score", "type", "rank", "subgroup", "group", "split", "weight")
NOT_A_PICTURE, UNREADABLE, NO_PHOTO = "not_a_picture", "file_unreadable", "no_photo"
_HELD_OUT_ONE_IN = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A photo with its proposed boxes.

    Attributes:
        name: Of the file below the folder, with slashes.
        parts: Boxes of whole, upper and lower in fractions of the upright picture; may reach outside 0..1.
        confidence: Of the least certain of the three, 0 to 1.
        content: Hash of the file's bytes: two copies of a photo have the same.
        rating: Cells of the ratings' table, by column; empty when the photo was not rated.
    """

    name: str
    parts: tuple[Box, Box, Box]
    confidence: float
    content: str
    rating: Mapping[str, str]

    def cells(self) -> dict[str, str]:
        """The manifest's cells but ``file``: an unrated photo teaches boxes, every fifth rated one is held out."""
        sides = ("x0", "y0", "x1", "y1")
        boxes = {
            f"{part.code}_{side}": f"{getattr(box, side):.5f}"
            for part, box in zip(FacePart, self.parts, strict=True)
            for side in sides
        }
        rated = any(self.rating.get(column) for column in ("score", "type", "rank"))
        group = self.rating.get("group") or self.content
        held_out = int(hashlib.sha256(group.encode()).hexdigest(), 16) % _HELD_OUT_ONE_IN == 0
        split = self.rating.get("split") or (Split.VAL if held_out else Split.TRAIN).value
        return {
            **self.rating,
            "group": group,
            "split": split if rated else Split.BOXES.value,
            **boxes,
            "box_confidence": f"{self.confidence:.3f}",
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that got no boxes. ``reason`` is an outcome's or an error's code, or one of this module's."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """Both lists by name."""

    proposals: tuple[Proposal, ...]
    refused: tuple[Refused, ...]


class FaceModels(Protocol):
    """The program's own two models."""

    def inspect(self, picture: UprightImage) -> GateReport: ...

    def type_face(self, picture: UprightImage, face: FaceSighting) -> TypedFace: ...


class LabelFolder:
    """Looks at every file of a folder and its subfolders; one thread."""

    def __init__(self, models: FaceModels, codec: PictureCodec) -> None:
        self._models, self._codec = models, codec

    def __call__(
        self,
        folder: Path,
        ratings: Mapping[str, Mapping[str, str]],
        report: Callable[[int, int], None],
        cancel: Cancel | None = None,
    ) -> Labelled:
        """Proposes boxes; hidden files and folders are passed over.

        Args:
            ratings: By the file's name below the folder, see ``read_ratings``.
            report: Called after each file with how many are done, of how many.

        Raises:
            ModelError: If the models cannot be used.
            CancelledByUserError: If ``cancel`` was asked.
        """
        names = sorted(_names_below(folder))
        stop = cancel or Cancel()
        proposals: list[Proposal] = []
        refused: list[Refused] = []
        for done, name in enumerate(names, 1):
            stop.check()
            found = self._look_at(folder / name, name, ratings.get(name, {}))
            if isinstance(found, Proposal):
                proposals.append(found)
            else:
                refused.append(found)
            report(done, len(names))
        absent = sorted(set(ratings) - set(names))
        refused += [Refused(name, NO_PHOTO) for name in absent]
        return Labelled(tuple(proposals), tuple(refused))

    def _look_at(self, file: Path, name: str, rating: Mapping[str, str]) -> Proposal | Refused:
        if file.suffix.lower() not in PICTURE_SUFFIXES:
            return Refused(name, NOT_A_PICTURE)
        try:
            data = file.read_bytes()
        except OSError:
            return Refused(name, UNREADABLE)
        try:
            picture = self._codec.decode(data)
            report = self._models.inspect(picture)
            if report.reason is not None or report.subject is None:
                return Refused(name, report.reason or UnusableReason.NO_FACE)
            face = self._models.type_face(picture, report.subject)
        except PhotoError as error:
            return Refused(name, error.code)
        if not face.is_complete:
            return Refused(name, UnusableReason.PARTS_UNCLEAR)
        content = hashlib.sha256(data).hexdigest()[:16]
        return Proposal(name, _fractions(face, picture), min(one.confidence for one in face.parts), content, rating)


def read_ratings(table: Path, folder: Path) -> dict[str, dict[str, str]]:
    """What people said about photos, by the photo's name below ``folder``.

    A CSV with ``file`` (a path below the folder, or a bare file name where only one photo has it) and any of
    ``score``, ``type``, ``rank``, ``subgroup``, ``group``, ``split`` and ``weight``.

    Raises:
        TrainingManifestError: If the table cannot be read, a rating is no number, or a photo stands in it twice.
    """
    try:
        with table.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TrainingManifestError(file=str(table), line=0, column="") from error
    bare = _by_bare_name(_names_below(folder))
    ratings: dict[str, dict[str, str]] = {}
    for number, line in enumerate(lines, 2):
        written = (line.get("file") or "").replace("\\", "/").removeprefix("./")
        name = written if "/" in written else bare.get(written, written)
        if not name or name in ratings:
            raise TrainingManifestError(file=str(table), line=number, column="file")
        ratings[name] = {column: line[column] for column in RATING_COLUMNS if line.get(column)}
        for column in ("score", "rank", "weight"):
            if column in ratings[name] and not _is_number(ratings[name][column]):
                raise TrainingManifestError(file=str(table), line=number, column=column)
    return ratings


def _names_below(folder: Path) -> list[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)]


def _by_bare_name(names: Sequence[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.rsplit("/", 1)[-1], []).append(name)
    return {bare: where[0] for bare, where in found.items() if len(where) == 1}


def _fractions(face: TypedFace, picture: UprightImage) -> tuple[Box, Box, Box]:
    width, height = picture.width_px, picture.height_px
    boxes = {
        one.part: Box(one.box.x0 / width, one.box.y0 / height, one.box.x1 / width, one.box.y1 / height)
        for one in face.parts
    }
    return boxes[FacePart.WHOLE], boxes[FacePart.UPPER], boxes[FacePart.LOWER]


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
