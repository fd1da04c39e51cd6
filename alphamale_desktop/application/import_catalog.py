"""Brings people and pictures into the catalog: looked through first, then all of it or nothing."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.catalog_port import (
    CatalogDesk,
    CatalogSource,
    CatalogWork,
    CatalogWorkFactory,
    PictureStage,
    PictureWorkshop,
    SourceFault,
    SourcePerson,
)
from alphamale_desktop.application.import_plan import (
    Duplicate,
    ImportPlan,
    PlannedPerson,
    PresentPeople,
    noticed_elsewhere,
    order_after,
    plan_person,
    settle,
)
from alphamale_desktop.application.ports import MediaFile, MediaStore
from alphamale_desktop.domain.catalog_entry import CatalogPicture
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.errors import AlphaMaleError, StorageError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CatalogChangedError, CelebrityNotFoundError
from alphamale_desktop.domain.person_name import name_key

_WORKERS = 2
_AHEAD = 8

Progress = Callable[[int, int], None]
"""How many pictures are done, and of how many."""


class ImportCatalog:
    """``plan`` looks through a source and stages its pictures; ``apply`` brings them in. Any thread.

    Args:
        stage: Must be open from ``plan`` to the end of ``apply``.
    """

    def __init__(
        self, work: CatalogWorkFactory, media: MediaStore, workshop: PictureWorkshop, stage: PictureStage
    ) -> None:
        self._work = work
        self._media = media
        self._workshop = workshop
        self._stage = stage

    def plan(
        self,
        source: CatalogSource,
        *,
        replaces: bool = False,
        default_type: FaceType | None = None,
        cancel: Cancel | None = None,
        on_picture: Progress | None = None,
    ) -> ImportPlan:
        """Reads every picture; changes nothing.

        Args:
            replaces: The catalog shall hold the source's people only, with the source's pictures where it has some.
            default_type: Of newcomers whose type the source does not say.

        Raises:
            AlphaMaleError: If the source as a whole cannot be used, or the catalog cannot be read.
            CancelledByUserError: If ``cancel`` was asked.
        """
        with self._work() as work:
            present = PresentPeople(work.catalog_desk.entries())
        # Reading pictures takes minutes: no transaction stays open meanwhile.
        people, faults = source.people(present.knows)
        settled = settle(people, present, default_type, bad := list(faults))
        pictures = self._prepared(source, [person for person, _ in settled], bad, cancel or Cancel(), on_picture)
        duplicates: list[Duplicate] = []
        # A newcomer all of whose pictures are bad is a misnamed file rather than a person.
        kept = [
            (place, person, entry)
            for place, (person, entry) in enumerate(settled)
            if entry is not None or not person.pictures or place in pictures
        ]
        with self._work() as work:
            planned = [
                plan_person(work.catalog_desk, person, entry, pictures.get(place, []), duplicates, replaces=replaces)
                for place, person, entry in kept
            ]
            duplicates += noticed_elsewhere(work.catalog_desk, planned)
        planned = [replace(person, place=place) for place, person in enumerate(planned)]
        named = {person.before.celebrity_id for person in planned if person.before is not None}
        removed = [entry for entry in present.entries if replaces and entry.celebrity_id not in named]
        changing = tuple(person for person in planned if person.changes)
        return ImportPlan(
            changing,
            len(planned) - len(changing),
            order_after(present.entries, planned, removed),
            tuple(removed),
            tuple(duplicates),
            tuple(bad),
        )

    def apply(
        self,
        plan: ImportPlan,
        cancel: Cancel | None = None,
        on_picture: Progress | None = None,
        words: Sequence[TypeDescription] = (),
    ) -> None:
        """Files first, then one transaction: all of the plan with these words for the types, or nothing.

        Raises:
            CatalogChangedError: If the catalog is not any more what the plan was made for.
            StorageError: Nothing was changed.
            CancelledByUserError: If ``cancel`` was asked before the transaction.
        """
        cancel = cancel or Cancel()
        stored: list[MediaFile] = []
        try:
            self._store(plan, stored, cancel, on_picture)
            with self._work() as work:
                gone = _carry_out(work, plan)
                for description in words:
                    work.catalog_desk.describe(description)
                work.commit()
        except BaseException:
            self._forget(stored)
            raise
        self._forget(gone)

    def _prepared(
        self,
        source: CatalogSource,
        people: Sequence[SourcePerson],
        faults: list[SourceFault],
        cancel: Cancel,
        on_picture: Progress | None,
    ) -> Mapping[int, list[tuple[str, CatalogPicture]]]:
        """Each person's staged pictures by his place in ``people``."""
        wanted = [(place, reference) for place, person in enumerate(people) for reference in person.pictures]
        found: dict[int, list[tuple[str, CatalogPicture]]] = {}

        def prepare(reference: str) -> CatalogPicture | AlphaMaleError:
            try:
                return self._stage.put(self._workshop.prepare(source.read(reference)))
            except AlphaMaleError as error:
                return error

        for done, ((place, reference), picture) in enumerate(_in_order(prepare, wanted, cancel), 1):
            match picture:
                case CatalogPicture():
                    found.setdefault(place, []).append((reference, picture))
                case StorageError() as error:
                    # Not the picture's fault: the disk's. No other picture would fare better.
                    raise error
                case error:
                    faults.append(SourceFault(reference, error))
            if on_picture is not None:
                on_picture(done, len(wanted))
        return found

    def _store(self, plan: ImportPlan, stored: list[MediaFile], cancel: Cancel, on_picture: Progress | None) -> None:
        done = 0
        for person in plan.people:
            for picture in person.added:
                cancel.check()
                for digest in (picture.digest, picture.thumbnail):
                    if digest is not None:
                        stored.append(self._media.put(self._stage.take(digest), "jpg"))
                done += 1
                if on_picture is not None:
                    on_picture(done, plan.pictures)

    def _forget(self, files: Iterable[MediaFile]) -> None:
        """Deletes files that nobody refers to."""
        for file in files:
            with self._work() as work:
                is_wanted = work.catalog.shows(file.digest) or work.visits.uses_of(file.digest) > 0
            if not is_wanted:
                self._media.delete(file)


