"""What is held about a guest, handed over or deleted from the command line."""

import json
import stat
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest

from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.domain.analysis import Accepted
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.profile import Mbti, Profile, Salary
from alphamale_desktop.domain.share_link import ShareLink, ShareRoute, ShareToken
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.media import FileMediaStore
from tests.cli.conftest import Cli
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.results import accepted_analysis

pytestmark = pytest.mark.usefixtures("home")

PHOTO = b"not really a photo, but kept like one"


@pytest.fixture
def kept(cli: Cli, home: Path) -> UUID:
    """One kept visit with all entries."""
    cli("db", "upgrade")
    return _keep(home, datetime.now(UTC))


def _keep(home: Path, now: datetime) -> UUID:
    analysis = accepted_analysis()
    assert isinstance(analysis.outcome, Accepted)
    purposes = frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE})
    profile = Profile(Mbti.INTJ, date(1990, 5, 17), Salary(4200))
    visit = VisitToKeep(PHOTO, "jpg", analysis.outcome.result, analysis.models, (), Consent(purposes, now), profile)
    database = Database(sqlite_url(home / "data" / "alphamale.db"))
    media = FileMediaStore(home / "data" / "photos")
    try:
        kept = KeepVisit(database.unit_of_work, media, FakeClock(now), CountingIds(), "booth")(replace(visit))
    finally:
        database.close()
    assert kept is not None
    return kept


def _photos(home: Path) -> list[Path]:
    return [file for file in (home / "data" / "photos").rglob("*") if file.is_file()]


def test_an_export_holds_everything_about_the_visit(cli: Cli, kept: UUID, tmp_path: Path) -> None:
    target = tmp_path / "guest.zip"

    ran = cli("privacy", "export", kept, "--to", target)

    with zipfile.ZipFile(target) as archive:
        document = json.loads(archive.read("visit.json"))
        photo = archive.read("photo.jpg")
    assert ran.status == 0
    assert str(target) in ran.out.replace("\n", "")
    assert document["visit"] == str(kept)
    assert document["entries"] == {"mbti": "INTJ", "birth_date": "1990-05-17", "salary_band": document_band()}
    assert document["consent"]["purposes"] == ["analysis", "storage"]
    assert len(document["result"]["parts"]) == 3
    assert photo == PHOTO
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_guest_who_shows_his_link_is_erased_by_it(cli: Cli, kept: UUID, home: Path) -> None:
    token = ShareToken.new(bytes)
    now = datetime.now(UTC)
    database = Database(sqlite_url(home / "data" / "alphamale.db"))
    with database.unit_of_work() as work:
        work.shares.add(ShareLink(token, kept, ShareRoute.LAN, "ko", now, now + timedelta(hours=1)))
        work.commit()
    database.close()
    link = f"http://192.168.0.20:8350/s/{token.text}"

    exported = cli("privacy", "export", f"{link}/", "--to", home / "guest.zip")
    erased = cli("privacy", "erase", link, "--yes")
    again = cli("privacy", "erase", token.text, "--yes")
    nonsense = cli("privacy", "erase", "http://192.168.0.20:8350/s/", "--yes")

    assert (exported.status, erased.status, again.status, nonsense.status) == (0, 0, 1, 2)
    assert str(kept) in erased.out
    assert "no longer there" in again.err
    assert _photos(home) == []


def document_band() -> str:
    """Of the salary that was entered: the band is all that is kept of it."""
    return Salary(4200).band.value


def test_an_export_may_be_a_folder(cli: Cli, kept: UUID, tmp_path: Path) -> None:
    target = tmp_path / "guest"

    ran = cli("privacy", "export", kept, "--to", target)

    assert ran.status == 0
    assert sorted(file.name for file in target.iterdir()) == ["photo.jpg", "visit.json"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o700


def test_an_export_replaces_nothing(cli: Cli, kept: UUID, tmp_path: Path) -> None:
    target = tmp_path / "mine.zip"
    target.write_text("precious")

    ran = cli("privacy", "export", kept, "--to", target)

    assert ran.status == 1
    assert "cannot be written" in ran.err
    assert target.read_text() == "precious"


@pytest.mark.parametrize("command", ["export", "erase"])
def test_a_visit_that_is_not_there_is_said_plainly(cli: Cli, home: Path, command: str) -> None:
    ran = cli("privacy", command, UUID(int=7))

    assert ran.status == 1
    assert "no longer there" in ran.err
    assert "Traceback" not in ran.err


def test_something_that_is_no_visit_is_wrong_use(cli: Cli) -> None:
    ran = cli("privacy", "erase", "everything")

    assert ran.status == 2


def test_an_erased_visit_leaves_neither_row_nor_photo(cli: Cli, home: Path, kept: UUID) -> None:
    before = _photos(home)

    ran = cli("privacy", "erase", kept, "--yes")

    assert ran.status == 0
    assert len(before) == 1
    assert _photos(home) == []
    assert cli("history", "--json").out == ""


@pytest.mark.parametrize("answer", ["", "n\n"])
def test_without_a_yes_nothing_is_erased(
    cli: Cli, home: Path, kept: UUID, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(answer))

    ran = cli("privacy", "erase", kept)

    assert ran.status == 130
    assert len(_photos(home)) == 1


def test_purge_deletes_what_is_over_and_says_how_much(cli: Cli, home: Path, kept: UUID) -> None:
    cli("privacy", "erase", kept, "--yes")
    _keep(home, datetime.now(UTC) - timedelta(days=31))

    ran = cli("privacy", "purge")

    assert ran.status == 0
    assert "1 visits" in ran.out
    assert _photos(home) == []
