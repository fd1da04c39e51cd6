"""The outbox, and how delivery fares.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "outbox_tbl",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("kiosk", sa.String(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("action", _codes("ck_outbox_tbl_action", "put", "delete"), nullable=False),
        sa.Column("state", _codes("ck_outbox_tbl_state", "waiting", "done", "dead"), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", sa.Uuid(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("put_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint("(lease IS NULL) = (leased_until IS NULL)", name=op.f("ck_outbox_tbl_lease")),
        sa.CheckConstraint("generation >= 1 AND attempts >= 0", name=op.f("ck_outbox_tbl_counts")),
        sa.CheckConstraint("length(key) BETWEEN 1 AND 1024", name=op.f("ck_outbox_tbl_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_tbl")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_tbl_key")),
    )
    op.create_index(op.f("ix_outbox_tbl_state_due_at_id"), "outbox_tbl", ["state", "due_at", "id"], unique=False)
    op.create_index(op.f("ix_outbox_tbl_kiosk_state_action"), "outbox_tbl", ["kiosk", "state", "action"], unique=False)
    op.create_index(op.f("ix_outbox_tbl_visit_id"), "outbox_tbl", ["visit_id"], unique=False)
    op.create_index(op.f("ix_outbox_tbl_lease"), "outbox_tbl", ["lease"], unique=False)
    op.create_table(
        "delivery_tbl",
        sa.Column("kiosk", sa.String(), nullable=False),
        sa.Column("stopped_by", sa.String(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("trouble_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("skew_s", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kiosk", name=op.f("pk_delivery_tbl")),
    )


def downgrade() -> None:
    op.drop_table("delivery_tbl")
    op.drop_table("outbox_tbl")


def _codes(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=op.f(name), native_enum=False, create_constraint=True, length=32)
