"""From a survey's answers to a ranking and its files."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alphamale_desktop.application.survey_port import (
    Agreement,
    AgreementFigures,
    AnswersRead,
    AnswersReader,
    PlotWords,
    ReadingRules,
    ReportFolder,
    SurveyPainter,
)
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import SharesMalformedError, SurveyEmptyError, SurveyRowsBadError
from alphamale_desktop.domain.survey import head_counts
from alphamale_desktop.domain.survey_answers import Ranking, rank_people

RANKING_FILE, REPORT_FILE, MANIFEST_FILE = "ranking.csv", "report.json", "manifest.csv"


@dataclass(frozen=True, slots=True)
class SurveyReport:
    """What came out of a survey."""

    read: AnswersRead
    ranking: Ranking
    agreement: AgreementFigures


class RankSurvey:
    """Reads answers, ranks, measures agreement, and writes the files. Any thread."""

    def __init__(
        self, reader: AnswersReader, agreement: Agreement, painter: SurveyPainter, folder: ReportFolder
    ) -> None:
        self._reader = reader
        self._agreement = agreement
        self._painter = painter
        self._folder = folder

    def read(self, file: Path, rules: ReadingRules) -> AnswersRead:
        """Raises FileMissingError, FileUnreadableError, TableError or SurveyError."""
        return self._reader.read(file, rules)

    def rank(
        self,
        read: AnswersRead,
        file: Path,
        shares_percent: Mapping[FaceType, float] | None = None,
        *,
        skip_bad: bool = False,
    ) -> SurveyReport:
        """Ranks what was read.

        Args:
            file: For messages.
            skip_bad: Go on without the bad rows.

        Raises:
            SurveyRowsBadError: If there are bad rows.
            SurveyEmptyError: If there is no answer at all.
        """
        if read.bad_rows and not skip_bad:
            raise SurveyRowsBadError(file=file.name, count=len(read.bad_rows))
        ranking = rank_people(read.answers, shares_percent)
        if not ranking.people:
            raise SurveyEmptyError(file=file.name)
        return SurveyReport(read, ranking, self._agreement.measure(read.answers))

    def write(self, report: SurveyReport, folder: Path, words: PlotWords, extra: Mapping[str, bytes]) -> list[str]:
        """Writes ranking, report, plots and ``extra`` into ``folder``, all or nothing; returns the files' names.

        Raises:
            DiskFullError, FolderUnwritableError
        """
        files = {
            RANKING_FILE: ranking_csv(report.ranking),
            REPORT_FILE: report_json(report),
            **self._painter.paint(report.ranking, words),
            **extra,
        }
        self._folder.write(folder, files)
        return list(files)


def parse_shares(entered: str) -> dict[FaceType, float]:
    """Five numbers, Alpha first, separated by commas, spaces or slashes; per cent signs do no harm.

    Raises:
        SharesMalformedError: If there are not five, one is negative, or all are nought.
    """
    try:
        numbers = [float(piece) for piece in entered.replace("%", " ").replace("/", " ").replace(",", " ").split()]
        shares = dict(zip(FaceType, numbers, strict=True))
        head_counts(0, shares)
    except ValueError as error:
        raise SharesMalformedError(entered=entered[:60]) from error
    return shares


def ranking_csv(ranking: Ranking) -> bytes:
    """``rank, person, score, type``, in UTF-8 with the mark that Excel wants."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(("rank", "person", "score", "type"))
    lines.writerows((each.rank, each.person, f"{each.score:.4f}", each.face_type.code) for each in ranking.people)
    return text.getvalue().encode("utf-8-sig")


def report_json(report: SurveyReport) -> bytes:
    answers = report.read.answers
    content = {
        "respondents": answers.respondents,
        "people": len(answers.people),
        "answers": answers.given,
        "completeness": round(answers.completeness, 4),
        "split_half": _rounded(report.agreement.split_half),
        "krippendorff_alpha": _rounded(report.agreement.alpha),
        "counts": {face_type.code: count for face_type, count in report.ranking.counts.items()},
        "ties": [[tie.upper, tie.lower] for tie in report.ranking.ties],
        "unrated": list(report.ranking.unrated),
        "left_out_columns": list(report.read.left_out),
        "skipped_lines": [row.line for row in report.read.bad_rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)
