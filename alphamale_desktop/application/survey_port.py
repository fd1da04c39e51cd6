"""What ranking a survey needs from the outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey_answers import Ranking, SurveyAnswers


class RowFault(StrEnum):
    """Why a row was refused; the value is the end of its sentence's key."""

    COLUMNS = "columns"
    NUMBER = "number"
    RANGE = "range"
    NO_RESPONDENT = "no-respondent"
    NO_PERSON = "no-person"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be counted.

    Attributes:
        line: In the file, from 1.
        about: The person or column that it is about, may be empty.
        found: What stands there, shortened.
    """

    line: int
    fault: RowFault
    about: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """How to read a file of answers.

    Attributes:
        lowest, highest: The scale's ends where it is known; a score beyond them is a bad row.
        ignored: Columns that are no people, as the file spells them.
    """

    lowest: float | None = None
    highest: float | None = None
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """What a file of answers holds.

    Attributes:
        bad_rows: Not in ``answers``, in the file's order.
        left_out: Columns that are neither people nor scores, such as the respondents' age.
    """

    answers: SurveyAnswers
    bad_rows: tuple[BadRow, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """How far the respondents agree; None where there are too few answers to say.

    Attributes:
        split_half: Reliability of the ranking: the mean correlation of two halves of the respondents, stepped up to
            all of them by Spearman and Brown's formula; 1 is perfect.
        alpha: Krippendorff's alpha at the interval level: how well one respondent's answer stands for another's; 1
            is perfect, 0 is chance.
    """

    split_half: float | None
    alpha: float | None


class AnswersReader(Protocol):
    def read(self, file: Path, rules: ReadingRules) -> AnswersRead:
        """Long or wide, a form's export too.

        Raises:
            FileMissingError, FileUnreadableError, TableError, SurveyError
        """
        ...


class Agreement(Protocol):
    def measure(self, answers: SurveyAnswers) -> AgreementFigures: ...


@dataclass(frozen=True, slots=True)
class PlotWords:
    """What stands on the plots, in one language; ``types`` names the five types."""

    shares_title: str
    ranking_title: str
    score: str
    types: Mapping[FaceType, str]


class SurveyPainter(Protocol):
    def paint(self, ranking: Ranking, words: PlotWords) -> Mapping[str, bytes]:
        """Encoded pictures by file name: the shares as a pie and the ranking as bars, each as PNG and SVG."""
        ...


class ReportFolder(Protocol):
    def write(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """All of them, or none.

        Raises:
            DiskFullError, FolderUnwritableError
        """
        ...
