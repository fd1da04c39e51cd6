"""What every test shares: repeatable hypothesis runs, logs that fail the test, one PostgreSQL server."""

import logging
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

# The tests' processes share the cores already; the threads of a small model's layers would only wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes.clock import NOON
from tests.fakes.log_watch import LogWatch

if TYPE_CHECKING:
    from tests.storage.postgres_server import PostgresServer

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("thorough", parent=settings.get_profile("repeatable"), derandomize=False, max_examples=2_000)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fails the test on a log record of level WARNING or above that it did not ``expect``."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)

    yield watch

    root.removeHandler(watch)
    if watch.complaints:
        pytest.fail("\n".join(watch.complaints), pytrace=False)


@pytest.fixture(scope="session")
def postgres() -> "Iterator[PostgresServer]":
    """A real server, the same for all tests of a run: each makes databases of its own."""
    # Imported here: most runs of a single test need no database.
    from tests.storage.postgres_server import PostgresServer, PostgresUnavailableError

    try:
        server = PostgresServer.started()
    except PostgresUnavailableError as reason:
        pytest.skip(str(reason))

    yield server

    server.stop()


@pytest.fixture(scope="session")
def upgraded_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to copy: upgraded, with the catalog that ships."""
    from alphamale_desktop.storage.database import sqlite_url

    file = tmp_path_factory.mktemp("upgraded") / "alphamale.db"
    _upgrade(sqlite_url(file))
    return file


@pytest.fixture(scope="session")
def upgraded_postgres(postgres: "PostgresServer") -> str:
    """The name of a database to copy: upgraded, with the catalog that ships."""
    url = postgres.new_database()
    _upgrade(url)
    return url.rpartition("/")[2]


def _upgrade(url: str) -> None:
    from alphamale_desktop.storage.database import Database
    from tests.storage.samples import SHIPPED_CATALOG

    with closing(Database(url)) as database:
        database.upgrade(SHIPPED_CATALOG, NOON)
