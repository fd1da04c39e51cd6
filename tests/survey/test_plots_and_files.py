"""The plots and the report's files."""

import csv
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from alphamale_desktop.application.rank_survey import RankSurvey, parse_shares, ranking_csv
from alphamale_desktop.application.survey_port import PlotWords, ReadingRules
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import (
    FolderUnwritableError,
    SharesMalformedError,
    SurveyEmptyError,
    SurveyRowsBadError,
)
from alphamale_desktop.domain.survey_answers import SurveyAnswers, rank_people
from alphamale_desktop.survey.agreement import SurveyAgreement
from alphamale_desktop.survey.answers_file import AnswersFile
from alphamale_desktop.survey.plots import SurveyPlots
from alphamale_desktop.survey.report_files import ReportFiles
from tests.arch.sources import ROOT
from tests.survey.answers import as_long, google_form

FONTS = ROOT / "resources" / "fonts"
WORDS = PlotWords(
    "다섯 유형", "순위", "평균 점수", dict(zip(FaceType, ("알파", "베타", "감마", "델타", "오메가"), strict=True))
)


def survey() -> RankSurvey:
    return RankSurvey(AnswersFile(), SurveyAgreement(), SurveyPlots(FONTS), ReportFiles())


def ranked(people: int) -> SurveyAnswers:
    return SurveyAnswers(tuple(f"사람 {n}" for n in range(people)), (tuple(float(people - n) for n in range(people)),))


def colours(png: bytes) -> set[tuple[int, int, int]]:
    with Image.open(io.BytesIO(png)) as picture:
        found = picture.convert("RGB").getcolors(1 << 24)
    assert found is not None
    return {(colour[0], colour[1], colour[2]) for count, colour in found if count > 200 and isinstance(colour, tuple)}


def test_a_survey_becomes_a_ranking_a_report_and_plots(tmp_path: Path) -> None:
    file, out = tmp_path / "form.csv", tmp_path / "new" / "out"
    file.write_text(google_form(), encoding="cp949")
    rank = survey()

    report = rank.rank(rank.read(file, ReadingRules()), file)
    written = rank.write(report, out, WORDS, {"manifest.csv": b"file\n"})

    assert sorted(path.name for path in out.iterdir()) == sorted(written)
    rows = list(csv.DictReader(io.StringIO((out / "ranking.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["rank"], row["person"], row["type"]) for row in rows] == [
        ("1", "차은우", "alpha"),
        ("2", "원빈", "beta"),
        ("3", "유재석", "gamma"),
        ("4", "염따", "delta"),
        ("5", "오지헌", "omega"),
    ]
    content = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert (content["respondents"], content["people"], content["completeness"]) == (12, 5, 1.0)
    assert content["split_half"] > 0.9
    assert content["krippendorff_alpha"] > 0.8


def test_the_plots_show_each_type_in_its_colour_and_hangul_as_letters() -> None:
    painted = SurveyPlots(FONTS).paint(rank_people(ranked(40)), WORDS)

    assert sorted(painted) == ["ranking.png", "ranking.svg", "shares.png", "shares.svg"]
    for name in ("ranking.png", "shares.png"):
        assert {(0xB8, 0x89, 0x2F), (0x3F, 0x6F, 0x8F), (0xA6, 0x5A, 0x4A)} <= colours(painted[name])
    assert painted["ranking.svg"].startswith(b"<?xml")


def test_the_same_ranking_paints_the_same_bytes() -> None:
    ranking = rank_people(ranked(6))

    assert SurveyPlots(FONTS).paint(ranking, WORDS) == SurveyPlots(FONTS).paint(ranking, WORDS)


@pytest.mark.parametrize("people", [1, 220])
def test_any_number_of_people_can_be_painted(people: int) -> None:
    painted = SurveyPlots(FONTS).paint(rank_people(ranked(people)), WORDS)

    with Image.open(io.BytesIO(painted["ranking.png"])) as picture:
        assert picture.width == 1200
        assert 600 <= picture.height <= 6000


def test_bad_rows_stop_the_ranking_unless_they_are_to_be_left_out(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(as_long() + "r9,차은우,oops\n", encoding="utf-8")
    rank = survey()
    read = rank.read(file, ReadingRules())

    with pytest.raises(SurveyRowsBadError) as refused:
        rank.rank(read, file)

    assert refused.value.details == {"file": "answers.csv", "count": 1}
    assert len(rank.rank(read, file, skip_bad=True).ranking.people) == 5


def test_a_survey_without_answers_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("respondent,person,score\n1,A,\n", encoding="utf-8")
    rank = survey()

    with pytest.raises(SurveyEmptyError):
        rank.rank(rank.read(file, ReadingRules()), file)


def test_when_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "b.csv").mkdir(parents=True)

    with pytest.raises(FolderUnwritableError):
        ReportFiles().write(out, {"b.csv": b"new", "a.csv": b"new"})

    assert sorted(path.name for path in out.iterdir()) == ["b.csv"]


def test_results_of_an_earlier_run_are_replaced(tmp_path: Path) -> None:
    ReportFiles().write(tmp_path, {"a.csv": b"old"})

    ReportFiles().write(tmp_path, {"a.csv": b"new"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"new"}


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")

    with pytest.raises(FolderUnwritableError):
        ReportFiles().write(tmp_path / "out", {"a.csv": b""})


@pytest.mark.parametrize("entered", ["20,20,20,20,20", "20 20 20 20 20", "20% / 20% / 20% / 20% / 20%"])
def test_shares_are_five_numbers(entered: str) -> None:
    assert parse_shares(entered) == dict.fromkeys(FaceType, 20.0)


@pytest.mark.parametrize(
    "entered", ["", "20,20,20,20", "1,2,3,4,5,6", "a,b,c,d,e", "-1,1,1,1,1", "0,0,0,0,0", "nan,1,1,1,1"]
)
def test_what_is_no_five_shares_is_refused(entered: str) -> None:
    with pytest.raises(SharesMalformedError):
        parse_shares(entered)


def test_a_name_with_a_comma_survives_the_ranking_file() -> None:
    data = ranking_csv(rank_people(SurveyAnswers(('Kim, "RM"',), ((1.0,),))))

    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1] == ["1", 'Kim, "RM"', "1.0000", "gamma"]
