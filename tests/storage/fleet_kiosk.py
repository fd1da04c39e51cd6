"""A kiosk of a fleet: its own SQLite file, its own photos, and a link to a real server."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copy
from uuid import UUID

from sqlalchemy import Engine

from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.fleet_port import CatalogDump, DueVisit
from alphamale_desktop.application.merge_fleet import SHARED_EVERY_S, Merged, MergeFleet
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.composition.clock import Uuid7Source
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.consent_wording import ConsentWording
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.fleet_member import SqlFleetMember
from alphamale_desktop.storage.fleet_server import PostgresFleet
from tests.fakes.clock import FakeClock
from tests.fakes.memory_storage import MemoryMediaStore
from tests.storage.samples import SHIPPED_CATALOG, visit


@dataclass
class SettingsText:
    """Satisfies ``SharedSettings``."""

    text: str = "{}"

    def read(self) -> str:
        return self.text

    def write(self, content: str) -> str:
        self.text = content
        return content


class DyingMember(SqlFleetMember):
    """Dies after the server has a batch and before the kiosk knows that it has."""

    def settle(self, done: Iterable[DueVisit]) -> None:
        raise KeyboardInterrupt


class EditedMember(SqlFleetMember):
    """Somebody edits the catalog while it is replaced."""

    def __init__(self, engine: Engine, kiosk_id: UUID, moment: str, edit: Callable[[], None]) -> None:
        super().__init__(engine, "here", kiosk_id)
        self._moment = moment
        self._edit = edit

    def replace_catalog(self, dump: CatalogDump, present: str | None = None) -> str | None:
        if self._moment == "before":
            self._edit()
        digest = super().replace_catalog(dump, present)
        if self._moment == "after":
            self._edit()
        return digest


@dataclass
class Kiosk:
    """Attributes:
    number: Its id and name derive from it.
    """

    folder: Path
    server_url: str
    number: int
    media: MemoryMediaStore = field(default_factory=MemoryMediaStore)
    clock: FakeClock = field(default_factory=FakeClock)
    settings: SettingsText = field(default_factory=SettingsText)

    def __post_init__(self) -> None:
        self.kiosk_id = UUID(int=self.number)
        self.name = f"kiosk-{self.number}"
        self.database = Database(sqlite_url(self.folder / f"{self.name}.db"), is_fleet_member=True)
        self.server = PostgresFleet(self.server_url, SHIPPED_CATALOG, self.clock, lock_timeout_s=2)
        self.member = self.database.fleet_member(self.kiosk_id)
        self.tally = Tally(self.clock)
        self.erase = EraseVisit(self.database.unit_of_work, self.media, self.clock)
        self.merge_fleet = self._merger(self.member)
        self._ids = Uuid7Source(self.kiosk_id)

    def keep(self, *, photo: bytes | None = None) -> UUID:
        """A guest agreed to storage."""
        digest = self.media.put(photo, "jpg").digest if photo is not None else None
        return self._add(visit(self._ids.new_id(), photo_digest=digest, created_at=self.clock.now()), self.database)

    def keep_alone(self, wording: ConsentWording) -> UUID:
        """The same while no server is set, in words of the form."""
        agreed = Consent(
            frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}), self.clock.now(), wording.version
        )
        kept = replace(visit(self._ids.new_id(), created_at=self.clock.now()), consent=agreed)
        with closing(Database(sqlite_url(self.folder / f"{self.name}.db"))) as alone:
            alone.stay_member()
            return self._add(kept, alone)

    def erase_alone(self, visit_id: UUID) -> None:
        with closing(Database(sqlite_url(self.folder / f"{self.name}.db"))) as alone:
            alone.stay_member()
            EraseVisit(alone.unit_of_work, self.media, self.clock)(visit_id)

    def _add(self, kept: StoredVisit, database: Database) -> UUID:
        with database.unit_of_work() as work:
            work.visits.add(kept)
            work.commit()
        return kept.visit_id

    def merge(self) -> Merged:
        """Late enough for catalog and settings too."""
        self.clock.advance(SHARED_EVERY_S)
        return self.merge_fleet()

    def merge_while_edited(self, moment: str, edit: Callable[[], None]) -> Merged:
        """Args: moment: ``before`` or ``after`` the fleet's catalog takes the place of this one."""
        self.clock.advance(SHARED_EVERY_S)
        return self._merger(EditedMember(self.database._engine, self.kiosk_id, moment, edit))()

    def die_while_merging(self) -> None:
        dying = DyingMember(self.database._engine, "here", self.kiosk_id)
        try:
            self._merger(dying)()
        except KeyboardInterrupt:
            return
        raise AssertionError("it lived")

    def has(self, visit_id: UUID) -> bool:
        return any(one.visit_id == visit_id for one in self.visits())

    def visits(self) -> list[StoredVisit]:
        with self.database.unit_of_work() as work:
            return list(work.visits.find(HistoryQuery(limit=1000)))

    def people(self) -> list[str]:
        with self.database.unit_of_work() as work:
            return [person.name for person in work.catalog.celebrities()]

    def close(self) -> None:
        self.server.close()
        self.database.close()

    def _merger(self, member: SqlFleetMember) -> MergeFleet:
        return MergeFleet(
            member,
            self.server,
            self.settings,
            self.media,
            self.erase,
            self.clock,
            self.tally.count,
            self.kiosk_id,
            self.name,
        )


def at_server(url: str) -> list[StoredVisit]:
    """What the server holds."""
    with closing(Database(url)) as database, database.unit_of_work() as work:
        return list(work.visits.find(HistoryQuery(limit=1000)))


NewKiosk = Callable[[int], Kiosk]


def made_kiosks(folder: Path, upgraded: Path, url: str) -> Iterator[NewKiosk]:
    """What makes kiosks whose own database is there already; closes them in the end."""
    made: list[Kiosk] = []

    def make(number: int) -> Kiosk:
        copy(upgraded, folder / f"kiosk-{number}.db")
        made.append(Kiosk(folder, url, number))
        return made[-1]

    yield make

    for kiosk in made:
        kiosk.close()
