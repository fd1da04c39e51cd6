"""Models that answer what the test says, and the values they answer with."""

from collections.abc import Callable
from dataclasses import dataclass

from alphamale_desktop.domain.analysis import GateReport, ModelVersion, UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting, PartDetection, TypedFace, TypeDistribution
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType

FACE = FaceSighting(Box(200, 100, 440, 380), confidence=0.99)

_PART_BOXES = {
    FacePart.WHOLE: Box(200, 100, 440, 380),
    FacePart.UPPER: Box(200, 100, 440, 280),
    FacePart.LOWER: Box(230, 270, 410, 380),
}


@dataclass(frozen=True, slots=True)
class FakePicture:
    """Satisfies the ``Picture`` port; holds no pixels."""

    width_px: int = 640
    height_px: int = 480


def nothing() -> None:
    """What the fakes do by the way unless told otherwise."""


class FakeDecoder:
    """Satisfies the ``PhotoDecoder`` port.

    Args:
        answer: The picture of every photo, or the error to raise.
        meanwhile: Called during each call.
    """

    def __init__(self, answer: FakePicture | Exception | None = None, meanwhile: Callable[[], None] = nothing) -> None:
        self._answer = answer or FakePicture()
        self._meanwhile = meanwhile
        self.decoded: list[bytes] = []

    def decode(self, data: bytes) -> FakePicture:
        self.decoded.append(data)
        self._meanwhile()
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


class FakeGate:
    """Satisfies the ``FaceGate`` port; arguments as for ``FakeDecoder``."""

    version = ModelVersion("gate", "fake-1")

    def __init__(self, answer: GateReport | Exception | None = None, meanwhile: Callable[[], None] = nothing) -> None:
        self._answer = answer or gate_report()
        self._meanwhile = meanwhile
        self.inspected: list[FakePicture] = []

    def inspect(self, picture: FakePicture) -> GateReport:
        self.inspected.append(picture)
        self._meanwhile()
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


class FakeTyper:
    """Satisfies the ``PartTyper`` port; arguments as for ``FakeDecoder``."""

    version = ModelVersion("typer", "fake-1")

    def __init__(self, answer: TypedFace | Exception | None = None, meanwhile: Callable[[], None] = nothing) -> None:
        self._answer = answer or typed_face()
        self._meanwhile = meanwhile
        self.typed: list[FaceSighting] = []

    def type_face(self, picture: FakePicture, face: FaceSighting) -> TypedFace:
        self.typed.append(face)
        self._meanwhile()
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def gate_report(*faces: FaceSighting, reason: UnusableReason | None = None) -> GateReport:
    """A report on a good photo of ``FACE`` unless told otherwise."""
    return GateReport(face_confidence=0.99, faces=faces or (FACE,), brightness=0.5, sharpness=0.9, reason=reason)


def empty_gate_report(reason: UnusableReason | None = UnusableReason.NO_FACE) -> GateReport:
    """A report on a picture without a face."""
    return GateReport(face_confidence=0.01, faces=(), brightness=0.5, sharpness=0.9, reason=reason)


def distribution_at(face_type: FaceType) -> TypeDistribution:
    """Six tenths on one type, a tenth on each other."""
    alpha, beta, gamma, delta, omega = (0.6 if each is face_type else 0.1 for each in FaceType)
    return TypeDistribution((alpha, beta, gamma, delta, omega))


def part_detection(part: FacePart, face_type: FaceType, grade: float | None = None) -> PartDetection:
    """A detection of ``part`` as ``face_type``, with the original system's grade unless told otherwise."""
    earned = face_type.original_grade if grade is None else grade
    return PartDetection(
        part, _PART_BOXES[part], confidence=0.98, grade=earned, distribution=distribution_at(face_type)
    )


def typed_face(
    whole: FaceType = FaceType.BETA,
    upper: FaceType = FaceType.BETA,
    lower: FaceType = FaceType.BETA,
    familiarity: float = 1.0,
) -> TypedFace:
    """A complete face with these part types."""
    parts = tuple(part_detection(part, each) for part, each in zip(FacePart, (whole, upper, lower), strict=True))
    return TypedFace(parts, distribution_at(whole), familiarity)
