"""Deletes what is over while the window runs: behind the first page, then daily, and never on a guest's time."""

import logging

from PySide6.QtCore import QObject, QTimer, Slot

from alphamale_desktop.application.purge_expired import Purged
from alphamale_desktop.application.retention_watch import RetentionWatch
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices

LOOK_MS = 5 * 60 * 1_000
"""Between two looks at the clock on the wall. A timer does not run while the computer sleeps, so it must be short."""

logger = logging.getLogger(__name__)


class Retention(QObject):
    """GUI thread; the work itself has a thread of its own. A failure is logged and tried again, no guest sees it."""

    def __init__(self, services: BoothServices, pools: Pools, parent: QObject) -> None:
        super().__init__(parent)
        self._purge = services.purge
        self._clock = services.clock
        self._pools = pools
        self._watch = RetentionWatch()
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_busy(self) -> bool:
        """Deleting just now."""
        return self._job is not None

    @Slot()
    def begin(self) -> None:
        """The first look, and one every few minutes from now on."""
        if self._purge is None:
            return
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Deletes what is over, where that is due and not under way already."""
        purge = self._purge
        if purge is None or self._job is not None or not self._watch.is_due(self._clock.now()):
            return
        self._job = job = Job(purge, self)
        job.succeeded.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.start(self._pools.upkeep)

    def shut_down(self) -> None:
        """What was deleted stays deleted; the rest goes at the next start. Call before the pools drain."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_done(self, purged: Purged) -> None:
        self._job = None
        self._watch = self._watch.done(self._clock.now())
        counts = (purged.visits, purged.orphans, purged.leftovers)
        logger.info("deleted what was over: %d visits, %d photos without a visit, %d half-written files", *counts)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self._watch = self._watch.failed(self._clock.now())
        logger.warning("what is over could not be deleted, trying again: %s", failure.code)
