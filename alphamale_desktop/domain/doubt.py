"""When the honest answer is "not sure"."""

from dataclasses import dataclass

from alphamale_desktop.domain.detection import TypedFace
from alphamale_desktop.domain.scoring import ScoreCard


@dataclass(frozen=True, slots=True)
class DoubtRule:
    """Limits beyond which a type would be a guess.

    Attributes:
        least_familiarity: Faces less familiar than this (0 to 1) are refused: drawings, statues, heavy filters.
        least_photo_likeness: Pictures less likely to be unfiltered photos (0 to 1) are refused: sketches, reliefs.
        widest_disagreement: The largest distance between two parts' types that is still believed, 0 to 4.
    """

    least_familiarity: float = 0.001
    least_photo_likeness: float = 0.04
    widest_disagreement: int = 3

    def doubts(self, face: TypedFace, card: ScoreCard) -> bool:
        types = [line.face_type for line in card.lines]
        return (
            face.familiarity < self.least_familiarity
            or face.photo_likeness < self.least_photo_likeness
            or max(types) - min(types) > self.widest_disagreement
        )
