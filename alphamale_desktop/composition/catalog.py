"""Wires the catalog: import, export, editing, thumbnails."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from alphamale_desktop.application.catalog_port import CatalogSource, SourceFault, SourcePerson
from alphamale_desktop.application.edit_catalog import EditCatalog
from alphamale_desktop.application.import_catalog import ImportCatalog
from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.composition.core import Core
from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.errors import StorageError
from alphamale_desktop.domain.organiser_errors import CatalogSourceBadError
from alphamale_desktop.domain.survey_answers import Ranking
from alphamale_desktop.storage.catalog_export import CatalogExport
from alphamale_desktop.storage.catalog_source import open_source
from alphamale_desktop.storage.original_catalog import OriginalCatalog, described
from alphamale_desktop.storage.original_guests import OriginalGuests, kiosk_of
from alphamale_desktop.storage.picture_stage import FolderStage
from alphamale_desktop.vision.catalog_pictures import THUMBNAIL_SIDE_PX, CatalogPictures


@contextmanager
def catalog_import(core: Core) -> Iterator[ImportCatalog]:
    """The use case, with a stage that is gone at the end of the block."""
    with FolderStage(core.media_folder.parent) as stage:
        yield ImportCatalog(core.database().unit_of_work, core.media, CatalogPictures(core.codec), stage)


def import_folder(core: Core, path: Path, *, replaces: bool) -> bool:
    """Brings in a folder, table or archive without asking; for catalogs that come from elsewhere.

    Args:
        replaces: The catalog shall hold what is there, and nobody else.

    Returns:
        Whether anything changed.

    Raises:
        CatalogSourceBadError: If anything of it cannot be used; nothing was changed.
        AlphaMaleError: If it cannot be used at all.
    """
    with closing(open_source(path)) as source, catalog_import(core) as use_case:
        plan = use_case.plan(source, replaces=replaces)
        if plan.faults:
            raise CatalogSourceBadError(count=len(plan.faults))
        if not plan.is_empty:
            use_case.apply(plan)
        return not plan.is_empty


def changed_words(core: Core, original: OriginalCatalog) -> tuple[TypeDescription, ...]:
    """The types' Korean words as they would be with the original's lines, where that is something new.

    Raises:
        CatalogError, StorageError: If either catalog cannot be read.
    """
    with core.work() as work:
        pairs = [(words, work.catalog.description(words.face_type, "ko")) for words in original.words()]
    wanted = [(described(words, present), present) for words, present in pairs]
    return tuple(words for words, present in wanted if words != present)


def take_over_guests(core: Core, original: OriginalCatalog, *, dry_run: bool) -> OriginalGuests:
    """Keeps the original's numbers beside this kiosk's own; the same original twice is once.

    Raises:
        CatalogError, StorageError
    """
    guests = original.guests()
    if not dry_run and guests.total:
        core.database().counters(kiosk_of(original.location)).replace(guests.counted)
    return guests


def edit_catalog(core: Core) -> EditCatalog:
    return EditCatalog(core.database().unit_of_work, core.media)


def catalog_export(core: Core) -> CatalogExport:
    return CatalogExport(core.database().unit_of_work, core.media)


def thumbnail_of(core: Core, entry: CatalogEntry) -> bytes:
    """An encoded square picture: the stored thumbnail, or a portrait painted from what there is. Any thread."""
    if entry.thumbnail is not None:
        try:
            return core.media.get(MediaFile(entry.thumbnail, "jpg"))
        except StorageError:
            # Another kiosk's picture, or a damaged file: the monogram stands in.
            pass
    person = Celebrity(entry.celebrity_id, entry.name, entry.face_type, entry.rank, entry.portrait, entry.name_en)
    return core.portraits.portrait(person, THUMBNAIL_SIDE_PX)


class RankingSource(CatalogSource):
    """A survey's ranking as a source: ranks, types and scores, no pictures."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking

    def people(self, is_known: object) -> tuple[Sequence[SourcePerson], Sequence[SourceFault]]:
        """Everybody who was ranked."""
        del is_known
        people = [
            SourcePerson(each.person, each.face_type, rank=each.rank, score=each.score, where=each.person)
            for each in self._ranking.people
        ]
        return people, ()

    def read(self, reference: str) -> bytes:
        """Never called: there are no pictures."""
        raise LookupError(reference)
