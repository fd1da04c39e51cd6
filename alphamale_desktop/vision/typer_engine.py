"""The type model as the program uses it: loaded once, one call at a time, whichever engine runs it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.analysis import ModelVersion
from alphamale_desktop.domain.detection import Box, FaceSighting, PartDetection, TypedFace
from alphamale_desktop.vision.face_crop import box_in_picture, crop_square, scale_wanted
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.letterbox import evenly_lit
from alphamale_desktop.vision.loaded_once import LoadedOnce
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.weights import WeightsFolder


class FaceReader(Protocol):
    """A loaded type model; one call at a time."""

    def read(self, crops: NDArray[np.uint8]) -> list[TypedFace]:
        """Types faces; one answer a crop, its boxes in crop pixels.

        Args:
            crops: uint8 RGB (N, S, S, 3), squares of the model's own side.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class LoadedTyper:
    """The type model, ready.

    Attributes:
        crop: The square that it wants to see.
        engine: What runs it, for people: name and version.
    """

    reader: FaceReader
    crop: CropLayout
    engine: str


class TyperEngine:
    """Satisfies ``PartTyper`` for ``UprightImage``; nothing is loaded before the first call.

    Args:
        weights: Where its version stands.
        load: Makes the model, warmed up; raises ModelError. Called once, on the thread that needs it first.
    """

    def __init__(self, weights: WeightsFolder, load: Callable[[], LoadedTyper]) -> None:
        self._weights = weights
        self._typer = LoadedOnce(load)
        self._turn = threading.Lock()

    @property
    def engine(self) -> str:
        """What runs the model; loads it. Raises ModelError."""
        return self._typer.get().engine

    @property
    def version(self) -> ModelVersion:
        """Raises WeightsManifestError or WeightsMissingError."""
        return self._weights.entry("typer").model

    def load(self) -> None:
        """Loads and warms up; later calls do nothing.

        Raises:
            ModelError: If the weights or the device cannot be used.
        """
        self._typer.get()

    def type_face(self, picture: UprightImage, face: FaceSighting) -> TypedFace:
        """The three parts of ``face`` with their types; boxes in pixels of the full picture.

        Raises:
            ModelError: If the weights or the device cannot be used.
            PhotoError: If the face needs more pixels and the file turns out to be broken.
        """
        return self.type_faces([(picture, face)])[0]

    def type_faces(self, faces: Sequence[tuple[UprightImage, FaceSighting]]) -> list[TypedFace]:
        """Like ``type_face`` for each, in one batch."""
        if not faces:
            return []
        typer = self._typer.get()
        layout = typer.crop
        squares = [layout.square(face.box) for _, face in faces]
        # A face in half the light is the same face: lit as model 1 sees it, it gets the same type more often.
        crops = [
            evenly_lit(crop_square(picture.with_scale(scale_wanted(square, layout.side_px)), square, layout.side_px))
            for (picture, _), square in zip(faces, squares, strict=True)
        ]
        with self._turn:
            answers = typer.reader.read(np.stack(crops))
        return [_typed(one, square, layout.side_px) for one, square in zip(answers, squares, strict=True)]


def warmed_up_typer(typer: LoadedTyper) -> LoadedTyper:
    """The same after a first run, which takes longer than others and shows whether it works at all."""
    typer.reader.read(np.zeros((1, typer.crop.side_px, typer.crop.side_px, 3), np.uint8))
    return typer


def _typed(face: TypedFace, square: Box, side_px: int) -> TypedFace:
    parts = tuple(
        PartDetection(one.part, box_in_picture(one.box, square, side_px), one.confidence, one.grade, one.distribution)
        for one in face.parts
    )
    return replace(face, parts=parts)
