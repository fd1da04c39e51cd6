"""One database transaction, as the repositories see it."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from alphamale_desktop.storage.write_ahead_log import empty_log

SQLITE_BEGIN = "sqlite_begin"
"""Execution option: how SQLite begins the transaction, DEFERRED or IMMEDIATE."""


class Transaction:
    """A session that takes the write lock with the first change, not in the middle of it.

    SQLite refuses, at once and for good, to write in a transaction that read before somebody else wrote. So reading
    ends with the first change and the transaction begins anew with the lock in hand; on PostgreSQL, where each
    statement sees the newest state anyway, this is the same.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_writing = False
        self._forgets = False

    @property
    def reading(self) -> Session:
        return self._session

    @property
    def writing(self) -> Session:
        """Raises DatabaseBusyError or DatabaseReadOnlyError."""
        if not self._is_writing:
            self._session.rollback()
            self._session.connection(execution_options={SQLITE_BEGIN: "IMMEDIATE"})
            self._is_writing = True
        return self._session

    def forget_for_good(self) -> None:
        """What this transaction deletes must not be found in the database's files once it is committed."""
        self._forgets = True

    def commit(self) -> None:
        """Raises StorageError."""
        self._session.commit()
        self._is_writing = False
        engine = self._session.get_bind()
        if self._forgets and isinstance(engine, Engine):
            empty_log(engine)
        self._forgets = False

    def close(self) -> None:
        """Rolls back what was not committed."""
        self._session.close()
