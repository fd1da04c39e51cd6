"""``fleet``, ``numbers``, ``event`` and ``support`` at the command line, with good and bad input."""

import csv
import io
import json
import stat
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.demo_fleet import demo_heartbeats
from alphamale_desktop.domain.numbers import Counted, CounterName
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.fleet_server import PostgresFleet
from tests.cli.conftest import Cli
from tests.storage.postgres_server import PostgresServer
from tests.storage.samples import SHIPPED_CATALOG, visit

pytestmark = pytest.mark.usefixtures("home")

VISIT = UUID("0198c2f4-5b7e-7c31-9a52-3f0d4c8be001")


@pytest.fixture
def kept(cli: Cli, home: Path) -> Path:
    """A kiosk that kept one visit and counted five guests."""
    cli("db", "upgrade")
    cli("event", "export", home / "any.zip")
    kiosk_id = UUID((home / "config" / "kiosk.id").read_text().strip())
    database = Database(sqlite_url(home / "data" / "alphamale.db"), is_fleet_member=True)
    # The program asks the system for the time, so these happened now.
    now = datetime.now(UTC)
    hour = now.replace(minute=0, second=0, microsecond=0)
    with database.unit_of_work() as work:
        work.visits.add(visit(VISIT, created_at=now))
        work.commit()
    database.counters(kiosk_id).add(
        [Counted(hour, CounterName.VISIT, "", 5), Counted(hour, CounterName.TYPE, "alpha", 4)]
    )
    database.close()
    return home


def test_a_kiosk_merges_and_the_fleet_shows_it(
    cli: Cli, kept: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALPHAMALE_STORAGE__DATABASE_URL", postgres.new_database())

    upgraded = cli("db", "upgrade")
    merged, status, again = cli("fleet", "merge"), cli("fleet", "status"), cli("fleet", "merge")
    numbers = json.loads(cli("numbers", "--json").out)
    erased, twice = cli("fleet", "erase", VISIT), cli("fleet", "erase", VISIT)
    after = cli("fleet", "merge")

    assert upgraded.status == 0
    assert len(upgraded.out.splitlines()) == 2
    assert "Sent 1 results" in merged.out
    assert "Sent 0 results" in again.out
    assert "No kiosk has reported yet" in status.out
    assert (numbers["visits"], numbers["kiosks"]) == (5, 1)
    assert erased.status == 0
    assert twice.status == 1
    assert "deleted 1 here" in after.out
    assert "No results" in cli("history").out


def test_results_of_before_the_fleet_stay_until_somebody_answers_for_them(
    cli: Cli, home: Path, postgres: PostgresServer, upgraded_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(sqlite_url(home / "data" / "alphamale.db"))) as alone, alone.unit_of_work() as work:
        work.visits.add(visit(VISIT, created_at=datetime.now(UTC)))
        work.commit()
    monkeypatch.setenv("ALPHAMALE_STORAGE__DATABASE_URL", postgres.new_database(template=upgraded_postgres))
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))

    merged, unsure = cli("fleet", "merge"), cli("fleet", "merge", "--earlier")
    sure, again = cli("--language", "ko", "fleet", "merge", "--earlier", "--yes"), cli("fleet", "merge")

    assert [ran.status for ran in (merged, unsure, sure, again)] == [0, 130, 0, 0]
    assert "Sent 0 results" in merged.out
    assert "One result stays on this computer alone" in merged.out
    assert "only if he has agreed" in unsure.err
    assert "결과 1건과" in sure.out
    assert "Sent 0 results" in again.out
    assert "stays" not in again.out


