import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.errors import CancelledByUserError
from tests.fakes.clock import FakeClock
from tests.fakes.vision import FakeDecoder, FakeGate, FakeTyper

PATIENCE_S = 30


def test_work_that_nobody_stopped_goes_on() -> None:
    cancel = Cancel()

    cancel.check()

    assert not cancel.is_asked


def test_asking_twice_is_as_good_as_once() -> None:
    cancel = Cancel()

    cancel.ask()
    cancel.ask()

    with pytest.raises(CancelledByUserError):
        cancel.check()
    assert cancel.is_asked


def test_work_on_one_thread_is_stopped_from_another() -> None:
    cancel, gate_runs, was_asked = Cancel(), threading.Event(), threading.Event()

    def look_slowly() -> None:
        gate_runs.set()
        assert was_asked.wait(PATIENCE_S)

    typer = FakeTyper()
    work = AnalysePhoto(FakeDecoder(), FakeGate(meanwhile=look_slowly), typer, FakeClock())
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work, b"photo", cancel)
        assert gate_runs.wait(PATIENCE_S)

        cancel.ask()
        was_asked.set()

        with pytest.raises(CancelledByUserError):
            running.result(PATIENCE_S)
    assert typer.typed == []


def test_stopping_one_piece_of_work_leaves_the_others_alone() -> None:
    one, other = Cancel(), Cancel()

    one.ask()

    other.check()
    assert (one.is_asked, other.is_asked) == (True, False)
