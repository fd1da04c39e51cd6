"""Guests' links in the database."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.share_link import ShareLink, ShareRoute, ShareToken
from alphamale_desktop.storage.share_tables import ShareRow
from alphamale_desktop.storage.transaction import Transaction


class SqlShareRepository:
    """Satisfies ``ShareRepository``. Inside a unit of work only."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, link: ShareLink) -> None:
        """Raises VisitNotFoundError."""
        session = self._transaction.writing
        session.add(
            ShareRow(
                digest=link.token.digest,
                token=link.token.text,
                visit_id=link.visit_id,
                route=link.route,
                language=link.language,
                created_at=link.created_at,
                expires_at=link.expires_at,
                opens=link.opens,
            )
        )
        try:
            session.flush()
        except IntegrityError as error:
            # The visit was erased since it was read, and a link cannot be without one.
            raise VisitNotFoundError(visit=str(link.visit_id)) from error

    def get(self, digest: str) -> ShareLink | None:
        row = self._transaction.reading.scalars(select(ShareRow).where(ShareRow.digest == digest)).one_or_none()
        return None if row is None else _to_link(row)

    def of_visit(self, visit_id: UUID) -> Sequence[ShareLink]:
        """The newest first."""
        links = select(ShareRow).where(ShareRow.visit_id == visit_id).order_by(ShareRow.created_at.desc())
        return [_to_link(row) for row in self._transaction.reading.scalars(links)]

    def count_open(self, digest: str, now: datetime, opens_limit: int) -> bool:
        # One statement: two requests at once cannot both take the last opening.
        counted = self._transaction.writing.execute(
            update(ShareRow)
            .where(ShareRow.digest == digest, ShareRow.expires_at > now, ShareRow.opens < opens_limit)
            .values(opens=ShareRow.opens + 1)
            .returning(ShareRow.digest)
        )
        return counted.first() is not None

    def expired(self, route: ShareRoute, now: datetime, limit: int) -> Sequence[ShareLink]:
        """The earliest first."""
        over = (
            select(ShareRow)
            .where(ShareRow.route == route, ShareRow.expires_at <= now)
            .order_by(ShareRow.expires_at)
            .limit(limit)
        )
        return [_to_link(row) for row in self._transaction.reading.scalars(over)]

    def delete(self, digest: str) -> None:
        self._transaction.writing.execute(delete(ShareRow).where(ShareRow.digest == digest))


def _to_link(row: ShareRow) -> ShareLink:
    return ShareLink(
        token=ShareToken(row.token),
        visit_id=row.visit_id,
        route=row.route,
        language=row.language,
        created_at=row.created_at,
        expires_at=row.expires_at,
        opens=row.opens,
    )
