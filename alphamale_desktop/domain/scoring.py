"""From typed parts to a score and a face type, by the original system's weights and thresholds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alphamale_desktop.domain.detection import PartDetection
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType

THRESHOLDS_PERCENT: tuple[tuple[FaceType, float], ...] = (
    (FaceType.ALPHA, 85.0),
    (FaceType.BETA, 68.0),
    (FaceType.GAMMA, 48.0),
    (FaceType.DELTA, 20.0),
)
"""A score above the number is of that type; one above none is Omega. Source: the original system's server code."""

_ROUNDING_SLACK = 1e-9
_MIDDLE_GRADE = FaceType.GAMMA.original_grade


def type_of_score(score_percent: float) -> FaceType:
    """The type of a score.

    Args:
        score_percent: 0 to 100.

    Raises:
        ValueError: If the score is out of range.
    """
    if not -_ROUNDING_SLACK <= score_percent <= 100 + _ROUNDING_SLACK:
        raise ValueError(f"want a score from 0 to 100, got {score_percent}")
    for face_type, floor in THRESHOLDS_PERCENT:
        # Points are sums of floats: exactly 85 must stay at 85, not become 85.00000000000001.
        if score_percent > floor + _ROUNDING_SLACK:
            return face_type
    return FaceType.OMEGA


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One part's line on the score card.

    Attributes:
        grade: The share of the part's weight that it earned, 0 to 1.

    Raises:
        ValueError: If the grade is out of range.
    """

    part: FacePart
    grade: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.grade <= 1.0:
            raise ValueError(f"want a grade from 0 to 1 for {self.part.code}, got {self.grade}")

    @property
    def points(self) -> float:
        """0 to the part's weight."""
        return self.part.weight_points * self.grade

    @property
    def face_type(self) -> FaceType:
        """The type this part would give if the whole score were its own."""
        return type_of_score(100 * self.grade)


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """Three lines, ordered whole, upper, lower.

    Raises:
        ValueError: If a part is missing, comes twice, or out of order.
    """

    lines: tuple[ScoreLine, ScoreLine, ScoreLine]

    def __post_init__(self) -> None:
        if [line.part for line in self.lines] != list(FacePart):
            raise ValueError(f"want one line each for {[p.code for p in FacePart]}, got {self.lines}")

    @property
    def score_percent(self) -> float:
        """0 to 100."""
        return min(100.0, max(0.0, sum(line.points for line in self.lines)))

    @property
    def face_type(self) -> FaceType:
        return type_of_score(self.score_percent)

    @property
    def driving_part(self) -> FacePart:
        """The part that pulled the score furthest from the survey's middle, by points.

        The middle of a part is what the original system gave Gamma, the middle type: six tenths of its weight. (Half
        of it lies at Gamma's lower border; a plain Gamma would already pull upwards.) Of equal pulls the heavier part
        drives.
        """
        # Rounded, so that equal pulls stay equal as floats.
        return max(
            self.lines, key=lambda line: round(abs(line.points - _MIDDLE_GRADE * line.part.weight_points), 6)
        ).part


def score_card_of_grades(grades: Mapping[FacePart, float]) -> ScoreCard:
    """Raises KeyError if a part has no grade, ValueError if a grade is out of range."""
    whole, upper, lower = (ScoreLine(part, grades[part]) for part in FacePart)
    return ScoreCard((whole, upper, lower))


def score_card_of_parts(parts: Iterable[PartDetection]) -> ScoreCard:
    """The score card of a complete set of detections; raises KeyError if a part is missing."""
    return score_card_of_grades({found.part: found.grade for found in parts})


def score_card_of_types(types: Mapping[FacePart, FaceType]) -> ScoreCard:
    """The original system's card: each part earns 1, .8, .6, .4 or .2 of its weight for Alpha .. Omega."""
    return score_card_of_grades({part: face_type.original_grade for part, face_type in types.items()})
