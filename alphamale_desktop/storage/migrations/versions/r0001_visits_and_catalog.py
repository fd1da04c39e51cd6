"""Visits and the catalog: the first shape of the database.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MBTI = (
    *("ISTJ", "ISFJ", "INFJ", "INTJ", "ISTP", "ISFP", "INFP", "INTP"),
    *("ESTP", "ESFP", "ENFP", "ENTP", "ESTJ", "ESFJ", "ENFJ", "ENTJ"),
)
_SALARY_BANDS = ("under_2400", "2400_to_3599", "3600_to_4799", "4800_to_6999", "7000_to_9999", "10000_or_more")
_PROBABILITIES = (
    "p_alpha BETWEEN 0 AND 1 AND p_beta BETWEEN 0 AND 1 AND p_gamma BETWEEN 0 AND 1"
    " AND p_delta BETWEEN 0 AND 1 AND p_omega BETWEEN 0 AND 1"
)


def upgrade() -> None:
    _create_types()
    _create_celebrities()
    _create_visits()
    _create_what_hangs_on_a_visit()


def downgrade() -> None:
    op.drop_table("visit_part_tbl")
    op.drop_table("visit_model_tbl")
    op.drop_table("visit_celebrity_tbl")
    op.drop_table("img_tbl")
    op.drop_table("user_tbl")
    op.drop_table("male_text_tbl")
    op.drop_table("celebrity_tbl")
    op.drop_table("seed_tbl")
    op.drop_table("male_tbl")


def _create_types() -> None:
    op.create_table(
        "male_tbl",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.CheckConstraint("id BETWEEN 1 AND 5", name=op.f("ck_male_tbl_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_male_tbl")),
        sa.UniqueConstraint("code", name=op.f("uq_male_tbl_code")),
    )
    op.create_table(
        "male_text_tbl",
        sa.Column("male_id", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("line1", sa.String(), nullable=False),
        sa.Column("line2", sa.String(), nullable=False),
        sa.Column("line3", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["male_id"], ["male_tbl.id"], name=op.f("fk_male_text_tbl_male_id_male_tbl")),
        sa.PrimaryKeyConstraint("male_id", "language", name=op.f("pk_male_text_tbl")),
    )
    types = sa.table("male_tbl", sa.column("id", sa.SmallInteger), sa.column("code", sa.String))
    codes = ("alpha", "beta", "gamma", "delta", "omega")
    op.bulk_insert(types, [{"id": number, "code": code} for number, code in enumerate(codes, start=1)])


def _create_celebrities() -> None:
    op.create_table(
        "celebrity_tbl",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("male_id", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_celebrity_tbl_position")),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_celebrity_tbl_rank")),
        sa.ForeignKeyConstraint(["male_id"], ["male_tbl.id"], name=op.f("fk_celebrity_tbl_male_id_male_tbl")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_celebrity_tbl")),
        sa.UniqueConstraint("male_id", "position", name=op.f("uq_celebrity_tbl_male_id_position")),
        sa.UniqueConstraint("rank", name=op.f("uq_celebrity_tbl_rank")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "img_tbl",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("celebrity_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_img_tbl_digest")),
        sa.CheckConstraint("position >= 0", name=op.f("ck_img_tbl_position")),
        sa.CheckConstraint("width_px > 0 AND height_px > 0", name=op.f("ck_img_tbl_size")),
        sa.ForeignKeyConstraint(
            ["celebrity_id"],
            ["celebrity_tbl.id"],
            name=op.f("fk_img_tbl_celebrity_id_celebrity_tbl"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_img_tbl")),
        sa.UniqueConstraint("celebrity_id", "position", name=op.f("uq_img_tbl_celebrity_id_position")),
    )
    op.create_index(op.f("ix_img_tbl_digest"), "img_tbl", ["digest"], unique=False)
    op.create_table(
        "seed_tbl",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seed_tbl")),
    )


def _create_visits() -> None:
    op.create_table(
        "user_tbl",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "mbti",
            sa.Enum(*_MBTI, name=op.f("ck_user_tbl_mbti"), native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column(
            "salary_band",
            sa.Enum(
                *_SALARY_BANDS,
                name=op.f("ck_user_tbl_salary_band"),
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("consent_version", sa.String(), nullable=False),
        sa.Column("consent_given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("may_analyse", sa.Boolean(), nullable=False),
        sa.Column("may_store", sa.Boolean(), nullable=False),
        sa.Column("may_upload", sa.Boolean(), nullable=False),
        sa.Column("may_promote", sa.Boolean(), nullable=False),
        sa.Column("photo_digest", sa.String(), nullable=True),
        sa.Column("photo_suffix", sa.String(), nullable=True),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("male_id", sa.SmallInteger(), nullable=False),
        sa.Column("score_percent", sa.Double(), nullable=False),
        sa.Column("whole_grade", sa.Double(), nullable=False),
        sa.Column("upper_grade", sa.Double(), nullable=False),
        sa.Column("lower_grade", sa.Double(), nullable=False),
        sa.Column("p_alpha", sa.Double(), nullable=False),
        sa.Column("p_beta", sa.Double(), nullable=False),
        sa.Column("p_gamma", sa.Double(), nullable=False),
        sa.Column("p_delta", sa.Double(), nullable=False),
        sa.Column("p_omega", sa.Double(), nullable=False),
        sa.CheckConstraint("(photo_digest IS NULL) = (photo_suffix IS NULL)", name=op.f("ck_user_tbl_photo")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_user_tbl_retention")),
        sa.CheckConstraint("length(photo_digest) = 64", name=op.f("ck_user_tbl_photo_digest")),
        sa.CheckConstraint("may_store OR NOT (may_upload OR may_promote)", name=op.f("ck_user_tbl_consent")),
        sa.CheckConstraint("score_percent BETWEEN 0 AND 100", name=op.f("ck_user_tbl_score")),
        sa.CheckConstraint(
            "whole_grade BETWEEN 0 AND 1 AND upper_grade BETWEEN 0 AND 1 AND lower_grade BETWEEN 0 AND 1 AND "
            + _PROBABILITIES,
            name=op.f("ck_user_tbl_shares"),
        ),
        sa.CheckConstraint("width_px > 0 AND height_px > 0", name=op.f("ck_user_tbl_size")),
        sa.ForeignKeyConstraint(["male_id"], ["male_tbl.id"], name=op.f("fk_user_tbl_male_id_male_tbl")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_tbl")),
    )
    op.create_index(op.f("ix_user_tbl_created_at_id"), "user_tbl", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_user_tbl_expires_at"), "user_tbl", ["expires_at"], unique=False)
    op.create_index(
        op.f("ix_user_tbl_male_id_created_at_id"), "user_tbl", ["male_id", "created_at", "id"], unique=False
    )
    op.create_index(op.f("ix_user_tbl_photo_digest"), "user_tbl", ["photo_digest"], unique=False)


def _create_what_hangs_on_a_visit() -> None:
    op.create_table(
        "visit_part_tbl",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("x0_px", sa.Double(), nullable=False),
        sa.Column("y0_px", sa.Double(), nullable=False),
        sa.Column("x1_px", sa.Double(), nullable=False),
        sa.Column("y1_px", sa.Double(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("grade", sa.Double(), nullable=False),
        sa.Column("p_alpha", sa.Double(), nullable=False),
        sa.Column("p_beta", sa.Double(), nullable=False),
        sa.Column("p_gamma", sa.Double(), nullable=False),
        sa.Column("p_delta", sa.Double(), nullable=False),
        sa.Column("p_omega", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "confidence BETWEEN 0 AND 1 AND grade BETWEEN 0 AND 1 AND " + _PROBABILITIES,
            name=op.f("ck_visit_part_tbl_shares"),
        ),
        sa.CheckConstraint("part BETWEEN 1 AND 3", name=op.f("ck_visit_part_tbl_part")),
        sa.CheckConstraint("x1_px > x0_px AND y1_px > y0_px", name=op.f("ck_visit_part_tbl_box")),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["user_tbl.id"], name=op.f("fk_visit_part_tbl_visit_id_user_tbl"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "position", name=op.f("pk_visit_part_tbl")),
    )
    op.create_table(
        "visit_model_tbl",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["user_tbl.id"], name=op.f("fk_visit_model_tbl_visit_id_user_tbl"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "position", name=op.f("pk_visit_model_tbl")),
    )
    op.create_table(
        "visit_celebrity_tbl",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("celebrity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["user_tbl.id"], name=op.f("fk_visit_celebrity_tbl_visit_id_user_tbl"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "position", name=op.f("pk_visit_celebrity_tbl")),
    )
