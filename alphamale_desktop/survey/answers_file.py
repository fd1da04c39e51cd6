"""Reads a file of survey answers."""

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from alphamale_desktop.application.survey_port import AnswersRead, BadRow, ReadingRules, RowFault
from alphamale_desktop.application.table_text import LIMIT_MB, Table, TableRow, read_table
from alphamale_desktop.domain.errors import FileMissingError, FileUnreadableError
from alphamale_desktop.domain.organiser_errors import TableTooLargeError
from alphamale_desktop.domain.person_name import clean_name, name_key
from alphamale_desktop.domain.survey_answers import SurveyAnswers
from alphamale_desktop.survey.answer_columns import LongForm, TurnedForm, WideForm, columns_of

_SCORE = re.compile(r"^([+-]?\d+(?:\.\d+|,\d{1,2})?)\s*(?:점|pts?\.?|points?|[:：.\-]\s*\D.*|\(.*\))?$", re.DOTALL)
"""``4``, ``4.5``, ``4,5``, ``4점``, ``4 (good)``, ``4: good``: what scales of forms export."""
_SHOWN = 40


class AnswersFile:
    """Satisfies ``AnswersReader``. Any thread; remembers nothing."""

    def read(self, file: Path, rules: ReadingRules) -> AnswersRead:
        """As the port says."""
        table = read_table(_bytes_of(file), file.name)
        columns = columns_of(table, file.name, rules.ignored, lambda cell: score_of(cell) is not None)
        sheet = _Sheet(rules, len(table.header.cells))
        match columns.form:
            case LongForm() as form:
                sheet.fill_long(table, form)
            case WideForm() as form:
                sheet.fill_wide(table, form)
            case TurnedForm() as form:
                sheet.fill_turned(table, form)
            case unknown:
                assert_never(unknown)
        return AnswersRead(sheet.answers(), tuple(sorted(sheet.bad, key=lambda row: row.line)), columns.left_out)


def score_of(cell: str) -> float | None:
    """The score in a cell, None where there is none."""
    found = _SCORE.match(cell)
    if found is None:
        return None
    score = float(found[1].replace(",", "."))
    return score if math.isfinite(score) else None


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > LIMIT_MB << 20:
            raise TableTooLargeError(file=file.name, limit_mb=LIMIT_MB)
        return file.read_bytes()
    except FileNotFoundError as error:
        raise FileMissingError(file=str(file)) from error
    except OSError as error:
        raise FileUnreadableError(file=str(file)) from error


class _Sheet:
    """Scores by respondent and person, in the order in which they first came."""

    def __init__(self, rules: ReadingRules, width: int) -> None:
        self._rules = rules
        self._width = width
        self._people: dict[str, str] = {}
        self._scores: dict[str, dict[str, float]] = {}
        self._lines: dict[tuple[str, str], int] = {}
        self.bad: list[BadRow] = []

    def answers(self) -> SurveyAnswers:
        keys = list(self._people)
        rows = tuple(tuple(given.get(key) for key in keys) for given in self._scores.values() if given)
        return SurveyAnswers(tuple(self._people.values()), rows)

    def fill_long(self, table: Table, columns: LongForm) -> None:
        for row in self._whole(table):
            respondent, person = row.cells[columns.respondent], clean_name(row.cells[columns.person])
            if not respondent:
                self._refuse(row, RowFault.NO_RESPONDENT)
            elif not person:
                self._refuse(row, RowFault.NO_PERSON)
            elif self._is_new(row, respondent, person):
                self._note(row, respondent, person, row.cells[columns.score])

    def fill_wide(self, table: Table, columns: WideForm) -> None:
        for _, person in columns.people:
            self._people[name_key(person)] = person
        for row in self._whole(table):
            named = row.cells[columns.respondent] if columns.respondent is not None else ""
            respondent = named or f"line {row.line}"
            if respondent in self._scores:
                self._refuse(row, RowFault.REPEATED, named, str(self._lines[respondent, ""]))
                continue
            self._lines[respondent, ""] = row.line
            before = len(self.bad)
            cells = [(person, row.cells[column]) for column, person in columns.people]
            scores = {name_key(person): self._score(row, person, cell) for person, cell in cells if cell}
            if len(self.bad) == before:
                self._scores[respondent] = {key: score for key, score in scores.items() if score is not None}

    def fill_turned(self, table: Table, columns: TurnedForm) -> None:
        for row in self._whole(table):
            person = clean_name(row.cells[columns.person])
            if not person:
                self._refuse(row, RowFault.NO_PERSON)
                continue
            if name_key(person) in self._people:
                self._refuse(row, RowFault.REPEATED, person, str(self._lines["", name_key(person)]))
                continue
            self._lines["", name_key(person)] = row.line
            self._people[name_key(person)] = person
            for column in columns.respondents:
                self._note(row, str(column), person, row.cells[column])

    def _whole(self, table: Table) -> Iterator[TableRow]:
        for row in table.rows:
            if len(row.cells) == self._width:
                yield row
            else:
                self._refuse(row, RowFault.COLUMNS, str(self._width), str(len(row.cells)))

    def _is_new(self, row: TableRow, respondent: str, person: str) -> bool:
        first = self._lines.setdefault((respondent, name_key(person)), row.line)
        if first == row.line:
            return True
        self._refuse(row, RowFault.REPEATED, person, str(first))
        return False

    def _note(self, row: TableRow, respondent: str, person: str, cell: str) -> None:
        self._people.setdefault(name_key(person), person)
        score = self._score(row, person, cell) if cell else None
        if score is not None:
            self._scores.setdefault(respondent, {})[name_key(person)] = score

    def _score(self, row: TableRow, person: str, cell: str) -> float | None:
        score = score_of(cell)
        if score is None:
            self._refuse(row, RowFault.NUMBER, person, cell)
            return None
        lowest, highest = self._rules.lowest, self._rules.highest
        if (lowest is not None and score < lowest) or (highest is not None and score > highest):
            self._refuse(row, RowFault.RANGE, person, cell)
            return None
        return score

    def _refuse(self, row: TableRow, fault: RowFault, about: str = "", found: str = "") -> None:
        self.bad.append(BadRow(row.line, fault, about[:_SHOWN], found[:_SHOWN]))
