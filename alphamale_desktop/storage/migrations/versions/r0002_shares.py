"""Guests' links to their cards.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "share_tbl",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "route",
            sa.Enum(
                *("lan", "cloud"),
                name=op.f("ck_share_tbl_route"),
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_share_tbl_digest")),
        sa.CheckConstraint("length(token) = 22", name=op.f("ck_share_tbl_token")),
        sa.CheckConstraint("opens >= 0", name=op.f("ck_share_tbl_opens")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_share_tbl_lifetime")),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["user_tbl.id"], name=op.f("fk_share_tbl_visit_id_user_tbl"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_share_tbl")),
    )
    op.create_index(op.f("ix_share_tbl_visit_id"), "share_tbl", ["visit_id"], unique=False)
    op.create_index(op.f("ix_share_tbl_route_expires_at"), "share_tbl", ["route", "expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("share_tbl")
