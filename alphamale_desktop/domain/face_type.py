"""The five face types of the original survey."""

from enum import IntEnum


class FaceType(IntEnum):
    """A face type; its value is the ordinal of the original system, 1 (Alpha) to 5 (Omega)."""

    ALPHA = 1
    BETA = 2
    GAMMA = 3
    DELTA = 4
    OMEGA = 5

    @property
    def code(self) -> str:
        """Stable lower-case name, as it stands in JSON, files and catalogs: ``"alpha"`` .. ``"omega"``."""
        return self.name.lower()

    @property
    def survey_share_percent(self) -> float:
        """How many of the survey's people are of this type, in per cent; the five sum to 100.1 as published."""
        return _SURVEY_SHARES_PERCENT[self]

    @property
    def original_grade(self) -> float:
        """The share of a part's points that the original system gave for this type: 1, .8, .6, .4, .2."""
        return (6 - self.value) / 5

    @classmethod
    def from_code(cls, code: str) -> "FaceType":
        """Reads ``"alpha"`` .. ``"omega"`` in any case.

        Raises:
            ValueError: If ``code`` names no type.
        """
        try:
            return cls[code.strip().upper()]
        except KeyError:
            raise ValueError(f"unknown face type {code!r}") from None


_SURVEY_SHARES_PERCENT = {
    FaceType.ALPHA: 21.8,
    FaceType.BETA: 21.4,
    FaceType.GAMMA: 22.5,
    FaceType.DELTA: 19.2,
    FaceType.OMEGA: 15.2,
}
