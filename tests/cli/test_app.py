"""The command line apart from the models: help, wrong use, catalog, history, database, doctor."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from alphamale_desktop.cli.commands import commands
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import Wording
from alphamale_desktop.settings.paths import program_paths, user_paths
from tests.cli.conftest import Cli
from tests.fakes.shipped import shipped_texts


def test_help_is_shown_in_both_languages(cli: Cli) -> None:
    english, korean = cli("--language", "en", "--help"), cli("--language=ko", "--help")

    assert english.status == korean.status == 0
    assert "Usage:" in english.out
    assert "사용법:" in korean.out
    assert "analyse" in korean.out


def test_commands_are_found_by_their_own_names(fresh_home: Path) -> None:
    program = program_paths()
    texts = shipped_texts()
    launch = Launch(program, user_paths(fresh_home), {}, texts, "en")

    makers = commands(launch, Wording(texts, "en"))

    assert {name: make().name for name, make in makers.items()} == {name: name for name in makers}
    assert {"analyse", "doctor", "train"} <= set(makers)


@pytest.mark.parametrize(
    "path", [["analyse"], ["catalog", "list"], ["history"], ["db", "upgrade"], ["doctor"], ["privacy", "export"]]
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_command_explains_itself(cli: Cli, path: list[str], language: str) -> None:
    ran = cli("--language", language, *path, "--help")

    assert ran.status == 0
    assert "--help" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["analyse"], "is missing"),
        (["frobnicate"], "no command frobnicate"),
        (["analyse", "x.jpg", "--frob"], "no option --frob"),
        (["analyse", "x.jpg", "--mbti", "ESTJ"], "--birth"),
        (["analyse", "x.jpg", "--salary", "100"], "--mbti"),
        (["analyse", "x.jpg", "--mbti", "ABCD", "--birth", "1990-01-01"], "16 MBTI types"),
        (["analyse", "x.jpg", "--mbti", "ESTJ", "--birth", "2999-01-01"], "future"),
        (["analyse", "x.jpg", "--mbti", "ESTJ", "--birth", "1899-12-31"], "1900"),
        (["analyse", "x.jpg", "--mbti", "ESTJ", "--birth", "tomorrow"], "not a date"),
        (["analyse", "x.jpg", "--mbti", "ESTJ", "--birth", "1990-01-01", "--salary", "-1"], "out of range"),
        (["analyse", "x.jpg", "--device", "tpu"], "--device"),
        (["analyse", "x.jpg", "y.jpg", "--card", "one.png"], "folder"),
        (["history", "--limit", "0"], "--limit"),
    ],
)
def test_wrong_use_is_a_sentence_and_status_2(cli: Cli, fresh_home: Path, arguments: list[str], said: str) -> None:
    ran = cli(*arguments)

    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert not fresh_home.exists()


def test_the_catalog_lists_110_people_in_order(cli: Cli, fresh_home: Path) -> None:
    people = [json.loads(line) for line in cli("catalog", "list", "--json").out.splitlines()]

    assert [person["rank"] for person in people] == list(range(1, 111))
    assert (people[0]["name"], people[-1]["name"]) == ("차은우", "오지헌")
    assert [sum(p["type"] == t for p in people) for t in ("alpha", "beta", "gamma", "delta", "omega")] == [
        23,
        24,
        25,
        21,
        17,
    ]
    assert not fresh_home.exists()


def test_the_catalog_can_be_narrowed_to_a_type(cli: Cli) -> None:
    ran = cli("catalog", "list", "--type", "omega")

    assert ran.status == 0
    assert "염따" in ran.out
    assert "차은우" not in ran.out


def test_an_empty_history_is_no_error(cli: Cli) -> None:
    ran = cli("history")

    assert ran.status == 0
    assert "No results" in ran.out


def test_upgrading_twice_changes_nothing(cli: Cli, fresh_home: Path) -> None:
    first, second = cli("db", "upgrade"), cli("db", "upgrade")

    assert first.status == second.status == 0
    assert str(fresh_home / "data" / "alphamale.db") in second.out


def test_a_database_from_a_newer_version_is_not_touched(cli: Cli, fresh_home: Path) -> None:
    cli("db", "upgrade")
    with sqlite3.connect(fresh_home / "data" / "alphamale.db") as connection:
        connection.execute("UPDATE alphamale_version SET version_num = '9999_from_the_future'")
    connection.close()

    ran = cli("history")

    assert ran.status == 1
    assert "newer version" in ran.err
    assert "Update the program" in ran.err


def test_a_file_that_is_no_database_is_not_overwritten(cli: Cli, fresh_home: Path) -> None:
    (fresh_home / "data").mkdir(parents=True)
    (fresh_home / "data" / "alphamale.db").write_text("my diary")

    ran = cli("db", "upgrade")

    assert ran.status == 1
    assert "not a usable database" in ran.err
    assert (fresh_home / "data" / "alphamale.db").read_text() == "my diary"


def test_a_read_only_database_is_said_before_any_photo_is_judged(cli: Cli, fresh_home: Path, portrait: Path) -> None:
    cli("db", "upgrade")
    (fresh_home / "data" / "alphamale.db").chmod(0o400)

    ran = cli("analyse", portrait, "--json")

    assert ran.status == 1
    assert "cannot be written" in ran.err
    assert not (fresh_home / "data" / "photos").exists()


def test_a_broken_settings_file_is_named_but_help_still_works(cli: Cli, fresh_home: Path) -> None:
    (fresh_home / "config").mkdir(parents=True)
    (fresh_home / "config" / "settings.toml").write_text("[storage]\nretention_days = 0\n")

    history, help_text = cli("history"), cli("--help")

    assert history.status == 1
    assert "storage.retention_days" in history.err
    assert help_text.status == 0


def test_an_unreachable_server_is_named_without_its_password(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALPHAMALE_STORAGE__DATABASE_URL", "postgresql://me:hush-hush@127.0.0.1:9/booth")

    ran, alone = cli("db", "upgrade"), cli("history")

    assert ran.status == 1
    assert "127.0.0.1:9/booth" in ran.err
    assert "hush-hush" not in ran.err
    assert alone.status == 0


def test_the_doctor_finds_this_computer_well(cli: Cli) -> None:
    ran = cli("doctor", "--json")

    findings = {finding["check"]: finding for finding in map(json.loads, ran.out.splitlines())}
    assert ran.status == 0
    machine = {"settings", "texts", "fonts", "clock", "disk", "camera", "display", "printer"}
    assert set(findings) == machine | {"database", "encryption", "models"}
    assert {finding["verdict"] for finding in findings.values()} <= {"ok", "warning"}
    assert re.search(r"with (ONNX Runtime \S+ on cpu|torch \S+ on cuda)", findings["models"]["message"])


def test_the_doctor_says_what_to_do_about_missing_weights(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALPHAMALE_MODELS__WEIGHTS_FOLDER", str(tmp_path))

    ran = cli("doctor")

    assert ran.status == 1
    assert "Failed" in ran.out
    assert "Install the program again" in ran.out


def test_an_unexpected_failure_is_a_sentence_without_a_traceback(cli: Cli, fresh_home: Path) -> None:
    fresh_home.parent.mkdir(parents=True, exist_ok=True)
    fresh_home.write_text("a file where a folder should be")

    ran = cli("history")

    assert ran.status == 1
    assert "Traceback" not in ran.err
    assert ran.err.startswith("Error: ")


def test_going_back_to_an_older_version_brings_its_settings_and_coming_forward_the_newer(cli: Cli, home: Path) -> None:
    settings = home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[general]\nevent_name = "Spring"\n', encoding="utf-8")
    cli("history")
    settings.write_text('[general]\nevent_name = "Autumn"\n', encoding="utf-8")

    back = cli("settings", "back")

    assert back.status == 0
    assert "Spring" in settings.read_text(encoding="utf-8")
    assert cli("settings", "forward").status == 0
    assert "Autumn" in settings.read_text(encoding="utf-8")
