"""Reading answers, whichever program and form they come from."""

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest

from alphamale_desktop.application.survey_port import AnswersRead, BadRow, ReadingRules, RowFault
from alphamale_desktop.domain.errors import AlphaMaleError, FileMissingError, FileUnreadableError
from alphamale_desktop.domain.organiser_errors import (
    SurveyColumnsError,
    SurveyColumnTwiceError,
    TableBrokenError,
    TableEmptyError,
    TableNotTextError,
    TableTooLargeError,
)
from alphamale_desktop.survey.answers_file import AnswersFile, score_of
from tests.survey.answers import PEOPLE, as_long, google_form


def read(tmp_path: Path, content: str | bytes, rules: ReadingRules | None = None) -> AnswersRead:
    file = tmp_path / "answers.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return AnswersFile().read(file, rules or ReadingRules())


def test_one_answer_a_line_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "응답자,연예인,점수\n1,차은우,5\n1,염따,2\n2,차은우,4\n")

    assert found.answers.people == ("차은우", "염따")
    assert found.answers.scores == ((5.0, 2.0), (4.0, None))
    assert found.answers.completeness == 0.75


def test_the_columns_of_the_long_form_may_stand_in_any_order(tmp_path: Path) -> None:
    found = read(tmp_path, "Score,Comment,Person,Respondent\n3,meh,A,x\n4,,B,x\n")

    assert found.answers.scores == ((3.0, 4.0),)
    assert found.left_out == ("Comment",)


def test_a_google_form_is_read_without_what_it_asks_about_the_respondents(tmp_path: Path) -> None:
    found = read(tmp_path, google_form(respondents=7))

    assert found.answers.people == PEOPLE
    assert found.answers.respondents == 7
    assert found.left_out == ("타임스탬프", "성별", "나이")
    assert found.bad_rows == ()


def test_a_forms_quiz_points_and_the_respondents_own_name_are_no_people(tmp_path: Path) -> None:
    found = read(tmp_path, "Timestamp,Score,이름,1. 원빈,2. 염따\n2022-11-07,7 / 10,김철수,5점,2점\n")

    assert found.answers.people == ("원빈", "염따")
    assert found.answers.scores == ((5.0, 2.0),)


def test_one_person_a_line_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "name,r1,r2,r3\n차은우,5,4,\n염따,1,2,3\n")

    assert found.answers.people == ("차은우", "염따")
    assert found.answers.scores == ((5.0, 1.0), (4.0, 2.0), (None, 3.0))


def test_a_column_of_words_is_left_out_and_named(tmp_path: Path) -> None:
    found = read(tmp_path, "id,favourite colour,A,B\n1,red,3,4\n2,blue,5,1\n")

    assert found.answers.people == ("A", "B")
    assert found.left_out == ("favourite colour",)


