"""The same database tests on SQLite and on PostgreSQL, and the same contract for the fakes."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.storage.catalog_seed import read_seed
from alphamale_desktop.storage.database import Database, sqlite_url
from tests.fakes.memory_storage import MemoryStorage
from tests.storage.fleet_kiosk import NewKiosk, made_kiosks
from tests.storage.postgres_server import PostgresServer
from tests.storage.samples import SHIPPED_CATALOG


@pytest.fixture(params=["sqlite", "postgres"])
def new_database(request: pytest.FixtureRequest, sqlite_file: Path) -> Iterator[Database]:
    """A database that nothing was ever written to."""
    if request.param == "sqlite":
        url = sqlite_url(sqlite_file)
    else:
        url = cast(PostgresServer, request.getfixturevalue("postgres")).new_database()
    with closing(Database(url)) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, sqlite_file: Path) -> str:
    """Upgraded, with the catalog that ships."""
    return _upgraded(request, sqlite_file)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Upgraded, with the catalog that ships."""
    with closing(Database(database_url)) as database:
        yield database


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """Where an SQLite test puts its database; nothing is there yet."""
    return tmp_path / "data" / "alphamale.db"


@pytest.fixture
def sqlite_database(sqlite_file: Path, upgraded_sqlite: Path) -> Iterator[Database]:
    """Upgraded, with the catalog that ships, in ``sqlite_file``."""
    with closing(Database(_copy_of(upgraded_sqlite, sqlite_file))) as database:
        yield database


@pytest.fixture
def server_url(postgres: PostgresServer, upgraded_postgres: str) -> str:
    """A fleet's server that nobody has written to."""
    return postgres.new_database(template=upgraded_postgres)


@pytest.fixture
def new_kiosk(tmp_path: Path, upgraded_sqlite: Path, server_url: str) -> Iterator[NewKiosk]:
    """Makes kiosks of one fleet."""
    yield from made_kiosks(tmp_path, upgraded_sqlite, server_url)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def work(request: pytest.FixtureRequest, sqlite_file: Path) -> Iterator[UnitOfWorkFactory]:
    """Units of work on each kind of storage, all with the catalog that ships."""
    if request.param == "memory":
        seed = read_seed(SHIPPED_CATALOG)
        people = [
            Celebrity(person.rank, person.name, person.face_type, person.rank, name_en=person.name_en)
            for person in seed.people
        ]
        yield MemoryStorage(people, seed.words).unit_of_work
        return
    with closing(Database(_upgraded(request, sqlite_file))) as database:
        yield database.unit_of_work


def _upgraded(request: pytest.FixtureRequest, sqlite_file: Path) -> str:
    if request.param == "sqlite":
        return _copy_of(request.getfixturevalue("upgraded_sqlite"), sqlite_file)
    server = cast(PostgresServer, request.getfixturevalue("postgres"))
    return server.new_database(template=request.getfixturevalue("upgraded_postgres"))


def _copy_of(upgraded: Path, file: Path) -> str:
    file.parent.mkdir(mode=0o700)
    shutil.copy(upgraded, file)
    return sqlite_url(file)
