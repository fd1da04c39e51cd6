"""What the models see: boxes, faces, and typed face parts."""

import math
from dataclasses import dataclass

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType

_SUM_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels of the upright picture; y grows downwards.

    It may reach outside the picture: a face that is cut off keeps its full box.

    Raises:
        ValueError: If a side is not longer than zero, or a coordinate is not finite.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (self.x1 > self.x0 and self.y1 > self.y0):
            raise ValueError(f"want x0 < x1 and y0 < y1, got {self}")
        if not all(map(math.isfinite, (self.x0, self.y0, self.x1, self.y1))):
            raise ValueError(f"want finite coordinates, got {self}")

    @property
    def width_px(self) -> float:
        return self.x1 - self.x0

    @property
    def height_px(self) -> float:
        return self.y1 - self.y0

    @property
    def area_px2(self) -> float:
        return self.width_px * self.height_px

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y) in pixels."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def overlap_with(self, other: "Box") -> float:
        """Intersection over union, 0 to 1."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        if width <= 0 or height <= 0:
            return 0.0
        shared = width * height
        return shared / (self.area_px2 + other.area_px2 - shared)

    def share_inside(self, width_px: float, height_px: float) -> float:
        """How much of this box lies in a picture of that size, 0 to 1."""
        width = min(self.x1, width_px) - max(self.x0, 0.0)
        height = min(self.y1, height_px) - max(self.y0, 0.0)
        return max(width, 0.0) * max(height, 0.0) / self.area_px2


@dataclass(frozen=True, slots=True)
class TypeDistribution:
    """P(type) for the five types, Alpha first.

    Raises:
        ValueError: Unless there are five numbers from 0 to 1 that sum to 1.
    """

    probabilities: tuple[float, float, float, float, float]

    def __post_init__(self) -> None:
        in_range = all(0.0 <= p <= 1.0 for p in self.probabilities)
        if len(self.probabilities) != 5 or not in_range or abs(sum(self.probabilities) - 1) > _SUM_TOLERANCE:
            raise ValueError(f"want five probabilities that sum to 1, got {self.probabilities}")

    def of(self, face_type: FaceType) -> float:
        return self.probabilities[face_type.value - 1]

    @property
    def most_likely(self) -> FaceType:
        """The first of the likeliest types."""
        return FaceType(self.probabilities.index(max(self.probabilities)) + 1)


@dataclass(frozen=True, slots=True)
class PartDetection:
    """One typed face part.

    Attributes:
        confidence: The detector's score for the box, 0 to 1.
        grade: The share of the part's points that it earns, 0 to 1, calibrated so that the thresholds of
            ``scoring`` reproduce the survey's shares.
        distribution: P(type | part), calibrated.
    """

    part: FacePart
    box: Box
    confidence: float
    grade: float
    distribution: TypeDistribution

    def __post_init__(self) -> None:
        for name, value in (("confidence", self.confidence), ("grade", self.grade)):
            if not 0.0 <= value <= 1.0:
                raise ValueError(f"want {name} from 0 to 1, got {value}")


@dataclass(frozen=True, slots=True)
class FaceSighting:
    """One face that the gate saw.

    Attributes:
        box: The face from brow to chin and ear to ear; may reach outside the picture.
        confidence: Calibrated probability that this is a human face, 0 to 1.
        yaw: Turn of the head: 0 frontal, -1 and 1 about full profile.
        roll_deg: Tilt of the head in degrees, positive clockwise in the picture.
    """

    box: Box
    confidence: float
    yaw: float = 0.0
    roll_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class TypedFace:
    """What the type model says about one face.

    Attributes:
        parts: At most one detection per part, ordered whole, upper, lower; a part that was not found is missing.
        distribution: P(type) of the whole answer, calibrated on held-out faces.
        familiarity: How like the training faces this one looks, 0 (nothing like it) to 1; drawings, statues and
            heavy filters score low.
        photo_likeness: How likely its pixels come from a camera unfiltered, 0 to 1.
    """

    parts: tuple[PartDetection, ...]
    distribution: TypeDistribution
    familiarity: float = 1.0
    photo_likeness: float = 1.0

    @property
    def is_complete(self) -> bool:
        """True when each of the three parts was found."""
        return [found.part for found in self.parts] == list(FacePart)


def label_of(face_type: FaceType, part: FacePart) -> int:
    """The original system's label, 1 to 15: ``(type - 1) * 3 + part``."""
    return (face_type.value - 1) * 3 + part.value


def meaning_of(label: int) -> tuple[FaceType, FacePart]:
    """The type and part behind an original label.

    Raises:
        ValueError: If ``label`` is not 1 to 15.
    """
    if not 1 <= label <= 15:
        raise ValueError(f"want a label from 1 to 15, got {label}")
    return FaceType((label - 1) // 3 + 1), FacePart((label - 1) % 3 + 1)
