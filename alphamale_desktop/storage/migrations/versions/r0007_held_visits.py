"""Visits that stay on their kiosk, because their guests were promised so.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "fleet_held_tbl",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["user_tbl.id"], name=op.f("fk_fleet_held_tbl_visit_id_user_tbl"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_fleet_held_tbl")),
    )


def downgrade() -> None:
    """The older program, too, sends of earlier visits only those that are in its queue."""
    op.drop_table("fleet_held_tbl")
