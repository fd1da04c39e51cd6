"""What a survey's respondents said about its people, and the ranking that follows."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey import types_of_ranking

_SAME = 1e-9
"""Means that differ by less are equal: they differ by rounding only."""


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """One row a respondent, one column a person. Who the respondents were is not known any more.

    Attributes:
        people: Names, in the order of the file, each once.
        scores: A row for each respondent, a score or None for each person; higher is better.

    Raises:
        ValueError: If a row has not one cell a person, or a score is not finite.
    """

    people: tuple[str, ...]
    scores: tuple[tuple[float | None, ...], ...]

    def __post_init__(self) -> None:
        if len(set(self.people)) != len(self.people):
            raise ValueError("want each person once")
        if any(len(row) != len(self.people) for row in self.scores):
            raise ValueError(f"want {len(self.people)} cells in each row")
        if any(score is not None and not math.isfinite(score) for row in self.scores for score in row):
            raise ValueError("want finite scores")

    @property
    def respondents(self) -> int:
        return len(self.scores)

    @property
    def given(self) -> int:
        """How many answers there are."""
        return sum(score is not None for row in self.scores for score in row)

    @property
    def completeness(self) -> float:
        """The share of all possible answers that was given, 0 to 1."""
        possible = len(self.people) * len(self.scores)
        return self.given / possible if possible else 0.0

    def of_people(self) -> Iterator[tuple[str, list[float]]]:
        """Each person with the scores that he got."""
        for column, person in enumerate(self.people):
            yield person, [score for row in self.scores if (score := row[column]) is not None]


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """A person's place.

    Attributes:
        rank: 1 is the highest.
        score: The mean of the answers.
        answers: How many there were, at least 1.
        spread: Standard deviation of the answers; 0 with a single one.
    """

    rank: int
    person: str
    score: float
    face_type: FaceType
    answers: int = 1
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Tie:
    """Two neighbours with the same score and different types: chance, not the survey, parted them."""

    upper: str
    lower: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Best first.

    Attributes:
        unrated: People who got no answer; they have no place.
    """

    people: tuple[RankedPerson, ...]
    unrated: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[FaceType, int]:
        types = [ranked.face_type for ranked in self.people]
        return {face_type: types.count(face_type) for face_type in FaceType}

    @property
    def ties(self) -> tuple[Tie, ...]:
        return tuple(
            Tie(upper.person, lower.person)
            for upper, lower in pairwise(self.people)
            if upper.face_type is not lower.face_type and abs(upper.score - lower.score) < _SAME
        )


def rank_people(answers: SurveyAnswers, shares_percent: Mapping[FaceType, float] | None = None) -> Ranking:
    """By mean score, then by number of answers, then by the file's order; types by the shares.

    Raises:
        ValueError: If the shares are none, see ``head_counts``.
    """
    rated = [(person, scores) for person, scores in answers.of_people() if scores]
    means = {person: math.fsum(scores) / len(scores) for person, scores in rated}
    rated.sort(key=lambda entry: (-round(means[entry[0]] / _SAME), -len(entry[1])))
    placed = types_of_ranking(rated, shares_percent)
    return Ranking(
        tuple(
            RankedPerson(rank, person, means[person], face_type, len(scores), _spread(scores, means[person]))
            for rank, ((person, scores), face_type) in enumerate(placed, 1)
        ),
        tuple(person for person, scores in answers.of_people() if not scores),
    )


def _spread(scores: list[float], mean: float) -> float:
    if len(scores) < 2:
        return 0.0
    return math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / (len(scores) - 1))
