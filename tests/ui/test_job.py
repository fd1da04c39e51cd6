import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool
from PySide6.QtWidgets import QApplication

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.errors import FileTooLargeError
from alphamale_desktop.ui.job import Failure, Job
from tests.fakes.log_watch import LogWatch
from tests.ui.core import wait


class _Owner(QObject):
    """Collects a job's signals and the thread on which they came."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: list[QThread] = []

    def watch(self, job: Job) -> Job:
        job.succeeded.connect(lambda value: self._hear("succeeded", value))
        job.failed.connect(lambda failure: self._hear("failed", failure))
        job.cancelled.connect(lambda: self._hear("cancelled", None))
        return job

    def _hear(self, name: str, value: object) -> None:
        self.heard.append((name, value))
        self.threads.append(QThread.currentThread())


@pytest.fixture
def pool(app: QApplication) -> Iterator[QThreadPool]:
    pool = QThreadPool()

    yield pool

    assert pool.waitForDone(10_000)


@pytest.fixture
def owner(pool: QThreadPool) -> Iterator[_Owner]:
    owner = _Owner()

    yield owner

    # The jobs' connections hold their owner: without this a dying job would take its own parent along.
    assert pool.waitForDone(10_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_result_comes_back_on_the_owners_thread(pool: QThreadPool, owner: _Owner) -> None:
    worker: list[int] = []

    def work(_: Cancel) -> object:
        worker.append(threading.get_ident())
        return 7

    job = owner.watch(Job(work, owner))

    job.start(pool)
    wait(lambda: bool(owner.heard))

    assert owner.heard == [("succeeded", 7)]
    assert owner.threads == [owner.thread()]
    assert worker != [threading.get_ident()]


def test_an_expected_failure_keeps_code_and_values(pool: QThreadPool, owner: _Owner) -> None:
    def work(_: Cancel) -> object:
        raise FileTooLargeError(size_mb=70, limit_mb=64)

    owner.watch(Job(work, owner)).start(pool)
    wait(lambda: bool(owner.heard))

    assert owner.heard == [("failed", Failure("file_too_large", {"size_mb": 70, "limit_mb": 64}))]


def test_an_unexpected_failure_is_logged_with_its_traceback(
    pool: QThreadPool, owner: _Owner, log_watch: LogWatch
) -> None:
    log_watch.expect("background work failed")

    def work(_: Cancel) -> object:
        raise ZeroDivisionError

    owner.watch(Job(work, owner)).start(pool)
    wait(lambda: bool(owner.heard))

    assert owner.heard == [("failed", Failure("unexpected"))]


def test_a_job_that_was_cancelled_before_it_ran_does_no_work(pool: QThreadPool, owner: _Owner) -> None:
    done: list[int] = []
    job = owner.watch(Job(lambda _: done.append(1), owner))

    job.cancel()
    job.start(pool)
    wait(lambda: bool(owner.heard))

    assert owner.heard == [("cancelled", None)]
    assert not done


def _cancel_midway(pool: QThreadPool, owner: _Owner, end: Callable[[], object]) -> None:
    """Cancels a job whose work has begun and ends with ``end`` after that; until its owner hears of it."""
    begun, may_end = threading.Event(), threading.Event()

    def work(_: Cancel) -> object:
        begun.set()
        may_end.wait(10)
        return end()

    job = owner.watch(Job(work, owner))
    job.start(pool)
    begun.wait(10)
    job.cancel()
    may_end.set()
    wait(lambda: bool(owner.heard))


def test_an_answer_that_comes_after_the_cancel_is_dropped(pool: QThreadPool, owner: _Owner) -> None:
    _cancel_midway(pool, owner, lambda: "late")

    assert owner.heard == [("cancelled", None)]


def test_a_failure_that_comes_after_the_cancel_is_nobodys(pool: QThreadPool, owner: _Owner) -> None:
    def fail() -> object:
        raise FileTooLargeError(size_mb=70, limit_mb=64)

    _cancel_midway(pool, owner, fail)

    assert owner.heard == [("cancelled", None)]


def test_a_defect_that_shows_after_the_cancel_is_still_logged(
    pool: QThreadPool, owner: _Owner, log_watch: LogWatch
) -> None:
    log_watch.expect("background work failed")

    def break_down() -> object:
        raise ZeroDivisionError

    _cancel_midway(pool, owner, break_down)

    assert owner.heard == [("cancelled", None)]


def test_a_finished_job_lets_go_of_what_its_work_held(pool: QThreadPool, owner: _Owner) -> None:
    class Photo:
        pass

    photo = Photo()
    gone = weakref.ref(photo)
    job = owner.watch(Job(lambda _, held=photo: held is not None, owner))  # type: ignore[misc]
    del photo

    job.start(pool)
    wait(lambda: bool(owner.heard))
    pool.waitForDone(10_000)
    gc.collect()

    assert gone() is None
