"""The database as composition sees it: one URL, upgraded at start, then a source of units of work."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.orm import Session

from alphamale_desktop.domain.errors import DatabaseBrokenError, DatabaseTooNewError, RevisionUnknownError
from alphamale_desktop.domain.numbers import KioskCounted
from alphamale_desktop.storage.catalog_seed import CatalogSeed, read_seed
from alphamale_desktop.storage.catalog_seeding import is_seeded, seed_catalog
from alphamale_desktop.storage.catalog_tables import MaleRow
from alphamale_desktop.storage.counter_store import SqlCounterStore, read_all
from alphamale_desktop.storage.database_file import back_up, make_private_file, remove_old_backups
from alphamale_desktop.storage.engines import (
    is_sqlite,
    location_of,
    make_engine,
    make_migration_engine,
    parse_url,
    sqlite_file,
)
from alphamale_desktop.storage.fleet_member import SqlFleetMember, has_joined
from alphamale_desktop.storage.fleet_queue import FleetTies
from alphamale_desktop.storage.schema_history import SHIPPED_HISTORY, VERSION_TABLE, SchemaHistory, revision_of
from alphamale_desktop.storage.transaction import SQLITE_BEGIN, Transaction
from alphamale_desktop.storage.unit_of_work import SqlUnitOfWork
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.write_ahead_log import empty_log

_UPGRADE_LOCK = 0x616C_7068_616D_616C
"""PostgreSQL's advisory lock for upgrades: "alphamal" in ASCII."""

_UPGRADE_PATIENCE = 6
"""How many times longer than for an ordinary lock one waits for another's upgrade to end."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did.

    Attributes:
        found: The revision that was there; None for a new database.
        now: The revision that is there.
        backup: The copy made before, for an SQLite database whose tables changed.
    """

    found: str | None
    now: str
    backup: Path | None = None

    @property
    def changed_tables(self) -> bool:
        return self.found != self.now


def sqlite_url(file: Path) -> str:
    """The URL of an SQLite file."""
    return URL.create("sqlite", database=file.absolute().as_posix()).render_as_string()


