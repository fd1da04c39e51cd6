"""From a ranking and photos of its people to the manifest that training reads."""

import csv
import io
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.ports import FaceGate, PartTyper, PhotoDecoder, PictureT
from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.detection import PartDetection
from alphamale_desktop.domain.errors import PhotoError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.person_name import name_key, name_of_file
from alphamale_desktop.domain.survey_answers import RankedPerson, Ranking

_SIDES = ("x0", "y0", "x1", "y1")
_COLUMNS = ("file", "score", "group", "split", *(f"{part.code}_{side}" for part in FacePart for side in _SIDES))
_HELD_OUT_EVERY = 5
_NO_SUBJECT = (UnusableReason.NO_FACE, UnusableReason.SEVERAL_FACES)


@dataclass(frozen=True, slots=True)
class PhotoOfPerson:
    file: Path
    person: RankedPerson


@dataclass(frozen=True, slots=True)
class PhotoLeftOut:
    """Attributes: reason: Why the photo shows no face to learn from, or why it cannot be read."""

    file: Path
    reason: UnusableReason | PhotoError


@dataclass(frozen=True, slots=True)
class ManifestMade:
    """Attributes: data: The CSV; people: How many have at least one photo in it."""

    data: bytes
    photos: int
    people: int
    left_out: tuple[PhotoLeftOut, ...]


def photos_of_people(files: Iterable[Path], ranking: Ranking) -> list[PhotoOfPerson]:
    """The files that bear a ranked person's name, or lie in a folder that does; others are left out."""
    people = {name_key(each.person): each for each in ranking.people}
    found: list[PhotoOfPerson] = []
    for file in files:
        for name in (file.stem, name_of_file(file.stem), file.parent.name):
            if (person := people.get(name_key(name))) is not None:
                found.append(PhotoOfPerson(file, person))
                break
    return found


class MakeSurveyManifest(Generic[PictureT]):
    """Finds the face and its three parts on each photo with the program's own models. Any thread.

    Every fifth person by rank is held out, so that all types are measured, and each person stands on one side only.

    Args:
        read: The bytes of a file; raises PhotoError.
    """

    def __init__(
        self,
        decoder: PhotoDecoder[PictureT],
        gate: FaceGate[PictureT],
        typer: PartTyper[PictureT],
        read: Callable[[Path], bytes],
    ) -> None:
        self._decoder = decoder
        self._gate = gate
        self._typer = typer
        self._read = read

    def __call__(
        self,
        photos: Sequence[PhotoOfPerson],
        beside: Path,
        cancel: Cancel | None = None,
        on_photo: Callable[[int, int], None] | None = None,
    ) -> ManifestMade:
        """Makes the manifest.

        Args:
            beside: The folder where it will lie; its file names are relative to that.
            on_photo: Called with how many photos are done, and of how many.

        Raises:
            ModelError: If the models cannot be used.
            CancelledByUserError: If ``cancel`` was asked.
        """
        cancel = cancel or Cancel()
        text, shown = io.StringIO(), set[int]()
        left_out: list[PhotoLeftOut] = []
        lines = csv.writer(text)
        lines.writerow(_COLUMNS)
        for done, photo in enumerate(photos, 1):
            cancel.check()
            match self._boxes(photo.file):
                case list() as boxes:
                    lines.writerow((_relative(photo.file, beside), *_about(photo.person), *boxes))
                    shown.add(photo.person.rank)
                case reason:
                    left_out.append(PhotoLeftOut(photo.file, reason))
            if on_photo is not None:
                on_photo(done, len(photos))
        return ManifestMade(text.getvalue().encode(), len(photos) - len(left_out), len(shown), tuple(left_out))

    def _boxes(self, file: Path) -> list[str] | UnusableReason | PhotoError:
        """Twelve fractions of the picture, or why there are none."""
        try:
            picture = self._decoder.decode(self._read(file))
        except PhotoError as error:
            return error
        report = self._gate.inspect(picture)
        if report.subject is None:
            return UnusableReason.NO_FACE
        if report.reason is not None and report.reason in _NO_SUBJECT:
            return report.reason
        face = self._typer.type_face(picture, report.subject)
        if not face.is_complete:
            return UnusableReason.PARTS_UNCLEAR
        sides = (side for part in face.parts for side in _fractions(part, picture.width_px, picture.height_px))
        return [f"{side:.5f}" for side in sides]


def _about(person: RankedPerson) -> tuple[str, str, str]:
    split = "val" if person.rank % _HELD_OUT_EVERY == _HELD_OUT_EVERY // 2 + 1 else "train"
    return f"{person.score:.4f}", person.person, split


def _fractions(part: PartDetection, width_px: int, height_px: int) -> tuple[float, float, float, float]:
    box = part.box
    return box.x0 / width_px, box.y0 / height_px, box.x1 / width_px, box.y1 / height_px


def _relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file.absolute(), folder.absolute())).as_posix()
    except ValueError:
        # Windows has no relative way from one drive to another.
        return file.absolute().as_posix()
