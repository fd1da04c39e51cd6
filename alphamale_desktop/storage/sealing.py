"""Encrypts what was kept before encryption was switched on."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.storage.sealed_entries import RowEntries, write_entries
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.visit_tables import VisitRow

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Sealed:
    """How much was encrypted just now."""

    visits: int
    photos: int


def seal_what_is_kept(database: Database, media: FileMediaStore, vault: Vault, cancel: Cancel | None = None) -> Sealed:
    """All that lies there unencrypted; any thread. It may be stopped and begun again at any point.

    Raises:
        StorageError, CancelledByUserError: What was encrypted before stays so.
    """
    cancel = cancel or Cancel()
    visits = 0
    while count := _seal_rows(database, vault):
        visits += count
        cancel.check()
    if visits:
        database.empty_log()
    photos = 0
    for digest in list(media.plain_digests()):
        cancel.check()
        photos += media.seal(digest)
    return Sealed(visits, photos)


def _seal_rows(database: Database, vault: Vault) -> int:
    plain = (
        select(VisitRow)
        .where(
            VisitRow.sealed_entries.is_(None),
            or_(VisitRow.mbti.is_not(None), VisitRow.birth_date.is_not(None), VisitRow.salary_band.is_not(None)),
        )
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    with database.writing() as session:
        rows = session.scalars(plain).all()
        for row in rows:
            write_entries(row, RowEntries(row.mbti, row.birth_date, row.salary_band), vault)
        return len(rows)
