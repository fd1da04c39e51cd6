"""What comes out of one photo: a result, or the reason why there is none."""

from dataclasses import dataclass, field
from enum import StrEnum

from alphamale_desktop.domain.detection import FaceSighting, PartDetection, TypeDistribution
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.scoring import ScoreCard


class UnusableReason(StrEnum):
    """Why a photo is not usable; the value is the outcome's name in JSON and in the catalogs."""

    NO_FACE = "no_face"
    TOO_DARK = "too_dark"
    SEVERAL_FACES = "several_faces"
    TOO_SMALL = "too_small"
    CUT_OFF = "cut_off"
    TURNED = "turned"
    BLURRED = "blurred"
    PARTS_UNCLEAR = "parts_unclear"
    """A face is there, but its three parts are not: the original system's answer 6, "take another photo"."""
    NOT_SURE = "not_sure"
    """The parts disagree wildly, or this is no photograph of a man's face as the model knows them."""


@dataclass(frozen=True, slots=True)
class GateReport:
    """What model 1 saw on a whole picture.

    Attributes:
        face_confidence: Calibrated probability that a human face is there, 0 to 1, also when refused.
        faces: Every face above the threshold, the most prominent first.
        brightness: Mean luma of the face (of the picture when no face was found), 0 to 1.
        sharpness: Sharpness of the face relative to its size; 0 is fully blurred, about 1 is crisp.
        reason: None when the photo is usable.
    """

    face_confidence: float
    faces: tuple[FaceSighting, ...]
    brightness: float
    sharpness: float
    reason: UnusableReason | None

    @property
    def subject(self) -> FaceSighting | None:
        """The face to analyse: the most prominent, if any."""
        return self.faces[0] if self.faces else None


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """Attributes: name: ``"gate"`` or ``"typer"``; version: as the weights manifest gives it."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class StepTiming:
    """How long a step took, by a monotonic clock."""

    step: str
    duration_ms: float


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """An accepted photo's result.

    Attributes:
        parts: The three typed parts, ordered whole, upper, lower; boxes in pixels of the upright picture.
        distribution: P(type) over the whole answer.
    """

    score_card: ScoreCard
    parts: tuple[PartDetection, ...]
    distribution: TypeDistribution
    width_px: int
    height_px: int

    @property
    def face_type(self) -> FaceType:
        return self.score_card.face_type

    @property
    def driving_part(self) -> FacePart:
        return self.score_card.driving_part


@dataclass(frozen=True, slots=True)
class Accepted:
    """The photo was usable."""

    result: AnalysisResult


@dataclass(frozen=True, slots=True)
class Unusable:
    """The photo was judged and refused; another one is the way out."""

    reason: UnusableReason


Outcome = Accepted | Unusable


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything about one judged photo."""

    outcome: Outcome
    gate: GateReport
    models: tuple[ModelVersion, ...]
    timings: tuple[StepTiming, ...] = field(default=(), compare=False)

    @property
    def outcome_code(self) -> str:
        """``"accepted"`` or the reason's value."""
        match self.outcome:
            case Accepted():
                return "accepted"
            case Unusable(reason):
                return reason.value
