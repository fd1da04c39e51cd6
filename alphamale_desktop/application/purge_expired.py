"""Deletes what was promised to be gone, and photos that nobody refers to."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.ports import Clock, MediaFile, MediaStore, UnitOfWorkFactory
from alphamale_desktop.domain.errors import VisitNotFoundError

logger = logging.getLogger(__name__)

_AT_ONCE = 100
_ORPHAN_AGE = timedelta(hours=1)
"""Younger files without a visit may belong to one that is being kept right now."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How much is gone; no personal data, so it may be logged.

    Attributes:
        orphans: Photos without a visit, which a crash between file and row leaves.
        leftovers: Half-written files.
    """

    visits: int
    orphans: int
    leftovers: int

    @property
    def is_empty(self) -> bool:
        return self == Purged(0, 0, 0)


class PurgeExpired:
    """Run it at every start and daily; any thread. It may be stopped and begun again at any point."""

    def __init__(self, work: UnitOfWorkFactory, media: MediaStore, clock: Clock) -> None:
        self._work = work
        self._media = media
        self._clock = clock
        self._erase = EraseVisit(work, media, clock)

    def __call__(self, cancel: Cancel | None = None) -> Purged:
        """Raises StorageError or CancelledByUserError; what was deleted before stays deleted."""
        cancel = cancel or Cancel()
        self._redate()
        # What needs no room to go, goes first: on a full disk it makes some.
        leftovers = self._media.remove_leftovers(self._clock.now())
        orphans = self._orphans(cancel)
        return Purged(self._expired(cancel), orphans, leftovers)

    def _redate(self) -> None:
        with self._work() as work:
            redated = work.visits.redate(self._clock.now())
            work.commit()
        if redated:
            logger.warning("the clock was wrong when %d visits were kept; their time counts from now on", redated)

    def _expired(self, cancel: Cancel) -> int:
        erased = 0
        while True:
            with self._work() as work:
                over = work.visits.expired(self._clock.now(), _AT_ONCE)
            if not over:
                return erased
            for visit_id in over:
                cancel.check()
                # Another kiosk on the same database may be quicker.
                with suppress(VisitNotFoundError):
                    self._erase(visit_id)
                    erased += 1

    def _orphans(self, cancel: Cancel) -> int:
        removed = 0
        for digest in self._media.digests_before(self._clock.now() - _ORPHAN_AGE):
            cancel.check()
            with self._work() as work:
                is_wanted = work.visits.uses_of(digest) > 0 or work.catalog.shows(digest)
            if not is_wanted:
                self._media.delete(MediaFile(digest, ""))
                removed += 1
        return removed
