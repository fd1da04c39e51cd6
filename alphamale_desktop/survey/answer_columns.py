"""Which column of a table of answers is what."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alphamale_desktop.application.table_text import Table
from alphamale_desktop.domain.organiser_errors import SurveyColumnsError, SurveyColumnTwiceError
from alphamale_desktop.domain.person_name import clean_name, name_key

_TIMES = (
    "timestamp",
    "타임스탬프",
    "응답 시간",
    "제출 시간",
    "응답 일시",
    "일시",
    "submitted at",
    "start time",
    "date",
)
_RESPONDENTS = (
    "respondent", "respondent id", "rater", "user", "username", "participant", "id", "no", "no.", "email",
    "email address", "e-mail", "응답자", "응답자 id", "응답자 번호", "평가자", "참가자", "번호", "순번", "사용자 이름",
    "이메일", "이메일 주소", "아이디",
)  # fmt: skip
_PEOPLE = ("person", "celebrity", "name", "target", "candidate", "사람", "인물", "연예인", "이름", "후보", "대상")
_SCORES = ("score", "rating", "points", "value", "점수", "평점", "별점", "값", "평가")
_ABOUT_RESPONDENTS = (
    "gender", "sex", "age", "age group", "job", "comment", "comments", "consent", "phone", "mbti", "total", "성별",
    "나이", "연령", "연령대", "나이대", "출생연도", "직업", "의견", "기타 의견", "하고 싶은 말", "개인정보 동의",
    "동의", "연락처", "전화번호", "학번", "학과", "지역", "합계", "총점",
)  # fmt: skip
_GRID = re.compile(r"^.*\[(?P<row>[^\[\]]+)\]\s*$", re.DOTALL)
_NUMBERED = re.compile(r"^\(?\d{1,4}\s*[.)]\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class LongForm:
    """One answer a line; places of columns, from 0."""

    respondent: int
    person: int
    score: int


@dataclass(frozen=True, slots=True)
class WideForm:
    """One respondent a line.

    Attributes:
        respondent: None where each line is a respondent of its own.
        people: The people's columns and names.
    """

    respondent: int | None
    people: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class TurnedForm:
    """One person a line, one column a respondent."""

    person: int
    respondents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Attributes: left_out: Names of columns that hold neither people nor scores."""

    form: LongForm | WideForm | TurnedForm
    left_out: tuple[str, ...]


def columns_of(table: Table, file: str, ignored: Sequence[str], is_score: Callable[[str], bool]) -> Columns:
    """Reads the header, and looks into the columns where it leaves doubts.

    Args:
        ignored: More columns that are no people.
        is_score: Whether a cell is a score.

    Raises:
        SurveyColumnsError: If no column is left that could hold scores.
        SurveyColumnTwiceError: If a person has two columns.
    """
    names = [clean_name(cell) for cell in table.header.cells]
    passed_over = {name_key(name) for name in ignored}
    kept = [place for place, name in enumerate(names) if name_key(name) not in passed_over]
    person, score = _first(names, kept, _PEOPLE), _first(names, kept, _SCORES)
    time, respondent = _first(names, kept, _TIMES), _first(names, kept, _RESPONDENTS)
    who = respondent if respondent is not None else time
    others = _people_of(table, names, kept, is_score, is_form=True) if time is not None else ()
    if person is not None and score is not None and who is not None and not others:
        return Columns(LongForm(who, person, score), _others(names, (who, person, score)))
    if person is not None and person == kept[0] and time is None:
        rest = tuple(place for place in kept if place != person and _has(table, place, is_score))
        if not rest:
            raise SurveyColumnsError(file=file)
        return Columns(TurnedForm(person, rest), _others(names, (person, *rest)))
    people = _people_of(table, names, kept, is_score, is_form=time is not None)
    if not people:
        raise SurveyColumnsError(file=file)
    twice = [name for name, count in Counter(name_key(name) for _, name in people).items() if count > 1]
    if twice:
        raise SurveyColumnTwiceError(file=file, person=next(name for _, name in people if name_key(name) in twice))
    used = (respondent, *(place for place, _ in people))
    return Columns(WideForm(respondent, people), _others(names, used))


def _people_of(
    table: Table, names: Sequence[str], kept: Sequence[int], is_score: Callable[[str], bool], *, is_form: bool
) -> tuple[tuple[int, str], ...]:
    never: tuple[str, ...] = (*_TIMES, *_RESPONDENTS, *_ABOUT_RESPONDENTS)
    if is_form:
        # A form asks the respondent's own name, and a quiz adds his points.
        never += (*_PEOPLE, *_SCORES)
    scored = [p for p in kept if names[p] and not _is_one_of(names[p], never) and _has(table, p, is_score)]
    return tuple(zip(scored, _people_in([names[place] for place in scored]), strict=True))


def _people_in(headers: list[str]) -> list[str]:
    """Questions to names: ``How handsome? [Name]`` of a grid, ``3. Name`` of a numbered list."""
    names = [clean_name(grid["row"]) if (grid := _GRID.match(header)) else header for header in headers]
    if names and all(_NUMBERED.match(name) for name in names):
        names = [_NUMBERED.sub("", name) for name in names]
    return names


def _has(table: Table, place: int, is_score: Callable[[str], bool]) -> bool:
    """Whether a column holds a score anywhere, or nothing at all: a person whom nobody scored."""
    cells = [row.cells[place] for row in table.rows if place < len(row.cells) and row.cells[place]]
    return not cells or any(is_score(cell) for cell in cells)


def _first(names: Sequence[str], kept: Sequence[int], wanted: Sequence[str]) -> int | None:
    return next((place for place in kept if _is_one_of(names[place], wanted)), None)


def _is_one_of(name: str, wanted: Sequence[str]) -> bool:
    return name_key(name) in {name_key(each) for each in wanted}


def _others(names: Sequence[str], used: Sequence[int | None]) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(names) if place not in used and name)
