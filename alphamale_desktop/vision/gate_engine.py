"""Model 1 as the program uses it: loaded once, one call at a time, whichever engine runs it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from alphamale_desktop.domain.analysis import GateReport, ModelVersion, UnusableReason
from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.vision.face_quality import JUDGED_SIDE_PX, brightness_of, sharpness_of
from alphamale_desktop.vision.framing import Framing, FramingRules, by_prominence, reason_against, without_repeats
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.loaded_once import LoadedOnce
from alphamale_desktop.vision.weights import WeightsFolder

_CRISP = 1.0


class FaceFinder(Protocol):
    """A loaded model 1; one call at a time."""

    def find(self, pictures: Sequence[UprightImage]) -> list[tuple[FaceSighting, ...]]:
        """See ``FaceSearch.find``."""
        ...

    def find_closely(
        self, pictures: Sequence[UprightImage], sure: float, *, far: bool = True
    ) -> list[tuple[FaceSighting, ...]]:
        """See ``FaceSearch.find_closely``."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class LoadedGate:
    """Model 1, ready.

    Attributes:
        threshold: A sighting of at least this calibrated confidence is a face.
        engine: What runs it, for people: name and version.
    """

    finder: FaceFinder
    threshold: float
    engine: str


class GateEngine:
    """Satisfies ``FaceGate`` for ``UprightImage``; nothing is loaded before the first call.

    Args:
        weights: Where its version stands.
        load: Makes the model, warmed up; raises ModelError. Called once, on the thread that needs it first.
        rules: What makes a photo usable.
    """

    def __init__(
        self, weights: WeightsFolder, load: Callable[[], LoadedGate], rules: FramingRules | None = None
    ) -> None:
        self._weights = weights
        self._rules = rules or FramingRules()
        self._gate = LoadedOnce(load)
        self._turn = threading.Lock()

    @property
    def engine(self) -> str:
        """What runs the model; loads it. Raises ModelError."""
        return self._gate.get().engine

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

    def glance(self, picture: UprightImage) -> GateReport:
        """Like ``inspect`` without the look for the smallest faces: for a camera's preview, many times a second."""
        return self.inspect_many([picture], far=False)[0]

    def inspect_many(self, pictures: Sequence[UprightImage], *, far: bool = True) -> list[GateReport]:
        """Like ``inspect`` for each; pictures of one shape go through the model together, which pays on a GPU.

        Args:
            far: See ``FaceSearch.find_closely``.
        """
        gate = self._gate.get()
        with self._turn:
            found = gate.finder.find_closely(pictures, gate.threshold, far=far)
        return [self._report(one, faces, gate.threshold) for one, faces in zip(pictures, found, strict=True)]

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


def warmed_up_gate(gate: LoadedGate) -> LoadedGate:
    """The same after a first run, which takes longer than others and shows whether it works at all."""
    gate.finder.find([UprightImage(np.zeros((256, 256, 3), np.uint8))])
    return gate
