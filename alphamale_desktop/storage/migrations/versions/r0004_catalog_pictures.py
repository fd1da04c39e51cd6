"""What an organiser's catalog needs: a person's score, a picture's thumbnail and its perceptual hash.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("celebrity_tbl", sa.Column("score", sa.Double(), nullable=True))
    op.add_column("img_tbl", sa.Column("thumbnail", sa.String(), nullable=True))
    op.add_column("img_tbl", sa.Column("look", sa.String(), nullable=True))
    op.create_index(op.f("ix_img_tbl_thumbnail"), "img_tbl", ["thumbnail"], unique=False)
    op.create_index(op.f("ix_img_tbl_look"), "img_tbl", ["look"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_img_tbl_look"), table_name="img_tbl")
    op.drop_index(op.f("ix_img_tbl_thumbnail"), table_name="img_tbl")
    op.drop_column("img_tbl", "look")
    op.drop_column("img_tbl", "thumbnail")
    op.drop_column("celebrity_tbl", "score")
