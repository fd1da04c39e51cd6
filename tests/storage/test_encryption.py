"""Photos and entries, kept encrypted: on SQLite and PostgreSQL, switched on late, and without the key."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.purge_expired import PurgeExpired
from alphamale_desktop.domain.errors import MediaDamagedError
from alphamale_desktop.domain.privacy_errors import SealKeyMissingError
from alphamale_desktop.domain.profile import Mbti, SalaryBand
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.engines import make_engine, parse_url
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.storage.sealing import Sealed, seal_what_is_kept
from alphamale_desktop.storage.vault import SealBrokenError, Vault, is_sealed
from tests.fakes.clock import NOON, FakeClock
from tests.storage.samples import visit

KEY, OTHER_KEY = bytes(32), b"\1" * 32
PHOTO = b"\xff\xd8 a photo of a guest" * 50
DIGEST = hashlib.sha256(PHOTO).hexdigest()
FIRST = UUID(int=1)

OpenDatabase = Callable[[Vault | None], Database]


def _vault(key: bytes | None = KEY, *, encrypts: bool = True) -> Vault:
    def make() -> bytes:
        raise SealKeyMissingError

    return Vault(lambda: key, make, encrypts=encrypts)


@pytest.fixture
def open_database(database_url: str) -> Iterator[OpenDatabase]:
    opened: list[Database] = []

    def open_one(vault: Vault | None) -> Database:
        opened.append(Database(database_url, vault=vault))
        return opened[-1]

    yield open_one

    for database in opened:
        database.close()


def _keep(database: Database, visit_id: UUID = FIRST) -> None:
    with database.unit_of_work() as work:
        work.visits.add(visit(visit_id, photo_digest=DIGEST))
        work.commit()


def _columns(database_url: str) -> tuple[object, ...]:
    engine = make_engine(parse_url(database_url), 5.0)
    try:
        with engine.connect() as connection:
            query = text("SELECT mbti, birth_date, salary_band, sealed_entries FROM user_tbl")
            return tuple(connection.execute(query).one())
    finally:
        engine.dispose()


def test_what_is_sealed_opens_for_the_same_thing_only() -> None:
    sealed = _vault().seal(b"INTJ", "visit 1")

    opened = _vault().open(sealed, "visit 1")

    assert opened == b"INTJ"
    assert b"INTJ" not in sealed
    with pytest.raises(SealBrokenError):
        _vault().open(sealed, "visit 2")


@pytest.mark.parametrize("cut", [8, 12, 30, 45])
def test_sealed_bytes_that_were_cut_or_changed_are_noticed(cut: int) -> None:
    sealed = _vault().seal(b"a longer secret", "x")

    for broken in (sealed[:cut], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises((SealBrokenError, SealKeyMissingError)):
            _vault().open(broken, "x")


def test_entries_are_kept_encrypted_and_come_back(open_database: OpenDatabase, database_url: str) -> None:
    database = open_database(_vault())

    _keep(database)

    mbti, birth_date, salary_band, sealed = _columns(database_url)
    with database.unit_of_work() as work:
        kept = work.visits.get(FIRST)
    assert (mbti, birth_date, salary_band) == (None, None, None)
    assert "ESTJ" not in str(sealed)
    assert (kept.mbti, kept.birth_date, kept.salary_band) == (Mbti.ESTJ, date(1998, 11, 10), SalaryBand.FROM_3600)


def test_entries_that_were_damaged_hold_up_no_erasure_and_nobody_elses_end(
    open_database: OpenDatabase, tmp_path: Path
) -> None:
    database, media = open_database(_vault()), FileMediaStore(tmp_path)
    ids = [UUID(int=number) for number in range(1, 5)]
    for visit_id in ids:
        _keep(database, visit_id)
    media.put(PHOTO, "jpg")
    with database.writing() as session:
        session.execute(text("UPDATE user_tbl SET sealed_entries = 'no base64'"))

    EraseVisit(database.unit_of_work, media, FakeClock())(ids[0])
    held = list(media.digests_before(NOON + timedelta(days=36_500)))
    purged = PurgeExpired(database.unit_of_work, media, FakeClock(NOON + timedelta(days=400)))()

    assert held == [DIGEST]
    assert purged.visits == 3
    assert list(media.digests_before(NOON + timedelta(days=36_500))) == []


def test_switched_off_again_what_is_encrypted_still_opens(open_database: OpenDatabase) -> None:
    _keep(open_database(_vault()))

    with open_database(_vault(encrypts=False)).unit_of_work() as work:
        kept = work.visits.get(FIRST)

    assert kept.mbti is Mbti.ESTJ


@pytest.mark.parametrize("key", [None, OTHER_KEY])
def test_without_the_key_a_visit_is_listed_and_erased_but_never_copied(
    open_database: OpenDatabase, key: bytes | None
) -> None:
    _keep(open_database(_vault()))
    database = open_database(_vault(key))

    with database.unit_of_work() as work:
        (listed,) = work.visits.find(HistoryQuery())
    with database.unit_of_work() as work, pytest.raises(SealKeyMissingError):
        work.visits.add(replace(listed, visit_id=UUID(int=2)))
    EraseVisit(database.unit_of_work, FileMediaStore(Path("unused")), FakeClock())(FIRST)
    with database.unit_of_work() as work:
        left = work.visits.find(HistoryQuery())

    assert listed.are_entries_locked
    assert (listed.mbti, listed.birth_date) == (None, None)
    assert left == []


def test_a_photo_is_kept_encrypted_under_the_name_of_its_own_bytes(tmp_path: Path) -> None:
    store = FileMediaStore(tmp_path, _vault())

    media = store.put(PHOTO, "jpg")

    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert media.digest == DIGEST
    assert is_sealed(file.read_bytes())
    assert PHOTO[:20] not in file.read_bytes()
    assert store.get(media) == PHOTO


def test_a_photo_whose_key_is_lost_says_so_and_can_be_deleted(tmp_path: Path) -> None:
    media = FileMediaStore(tmp_path, _vault()).put(PHOTO, "jpg")
    store = FileMediaStore(tmp_path, _vault(None))

    with pytest.raises(SealKeyMissingError):
        store.get(media)
    store.delete(media)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_encrypted_photo_that_was_damaged_is_noticed(tmp_path: Path) -> None:
    store = FileMediaStore(tmp_path, _vault())
    media = store.put(PHOTO, "jpg")
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(file.read_bytes()[:-3] + b"???")

    with pytest.raises(MediaDamagedError):
        store.get(media)


def test_switched_on_late_what_lies_there_is_encrypted_once(
    open_database: OpenDatabase, database_url: str, tmp_path: Path
) -> None:
    _keep(open_database(None))
    media = FileMediaStore(tmp_path / "photos").put(PHOTO, "jpg")
    database, store = open_database(_vault()), FileMediaStore(tmp_path / "photos", _vault())

    first = seal_what_is_kept(database, store, _vault())
    again = seal_what_is_kept(database, store, _vault())

    with database.unit_of_work() as work:
        kept = work.visits.get(FIRST)
    assert (first, again) == (Sealed(1, 1), Sealed(0, 0))
    assert _columns(database_url)[:3] == (None, None, None)
    assert kept.mbti is Mbti.ESTJ
    assert store.get(media) == PHOTO


def test_without_a_key_nothing_is_changed(open_database: OpenDatabase, database_url: str, tmp_path: Path) -> None:
    _keep(open_database(None))
    store = FileMediaStore(tmp_path / "photos", _vault(None))

    with pytest.raises(SealKeyMissingError):
        seal_what_is_kept(open_database(_vault(None)), store, _vault(None))

    assert _columns(database_url)[0] == "ESTJ"
