"""The two models as the program uses them: loaded once, on one device, one call at a time."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from alphamale_desktop.domain.analysis import GateReport, ModelVersion, UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting, PartDetection, TypedFace
from alphamale_desktop.vision.device import device_for
from alphamale_desktop.vision.face_crop import box_in_picture, crop_square, scale_wanted
from alphamale_desktop.vision.face_quality import JUDGED_SIDE_PX, brightness_of, sharpness_of
from alphamale_desktop.vision.framing import Framing, FramingRules, by_prominence, reason_against, without_repeats
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.loaded_once import LoadedOnce
from alphamale_desktop.vision.shipped_models import Gate, build_gate, build_typer
from alphamale_desktop.vision.typer_model import TyperModel
from alphamale_desktop.vision.weights import WeightsFolder

_CRISP = 1.0


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """How the models run.

    Attributes:
        device: ``auto``, ``cpu`` or ``cuda``.
        threads: CPU threads of one model call; 0 leaves the process as it is. More than the cores that are free make
            it slower, much slower without OMP_WAIT_POLICY=PASSIVE in the environment.
    """

    device: str = "auto"
    threads: int = 0


class TorchGate:
    """Model 1. Satisfies ``FaceGate`` for ``UprightImage``; nothing is loaded before the first call.

    Args:
        rules: What makes a photo usable.
    """

    def __init__(
        self, weights: WeightsFolder, config: EngineConfig | None = None, rules: FramingRules | None = None
    ) -> None:
        self._weights = weights
        self._config = config or EngineConfig()
        self._rules = rules or FramingRules()
        self._gate = LoadedOnce(self._load)
        self._turn = threading.Lock()

    @property
    def version(self) -> ModelVersion:
        """Raises WeightsManifestError or WeightsMissingError."""
        return self._weights.entry("gate").model

    def load(self) -> None:
        """Loads and warms up; later calls do nothing.

        Raises:
            ModelError: If the weights or the device cannot be used.
        """
        self._gate.get()

    def inspect(self, picture: UprightImage) -> GateReport:
        """Whether a well-framed human face is there; boxes in pixels of the full picture.

        Raises:
            ModelError: If the weights or the device cannot be used.
            PhotoError: If the face needs more pixels and the file turns out to be broken.
        """
        return self.inspect_many([picture])[0]

    def inspect_many(self, pictures: Sequence[UprightImage]) -> list[GateReport]:
        """Like ``inspect`` for each; pictures of one shape go through the model together, which pays on a GPU."""
        gate = self._gate.get()
        with self._turn:
            found = gate.model.find_closely(pictures, gate.threshold)
        return [self._report(one, faces, gate.threshold) for one, faces in zip(pictures, found, strict=True)]

    def _load(self) -> Gate:
        gate = build_gate(self._weights.read("gate"))
        gate.model.to(_prepared_device(self._config))
        gate.model.find([UprightImage(np.zeros((256, 256, 3), np.uint8))])
        return gate

    def _report(self, picture: UprightImage, found: Sequence[FaceSighting], threshold: float) -> GateReport:
        confidence = max((face.confidence for face in found), default=0.0)
        sure = without_repeats(face for face in found if face.confidence >= threshold)
        faces = by_prominence(sure, picture.width_px, picture.height_px)
        brightness = brightness_of(picture, faces[0].box if faces else None)
        reason = self._reason(picture, faces, brightness, _CRISP)
        if not faces:
            return GateReport(confidence, faces, brightness, 0.0, reason)
        box = faces[0].box
        # A photo that is refused anyway is not worth a second decoding.
        wanted = min(1.0, JUDGED_SIDE_PX / max(box.width_px, box.height_px))
        sharpness = sharpness_of(picture if reason else picture.with_scale(wanted), box)
        return GateReport(
            confidence, faces, brightness, sharpness, reason or self._reason(picture, faces, brightness, sharpness)
        )

    def _reason(
        self, picture: UprightImage, faces: tuple[FaceSighting, ...], brightness: float, sharpness: float
    ) -> UnusableReason | None:
        framing = Framing(faces, picture.width_px, picture.height_px, brightness, sharpness)
        return reason_against(framing, self._rules)


class TorchTyper:
    """The type model. Satisfies ``PartTyper`` for ``UprightImage``; nothing is loaded before the first call."""

    def __init__(self, weights: WeightsFolder, config: EngineConfig | None = None) -> None:
        self._weights = weights
        self._config = config or EngineConfig()
        self._model = LoadedOnce(self._load)
        self._turn = threading.Lock()

    @property
    def version(self) -> ModelVersion:
        """Raises WeightsManifestError or WeightsMissingError."""
        return self._weights.entry("typer").model

    def load(self) -> None:
        """Loads and warms up; later calls do nothing.

        Raises:
            ModelError: If the weights or the device cannot be used.
        """
        self._model.get()

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
        model = self._model.get()
        layout = model.layout.crop
        squares = [layout.square(face.box) for _, face in faces]
        crops = [
            crop_square(picture.with_scale(scale_wanted(square, layout.side_px)), square, layout.side_px)
            for (picture, _), square in zip(faces, squares, strict=True)
        ]
        with self._turn:
            answers = model.read(np.stack(crops))
        return [_typed(one, square, layout.side_px) for one, square in zip(answers, squares, strict=True)]

    def _load(self) -> TyperModel:
        model = build_typer(self._weights.read("typer"))
        model.to(_prepared_device(self._config))
        side = model.layout.crop.side_px
        model.read(np.zeros((1, side, side, 3), np.uint8))
        return model


def _prepared_device(config: EngineConfig) -> torch.device:
    if config.threads > 0 and torch.get_num_threads() != config.threads:
        torch.set_num_threads(config.threads)
    return device_for(config.device)


def _typed(face: TypedFace, square: Box, side_px: int) -> TypedFace:
    parts = tuple(
        PartDetection(one.part, box_in_picture(one.box, square, side_px), one.confidence, one.grade, one.distribution)
        for one in face.parts
    )
    return TypedFace(parts, face.distribution, face.familiarity)
