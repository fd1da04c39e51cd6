"""Going back to an older program: its tables again, its rows kept, a copy made before."""

from contextlib import closing
from pathlib import Path

import pytest

from alphamale_desktop.domain.errors import DatabaseTooNewError, RevisionUnknownError
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.schema_history import SHIPPED_HISTORY, SchemaHistory
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.samples import SHIPPED_CATALOG, visit
from tests.storage.test_upgrade import history_with_next


def a_newer_program_ran(url: str, folder: Path) -> SchemaHistory:
    newer = history_with_next(folder)
    with closing(Database(url)) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)
        with database.unit_of_work() as work:
            work.visits.add(visit(CountingIds().new_id()))
            work.commit()
    with closing(Database(url, history=newer)) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)
    return newer


def test_after_a_downgrade_the_older_program_finds_every_visit(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "booth.db")
    newer = a_newer_program_ran(url, tmp_path / "history")
    with closing(Database(url)) as older, pytest.raises(DatabaseTooNewError):
        older.upgrade(SHIPPED_CATALOG, NOON)

    with closing(Database(url, history=newer)) as database:
        backup = database.downgrade(SHIPPED_HISTORY.head)

    with closing(Database(url)) as older:
        assert not older.upgrade(SHIPPED_CATALOG, NOON).changed_tables
        with older.unit_of_work() as work:
            assert len(work.visits.find(HistoryQuery())) == 1
    assert backup is not None
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_form_that_nobody_knows_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "booth.db")
    with closing(Database(url)) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)

        with pytest.raises(RevisionUnknownError):
            database.downgrade("9999")

        assert not database.upgrade(SHIPPED_CATALOG, NOON).changed_tables
    assert list(tmp_path.glob("*.bak")) == []