def _carry_out(work: CatalogWork, plan: ImportPlan) -> list[MediaFile]:
    """Changes the rows; returns the files that may not be wanted any more."""
    desk = work.catalog_desk
    present = {name_key(entry.name) for entry in desk.entries()}
    gone: list[MediaFile] = []
    try:
        for entry in plan.removed:
            gone += _files(desk.pictures(entry.celebrity_id))
            desk.remove(entry.celebrity_id)
        ids: dict[int, int] = {}
        for person in plan.people:
            if person.before is None and name_key(person.name) in present:
                raise CatalogChangedError
            celebrity_id = _write(desk, person, gone)
            if person.place is not None:
                ids[-1 - person.place] = celebrity_id
        if plan.order is not None:
            desk.rerank([ids.get(key, key) for key in plan.order])
    except CelebrityNotFoundError as error:
        raise CatalogChangedError from error
    return gone


def _write(desk: CatalogDesk, person: PlannedPerson, gone: list[MediaFile]) -> int:
    before = person.before
    if before is None:
        celebrity_id = desk.add(person.name, person.face_type, person.name_en, person.score)
    else:
        celebrity_id = before.celebrity_id
        if person.changes_facts:
            face_type, name_en, score = person.face_type, person.name_en, person.score
            desk.change(replace(before, name=person.name, face_type=face_type, name_en=name_en, score=score))
    if person.album is not None:
        gone += _files(desk.pictures(celebrity_id))
        desk.set_pictures(celebrity_id, person.album)
    return celebrity_id


def _files(pictures: Iterable[CatalogPicture]) -> list[MediaFile]:
    digests = (digest for picture in pictures for digest in (picture.digest, picture.thumbnail))
    return [MediaFile(digest, "jpg") for digest in digests if digest is not None]


def _in_order(
    prepare: Callable[[str], CatalogPicture | AlphaMaleError], wanted: Sequence[tuple[int, str]], cancel: Cancel
) -> Iterator[tuple[tuple[int, str], CatalogPicture | AlphaMaleError]]:
    """Prepares on a few threads, a few pictures ahead: decoded pictures are large."""
    with ThreadPoolExecutor(_WORKERS, "catalog-import") as pool:
        waiting: deque[tuple[tuple[int, str], Future[CatalogPicture | AlphaMaleError]]] = deque()
        rest = iter(wanted)
        try:
            for each in islice(rest, _AHEAD):
                waiting.append((each, pool.submit(prepare, each[1])))
            while waiting:
                cancel.check()
                each, future = waiting.popleft()
                picture = future.result()
                if (following := next(rest, None)) is not None:
                    waiting.append((following, pool.submit(prepare, following[1])))
                yield each, picture
        finally:
            for _, future in waiting:
                future.cancel()
