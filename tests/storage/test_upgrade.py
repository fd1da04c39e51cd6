"""The program's tables come by migrations: on a new database, an older one, a newer one, a foreign one."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Inspector, inspect, text

from alphamale_desktop.domain.errors import DatabaseBrokenError, DatabaseTooNewError
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.catalog_dump import CATALOG_TABLES
from alphamale_desktop.storage.database import Database, Upgraded, sqlite_url
from alphamale_desktop.storage.engines import make_migration_engine, parse_url
from alphamale_desktop.storage.migration import migrate_down, migrate_up
from alphamale_desktop.storage.schema_history import CATALOG_REVISIONS, SHIPPED_HISTORY, VERSION_TABLE, SchemaHistory
from alphamale_desktop.storage.table_root import Row
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.postgres_server import PostgresServer
from tests.storage.samples import SHIPPED_CATALOG, visit

HEAD = SHIPPED_HISTORY.head
NEXT = f"{int(HEAD) + 1:04d}"
ROOT = Path(__file__).resolve().parents[2]

NEXT_REVISION = f'''
"""Adds a column the hard way: SQLite copies the table, drops the old one and renames the copy."""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"

def upgrade() -> None:
    is_sqlite = op.get_context().dialect.name == "sqlite"
    with op.batch_alter_table("user_tbl", recreate="always" if is_sqlite else "never") as table:
        table.add_column(sa.Column("event", sa.String(), nullable=False, server_default="none"))
    {{last_step}}

def downgrade() -> None:
    with op.batch_alter_table("user_tbl") as table:
        table.drop_column("event")
'''


def history_with_next(folder: Path, last_step: str = "") -> SchemaHistory:
    """The program's history and one revision more, which rebuilds the table of visits."""
    shutil.copytree(SHIPPED_HISTORY.folder, folder)
    (folder / "versions" / "r_next.py").write_text(NEXT_REVISION.format(last_step=last_step), encoding="utf-8")
    return SchemaHistory(folder, NEXT)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, sqlite_file: Path) -> str:
    """A new database; its folder is there."""
    if request.param == "sqlite":
        sqlite_file.parent.mkdir()
        sqlite_file.touch()
        return sqlite_url(sqlite_file)
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


def shape_of(connection: Connection) -> dict[str, object]:
    """Everything that a database knows of our tables, in comparable form."""
    inspector = inspect(connection)
    names = sorted(set(inspector.get_table_names()) - {VERSION_TABLE})
    return {name: _shape_of_table(inspector, name) for name in names}


def _shape_of_table(inspector: Inspector, name: str) -> dict[str, object]:
    columns = {
        column["name"]: (str(column["type"]), column["nullable"], str(column["default"]).replace(f"{name}_", ""))
        for column in inspector.get_columns(name)
    }
    return {
        "columns": columns,
        "primary key": inspector.get_pk_constraint(name),
        "foreign keys": sorted(map(repr, inspector.get_foreign_keys(name))),
        "unique": sorted(map(repr, inspector.get_unique_constraints(name))),
        "checks": sorted(map(repr, inspector.get_check_constraints(name))),
        "indexes": sorted(map(repr, inspector.get_indexes(name))),
    }


def migrated_engine(url: str) -> Engine:
    engine = make_migration_engine(parse_url(url), 5)
    with engine.begin() as connection:
        migrate_up(connection, SHIPPED_HISTORY)
    return engine


def test_the_named_head_is_the_newest_revision_and_the_only_one() -> None:
    heads = ScriptDirectory(str(SHIPPED_HISTORY.folder)).get_heads()

    assert heads == [HEAD]


def test_a_catalog_is_carried_between_revisions_that_leave_its_tables_alone() -> None:
    script = ScriptDirectory(str(SHIPPED_HISTORY.folder))
    touching = {
        one.revision
        for one in script.walk_revisions()
        if any(name in Path(one.path).read_text(encoding="utf-8") for name in (*CATALOG_TABLES, "male_tbl"))
    }

    last = max(touching)

    assert {one.revision for one in script.walk_revisions() if one.revision >= last} == CATALOG_REVISIONS


def test_migrations_lead_to_the_tables_that_the_program_describes(url: str) -> None:
    engine = migrated_engine(url)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        differences = compare_metadata(context, Row.metadata)
        migrated = shape_of(connection)
    with engine.begin() as connection:
        migrate_down(connection, SHIPPED_HISTORY, "base")
        Row.metadata.create_all(connection)
        described = shape_of(connection)

    assert differences == []
    assert len(migrated) == len(Row.metadata.tables)
    assert migrated == described


def test_going_down_leaves_nothing_and_up_again_brings_everything_back(url: str) -> None:
    engine = migrated_engine(url)

    with engine.begin() as connection:
        before = shape_of(connection)
        migrate_down(connection, SHIPPED_HISTORY, "base")
        emptied = shape_of(connection)
    with engine.begin() as connection:
        migrate_up(connection, SHIPPED_HISTORY)
        after = shape_of(connection)

    assert emptied == {}
    assert after == before


def test_a_new_database_gets_tables_and_catalog(new_database: Database) -> None:
    first = new_database.upgrade(SHIPPED_CATALOG, NOON)
    second = new_database.upgrade(SHIPPED_CATALOG, NOON)

    assert (first, first.changed_tables) == (Upgraded(None, HEAD), True)
    assert (second, second.changed_tables) == (Upgraded(HEAD, HEAD), False)
    with new_database.unit_of_work() as unit:
        assert len(unit.catalog.celebrities()) == 110


