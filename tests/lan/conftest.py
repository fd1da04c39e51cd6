"""A served network for each test that asks for one."""

from collections.abc import Callable, Iterator

import pytest

from tests.lan.served import Served


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Starts servers with the given fields of ``Served``; all are stopped at the end."""
    started: list[Served] = []

    def start(**fields: object) -> Served:
        served = Served(**fields)  # type: ignore[arg-type]  # the tests' own fields
        started.append(served)
        served.start()
        return served

    yield start

    for served in started:
        served.judge.release()
        served.server.stop()


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    return serve()
