"""Deletes a kept visit, row and photo."""

from uuid import UUID

from alphamale_desktop.application.ports import MediaFile, MediaStore, UnitOfWorkFactory


class EraseVisit:
    """Rows first, then the file, unless another visit has the same photo. Any thread."""

    def __init__(self, work: UnitOfWorkFactory, media: MediaStore) -> None:
        self._work = work
        self._media = media

    def __call__(self, visit_id: UUID) -> None:
        """Raises VisitNotFoundError or StorageError."""
        with self._work() as work:
            visit = work.visits.get(visit_id)
            work.visits.delete(visit_id)
            digest = visit.photo_digest
            is_shared = digest is not None and work.visits.uses_of(digest) > 0
            work.commit()
        if digest is not None and visit.photo_suffix is not None and not is_shared:
            self._media.delete(MediaFile(digest, visit.photo_suffix))
