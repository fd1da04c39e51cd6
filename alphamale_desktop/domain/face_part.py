"""The three parts of a face that are typed apart from one another."""

from enum import IntEnum


class FacePart(IntEnum):
    """A face part; its value is the part number of the original system."""

    WHOLE = 1
    UPPER = 2
    """The T-zone: brows, eyes and nose."""
    LOWER = 3
    """Mouth, jaw and chin."""

    @property
    def code(self) -> str:
        """Stable lower-case name: ``"whole"``, ``"upper"``, ``"lower"``."""
        return self.name.lower()

    @property
    def weight_points(self) -> int:
        """How many of the 100 points this part can earn: 50, 40, 10."""
        return _WEIGHTS[self]


_WEIGHTS = {FacePart.WHOLE: 50, FacePart.UPPER: 40, FacePart.LOWER: 10}
