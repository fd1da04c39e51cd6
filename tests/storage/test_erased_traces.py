"""What a guest had deleted is in none of the database's files, not in its log either."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.storage.sealing import Sealed, seal_what_is_kept
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.write_ahead_log import empty_log
from tests.fakes.clock import FakeClock
from tests.fakes.memory_storage import MemoryMediaStore
from tests.storage.samples import visit

GONE, STAYS = UUID("0198c2f4-5b7e-7c31-9a52-3f0d4c8be001"), UUID("0198c2f4-5b7e-7c31-9a52-3f0d4c8be002")
BORN = b"1998-11-10"


@pytest.fixture
def erase(sqlite_database: Database) -> EraseVisit:
    return EraseVisit(sqlite_database.unit_of_work, MemoryMediaStore(), FakeClock())


def keep(database: Database, *ids: UUID) -> None:
    for visit_id in ids:
        with database.unit_of_work() as work:
            work.visits.add(visit(visit_id))
            work.commit()


def holds(folder: Path, trace: bytes) -> list[str]:
    """Which of the database's files hold it."""
    return [file.name for file in sorted(folder.glob("alphamale.db*")) if trace in file.read_bytes()]


def test_an_erased_guest_is_in_no_file_of_a_program_that_goes_on(
    sqlite_database: Database, erase: EraseVisit, sqlite_file: Path
) -> None:
    keep(sqlite_database, GONE, STAYS)
    before = holds(sqlite_file.parent, GONE.hex.encode())

    erase(GONE)

    assert before == ["alphamale.db-wal"]
    assert holds(sqlite_file.parent, GONE.hex.encode()) == []
    assert holds(sqlite_file.parent, STAYS.hex.encode()) == ["alphamale.db"]


def test_who_is_reading_meanwhile_holds_up_no_erasure(
    sqlite_database: Database, erase: EraseVisit, sqlite_file: Path
) -> None:
    keep(sqlite_database, GONE, STAYS)

    with sqlite_database.session() as reader:
        reader.execute(text("SELECT count(*) FROM user_tbl")).one()
        erase(GONE)
        meanwhile = holds(sqlite_file.parent, GONE.hex.encode())
    erase(STAYS)

    assert meanwhile == ["alphamale.db-wal"]
    assert holds(sqlite_file.parent, GONE.hex.encode()) == []


def test_entries_that_are_encrypted_later_leave_nothing_in_clear(
    sqlite_database: Database, sqlite_file: Path, tmp_path: Path
) -> None:
    keep(sqlite_database, STAYS)
    before = holds(sqlite_file.parent, BORN)
    vault = Vault(lambda: bytes(32), lambda: bytes(32), encrypts=True)

    sealed = seal_what_is_kept(sqlite_database, FileMediaStore(tmp_path / "photos"), vault)

    assert before == ["alphamale.db-wal"]
    assert sealed == Sealed(1, 0)
    assert holds(sqlite_file.parent, BORN) == []


def test_another_engine_has_no_such_log(database: Database) -> None:
    with database.session() as session:
        engine = session.connection().engine

    assert empty_log(engine)


def test_a_photo_that_is_erased_while_it_is_encrypted_stays_gone(tmp_path: Path) -> None:
    plain = FileMediaStore(tmp_path)
    photo = plain.put(b"a photo", "jpg")

    class ErasingVault(Vault):
        def seal(self, data: bytes, about: str) -> bytes:
            plain.delete(photo)
            return super().seal(data, about)

    sealing = FileMediaStore(tmp_path, ErasingVault(lambda: bytes(32), lambda: bytes(32), encrypts=True))
    is_sealed = sealing.seal(photo.digest)

    assert not is_sealed
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
