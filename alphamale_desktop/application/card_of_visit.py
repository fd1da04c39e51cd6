"""A share card's content from a kept visit."""

from alphamale_desktop.application.ports import CardContent, MediaFile, MediaStore, UnitOfWorkFactory
from alphamale_desktop.domain.errors import MediaDamagedError
from alphamale_desktop.domain.stored_visit import StoredVisit


class CardOfVisit:
    """Any thread."""

    def __init__(self, work: UnitOfWorkFactory, media: MediaStore, event_name: str) -> None:
        self._work = work
        self._media = media
        self._event_name = event_name

    def __call__(self, visit: StoredVisit, language: str) -> CardContent:
        """Raises StorageError or CatalogError; MediaDamagedError where the photo is not kept any more."""
        if visit.photo_digest is None or visit.photo_suffix is None:
            raise MediaDamagedError(digest="-")
        with self._work() as work:
            description = work.catalog.description(visit.result.face_type, language)
            celebrities = tuple(work.catalog.by_ids(visit.celebrity_ids))
        photo = self._media.get(MediaFile(visit.photo_digest, visit.photo_suffix))
        return CardContent(photo, visit.result, description, celebrities, language, self._event_name)
