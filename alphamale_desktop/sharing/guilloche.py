"""Engraved ornament: woven bands of sine curves around a circle, as on banknotes.

Lengths are fractions of half the picture's side, angles in radians; a curve is an array of shape (points, 2) with
(x, y) from -1 to 1, the centre at (0, 0).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.face_type import FaceType

Curve = NDArray[np.float64]

INNER_RADIUS = 0.56
"""Where the ornament ends and the letters' field begins."""

_POINTS = 720


@dataclass(frozen=True, slots=True)
class Band:
    """One woven ring.

    Attributes:
        radius: Of the ring's middle.
        swing: How far a thread leaves the middle.
        petals: Waves around the ring.
        threads: Curves, each shifted by an equal share of a wave.
        ripple: A second wave on the swing, 0 (none) to 1.
        ripple_petals: Its count around the ring.
        turn: Rotation of the whole ring.
    """

    radius: float
    swing: float
    petals: int
    threads: int
    ripple: float = 0.0
    ripple_petals: int = 0
    turn: float = 0.0

    def squeezed(self, inner: float) -> "Band":
        """Moved outwards: what lay between 0.56 and 1 lies between ``inner`` and 1, with fewer threads."""
        share = (1 - inner) / (1 - INNER_RADIUS)
        return replace(
            self,
            radius=1 - (1 - self.radius) * share,
            swing=self.swing * share,
            threads=max(3, self.threads * 2 // 3),
        )

    def curves(self) -> Iterator[Curve]:
        """Closed: the last point is the first."""
        angle = np.linspace(0.0, 2 * np.pi, _POINTS + 1)
        swell = self.swing * (1 - self.ripple / 2 + self.ripple / 2 * np.cos(self.ripple_petals * angle))
        for thread in range(self.threads):
            shift = 2 * np.pi * thread / self.threads
            yield _polar(self.radius + swell * np.sin(self.petals * angle + shift), angle + self.turn)


def halo_of(face_type: FaceType, chance: random.Random) -> list[Band]:
    """The rings of one person: the type gives their kind, ``chance`` their numbers."""
    turn = chance.uniform(0, 2 * np.pi)
    match face_type:
        case FaceType.ALPHA:
            # A sun: long rays that close up to a crown at the rim.
            lobes = chance.choice((12, 14, 16, 18, 20))
            return [
                Band(0.72, chance.uniform(0.150, 0.175), lobes, 10, chance.uniform(0.2, 0.4), lobes * 2, turn),
                Band(0.925, 0.030, lobes * 4, 4, turn=turn),
            ]
        case FaceType.BETA:
            # A rose window: six-fold, calm and deep.
            sides = chance.choice((6, 8, 9, 10))
            return [
                Band(0.75, chance.uniform(0.135, 0.155), sides, 14, chance.uniform(0.1, 0.3), sides * 3, turn),
                Band(0.75, chance.uniform(0.05, 0.08), sides * 4, 3, turn=turn),
            ]
        case FaceType.GAMMA:
            # A woven basket: fine, even threads.
            waves = chance.choice((28, 32, 36, 40))
            return [
                Band(0.645, 0.045, waves, 5, turn=turn),
                Band(0.755, 0.050, waves + 6, 5, 0.5, chance.choice((4, 6, 8)), turn),
                Band(0.870, 0.045, waves + 12, 5, turn=turn),
            ]
        case FaceType.DELTA:
            # A flower in three-fold bloom.
            petals = 3 * chance.choice((3, 4, 5, 6))
            return [
                Band(0.73, chance.uniform(0.16, 0.18), petals, 6, 0.75, 3 * chance.choice((2, 3, 4)), turn),
                Band(0.73, 0.10, petals + 3, 6, 0.6, 3, turn + 0.4),
            ]
        case FaceType.OMEGA:
            # A nebula: prime numbers that never quite meet.
            first, second = chance.sample((5, 7, 11, 13, 17), 2)
            return [
                Band(0.74, chance.uniform(0.13, 0.16), first, 9, 0.8, second, turn),
                Band(0.80, 0.10, second, 7, 0.5, first, turn * 2),
            ]


def waves(chance: random.Random, count: int) -> Iterator[Curve]:
    """Fine wave lines across the whole picture, from top to bottom."""
    across = np.linspace(-1.05, 1.05, 96)
    pitch, phase = chance.uniform(2.2, 3.4), chance.uniform(0, 2 * np.pi)
    lean = chance.uniform(-0.25, 0.25)
    for middle in np.linspace(-1.2, 1.2, count):
        height = middle + 0.05 * np.sin(pitch * np.pi * across + phase + middle * 3) + lean * across
        yield np.stack([across, height], axis=1)


def _polar(radius: Curve, angle: Curve) -> Curve:
    curve: Curve = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    # Rounded, so that machines whose sine differs in the last bit draw the same pixels.
    return curve.round(6)
