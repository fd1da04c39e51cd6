"""Celebrities of the catalog, and what a type means."""

from dataclasses import dataclass

from alphamale_desktop.domain.face_type import FaceType


@dataclass(frozen=True, slots=True)
class Celebrity:
    """One person of the catalog.

    Attributes:
        celebrity_id: Positive, stable within one database.
        name: As the survey printed it, in Korean.
        rank: Place within the survey, 1 is the highest; unique within a catalog.
        portrait: Digest of a stored picture, or None: a monogram is drawn.
        name_en: The name in Latin letters; empty where the catalog has none.
    """

    celebrity_id: int
    name: str
    face_type: FaceType
    rank: int
    portrait: str | None = None
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class TypeDescription:
    """A type in the words of one language.

    Attributes:
        language: ``"ko"`` or ``"en"``.
        title: A few words, such as "The leader".
    """

    face_type: FaceType
    language: str
    name: str
    title: str
    lines: tuple[str, str, str]
