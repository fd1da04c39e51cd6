"""What goes wrong with a database is said in this program's own errors, and never with a password."""

import os
import socket
import sqlite3
import stat
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from alphamale_desktop.domain.errors import (
    DatabaseAddressError,
    DatabaseBrokenError,
    DatabaseBusyError,
    DatabaseReadOnlyError,
    DatabaseUnreachableError,
    DiskFullError,
    StorageError,
)
from alphamale_desktop.domain.stored_visit import HistoryQuery
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.sqlite_engine import translate_sqlite_errors
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.postgres_server import PostgresServer
from tests.storage.samples import SHIPPED_CATALOG, visit

NOBODY = 65_534


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Root may write anywhere; for the block we are somebody who may not."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_file(upgraded_sqlite: Path) -> Iterator[Path]:
    """An upgraded database that anybody may read, in a folder that anybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "alphamale.db"
        file.write_bytes(upgraded_sqlite.read_bytes())
        file.chmod(0o644)
        Path(folder).chmod(0o755)
        yield file


def add_a_visit(database: Database) -> None:
    with database.unit_of_work() as unit:
        unit.visits.add(visit(CountingIds().new_id()))
        unit.commit()


def upgrade(database: Database) -> None:
    database.upgrade(SHIPPED_CATALOG, NOON)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://me:s3cret@host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://",
        "postgresql://me:s3cret@host:port/db",
        "postgresql://me:s3cret@host",
    ],
)
def test_a_url_that_names_no_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseAddressError) as caught:
        Database(url)

    assert "s3cret" not in "".join(traceback.format_exception(caught.value))


def test_an_sqlite_file_that_is_no_database_is_broken_and_stays_as_it_is(sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir()
    sqlite_file.write_text("Dear diary, " * 100, encoding="utf-8")

    with closing(Database(sqlite_url(sqlite_file))) as database, pytest.raises(DatabaseBrokenError) as caught:
        upgrade(database)

    assert caught.value.details == {"database": str(sqlite_file)}
    assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)
    assert sqlite_file.read_text(encoding="utf-8") == "Dear diary, " * 100


def test_a_damaged_database_is_broken(sqlite_database: Database, sqlite_file: Path) -> None:
    sqlite_database.close()
    whole = sqlite_file.read_bytes()
    sqlite_file.write_bytes(whole[:4_096] + os.urandom(len(whole) - 4_096))

    with pytest.raises(DatabaseBrokenError):
        add_a_visit(sqlite_database)


def test_a_folder_in_the_databases_place_is_broken(tmp_path: Path) -> None:
    with closing(Database(sqlite_url(tmp_path))) as database, pytest.raises(DatabaseBrokenError):
        upgrade(database)


def test_a_database_that_is_not_there_is_not_made_by_asking_it(sqlite_file: Path) -> None:
    with closing(Database(sqlite_url(sqlite_file))) as database, pytest.raises(DatabaseBrokenError):
        add_a_visit(database)

    assert not sqlite_file.exists()


def test_a_row_that_cannot_be_is_a_broken_database(sqlite_database: Database, sqlite_file: Path) -> None:
    add_a_visit(sqlite_database)
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute("UPDATE user_tbl SET p_alpha = 1, p_beta = 1")
        connection.commit()

    with sqlite_database.unit_of_work() as unit, pytest.raises(DatabaseBrokenError):
        unit.visits.find(HistoryQuery())


def test_a_full_disk_is_said(sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir()
    engine = create_engine(sqlite_url(sqlite_file))
    translate_sqlite_errors(engine, sqlite_file)

    with closing(engine.connect()) as connection:
        connection.execute(text("PRAGMA max_page_count = 3"))
        with pytest.raises(DiskFullError):
            connection.execute(text("CREATE TABLE big AS SELECT randomblob(100000) AS bytes"))

    engine.dispose()


@pytest.mark.parametrize(("free_bytes", "meaning"), [(4_096, DiskFullError), (1 << 30, DatabaseBrokenError)])
def test_where_there_is_no_room_for_its_log_no_database_is_called_damaged(
    tmp_path: Path, free_bytes: int, meaning: type[StorageError]
) -> None:
    def connect() -> sqlite3.Connection:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise error

    engine = create_engine("sqlite+pysqlite://", creator=connect)
    translate_sqlite_errors(engine, tmp_path / "alphamale.db", lambda _: free_bytes)

    with pytest.raises(meaning):
        engine.connect()


def test_an_upgrade_that_waits_too_long_says_busy(sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir()
    with closing(sqlite3.connect(sqlite_file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")

        with (
            closing(Database(sqlite_url(sqlite_file), lock_timeout_s=0.02)) as database,
            pytest.raises(DatabaseBusyError),
        ):
            upgrade(database)


def test_a_file_marked_read_only_can_be_read_and_is_not_written(sqlite_database: Database, sqlite_file: Path) -> None:
    add_a_visit(sqlite_database)
    sqlite_database.close()
    sqlite_file.chmod(0o444)
    before = sqlite_file.read_bytes()

    upgrade(sqlite_database)
    with sqlite_database.unit_of_work() as unit:
        seen = unit.visits.find(HistoryQuery())
    with sqlite_database.unit_of_work() as unit, pytest.raises(DatabaseReadOnlyError) as caught:
        unit.visits.delete(seen[0].visit_id)

    assert len(seen) == 1
    assert caught.value.details == {"database": str(sqlite_file)}
    assert sqlite_file.read_bytes() == before


def test_a_folder_marked_read_only_gets_no_new_database(sqlite_file: Path) -> None:
    sqlite_file.parent.mkdir(mode=0o555)

    with closing(Database(sqlite_url(sqlite_file))) as database, pytest.raises(DatabaseReadOnlyError):
        upgrade(database)

    assert list(sqlite_file.parent.iterdir()) == []


def test_somebody_elses_database_cannot_be_written(public_file: Path) -> None:
    with (
        as_ordinary_user(),
        closing(Database(sqlite_url(public_file))) as database,
        pytest.raises(DatabaseReadOnlyError) as caught,
    ):
        add_a_visit(database)

    assert caught.value.details == {"database": str(public_file)}


def test_somebody_elses_folder_gets_no_new_database(public_file: Path) -> None:
    folder = public_file.parent / "mine"

    with (
        as_ordinary_user(),
        closing(Database(sqlite_url(folder / "alphamale.db"))) as database,
        pytest.raises(DatabaseReadOnlyError),
    ):
        upgrade(database)

    assert not folder.exists()


def test_a_database_that_may_not_be_read_is_refused(public_file: Path) -> None:
    public_file.chmod(0o600)

    with (
        as_ordinary_user(),
        closing(Database(sqlite_url(public_file))) as database,
        pytest.raises(DatabaseReadOnlyError),
    ):
        upgrade(database)

    assert stat.S_IMODE(public_file.stat().st_mode) == 0o600


def test_a_server_that_does_not_answer_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://me:s3cret@127.0.0.1:{taken.getsockname()[1]}/alphamale"

        with closing(Database(url)) as database, pytest.raises(DatabaseUnreachableError) as caught:
            upgrade(database)

    assert caught.value.details == {"database": url.partition("@")[2]}
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "url_of",
    [
        lambda server: server.url("postgres", password="wr0ng-s3cret"),
        lambda server: server.url("postgres", user="stranger", password="wr0ng-s3cret"),
        lambda server: server.url("no_such_database"),
    ],
    ids=["wrong password", "unknown user", "no such database"],
)
def test_a_server_that_lets_us_not_in_is_unreachable(
    postgres: PostgresServer, url_of: Callable[[PostgresServer], str]
) -> None:
    with closing(Database(url_of(postgres))) as database, pytest.raises(DatabaseUnreachableError) as caught:
        upgrade(database)

    shown = "".join(traceback.format_exception(caught.value))
    assert "wr0ng-s3cret" not in shown
    assert postgres.password not in shown


def test_a_server_that_only_reads_is_read_only(postgres: PostgresServer, upgraded_postgres: str) -> None:
    url = postgres.new_database(template=upgraded_postgres)
    name = sql.Identifier(url.rpartition("/")[2])
    postgres.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))

    with closing(Database(url)) as database:
        upgrade(database)

        with pytest.raises(DatabaseReadOnlyError):
            add_a_visit(database)


def test_a_server_that_cut_all_connections_is_found_again(postgres: PostgresServer, upgraded_postgres: str) -> None:
    url = postgres.new_database(template=upgraded_postgres)
    cut = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    with closing(Database(url)) as database:
        add_a_visit(database)

        postgres.execute(cut.format(sql.Literal(url.rpartition("/")[2])))

        with database.unit_of_work() as unit:
            assert len(unit.visits.find(HistoryQuery())) == 1


def test_a_connection_cut_amid_a_visit_is_an_unreachable_server(
    postgres: PostgresServer, upgraded_postgres: str
) -> None:
    url = postgres.new_database(template=upgraded_postgres)
    cut = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    with closing(Database(url)) as database:
        with database.unit_of_work() as unit:
            unit.visits.add(visit(CountingIds().new_id()))

            postgres.execute(cut.format(sql.Literal(url.rpartition("/")[2])))

            with pytest.raises(DatabaseUnreachableError):
                unit.commit()

        with database.unit_of_work() as unit:
            assert unit.visits.find(HistoryQuery()) == []


def test_no_error_shows_what_a_guest_entered(database: Database) -> None:
    kept = visit(CountingIds().new_id())
    impossible = replace(kept, expires_at=kept.created_at)

    with database.unit_of_work() as unit, pytest.raises(IntegrityError) as caught:
        unit.visits.add(impossible)

    shown = "".join(traceback.format_exception(caught.value))
    assert "ck_user_tbl_retention" in shown
    assert "1998" not in shown
    assert "ESTJ" not in shown


@pytest.mark.parametrize("state", ["53200", "58030", "57P03", "08006"])
def test_a_server_that_is_in_trouble_itself_counts_as_away(server_url: str, state: str) -> None:
    fails = text(f"DO $$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '{state}'; END $$")

    with (
        closing(Database(server_url)) as database,
        database.session() as session,
        pytest.raises(DatabaseUnreachableError),
    ):
        session.execute(fails)
