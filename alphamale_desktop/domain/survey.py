"""The survey's rules: shares of types to head counts, a ranking to types."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from alphamale_desktop.domain.face_type import FaceType

T = TypeVar("T")


def head_counts(people: int, shares_percent: Mapping[FaceType, float] | None = None) -> dict[FaceType, int]:
    """How many of ``people`` are of each type; always sums up to ``people``.

    Each share is rounded (halves upwards); while the sum is off by one or more, the count whose exact value was
    nearest to a half, on the side that rounding took it, is corrected by one. With the original shares (which sum
    to 100.1 and are used as printed) and 110 people that gives 24, 23, 25, 21, 17, as the survey's document does.

    Args:
        people: 0 or more.
        shares_percent: A share for each of the five types, not negative, not all zero; the original survey's
            when left out. Shares that do not sum to about 100 are scaled to it.

    Raises:
        ValueError: If an argument is out of range.
    """
    shares = {t: t.survey_share_percent for t in FaceType} if shares_percent is None else dict(shares_percent)
    if people < 0:
        raise ValueError(f"want 0 people or more, got {people}")
    if set(shares) != set(FaceType) or any(not math.isfinite(s) or s < 0 for s in shares.values()):
        raise ValueError(f"want five shares, none negative, got {shares}")
    total = sum(Fraction(str(share)) for share in shares.values())
    if total == 0:
        raise ValueError("want shares that are not all zero")
    # As printed, the original shares sum to 100.1; scaling that away would change the published counts.
    whole = Fraction(100) if abs(total - 100) <= Fraction(1, 2) else total
    exact = {t: people * Fraction(str(shares[t])) / whole for t in FaceType}
    counts = {t: math.floor(exact[t] + Fraction(1, 2)) for t in FaceType}
    while (excess := sum(counts.values()) - people) != 0:
        step = -1 if excess > 0 else 1
        movable = [t for t in FaceType if counts[t] + step >= 0 and (exact[t] > 0 or step < 0)]
        # The count that moves is the one that ends nearest to its exact value.
        nearest = min(movable, key=lambda t: (abs(counts[t] + step - exact[t]), t))
        counts[nearest] += step
    return counts


def types_of_ranking(
    ranked: Sequence[T], shares_percent: Mapping[FaceType, float] | None = None
) -> list[tuple[T, FaceType]]:
    """Types of people ranked best first: the first head count Alpha, and so on, in the order given."""
    counts = head_counts(len(ranked), shares_percent)
    types = [face_type for face_type in FaceType for _ in range(counts[face_type])]
    return list(zip(ranked, types, strict=True))