class Database:
    """An SQLite file or a PostgreSQL database. Any thread; connects when first used.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://USER:PASSWORD@HOST/NAME``.
        lock_timeout_s: How long a unit of work waits for another's.
        history: The revisions that lead to this program's tables.
        vault: Encrypts guests' entries, where it is told to.
        is_fleet_member: Whether a server shall know of each change to a visit.

    Raises:
        DatabaseAddressError: If the URL names neither.
    """

    def __init__(
        self,
        url: str,
        lock_timeout_s: float = 5.0,
        history: SchemaHistory = SHIPPED_HISTORY,
        vault: Vault | None = None,
        *,
        is_fleet_member: bool = False,
    ) -> None:
        self._url = parse_url(url)
        self._ties = FleetTies.MEMBER if is_fleet_member else FleetTies.NONE
        self._lock_timeout_s = lock_timeout_s
        self._history = history
        self._vault = vault
        self._engine = make_engine(self._url, lock_timeout_s)

    @property
    def location(self) -> str:
        """The file, or server and database; never user or password."""
        return location_of(self._url)

    def upgrade(self, catalog_folder: Path, now: datetime) -> Upgraded:
        """Makes or changes the tables where they are not this program's, and fills in the catalog that ships.

        All of it or nothing; run it at every start, it costs two look-ups when there is nothing to do. Several
        processes may do so at once.

        Args:
            catalog_folder: Holds ``celebrities.csv`` and ``types.csv``.
            now: Aware UTC; decides which backups of earlier upgrades have had their time.

        Raises:
            StorageError: The database is as it was.
            CatalogMalformedError: The database was not touched.
        """
        seed = read_seed(catalog_folder)
        file = sqlite_file(self._url) if is_sqlite(self._url) else None
        if file is not None:
            make_private_file(file)
            remove_old_backups(file, now)
        with self._engine.connect() as connection:
            found = self._checked_revision(connection)
            if found == self._history.head and is_seeded(connection, seed):
                return Upgraded(found, self._history.head)
        return self._upgrade_locked(seed, file)

    def downgrade(self, revision: str) -> Path | None:
        """Takes the tables back to an older program's form, so that it can be used again. All of it or nothing.

        Args:
            revision: That program's ``SchemaHistory.head``.

        Returns:
            The copy made before, for an SQLite file.

        Raises:
            StorageError: The database is as it was. ``RevisionUnknownError`` where it is not one of ours.
        """
        from alphamale_desktop.storage.migration import known_revisions, migrate_down

        if revision not in known_revisions(self._history):
            raise RevisionUnknownError(revision=revision, known=self._history.head)
        file = sqlite_file(self._url) if is_sqlite(self._url) else None
        engine = make_migration_engine(self._url, self._lock_timeout_s * _UPGRADE_PATIENCE)
        try:
            with engine.connect().execution_options(**{SQLITE_BEGIN: "IMMEDIATE"}) as connection, connection.begin():
                if file is None:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
                found = self._checked_revision(connection)
                if found is None or found == revision:
                    return None
                backup = None if file is None else back_up(file, found, revision)
                migrate_down(connection, self._history, revision)
                self._check_references(connection)
                return backup
        finally:
            engine.dispose()

    def check_writable(self) -> None:
        """Writes and takes it back: what cannot be kept should be said before the work, not after.

        Raises:
            DatabaseReadOnlyError, DatabaseBusyError, DatabaseUnreachableError
        """
        # Beginning is not enough: SQLite grants the write lock on a read-only file, and only refuses the change.
        with self._engine.connect().execution_options(**{SQLITE_BEGIN: "IMMEDIATE"}) as connection:
            connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = version_num"))  # noqa: S608 - no input
            connection.rollback()

    def unit_of_work(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._engine, self.location, self._vault, self._ties)

    def stay_member(self) -> None:
        """Who was in a fleet once goes on queueing without a server: it may come back, and must hear of erasures.

        Raises:
            StorageError
        """
        if self._ties is FleetTies.NONE:
            with self.session() as session:
                self._ties = FleetTies.ONCE if has_joined(session) else FleetTies.NONE

    def session(self) -> Session:
        """For this room's own repositories; the caller closes it."""
        return Session(self._engine)

    def counters(self, kiosk_id: UUID) -> SqlCounterStore:
        """What that kiosk counted."""
        return SqlCounterStore(self._engine, kiosk_id)

    def all_counters(self, since: datetime, until: datetime) -> Sequence[KioskCounted]:
        """What was counted here and taken over from elsewhere; ``until`` is not included."""
        return read_all(self._engine, since, until)

    def fleet_member(self, kiosk_id: UUID) -> SqlFleetMember:
        """That kiosk's side of its fleet."""
        return SqlFleetMember(self._engine, self.location, kiosk_id, self._vault)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that holds the write lock from its beginning; for changes below the repositories."""
        transaction = Transaction(Session(self._engine))
        try:
            yield transaction.writing
            transaction.commit()
        finally:
            transaction.close()

    def empty_log(self) -> None:
        """What was changed or deleted must not be found in its old state beside the database; see ``empty_log``."""
        empty_log(self._engine)

    def close(self) -> None:
        """Closes all connections; units of work must have been left."""
        self._engine.dispose()

    def _upgrade_locked(self, seed: CatalogSeed, file: Path | None) -> Upgraded:
        engine = make_migration_engine(self._url, self._lock_timeout_s * _UPGRADE_PATIENCE)
        try:
            with engine.connect().execution_options(**{SQLITE_BEGIN: "IMMEDIATE"}) as connection, connection.begin():
                if file is None:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
                # Another process may have upgraded while this one waited for the lock.
                found = self._checked_revision(connection)
                backup = None
                if found != self._history.head:
                    # Imported here: alembic costs an ordinary start time and is not needed for it.
                    from alphamale_desktop.storage.migration import migrate_up

                    if file is not None and found is not None:
                        backup = back_up(file, found, self._history.head)
                    migrate_up(connection, self._history)
                    self._check_references(connection)
                seed_catalog(connection, seed)
                return Upgraded(found, self._history.head, backup)
        finally:
            engine.dispose()

    def _checked_revision(self, connection: Connection) -> str | None:
        found = revision_of(connection)
        if found is None and inspect(connection).has_table(MaleRow.__tablename__):
            # Tables of these names that we did not make, such as the original system's: never write into them.
            raise DatabaseBrokenError(database=self.location)
        if found is not None and found != self._history.head:
            from alphamale_desktop.storage.migration import known_revisions

            if found not in known_revisions(self._history):
                raise DatabaseTooNewError(found=found, known=self._history.head)
        return found

    def _check_references(self, connection: Connection) -> None:
        """Foreign keys were off while tables changed: what they hold together must still be whole."""
        if is_sqlite(self._url) and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise DatabaseBrokenError(database=self.location)
