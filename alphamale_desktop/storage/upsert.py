"""Writing a row that another program may be writing too."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from alphamale_desktop.storage.table_root import Row


def insert_into(session: Session, row: type[Row]) -> postgresql.Insert | sqlite.Insert:
    """The engine's own INSERT, which knows what to do about a row that is there."""
    is_postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(row) if is_postgres else sqlite.insert(row)
