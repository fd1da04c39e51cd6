"""How raw latents become the numbers that are shown: fitted on held-out faces, stored beside the weights."""

import json
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from alphamale_desktop.domain.detection import TypeDistribution
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.scoring import THRESHOLDS_PERCENT
from alphamale_desktop.vision.photo_traces import PhotoLikeness

_NO_LONGER_READ = ("type_slopes", "type_offsets")
"""Earlier files scaled each type's probability with these; without them their spread is a little less calibrated."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising line through knots, flat outside them.

    Raises:
        ValueError: Unless there are two or more knots, ``x`` ascends and ``y`` never falls.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]

    def __post_init__(self) -> None:
        rising = all(a < b for a, b in zip(self.x, self.x[1:], strict=False))
        never_falling = all(a <= b for a, b in zip(self.y, self.y[1:], strict=False))
        if len(self.x) < 2 or len(self.x) != len(self.y) or not (rising and never_falling):
            raise ValueError(f"want rising knots, got {self}")

    def at(self, x: float) -> float:
        if x <= self.x[0]:
            return self.y[0]
        if x >= self.x[-1]:
            return self.y[-1]
        right = bisect_right(self.x, x)
        left = right - 1
        share = (x - self.x[left]) / (self.x[right] - self.x[left])
        return self.y[left] + share * (self.y[right] - self.y[left])


@dataclass(frozen=True, slots=True)
class TyperCalibration:
    """Every fitted number of the type model outside its weights.

    Attributes:
        temperatures: For each part, what its cumulative logits are divided by.
        grade: From a part's expected grade (0.2 to 1) to the grade it earns (0 to 1), one curve for all parts, so
            that the scores' quantiles lie on the thresholds of ``scoring``.
        score_latent: From a score (0 to 100) to a latent axis on which P(better than a border) is logistic.
        box_floor: A part counts as found from this detector score.
        strangeness_mean, strangeness_spread: Of the logarithm of the training faces' strangeness.
        type_borders: Where on that axis P(better) is one half, worst border first; empty puts them where the thresholds
            are, and the type by the thresholds is then the spread's median.
        sharpness: How fast P(better than a border) rises there, in logits.
        outward_sharpness: By how much the logarithm of ``sharpness`` grows for each unit from the axis' middle.
        looks_twice: A face's logits are the mean of those of its crop and of the crop's mirror image, with the same
            part boxes; the rest was fitted on such means.
        photo: Tells photos from filtered ones by their pixels; without it every crop counts as a photo.
    """

    temperatures: tuple[float, float, float] = (1.0, 1.0, 1.0)
    grade: Curve = Curve((0.2, 1.0), (0.0, 1.0))
    score_latent: Curve = Curve((0.0, 20.0, 48.0, 68.0, 85.0, 100.0), (-3.3, -2.6, -1.0, 0.4, 2.0, 3.7))
    box_floor: float = 0.5
    strangeness_mean: float = 0.0
    strangeness_spread: float = 1.0
    type_borders: tuple[float, ...] = ()
    sharpness: float = 1.0
    outward_sharpness: float = 0.0
    looks_twice: bool = False
    photo: PhotoLikeness | None = None

    def grade_of(self, distribution: TypeDistribution) -> float:
        """The grade a part earns, 0 to 1."""
        return min(1.0, max(0.0, self.grade.at(expected_grade(distribution))))

    def overall(self, score_percent: float) -> TypeDistribution:
        """P(type) of a score."""
        latent = self.score_latent.at(score_percent)
        borders = self.type_borders or [self.score_latent.at(limit) for _, limit in reversed(THRESHOLDS_PERCENT)]
        steepness = self.sharpness * math.exp(self.outward_sharpness * abs(latent))
        return ordinal_distribution([steepness * (latent - border) for border in borders])

    def familiarity(self, log_strangeness: float) -> float:
        """The share of training faces at least as strange, 0 to 1, by a normal tail."""
        return 0.5 * math.erfc((log_strangeness - self.strangeness_mean) / (self.strangeness_spread * math.sqrt(2)))

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "TyperCalibration":
        """Raises ValueError, TypeError or KeyError when ``text`` does not come from ``to_json``."""
        values = json.loads(text)
        for name in ("grade", "score_latent"):
            values[name] = Curve(tuple(values[name]["x"]), tuple(values[name]["y"]))
        values["type_borders"] = tuple(float(border) for border in values.get("type_borders", ()))
        if len(values["type_borders"]) not in (0, len(THRESHOLDS_PERCENT)):
            raise ValueError(f"want a border for each threshold, got {values['type_borders']}")
        for name in _NO_LONGER_READ:
            values.pop(name, None)
        if values.get("photo") is not None:
            photo = values["photo"]
            lists = {name: tuple(map(float, photo[name])) for name in ("centre", "spread", "linear", "square")}
            values["photo"] = PhotoLikeness(**lists, offset=float(photo["offset"]))
        first, second, third = values["temperatures"]
        values["temperatures"] = (float(first), float(second), float(third))
        return cls(**values)


def expected_grade(distribution: TypeDistribution) -> float:
    """The mean share of a part's points by the original system's grades, 0.2 to 1."""
    return sum(p * grade for p, grade in zip(distribution.probabilities, (1.0, 0.8, 0.6, 0.4, 0.2), strict=True))


def ordinal_distribution(logits: Sequence[float]) -> TypeDistribution:
    """P(type) of four cumulative logits, worst border first, so descending."""
    better = [1.0, *(_sigmoid(logit) for logit in logits), 0.0]
    worst_first = [max(0.0, better[k] - better[k + 1]) for k in range(5)]
    omega, delta, gamma, beta, alpha = worst_first
    return TypeDistribution((alpha, beta, gamma, delta, omega))


def weighted_score(grades: dict[FacePart, float]) -> float:
    """The score of the parts that are there, 0 to 100: missing parts' weights are shared out among the others."""
    weight = sum(part.weight_points for part in grades)
    return 100 * sum(part.weight_points * grade for part, grade in grades.items()) / weight if weight else 0.0


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