def test_several_programs_upgrade_a_new_database_at_once(url: str) -> None:
    def upgrade(_: int) -> Upgraded:
        with closing(Database(url)) as database:
            return database.upgrade(SHIPPED_CATALOG, NOON)

    with ThreadPoolExecutor(4) as pool:
        upgrades = list(pool.map(upgrade, range(4)))

    assert sum(upgrade.changed_tables for upgrade in upgrades) == 1
    with closing(Database(url)) as database, database.unit_of_work() as unit:
        assert len(unit.catalog.celebrities()) == 110


def test_an_older_database_is_upgraded_with_everything_in_it(url: str, tmp_path: Path) -> None:
    ids = CountingIds()
    kept = [visit(ids.new_id()), visit(ids.new_id())]
    with closing(Database(url)) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)
        with database.unit_of_work() as unit:
            for one in kept:
                unit.visits.add(one)
            unit.commit()

    with closing(Database(url, history=history_with_next(tmp_path / "next"))) as newer:
        upgraded = newer.upgrade(SHIPPED_CATALOG, NOON)

        assert (upgraded.found, upgraded.now) == (HEAD, NEXT)
        with newer.unit_of_work() as unit:
            assert unit.visits.find(HistoryQuery()) == kept[::-1]


def test_a_failed_upgrade_leaves_the_database_as_it_was(url: str, tmp_path: Path) -> None:
    kept = visit(CountingIds().new_id())
    broken = history_with_next(tmp_path / "next", last_step='op.execute("SELECT nonsense")')
    with closing(Database(url)) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)
        with database.unit_of_work() as unit:
            unit.visits.add(kept)
            unit.commit()

    with closing(Database(url, history=broken)) as newer, pytest.raises(DatabaseBrokenError):
        newer.upgrade(SHIPPED_CATALOG, NOON)

    with closing(Database(url)) as database:
        assert database.upgrade(SHIPPED_CATALOG, NOON) == Upgraded(HEAD, HEAD)
        with database.unit_of_work() as unit:
            assert unit.visits.get(kept.visit_id) == kept


def test_a_database_of_a_newer_version_is_refused_and_not_touched(url: str, tmp_path: Path) -> None:
    with closing(Database(url, history=history_with_next(tmp_path / "next"))) as newer:
        newer.upgrade(SHIPPED_CATALOG, NOON)

    with closing(Database(url)) as database, pytest.raises(DatabaseTooNewError) as caught:
        database.upgrade(SHIPPED_CATALOG, NOON)

    assert caught.value.details == {"found": NEXT, "known": HEAD}


def test_tables_of_the_same_names_that_are_not_ours_are_refused(url: str) -> None:
    engine = make_migration_engine(parse_url(url), 5)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE male_tbl (id INTEGER, dsc TEXT)"))

    with closing(Database(url)) as database, pytest.raises(DatabaseBrokenError):
        database.upgrade(SHIPPED_CATALOG, NOON)

    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["male_tbl"]


def test_before_tables_change_a_private_copy_is_made(sqlite_database: Database, sqlite_file: Path) -> None:
    kept = visit(CountingIds().new_id())
    with sqlite_database.unit_of_work() as unit:
        unit.visits.add(kept)
        unit.commit()
    folder = sqlite_file.parent

    with closing(Database(sqlite_url(sqlite_file), history=history_with_next(folder / "next"))) as newer:
        backup = newer.upgrade(SHIPPED_CATALOG, NOON).backup

    assert backup == folder / f"alphamale.db.{HEAD}-to-{NEXT}.bak"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(Database(sqlite_url(backup))) as before, before.unit_of_work() as unit:
        assert unit.visits.get(kept.visit_id) == kept


def test_a_copy_is_removed_after_a_week_with_the_guests_data_in_it(
    sqlite_database: Database, sqlite_file: Path
) -> None:
    backup = sqlite_file.with_name("alphamale.db.0001-to-0002.bak")
    backup.touch()
    made_at = NOON.fromtimestamp(backup.stat().st_mtime, tz=NOON.tzinfo)

    sqlite_database.upgrade(SHIPPED_CATALOG, made_at + timedelta(days=6, hours=23))
    is_there_within_the_week = backup.exists()
    sqlite_database.upgrade(SHIPPED_CATALOG, made_at + timedelta(days=7, seconds=1))

    assert is_there_within_the_week
    assert not backup.exists()


def test_database_files_and_folder_are_private(sqlite_file: Path) -> None:
    with closing(Database(sqlite_url(sqlite_file))) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)
        files = list(sqlite_file.parent.iterdir())
        modes = {stat.S_IMODE(file.stat().st_mode) for file in files}

    assert {file.name for file in files} >= {"alphamale.db", "alphamale.db-wal"}
    assert modes == {0o600}
    assert stat.S_IMODE(sqlite_file.parent.stat().st_mode) == 0o700


def test_a_path_with_signs_that_mean_something_in_urls_works(tmp_path: Path) -> None:
    file = tmp_path / "이름 with?odd#signs%20&" / "a;b.db"

    with closing(Database(sqlite_url(file))) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)

    assert file.stat().st_size > 0
    assert database.location == str(file)


def test_sqlite_keeps_a_journal_that_lets_readers_read_while_one_writes(
    sqlite_database: Database, sqlite_file: Path
) -> None:
    sqlite_database.upgrade(SHIPPED_CATALOG, NOON)

    with closing(sqlite3.connect(sqlite_file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_ordinary_start_on_sqlite_loads_neither_alembic_nor_the_servers_driver(
    sqlite_database: Database, sqlite_file: Path
) -> None:
    script = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from alphamale_desktop.storage.database import Database
database = Database({sqlite_url(sqlite_file)!r})
database.upgrade(Path({str(SHIPPED_CATALOG)!r}), datetime.now(UTC))
print(sorted({{"alembic", "psycopg"}} & set(sys.modules)))
"""

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
