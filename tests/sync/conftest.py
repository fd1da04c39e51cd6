"""A bucket of its own for each test, on one server."""

import itertools
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from alphamale_desktop.application.object_store_port import Content
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.sync.bandwidth import Bandwidth
from alphamale_desktop.sync.s3_store import AccessKey, S3Store, S3Target
from tests.storage.postgres_server import PostgresServer
from tests.sync.bucket_server import BucketServer, serving
from tests.sync.keys import KEY_ID, SECRET
from tests.sync.kiosk import Kiosk, KioskMaker

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def running_server() -> Iterator[BucketServer]:
    with serving() as server:
        yield server


@pytest.fixture
def server(running_server: BucketServer) -> Iterator[BucketServer]:
    """Without faults, and without memories of other tests."""
    running_server.plan = lambda asked: None
    running_server.asked.clear()

    yield running_server

    running_server.plan = lambda asked: None


@pytest.fixture
def bucket(server: BucketServer) -> str:
    name = f"bucket-{next(_numbers)}"
    server.new_bucket(name)
    server.asked.clear()
    return name


@pytest.fixture
def target(server: BucketServer, bucket: str) -> S3Target:
    return S3Target(
        bucket, endpoint=server.url, region="us-east-1", has_path_style=True, access_key=AccessKey(KEY_ID, SECRET)
    )


StoreMaker = Callable[..., S3Store]


class SharedSession:
    """One session for many clients, which spares each of them 0.1 s of reading what S3 is; one thread at a time."""

    def __init__(self) -> None:
        self._session = boto3.session.Session()
        self._lock = threading.Lock()

    def client(self, **options: Any) -> Any:
        with self._lock:
            return self._session.client("s3", **options)


@pytest.fixture(scope="session")
def shared_session() -> SharedSession:
    return SharedSession()


@pytest.fixture
def make_store(target: S3Target, shared_session: SharedSession) -> StoreMaker:
    """Makes a store on the test's bucket; keywords change the target."""

    def make(bandwidth: Bandwidth | None = None, **changes: object) -> S3Store:
        clock = SystemClock()
        changed = replace(target, **changes)  # type: ignore[arg-type]  # any of the target's fields
        # A session remembers the credentials that it found: who looks for them himself gets his own.
        new_client = shared_session.client if changed.access_key is not None else None
        return S3Store(changed, clock, bandwidth or Bandwidth(None, clock, lambda _: None), new_client)

    return make


@pytest.fixture
def store(make_store: StoreMaker) -> S3Store:
    return make_store()


def jpeg(size: int = 200_000) -> Content:
    return Content(bytes(n * n % 251 for n in range(size)), "image/jpeg")


def carry_on() -> None:
    """Nothing speaks against sending on."""


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Upgraded, with the catalog that ships."""
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        return server.new_database(template=request.getfixturevalue("upgraded_postgres"))
    file = tmp_path / "alphamale.db"
    shutil.copy(request.getfixturevalue("upgraded_sqlite"), file)
    return sqlite_url(file)


@pytest.fixture
def make_kiosk(database_url: str, make_store: StoreMaker) -> Iterator[KioskMaker]:
    """Kiosks on one database; keywords change one."""
    with closing(Database(database_url)) as database:
        yield lambda **changes: Kiosk(database, **{"store": make_store(), **changes})


@pytest.fixture
def kiosk(make_kiosk: KioskMaker) -> Kiosk:
    return make_kiosk()
