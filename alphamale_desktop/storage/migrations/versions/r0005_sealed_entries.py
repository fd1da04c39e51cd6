"""A guest's entries may be encrypted.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("user_tbl", sa.Column("sealed_entries", sa.String(), nullable=True))


def downgrade() -> None:
    """What is encrypted is lost to the older program: it would not know what to do with it."""
    op.drop_column("user_tbl", "sealed_entries")
