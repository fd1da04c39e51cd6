"""The catalog as an organiser edits it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from alphamale_desktop.domain.face_type import FaceType

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One person with what an organiser may change.

    Attributes:
        rank: Unique, 1 is the highest; there may be gaps.
        score: The survey's mean, None where no survey said.
        pictures: How many there are.
        portrait, thumbnail: Digests of the first picture's files.
    """

    celebrity_id: int
    name: str
    face_type: FaceType
    rank: int
    name_en: str = ""
    score: float | None = None
    pictures: int = 0
    portrait: str | None = None
    thumbnail: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogPicture:
    """A stored picture.

    Attributes:
        digest, thumbnail: Of the files in the media store; JPEGs without metadata.
        look: Perceptual hash, 16 hexadecimal digits; None for pictures that have none yet.
    """

    digest: str
    thumbnail: str | None
    look: str | None
    width_px: int
    height_px: int

    def looks_like(self, look: str, most_bits: int) -> bool:
        """Whether at most that many bits of the hashes differ."""
        return self.look is not None and look_distance(self.look, look) <= most_bits


def look_distance(one: str, other: str) -> int:
    """In how many bits two perceptual hashes differ, 0 to 64."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def merged_order(present: Sequence[K], ranks: Mapping[K, int]) -> list[K]:
    """A ranking in which those with a rank stand at it, and the others keep their order around them.

    Args:
        present: Everybody, best first.
        ranks: From 1; beyond the end means at the end. Of equal ranks the first of ``present`` goes first.
    """
    wanted = sorted((key for key in present if key in ranks), key=lambda key: ranks[key])
    others = [key for key in present if key not in ranks]
    order: list[K] = []
    rest = iter(others)
    for key in wanted:
        while len(order) < ranks[key] - 1 and (other := next(rest, None)) is not None:
            order.append(other)
        order.append(key)
    return [*order, *rest]