def test_a_retired_kiosk_is_forgotten_once_it_was_not_seen_for_a_while(
    cli: Cli, kept: Path, postgres: PostgresServer, upgraded_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    url = postgres.new_database(template=upgraded_postgres)
    monkeypatch.setenv("ALPHAMALE_STORAGE__DATABASE_URL", url)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    server = PostgresFleet(url, SHIPPED_CATALOG, SystemClock())
    server.beat(replace(demo_heartbeats()[0], name="Hall B"))
    server.close()

    fresh, unknown = cli("fleet", "forget", "Hall B", "--yes"), cli("fleet", "forget", "Hall C")
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE kiosk_tbl SET seen_at = now() - interval '3 hours'")
    unsure, before = cli("fleet", "forget", "hall b"), cli("fleet", "status")
    sure, after = cli("fleet", "forget", "hall b", "--yes"), cli("fleet", "status")

    assert (fresh.status, unknown.status, unsure.status, sure.status) == (1, 1, 130, 0)
    assert "still in use" in fresh.err
    assert "No kiosk Hall C has reported" in unknown.err
    assert "results that it kept stay" in unsure.err
    assert "Hall B" in before.out
    assert "Hall B is forgotten" in sure.out
    assert "No kiosk has reported yet" in after.out


@pytest.mark.parametrize("command", [["status"], ["merge"], ["erase", str(VISIT)], ["forget", "Hall B"]])
def test_without_a_server_a_fleet_command_says_so(cli: Cli, command: list[str]) -> None:
    ran = cli("fleet", *command)

    assert ran.status == 1
    assert "works alone" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("url", ["postgresql://me:hush@127.0.0.1:9/booth", "mysql://me:hush@x/y", "nonsense"])
def test_a_wrong_address_is_a_sentence_without_its_password(
    cli: Cli, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALPHAMALE_STORAGE__DATABASE_URL", url)

    runs = [cli("fleet", "status"), cli("fleet", "merge"), cli("db", "upgrade")]

    assert [ran.status for ran in runs] == [1, 1, 1]
    assert all("hush" not in ran.err + ran.out and "Traceback" not in ran.err for ran in runs)
    assert cli("history").status == 0


def test_a_server_newer_than_the_program_is_said_so(
    cli: Cli, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    url = postgres.new_database()
    monkeypatch.setenv("ALPHAMALE_STORAGE__DATABASE_URL", url)
    cli("db", "upgrade")
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alphamale_version SET version_num = '9999'")

    ran = cli("fleet", "merge")

    assert ran.status == 1
    assert "newer version" in ran.err
    assert "Update the program" in ran.err


def test_numbers_are_shown_in_both_languages(cli: Cli, kept: Path) -> None:
    english, korean = cli("numbers"), cli("--language", "ko", "numbers")

    assert english.status == korean.status == 0
    assert "Guests" in english.out
    assert "survey 21.8 %" in english.out
    assert "손님" in korean.out


def test_counters_are_exported_without_anybody_in_them(cli: Cli, kept: Path, tmp_path: Path) -> None:
    table, columns = tmp_path / "numbers.csv", tmp_path / "numbers.parquet"

    ran = cli("numbers", "--csv", table, "--parquet", columns)

    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    import pyarrow.parquet

    assert ran.status == 0
    assert {(row["name"], row["label"], row["count"]) for row in rows} == {("visit", "", "5"), ("type", "alpha", "4")}
    assert pyarrow.parquet.read_table(str(columns)).to_pylist()[0]["count"] in (4, 5)
    assert "1998" not in table.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(table.stat().st_mode) == stat.S_IMODE(columns.stat().st_mode) == 0o600


def test_personal_data_is_exported_on_request_only_and_asks_first(
    cli: Cli, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "guests.csv"
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))

    unasked = cli("numbers", "--csv", file, "--with-personal-data")
    nowhere = cli("numbers", "--with-personal-data", "--yes")
    asked = cli("numbers", "--csv", file, "--with-personal-data", "--yes")

    (row,) = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
    assert unasked.status == 130
    assert nowhere.status == 2
    assert asked.status == 0
    assert (row["visit"], row["mbti"], row["birth_date"]) == (str(VISIT), "ESTJ", "1998-11-10")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left(cli: Cli, kept: Path, tmp_path: Path) -> None:
    ran = cli("numbers", "--csv", tmp_path / "gone" / "numbers.csv")

    assert ran.status == 1
    assert "cannot be written" in ran.err
    assert list(tmp_path.rglob("*.part")) == []


def test_an_event_is_made_checked_and_taken_over(cli: Cli, home: Path, tmp_path: Path) -> None:
    logo, words, file = tmp_path / "logo.jpg", tmp_path / "words", tmp_path / "gala.zip"
    Image.new("RGB", (300, 100), (200, 120, 40)).save(logo)
    words.mkdir()
    (words / "texts.en.ftl").write_text("cli-history-empty = Nobody came to the gala.\n")

    made = cli("event", "new", file, "--name", "Gala", "--accent", "#8fc7ff", "--logo", logo, "--texts", words)
    checked, taken = cli("event", "import", file, "--check"), cli("event", "import", file)
    settings = (home / "config" / "settings.toml").read_text()

    assert (made.status, checked.status, taken.status) == (0, 0, 0)
    assert "Gala" in taken.out
    assert 'accent = "#8fc7ff"' in settings
    assert "Nobody came to the gala." in cli("history").out
    assert (home / "data" / "event" / "logo.png").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--accent", "#101010"], 2, "could not be read"),
        (["--accent", "gold"], 2, "could not be read"),
        (["--logo", "words.txt"], 1, "logo.png is wrong"),
        (["--logo", "gone.png"], 1, "gone.png"),
        (["--texts", "."], 1, "no-such-key"),
    ],
)
def test_an_event_that_cannot_be_used_is_not_written(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.txt").write_text("no picture")
    (tmp_path / "texts.en.ftl").write_text("no-such-key = x\n")

    ran = cli("event", "new", "gala.zip", *arguments)

    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.glob("*gala*")) == []


@pytest.mark.parametrize("content", [b"", b"not a zip"])
def test_a_file_that_is_no_bundle_is_refused(cli: Cli, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "gala.zip"
    file.write_bytes(content)

    broken, missing = cli("event", "import", file), cli("event", "import", tmp_path / "gone.zip")

    assert broken.status == missing.status == 1
    assert "not an event bundle" in broken.err
    assert "gone.zip" in missing.err


def test_a_support_file_is_written_with_what_helps(cli: Cli, tmp_path: Path) -> None:
    ran = cli("support", tmp_path / "support.zip")

    with zipfile.ZipFile(tmp_path / "support.zip") as bundle:
        findings = json.loads(bundle.read("doctor.json"))
    assert ran.status == 0
    assert {finding["check"] for finding in findings} >= {"database", "models", "camera", "display"}


@pytest.mark.parametrize(
    "path", [["fleet"], ["fleet", "status"], ["fleet", "merge"], ["numbers"], ["event", "new"], ["event", "import"]]
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_command_explains_itself(cli: Cli, path: list[str], language: str) -> None:
    ran = cli("--language", language, *path, "--help")

    assert ran.status == 0
    assert "--help" in ran.out
