"""Deletes a kept visit: row, photo, and what of it reached the organiser's bucket."""

from uuid import UUID

from alphamale_desktop.application.ports import Clock, MediaFile, MediaStore, UnitOfWork, UnitOfWorkFactory
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.stored_visit import StoredVisit


class EraseVisit:
    """Rows first, then the file, unless another visit has the same photo. Any thread.

    The single way in which a visit goes. What was sent, or may have been, is deleted at the target by the delivery: the
    order to do so is written in the same transaction that deletes the rows.
    """

    def __init__(self, work: UnitOfWorkFactory, media: MediaStore, clock: Clock) -> None:
        self._work = work
        self._media = media
        self._clock = clock

    def __call__(self, visit_id: UUID) -> None:
        """Everywhere: as a guest or an operator wishes, and when its time is over, as guests are promised.

        A visit that another program on the same database deletes at the same moment may still be found by its objects.

        Raises:
            VisitNotFoundError, StorageError
        """
        with self._work() as work:
            withdrawn = work.outbox.withdraw(visit_id, self._clock.now())
            try:
                visit = work.visits.get(visit_id)
            except VisitNotFoundError:
                if not withdrawn:
                    raise
                work.commit()
                return
            is_last = self._delete_rows(work, visit)
        self._delete_photo(visit, is_last)

    def _delete_rows(self, work: UnitOfWork, visit: StoredVisit) -> bool:
        """Commits; whether nobody else has the same photo."""
        work.visits.delete(visit.visit_id)
        is_last = visit.photo_digest is not None and work.visits.uses_of(visit.photo_digest) == 0
        work.commit()
        return is_last

    def _delete_photo(self, visit: StoredVisit, is_last: bool) -> None:
        if is_last and visit.photo_digest is not None and visit.photo_suffix is not None:
            self._media.delete(MediaFile(visit.photo_digest, visit.photo_suffix))
