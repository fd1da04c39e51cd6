"""``alphamale catalog`` as an organiser types it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.storage.catalog_folders import drawn, encoded, put
from tests.survey.answers import google_form

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return put(
        tmp_path / "usb",
        {"알파/차은우.jpg": encoded(drawn(1)), "베타/새 사람.png": encoded(drawn(2), "PNG"), "베타/원빈.jpg": "words"},
    )


def people(cli: Cli) -> dict[str, dict[str, object]]:
    return {person["name"]: person for person in map(json.loads, cli("catalog", "list", "--json").out.splitlines())}


def test_a_preview_shows_what_would_change_and_changes_nothing(cli: Cli, usb: Path) -> None:
    ran = cli("catalog", "import", usb, "--dry-run")

    assert ran.status == 1
    assert "베타/원빈.jpg: Error: This file is not a picture." in ran.err
    assert "New people 1, changed 2, removed 0; new pictures 2" in ran.out
    assert len(people(cli)) == 110


def test_with_a_bad_file_nothing_comes_in_unless_it_is_to_be_left_out(cli: Cli, usb: Path) -> None:
    refused = cli("catalog", "import", usb, "--yes")
    before = len(people(cli))
    agreed = cli("--language", "ko", "catalog", "import", usb, "--yes", "--skip-bad")

    assert (refused.status, before) == (1, 110)
    assert "the catalog was not changed" in refused.err
    assert agreed.status == 1
    assert "목록을 바꿨습니다" in agreed.out
    assert people(cli)["새 사람"]["type"] == "beta"


def test_an_event_goes_from_one_machine_to_another(cli: Cli, usb: Path, tmp_path: Path) -> None:
    (usb / "베타" / "원빈.jpg").unlink()
    cli("catalog", "import", usb, "--replace", "--yes")

    exported = cli("catalog", "export", tmp_path / "event.zip")
    again = cli("catalog", "import", tmp_path / "event.zip", "--replace", "--yes")

    assert "2 people, 2 pictures" in exported.out
    assert again.status == 0, again.err
    assert "would not change" in again.out


def test_one_person_is_added_renamed_retyped_and_removed(cli: Cli, tmp_path: Path) -> None:
    picture = put(tmp_path, {"hong.jpg": encoded(drawn(1))}) / "hong.jpg"

    ran = [
        cli("catalog", "add", "홍길동", "--type", "beta", "--picture", picture),
        cli("catalog", "rename", "#111", "임꺽정", "--english", "Im"),
        cli("catalog", "retype", "임꺽정", "omega"),
    ]
    there = people(cli)
    gone = cli("catalog", "remove", "임꺽정", "--yes")

    assert [each.status for each in ran] == [0, 0, 0], [each.err for each in ran]
    assert there["임꺽정"] == {"rank": 111, "name": "임꺽정", "name_en": "Im", "type": "omega"}
    assert gone.status == 0
    assert "임꺽정" not in people(cli)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["import", "gone"], 1, "There is no file"),
        (["add", "차은우", "--type", "beta"], 1, "already"),
        (["add", "차은우", "--type", "zeta"], 2, "--type"),
        (["rename", "아무개", "x"], 1, "Nobody in the catalog"),
        (["rename", "차은우", " "], 1, "name is missing"),
        (["retype", "#999", "beta"], 1, "Nobody in the catalog"),
        (["remove", "차은우", "아무개", "--yes"], 1, "Nobody in the catalog"),
        (["export", "{full}"], 1, "not an empty folder"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    cli: Cli, tmp_path: Path, arguments: list[str], status: int, said: str
) -> None:
    put(tmp_path / "full", {"a.txt": "x"})

    ran = cli("catalog", *[each.format(full=tmp_path / "full") for each in arguments])

    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert len(people(cli)) == 110


def test_a_survey_goes_straight_into_the_catalog(cli: Cli, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text(google_form(("오지헌", "새 사람", "차은우")), encoding="utf-8")

    ran = cli("survey", "rank", form, "--out", tmp_path / "out", "--into-catalog")

    listed = people(cli)
    assert ran.status == 0, ran.err
    assert len(listed) == 111
    assert [listed[name]["rank"] for name in ("오지헌", "새 사람", "차은우")] == [1, 2, 3]
