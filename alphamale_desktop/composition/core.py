"""Wires the program without its window. Everything is made when it is first asked for, and only once."""

import os
import random
import shutil
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.disk_guard import DiskGuard
from alphamale_desktop.application.draw_celebrities import DrawCelebrities
from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.export_visit import ExportVisit
from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.application.ports import CardPainter, MediaFile, PortraitPainter, Texts, UnitOfWork
from alphamale_desktop.application.purge_expired import PurgeExpired
from alphamale_desktop.composition.clock import SystemClock, Uuid7Source
from alphamale_desktop.composition.event_logo import event_logo_of
from alphamale_desktop.composition.models import Models
from alphamale_desktop.composition.pulling import pulled_weights
from alphamale_desktop.composition.sync import plan_of
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.disk import DiskRules
from alphamale_desktop.domain.errors import SettingsMalformedError, StorageError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.settings.around_update import SettingsAroundUpdate
from alphamale_desktop.settings.identity import kiosk_identity
from alphamale_desktop.settings.paths import ProgramPaths, UserPaths
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.settings.storage_key import StorageKey, SystemRing
from alphamale_desktop.sharing.card_file import write_card
from alphamale_desktop.sharing.event_logo import read_logo
from alphamale_desktop.sharing.fonts import FontShelf
from alphamale_desktop.sharing.lettering import Lettering
from alphamale_desktop.sharing.monograms import MonogramArtist
from alphamale_desktop.sharing.portraits import Portraits
from alphamale_desktop.sharing.share_card import ShareCards
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.storage.sealing import Sealed, seal_what_is_kept
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.visit_export import write_export
from alphamale_desktop.version import __version__
from alphamale_desktop.vision.codec import PictureCodec, without_metadata


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """An encoded photo fit to be stored; ``suffix`` is its file ending without a dot."""

    data: bytes
    suffix: str


