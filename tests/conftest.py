"""What every test shares: repeatable hypothesis runs, and logs that fail the test."""

import logging
import os
from collections.abc import Iterator

# The tests' processes share the cores already; the threads of a small model's layers would only wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes.log_watch import LogWatch

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
