"""The unit of work on a database."""

from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from alphamale_desktop.storage.catalog_desk import SqlCatalogDesk
from alphamale_desktop.storage.fleet_queue import FleetTies
from alphamale_desktop.storage.outbox_repository import SqlOutbox
from alphamale_desktop.storage.share_repository import SqlShareRepository
from alphamale_desktop.storage.sql_catalog import SqlCatalog
from alphamale_desktop.storage.transaction import Transaction
from alphamale_desktop.storage.vault import Vault, plain_vault
from alphamale_desktop.storage.visit_repository import SqlVisitRepository


class SqlUnitOfWork:
    """Satisfies ``UnitOfWork``: one thread at a time, may be entered again after it was left.

    Several instances work at once on several threads.

    Args:
        location: The database's name for messages; without a password.
        vault: Encrypts guests' entries, where it is told to.
        ties: What a fleet's server shall hear of.
    """

    def __init__(
        self, engine: Engine, location: str, vault: Vault | None = None, ties: FleetTies = FleetTies.NONE
    ) -> None:
        self._engine = engine
        self._location = location
        self._vault = vault or plain_vault()
        self._ties = ties
        self._transaction: Transaction | None = None

    @property
    def visits(self) -> SqlVisitRepository:
        return SqlVisitRepository(self._open, self._location, self._vault, self._ties)

    @property
    def catalog(self) -> SqlCatalog:
        return SqlCatalog(self._open)

    @property
    def catalog_desk(self) -> SqlCatalogDesk:
        return SqlCatalogDesk(self._open)

    @property
    def shares(self) -> SqlShareRepository:
        return SqlShareRepository(self._open)

    @property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._open)

    @property
    def _open(self) -> Transaction:
        if self._transaction is None:
            raise RuntimeError("enter the unit of work first")
        return self._transaction

    def __enter__(self) -> Self:
        if self._transaction is not None:
            raise RuntimeError("a unit of work serves one block at a time")
        self._transaction = Transaction(Session(self._engine, expire_on_commit=False))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        transaction, self._transaction = self._open, None
        transaction.close()

    def commit(self) -> None:
        """Raises StorageError: then nothing of the block is kept."""
        self._open.commit()
