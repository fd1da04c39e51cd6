"""Run by alembic with an open connection in ``config.attributes``; not for import."""

from alembic import context
from sqlalchemy import Connection

from alphamale_desktop.storage.catalog_tables import MaleRow
from alphamale_desktop.storage.schema_history import VERSION_TABLE

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=MaleRow.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
