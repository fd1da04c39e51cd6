"""What is over is deleted while the window runs."""

import logging
import threading
from collections.abc import Callable

import pytest

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.purge_expired import Purged
from alphamale_desktop.domain.errors import AlphaMaleError, DatabaseBusyError, WeightsMissingError
from tests.fakes.log_watch import LogWatch
from tests.ui.booth import Booth
from tests.ui.core import Core, wait
from tests.ui.fake_services import Backstage

OpenCore = Callable[..., Core]
DAY_S = 24 * 3600


class Purge:
    """Counts its calls; fails as it is told."""

    def __init__(self, error: AlphaMaleError | None = None) -> None:
        self.error = error
        self.calls = 0
        self.threads: set[int] = set()

    def __call__(self, cancel: Cancel) -> Purged:
        self.threads.add(threading.get_ident())
        self.calls += 1
        if self.error is not None:
            raise self.error
        return Purged(2, 1, 0)


def _idle(core: Core) -> None:
    """Until the last purge has been told of."""
    wait(lambda: not core.models.retention.is_busy)


def test_the_window_deletes_what_is_over_at_its_start_off_the_gui_thread(
    open_booth: Callable[..., Booth], backstage: Backstage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "alphamale_desktop.ui.retention")
    backstage.purge = purge = Purge()

    booth = open_booth()
    booth.wait(lambda: bool(caplog.messages))

    assert purge.calls == 1
    assert threading.get_ident() not in purge.threads
    assert caplog.messages == ["deleted what was over: 2 visits, 1 photos without a visit, 0 half-written files"]


def test_it_does_so_too_when_the_models_do_not_load(open_core: OpenCore, backstage: Backstage) -> None:
    backstage.load_error = WeightsMissingError(file="gate.safetensors")
    backstage.purge = purge = Purge()
    core = open_core()

    core.models.shell.begin()
    wait(lambda: purge.calls == 1)

    assert core.models.board.notice.is_trouble


def test_a_day_later_it_does_so_again_and_not_before(open_core: OpenCore, backstage: Backstage) -> None:
    backstage.purge = purge = Purge()
    core = open_core()
    core.models.retention.begin()
    _idle(core)

    backstage.clock.advance(DAY_S - 1)
    core.models.retention.look()
    early = purge.calls
    backstage.clock.advance(1)
    core.models.retention.look()
    _idle(core)

    assert (early, purge.calls) == (1, 2)


def test_a_failure_is_logged_tried_again_and_hidden_from_guests(
    open_core: OpenCore, backstage: Backstage, log_watch: LogWatch
) -> None:
    log_watch.expect("could not be deleted, trying again: database_busy")
    backstage.purge = purge = Purge(DatabaseBusyError())
    core = open_core()
    core.models.retention.begin()
    _idle(core)
    shown = core.models.board.notice.text
    purge.error = None

    backstage.clock.advance(600)
    core.models.retention.look()
    _idle(core)

    assert shown == ""
    assert purge.calls == 2


def test_closing_the_window_stops_it_in_the_middle(open_core: OpenCore, backstage: Backstage) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(cancel: Cancel) -> Purged:
        begun.set()
        try:
            while True:
                cancel.check()
        finally:
            ended.set()

    backstage.purge = endless
    core = open_core()
    core.models.retention.begin()
    wait(begun.is_set)

    core.models.close()

    assert ended.is_set()
