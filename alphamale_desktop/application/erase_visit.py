"""Deletes a kept visit: row, photo, and what of it reached the organiser's bucket."""

from uuid import UUID

from alphamale_desktop.application.ports import Clock, MediaFile, MediaStore, UnitOfWorkFactory
from alphamale_desktop.domain.errors import DiskFullError, VisitNotFoundError


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
        try:
            self._erase(visit_id)
        except DiskFullError:
            # To delete rows takes room in the database's log; the photo makes it.
            if not self._made_room(visit_id):
                raise
            self._erase(visit_id)

    def _made_room(self, visit_id: UUID) -> bool:
        """Deletes the photo before the rows, where no other visit has it."""
        with self._work() as work:
            visit = work.visits.get(visit_id)
            if visit.photo_digest is None or work.visits.uses_of(visit.photo_digest) > 1:
                return False
        self._media.delete(MediaFile(visit.photo_digest, visit.photo_suffix or ""))
        return True

    def _erase(self, visit_id: UUID) -> None:
        with self._work() as work:
            withdrawn = work.outbox.withdraw(visit_id, self._clock.now())
            try:
                photo = work.visits.delete(visit_id)
            except VisitNotFoundError:
                if not withdrawn:
                    raise
                work.commit()
                return
            is_last = photo is not None and work.visits.uses_of(photo.digest) == 0
            work.commit()
        if photo is not None and is_last:
            self._media.delete(photo)
