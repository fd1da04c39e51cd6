"""What kiosks on one server tell one another; counters.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "fleet_queue_tbl",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("is_erased", sa.Boolean(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_fleet_queue_tbl")),
    )
    op.create_table(
        "erased_tbl",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kiosk_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_erased_tbl")),
    )
    op.create_index(op.f("ix_erased_tbl_erased_at"), "erased_tbl", ["erased_at"], unique=False)
    op.create_index(op.f("ix_erased_tbl_expires_at"), "erased_tbl", ["expires_at"], unique=False)
    op.create_table(
        "kiosk_tbl",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_tbl")),
    )
    op.create_table(
        "counter_tbl",
        sa.Column("kiosk_id", sa.Uuid(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("total_s", sa.Double(), nullable=False),
        sa.Column("is_due", sa.Boolean(), nullable=False),
        sa.CheckConstraint("count >= 0 AND total_s >= 0", name=op.f("ck_counter_tbl_counts")),
        sa.PrimaryKeyConstraint("kiosk_id", "hour", "name", "label", name=op.f("pk_counter_tbl")),
    )
    op.create_index(op.f("ix_counter_tbl_is_due"), "counter_tbl", ["is_due"], unique=False)
    op.create_index(op.f("ix_counter_tbl_hour"), "counter_tbl", ["hour"], unique=False)
    op.create_table(
        "shared_tbl",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_shared_tbl_revision")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shared_tbl")),
    )
    op.create_table(
        "shared_file_tbl",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_shared_file_tbl_digest")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_shared_file_tbl")),
    )


def downgrade() -> None:
    op.drop_table("shared_file_tbl")
    op.drop_table("shared_tbl")
    op.drop_table("counter_tbl")
    op.drop_table("kiosk_tbl")
    op.drop_table("erased_tbl")
    op.drop_table("fleet_queue_tbl")
