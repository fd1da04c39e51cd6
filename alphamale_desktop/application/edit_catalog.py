"""Changes one person of the catalog."""

from collections.abc import Iterable
from dataclasses import replace

from alphamale_desktop.application.catalog_port import CatalogWork, CatalogWorkFactory
from alphamale_desktop.application.ports import MediaFile, MediaStore
from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import (
    CelebrityAmbiguousError,
    CelebrityNameError,
    CelebrityNameTakenError,
    CelebrityNotFoundError,
)
from alphamale_desktop.domain.person_name import LONGEST_NAME, clean_name, name_key


class EditCatalog:
    """Each call is one transaction. Any thread; raises StorageError where the database cannot be used."""

    def __init__(self, work: CatalogWorkFactory, media: MediaStore) -> None:
        self._work = work
        self._media = media

    def entries(self, face_type: FaceType | None, after_rank: int, limit: int) -> tuple[CatalogEntry, ...]:
        """By rank, beginning behind ``after_rank``."""
        with self._work() as work:
            return tuple(work.catalog_desk.page(face_type, after_rank, limit))

    def counts(self) -> dict[FaceType, int]:
        """How many people each type has; cheap at any size."""
        with self._work() as work:
            return {face_type: work.catalog.count(face_type) for face_type in FaceType}

    def find(self, who: str) -> CatalogEntry:
        """A person by name, or by rank as ``#12``.

        Raises:
            CelebrityNotFoundError, CelebrityAmbiguousError
        """
        with self._work() as work:
            if who.startswith("#") and who[1:].isdecimal():
                found = [each for each in work.catalog_desk.page(None, int(who[1:]) - 1, 1) if f"#{each.rank}" == who]
            else:
                found = [each for each in work.catalog_desk.entries() if name_key(each.name) == name_key(who)]
        if not found:
            raise CelebrityNotFoundError(who=who)
        if len(found) > 1:
            raise CelebrityAmbiguousError(who=who)
        return found[0]

    def add(self, name: str, face_type: FaceType, name_en: str = "") -> CatalogEntry:
        """Behind everybody by rank.

        Raises:
            CelebrityNameError, CelebrityNameTakenError
        """
        with self._work() as work:
            wanted = _free_name(work, name, None)
            celebrity_id = work.catalog_desk.add(wanted, face_type, clean_name(name_en)[:LONGEST_NAME])
            added = work.catalog_desk.entry(celebrity_id)
            work.commit()
        return added

    def check_name(self, name: str) -> None:
        """Raises CelebrityNameError or CelebrityNameTakenError if nobody can be added under that name."""
        with self._work() as work:
            _free_name(work, name, None)

    def rename(self, celebrity_id: int, name: str, name_en: str | None = None) -> CatalogEntry:
        """Raises CelebrityNotFoundError, CelebrityNameError or CelebrityNameTakenError."""
        with self._work() as work:
            entry = work.catalog_desk.entry(celebrity_id)
            english = entry.name_en if name_en is None else clean_name(name_en)[:LONGEST_NAME]
            entry = replace(entry, name=_free_name(work, name, celebrity_id), name_en=english)
            work.catalog_desk.change(entry)
            work.commit()
        return entry

    def retype(self, celebrity_id: int, face_type: FaceType) -> CatalogEntry:
        """Raises CelebrityNotFoundError."""
        with self._work() as work:
            entry = replace(work.catalog_desk.entry(celebrity_id), face_type=face_type)
            work.catalog_desk.change(entry)
            work.commit()
        return entry

    def remove(self, celebrity_ids: Iterable[int]) -> None:
        """All of them or none, and the pictures that nobody else has; raises CelebrityNotFoundError."""
        digests: list[str] = []
        with self._work() as work:
            for celebrity_id in celebrity_ids:
                for picture in work.catalog_desk.pictures(celebrity_id):
                    digests += [digest for digest in (picture.digest, picture.thumbnail) if digest is not None]
                work.catalog_desk.remove(celebrity_id)
            work.commit()
        with self._work() as work:
            unwanted = [d for d in digests if not work.catalog.shows(d) and work.visits.uses_of(d) == 0]
        for digest in unwanted:
            self._media.delete(MediaFile(digest, "jpg"))


def _free_name(work: CatalogWork, name: str, owner: int | None) -> str:
    wanted = clean_name(name)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise CelebrityNameError(limit=LONGEST_NAME)
    for entry in work.catalog_desk.entries():
        if entry.celebrity_id != owner and name_key(entry.name) == name_key(wanted):
            raise CelebrityNameTakenError(name=wanted)
    return wanted
