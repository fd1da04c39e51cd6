"""What an import would change, worked out before anything is changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from alphamale_desktop.application.catalog_port import CatalogDesk, SourceFault, SourcePerson
from alphamale_desktop.domain.catalog_entry import CatalogEntry, CatalogPicture, merged_order
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CelebrityAmbiguousError, CelebrityTypeUnknownError
from alphamale_desktop.domain.person_name import name_key

SAME_LOOK_BITS = 6
"""Two pictures of one person whose perceptual hashes differ in no more of their 64 bits are the same picture; see
``docs/catalog.md`` for what was measured."""


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """What an import would do to one person.

    Attributes:
        before: None for a newcomer.
        name, face_type, name_en, score: As they would be.
        rank: As the source gives it, None where it does not.
        added: Pictures that would come.
        album: All pictures as they would be; None where they stay as they are.
        place: Within the source, from 0; stands for a newcomer in ``ImportPlan.order``.
    """

    before: CatalogEntry | None
    name: str
    face_type: FaceType
    name_en: str
    score: float | None
    rank: int | None
    added: tuple[CatalogPicture, ...] = ()
    album: tuple[CatalogPicture, ...] | None = None
    place: int | None = None

    @property
    def is_retyped(self) -> bool:
        return self.before is not None and self.before.face_type is not self.face_type

    @property
    def changes_facts(self) -> bool:
        before = self.before
        return before is None or (before.name, before.face_type, before.name_en, before.score) != (
            self.name,
            self.face_type,
            self.name_en,
            self.score,
        )

    @property
    def changes(self) -> bool:
        """Whether anything about the person would be another than it is; a rank aside."""
        return self.changes_facts or self.album is not None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A picture that is there already.

    Attributes:
        owner: Whose picture it looks like.
        is_left_out: False where it is another person's: then it comes in and is only noticed.
    """

    where: str
    owner: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would change; nothing has been changed yet.

    Attributes:
        people: Those who would change or come, in the source's order.
        order: Everybody by rank, best first: ids, and -1 - place for newcomers; None where no rank changes.
        removed: Who would go.
        faults: What cannot be used, with the reasons.
    """

    people: tuple[PlannedPerson, ...]
    unchanged: int
    order: tuple[int, ...] | None
    removed: tuple[CatalogEntry, ...]
    duplicates: tuple[Duplicate, ...]
    faults: tuple[SourceFault, ...]

    @property
    def newcomers(self) -> tuple[PlannedPerson, ...]:
        return tuple(person for person in self.people if person.before is None)

    @property
    def retyped(self) -> tuple[PlannedPerson, ...]:
        return tuple(person for person in self.people if person.is_retyped)

    @property
    def pictures(self) -> int:
        return sum(len(person.added) for person in self.people)

    @property
    def is_empty(self) -> bool:
        return not self.people and not self.removed and self.order is None


class PresentPeople:
    """Who is in the catalog, by name."""

    def __init__(self, entries: Sequence[CatalogEntry]) -> None:
        self.entries = entries
        self._named: dict[str, list[CatalogEntry]] = {}
        for entry in entries:
            self._named.setdefault(name_key(entry.name), []).append(entry)

    def knows(self, name: str) -> bool:
        return name_key(name) in self._named

    def find(self, person: SourcePerson) -> CatalogEntry | None:
        """Of several people with one name the one of the source's type; raises CelebrityAmbiguousError."""
        namesakes = self._named.get(name_key(person.name), [])
        if len(namesakes) > 1:
            namesakes = [entry for entry in namesakes if entry.face_type is person.face_type]
            if len(namesakes) != 1:
                raise CelebrityAmbiguousError(who=person.name)
        return namesakes[0] if namesakes else None


Settled = tuple[SourcePerson, CatalogEntry | None]
"""A person of a source, and who that is in the catalog."""


def settle(
    people: Iterable[SourcePerson], present: PresentPeople, default_type: FaceType | None, faults: list[SourceFault]
) -> list[Settled]:
    """The people with who they are in the catalog; those who cannot come are faults."""
    settled: list[Settled] = []
    for person in people:
        try:
            entry = present.find(person)
            if entry is None and person.face_type is None and default_type is None:
                raise CelebrityTypeUnknownError(who=person.name)
        except AlphaMaleError as error:
            faults.append(SourceFault(person.where or person.name, error))
            continue
        if person.face_type is None:
            person = replace(person, face_type=entry.face_type if entry is not None else default_type)
        settled.append((person, entry))
    return settled


def plan_person(
    desk: CatalogDesk,
    person: SourcePerson,
    entry: CatalogEntry | None,
    pictures: Sequence[tuple[str, CatalogPicture]],
    duplicates: list[Duplicate],
    *,
    replaces: bool,
) -> PlannedPerson:
    his = tuple(desk.pictures(entry.celebrity_id)) if entry is not None and pictures else ()
    album = [] if replaces else list(his)
    added: list[CatalogPicture] = []
    for where, picture in pictures:
        if any(_is_same(one, picture) for one in album):
            duplicates.append(Duplicate(where, person.name, is_left_out=True))
            continue
        # A picture that was exported and comes back was encoded once more: the stored one is as good.
        stored = next((one for one in his if _is_same(one, picture) and one.width_px >= picture.width_px), None)
        if stored is None:
            added.append(picture)
        album.append(stored or picture)
    if person.face_type is None:
        raise CelebrityTypeUnknownError(who=person.name)
    return PlannedPerson(
        entry,
        entry.name if entry is not None else person.name,
        person.face_type,
        person.name_en or (entry.name_en if entry is not None else ""),
        person.score if person.score is not None else (entry.score if entry is not None else None),
        person.rank,
        tuple(added),
        tuple(album) if pictures and tuple(album) != his else None,
    )


def _is_same(one: CatalogPicture, other: CatalogPicture) -> bool:
    return one.digest == other.digest or (other.look is not None and one.looks_like(other.look, SAME_LOOK_BITS))


def noticed_elsewhere(desk: CatalogDesk, planned: Sequence[PlannedPerson]) -> list[Duplicate]:
    """Pictures that come in though another person has one that looks just the same."""
    owners = desk.owners_of_looks(picture.look for person in planned for picture in person.added if picture.look)
    found: list[Duplicate] = []
    for person in planned:
        for picture in person.added:
            if picture.look is None:
                continue
            owner = owners.setdefault(picture.look, person.name)
            if name_key(owner) != name_key(person.name):
                found.append(Duplicate(person.name, owner, is_left_out=False))
    return found


def order_after(
    entries: Sequence[CatalogEntry], planned: Sequence[PlannedPerson], removed: Sequence[CatalogEntry]
) -> tuple[int, ...] | None:
    """Everybody by rank: ids, and -1 - place for newcomers; None where nobody was given another rank."""
    if all(person.rank is None for person in planned):
        return None
    gone = {entry.celebrity_id for entry in removed}
    keys = {place: person.before.celebrity_id if person.before else -1 - place for place, person in enumerate(planned)}
    present = [entry.celebrity_id for entry in entries if entry.celebrity_id not in gone]
    ranks = {keys[place]: person.rank for place, person in enumerate(planned) if person.rank is not None}
    order = merged_order([*present, *(key for key in keys.values() if key < 0)], ranks)
    is_new = any(person.before is None for person in planned)
    before = [entry.rank for entry in entries]
    return None if order == present and not is_new and before == list(range(1, len(before) + 1)) else tuple(order)