def test_a_column_can_be_ignored_by_name(tmp_path: Path) -> None:
    found = read(tmp_path, "id,shoe size,A\n1,270,4\n", ReadingRules(ignored=("Shoe Size",)))

    assert found.answers.people == ("A",)
    assert found.left_out == ("shoe size",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = "응답자,차은우,염따\r\n1,5,2\r\n2,4,\r\n".replace(",", delimiter).encode(encoding)

    found = read(tmp_path, content)

    assert found.answers.people == ("차은우", "염따")
    assert found.answers.scores == ((5.0, 2.0), (4.0, None))


def test_excels_note_on_the_delimiter_is_no_header(tmp_path: Path) -> None:
    found = read(tmp_path, "sep=;\nid;A;B\n1;4,5;2\n2;x;3\n")

    assert found.answers.scores == ((4.5, 2.0),)
    assert [row.line for row in found.bad_rows] == [4]


def test_names_that_a_mac_wrote_are_the_same_names(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "차은우")

    found = read(tmp_path, f"respondent,person,score\n1,{decomposed},5\n2,차은우,4\n")

    assert found.answers.people == ("차은우",)


def test_a_zip_with_one_csv_is_opened(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("응답.csv", google_form())

    found = read(tmp_path, packed.getvalue())

    assert found.answers.people == PEOPLE


def test_bad_rows_are_named_by_line_and_the_others_are_kept(tmp_path: Path) -> None:
    content = (
        "respondent,person,score\n1,A,5\n1,A,4\n2,B,lots\n,B,3\n3,,3\n\n4,B,9\n5,B\n6,B,3,4\n7,B,-1\n8,B,2\n9,B,nan\n"
    )

    found = read(tmp_path, content, ReadingRules(lowest=1, highest=5))

    assert found.bad_rows == (
        BadRow(3, RowFault.REPEATED, "A", "2"),
        BadRow(4, RowFault.NUMBER, "B", "lots"),
        BadRow(5, RowFault.NO_RESPONDENT),
        BadRow(6, RowFault.NO_PERSON),
        BadRow(8, RowFault.RANGE, "B", "9"),
        BadRow(9, RowFault.COLUMNS, "3", "2"),
        BadRow(10, RowFault.COLUMNS, "3", "4"),
        BadRow(11, RowFault.RANGE, "B", "-1"),
        BadRow(13, RowFault.NUMBER, "B", "nan"),
    )
    assert found.answers.scores == ((5.0, None), (None, 2.0))


def test_a_respondent_with_one_wrong_cell_does_not_count_at_all(tmp_path: Path) -> None:
    found = read(tmp_path, "id,A,B\n1,5,4\n2,3,oops\n2,3,3\n3,1,1\n3,2,2\n")

    assert found.answers.scores == ((5.0, 4.0), (3.0, 3.0), (1.0, 1.0))
    assert [(row.line, row.fault) for row in found.bad_rows] == [(3, RowFault.NUMBER), (6, RowFault.REPEATED)]


def test_the_line_of_a_bad_row_counts_line_breaks_inside_cells(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,"question\n[A]",B\n1,5,4\n2,"x\ny",1\n')

    assert found.answers.people == ("A", "B")
    assert [row.line for row in found.bad_rows] == [5]


@pytest.mark.parametrize(
    ("cell", "score"),
    [("4", 4.0), ("4.5", 4.5), ("4,5", 4.5), ("+3", 3.0), ("-2", -2.0), ("4점", 4.0), ("5 (매우 잘생김)", 5.0),
     ("5 - very", 5.0), ("1: bad", 1.0), ("3 points", 3.0),
     ("1,000", None), ("", None), ("four", None), ("7 / 10", None), ("nan", None), ("inf", None), ("1e3", None),
     ("9" * 400, None)],
)  # fmt: skip
def test_a_cell_is_a_score_or_is_not(cell: str, score: float | None) -> None:
    assert score_of(cell) == score


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", TableEmptyError),
        (b"\n\n  \n", TableEmptyError),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), TableNotTextError),
        (b"PK\x03\x04 and then nothing", TableNotTextError),
        (b"\xff\xfeodd", TableNotTextError),
        (b"a,b\x00\n1,2\n", TableNotTextError),
        (b'id,A\n1,"5\n2,3\n', TableBrokenError),
        (b'id,A\n1,"5"6\n', TableBrokenError),
        (b"just some words\nand more\n", SurveyColumnsError),
        (b"id,colour\n1,red\n", SurveyColumnsError),
        (b"name,colour\nA,red\n", SurveyColumnsError),
        ("id,원빈,원 빈\n1,2,3\n".encode(), SurveyColumnTwiceError),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes, error: type[AlphaMaleError]) -> None:
    with pytest.raises(error):
        read(tmp_path, content)


def test_a_spreadsheet_is_not_taken_for_a_packed_table(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(TableNotTextError):
        read(tmp_path, packed.getvalue())


def test_a_packed_table_that_would_burst_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"," * (65 << 20))

    with pytest.raises(TableTooLargeError):
        read(tmp_path, packed.getvalue())


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        AnswersFile().read(tmp_path / "none.csv", ReadingRules())
    with pytest.raises(FileUnreadableError):
        AnswersFile().read(tmp_path, ReadingRules())


def test_the_long_form_says_the_same_as_the_wide_one(tmp_path: Path) -> None:
    wide = "respondent," + ",".join(PEOPLE) + "\n" + "".join(f"r{n},10,9,8,7,6\n" for n in range(6))

    assert read(tmp_path, wide).answers == read(tmp_path, as_long()).answers
