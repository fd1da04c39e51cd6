"""``alphamale survey`` as an organiser types it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.survey.answers import as_long, google_form


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "설문 응답.csv"
    file.write_text(google_form(), encoding="utf-8-sig")
    return file


def test_a_form_is_ranked_in_words(cli: Cli, fresh_home: Path, form: Path, tmp_path: Path) -> None:
    ran = cli("--language", "ko", "survey", "rank", form, "--out", tmp_path / "out")

    assert ran.status == 0, ran.err
    assert "응답자 12명, 인물 5명" in ran.out
    assert "성별, 나이" in ran.out
    assert (tmp_path / "out" / "ranking.svg").is_file()
    assert not fresh_home.exists()


def test_wrong_rows_are_told_by_line_and_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(as_long() + "r9,염따,many\nr1,원빈,3\n", encoding="utf-8")

    ran = cli("survey", "rank", file, "--out", tmp_path / "out", "--scale", "0", "10")

    assert ran.status == 1
    assert 'Line 32: "many" for 염따 is no score.' in ran.err
    assert "Line 33: 원빈 was there before, in line 8." in ran.err
    assert "2 rows of answers.csv are wrong" in ran.err
    assert "--skip-bad" in ran.err
    assert not (tmp_path / "out").exists()


def test_wrong_rows_can_be_left_out(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(as_long() + "r1,염따,many\n", encoding="utf-8")

    ran = cli("survey", "rank", file, "--out", tmp_path / "out", "--skip-bad", "--shares", "0,0,0,0,1", "--json")

    report = json.loads(ran.out)
    assert ran.status == 0
    assert report["skipped_lines"] == [32]
    assert report["counts"] == {"alpha": 0, "beta": 0, "gamma": 0, "delta": 0, "omega": 5}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["gone.csv", "--out", "x"], 1, "There is no file"),
        (["{form}", "--out", "x", "--shares", "1,2"], 2, "five shares"),
        (["{form}", "--out", "x", "--scale", "1"], 2, "--scale"),
        (["{form}"], 2, "out is missing"),
        (["{form}", "--out", "{form}"], 2, "--out"),
        (["{form}", "--out", "x", "--photos", "{empty}"], 1, "no pictures"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    cli: Cli, form: Path, tmp_path: Path, arguments: list[str], status: int, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    filled = [each.format(form=form, empty=tmp_path / "empty") for each in arguments]

    ran = cli("survey", "rank", *filled)

    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_photos_become_a_manifest(cli: Cli, form: Path, tmp_path: Path, portrait: Path, cat: Path) -> None:
    faces = tmp_path / "faces"
    (faces / "원빈").mkdir(parents=True)
    shutil.copy(portrait, faces / "원빈" / "1.jpg")
    shutil.copy(cat, faces / "차은우.png")

    ran = cli("survey", "rank", form, "--out", tmp_path / "out", "--photos", faces)

    assert ran.status == 0, ran.err
    assert "1 photos of 1 people" in ran.out
    assert "차은우.png: No face" in ran.err
    lines = (tmp_path / "out" / "manifest.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("../faces/원빈/1.jpg,")
