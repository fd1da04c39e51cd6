"""What the gate learns from: photos with faces, listed in a manifest, and folders of photos without any.

A face manifest is a CSV file with a header, one row a face; a picture with several faces has several rows.

=========  ===========================================================================================
column     meaning
=========  ===========================================================================================
file       path of the picture, relative to the manifest's folder or absolute
x0 y0      top left of the face, brow (or hairline) to chin and ear to ear, as fractions of the picture
x1 y1      bottom right; boxes may reach outside 0..1
yaw        optional: turn of the head, 0 frontal, -1 and 1 about full profile
roll_deg   optional: tilt of the head, positive clockwise in the picture
group      optional: who is on it; a group never spans training and validation (default: the file)
split      optional: ``train`` or ``val`` (default: one group in ten is validation, by a hash of its name)
=========  ===========================================================================================
"""

import csv
import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alphamale_desktop.domain.errors import TooLittleTrainingDataError, TrainingManifestError

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})
_VALIDATION_TENTHS = 1
_FEWEST_TRAINING_FACES = 40
_FEWEST_OTHER_PICTURES = 20
_FEWEST_HELD_OUT = 5


@dataclass(frozen=True, slots=True)
class LabelledFace:
    """One face; coordinates are fractions of the picture, ``yaw`` and ``roll_deg`` NaN when unknown."""

    x0: float
    y0: float
    x1: float
    y1: float
    yaw: float = math.nan
    roll_deg: float = math.nan


@dataclass(frozen=True, slots=True)
class FacePhoto:
    """A picture with all of its faces, the largest first."""

    path: Path
    faces: tuple[LabelledFace, ...]


@dataclass(frozen=True, slots=True)
class GateData:
    """The pictures of one split."""

    faces: tuple[FacePhoto, ...]
    nonfaces: tuple[Path, ...]

    def require_enough(self) -> None:
        """Raises TooLittleTrainingDataError when a gate cannot be trained from so little."""
        if len(self.faces) < _FEWEST_TRAINING_FACES:
            raise TooLittleTrainingDataError(what="faces", found=len(self.faces), needed=_FEWEST_TRAINING_FACES)
        if len(self.nonfaces) < _FEWEST_OTHER_PICTURES:
            raise TooLittleTrainingDataError(what="others", found=len(self.nonfaces), needed=_FEWEST_OTHER_PICTURES)

    def require_enough_to_judge(self) -> None:
        """Raises TooLittleTrainingDataError when a gate cannot be calibrated on so little."""
        found = min(len(self.faces), len(self.nonfaces))
        if found < _FEWEST_HELD_OUT:
            raise TooLittleTrainingDataError(what="held_out", found=found, needed=_FEWEST_HELD_OUT)


def load_gate_data(manifests: Sequence[Path], nonface_folders: Sequence[Path]) -> tuple[GateData, GateData]:
    """The training and the validation pictures, in an order that does not depend on the file system.

    Raises:
        TrainingManifestError: If a manifest is missing or a row cannot be understood.
    """
    photos: dict[str, list[FacePhoto]] = {"train": [], "val": []}
    for manifest in manifests:
        for split, photo in _read_manifest(manifest):
            photos[split].append(photo)
    others: dict[str, list[Path]] = {"train": [], "val": []}
    for folder in nonface_folders:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in PICTURE_SUFFIXES:
                others[split_of(path.name)].append(path)
    train, val = (GateData(tuple(photos[split]), tuple(others[split])) for split in ("train", "val"))
    return train, val


def split_of(group: str) -> str:
    """``"val"`` for one name in ten, always the same ones."""
    tenth = int.from_bytes(hashlib.sha256(group.encode()).digest()[:4]) % 10
    return "val" if tenth < _VALIDATION_TENTHS else "train"


def _read_manifest(manifest: Path) -> Iterable[tuple[str, FacePhoto]]:
    rows: dict[str, list[tuple[str, LabelledFace]]] = {}
    try:
        with manifest.open(newline="", encoding="utf-8") as lines:
            for line, row in enumerate(csv.DictReader(lines), start=2):
                split, face = _read_row(manifest, line, row)
                rows.setdefault(row["file"], []).append((split, face))
    except OSError as error:
        raise TrainingManifestError(file=manifest.name, line=0, column="") from error
    for file in sorted(rows):
        splits, faces = zip(*rows[file], strict=True)
        by_area = sorted(faces, key=lambda face: (face.x0 - face.x1) * (face.y1 - face.y0))
        yield splits[0], FacePhoto(manifest.parent / file, tuple(by_area))


def _read_row(manifest: Path, line: int, row: dict[str, str]) -> tuple[str, LabelledFace]:
    column = "file"
    try:
        group = row.get("group") or row["file"]
        split = row.get("split") or split_of(group)
        numbers = []
        for column in ("x0", "y0", "x1", "y1"):
            numbers.append(float(row[column]))
        for column in ("yaw", "roll_deg"):
            numbers.append(float(row.get(column) or math.nan))
    except (KeyError, TypeError, ValueError) as error:
        raise TrainingManifestError(file=manifest.name, line=line, column=column) from error
    face = LabelledFace(*numbers)
    if not (face.x0 < face.x1 and face.y0 < face.y1):
        raise TrainingManifestError(file=manifest.name, line=line, column="x1")
    if split not in ("train", "val"):
        raise TrainingManifestError(file=manifest.name, line=line, column="split")
    return split, face