class Core:
    """The program's parts, by name. Any thread.

    Args:
        settings: Frozen; a change means a new ``Core``.
        program: What ships with the program.
        user: This user's folders.
        keeps_nothing: Reads the catalog, but never writes: without a usable database it lives in memory.
    """

    def __init__(
        self,
        settings: Settings,
        program: ProgramPaths,
        user: UserPaths,
        texts: Texts,
        *,
        keeps_nothing: bool = False,
    ) -> None:
        self.settings = settings
        self.program = program
        self.user = user
        self.texts = texts
        self.clock = SystemClock()
        self.ids = Uuid7Source()
        self._keeps_nothing = keeps_nothing
        self._lock = threading.RLock()
        self._open_database: Database | None = None
        self._passing_folder: TemporaryDirectory[str] | None = None

    @property
    def server_url(self) -> str:
        """Of the database that kiosks share; empty where this computer works alone."""
        storage = self.settings.storage
        return storage.database_url if storage.has_server else ""

    @property
    def database_url(self) -> str:
        """Of this computer's own database, which everything is written into first, with a server or without."""
        url = self.settings.storage.database_url
        return url if url and not self.server_url else sqlite_url(self.user.database_file)

    @property
    def database_name(self) -> str:
        """For people: this computer's own database."""
        return Database(self.database_url).location

    @cached_property
    def kiosk_id(self) -> UUID:
        """Made up and written down when it is first asked for; raises SettingsMalformedError."""
        return kiosk_identity(self.user.identity_file)

    @property
    def media_folder(self) -> Path:
        return self.settings.storage.media_folder or self.user.media

    @cached_property
    def weights_folder(self) -> Path:
        """As set; otherwise what was pulled, where that is whole; otherwise what came with the program."""
        return self.settings.models.weights_folder or pulled_weights(self.user) or self.program.weights

    @property
    def machine_name(self) -> str:
        return self.settings.general.machine_name or socket.gethostname()

    @cached_property
    def storage_key(self) -> StorageKey:
        """Of what is kept encrypted."""
        file, marker = self.user.config / "storage.key", self.user.data / "storage-key-was-made"
        return StorageKey(os.environ, SystemRing(), file, marker)

    @cached_property
    def vault(self) -> Vault:
        return Vault(self.storage_key.load, self.storage_key.make, encrypts=self.settings.storage.encrypt)

    @cached_property
    def media(self) -> FileMediaStore:
        return FileMediaStore(self.media_folder, self.vault)

    @cached_property
    def codec(self) -> PictureCodec:
        return PictureCodec()

    @cached_property
    def fonts(self) -> FontShelf:
        return FontShelf(self.program.resources / "fonts")

    @cached_property
    def portraits(self) -> PortraitPainter:
        return Portraits(MonogramArtist(self.fonts), self._stored_portrait, self.codec.photo_pixels)

    @cached_property
    def card_painter(self) -> CardPainter:
        logo = read_logo(event_logo_of(self.settings, self.user))
        return ShareCards(Lettering(self.fonts), self.texts, self.portraits, self.codec.photo_pixels, logo)

    @cached_property
    def models(self) -> Models:
        """Cheap to make; what runs them comes with the first use, so use it off the thread that draws."""
        return Models(self.weights_folder, self.settings.models.device, self.codec, self.clock, self.program.weights)

    def database(self) -> Database:
        """Opened, up to date and filled.

        Raises:
            StorageError: If it cannot be used.
        """
        with self._lock:
            if self._open_database is None:
                self._open_database = self._open()
                if not self._keeps_nothing:
                    # A folder that cannot be written costs a rollback its settings, never a guest his result.
                    with suppress(SettingsMalformedError):
                        SettingsAroundUpdate(self.user.settings_file, __version__).note()
            return self._open_database

    def downgrade_database(self, revision: str) -> Path | None:
        """Takes the database back to an older program's form; returns the copy made before; raises StorageError."""
        database = Database(self.database_url)
        try:
            return database.downgrade(revision)
        finally:
            database.close()

    def work(self) -> UnitOfWork:
        """A new unit of work; raises StorageError if the database cannot be used."""
        return self.database().unit_of_work()

    def keep_visit(self) -> KeepVisit:
        retention_days = self.settings.storage.retention_days
        disk, ids = self.disk_guard(), Uuid7Source(self._known_id())
        plan = plan_of(self.settings, self.machine_name)
        return KeepVisit(
            self.work, self.media, self.clock, ids, self.machine_name, retention_days, deliveries=plan, disk=disk
        )

    def _known_id(self) -> UUID | None:
        """A configuration folder that cannot be written costs an id its mark, never a guest his result."""
        try:
            return self.kiosk_id
        except SettingsMalformedError:
            return None

    def disk_guard(self) -> DiskGuard:
        """Of the disk where photos are kept."""
        health = self.settings.health
        rules = DiskRules(health.warn_free_mb, health.no_originals_free_mb, health.out_of_order_free_mb)
        return DiskGuard(lambda: _free_mb(self.media_folder), rules)

    def keep_photo_and_visit(self, visit: VisitToKeep) -> UUID | None:
        """Keeps a visit as far as the guest agreed, its photo without metadata; raises StorageError or PhotoError."""
        if not visit.consent.allows(ConsentPurpose.STORAGE):
            return None
        photo = self.photo_to_keep(visit.photo)
        return self.keep_visit()(replace(visit, photo=photo.data, photo_suffix=photo.suffix))

    def erase_visit(self) -> EraseVisit:
        return EraseVisit(self.work, self.media, self.clock)

    def export_visit(self, visit_id: UUID, target: Path) -> None:
        """Writes everything held about one visit; see ``write_export``. Raises StorageError."""
        write_export(ExportVisit(self.work, self.media)(visit_id), target)

    def purge_expired(self) -> PurgeExpired:
        """What was promised to be gone; run it at every start and daily."""
        return PurgeExpired(self.work, self.media, self.clock)

    def seal_what_is_kept(self, cancel: Cancel | None = None) -> Sealed:
        """Encrypts what was kept before that was asked for; nothing where it is not; raises StorageError."""
        if not self.settings.storage.encrypt:
            return Sealed(0, 0)
        return seal_what_is_kept(self.database(), self.media, self.vault, cancel)

    def draw_celebrities(self, seed: int | None = None) -> DrawCelebrities:
        """For one session; the same ``seed`` draws the same people."""
        chance = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311 - a draw, no secret
        return DrawCelebrities(self.work, chance)

    def description_of(self, face_type: FaceType, language: str) -> TypeDescription:
        """Raises StorageError or CatalogEmptyError."""
        with self.work() as work:
            return work.catalog.description(face_type, language)

    def photo_to_keep(self, data: bytes) -> KeptPhoto:
        """The photo as it is stored: upright, without place, camera or thumbnail; raises PhotoError."""
        return KeptPhoto(without_metadata(data, self.codec), "jpg")

    def save_card(self, png: bytes, file: Path) -> None:
        """Writes a painted card whole or not at all, as PNG or JPEG by the file's ending.

        Raises:
            CardUnwritableError: If the folder is missing or may not be written, or the ending is another.
        """
        write_card(png, file)

    def _stored_portrait(self, digest: str) -> bytes:
        return self.media.get(MediaFile(digest, "jpg"))

    def close(self) -> None:
        with self._lock:
            if self._open_database is not None:
                self._open_database.close()
                self._open_database = None
            if self._passing_folder is not None:
                self._passing_folder.cleanup()
                self._passing_folder = None

    def _open(self) -> Database:
        own_file = not self.settings.storage.database_url or bool(self.server_url)
        is_there = not own_file or self.user.database_file.exists()
        if self._keeps_nothing and not is_there:
            return self._passing_database()
        try:
            is_member = bool(self.server_url)
            return self._upgraded(Database(self.database_url, vault=self.vault, is_fleet_member=is_member))
        except StorageError:
            if not self._keeps_nothing:
                raise
            return self._passing_database()

    def _passing_database(self) -> Database:
        """The shipped catalog alone, in a folder that goes when the program does."""
        self._passing_folder = TemporaryDirectory(prefix="alphamale-")
        return self._upgraded(Database(sqlite_url(Path(self._passing_folder.name) / "catalog.db")))

    def _upgraded(self, database: Database) -> Database:
        try:
            database.upgrade(self.program.resources / "catalog", self.clock.now())
            database.stay_member()
        except StorageError:
            database.close()
            raise
        return database


def _free_mb(folder: Path) -> float:
    """Of the nearest folder that is there already."""
    there = next(f for f in (folder, *folder.parents) if f.exists() and os.access(f, os.X_OK))
    return shutil.disk_usage(there).free / 1e6
