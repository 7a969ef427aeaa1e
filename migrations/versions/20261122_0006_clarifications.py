"""Rounds of questions

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_clarification_round",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_clarification_round_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_clarification_round_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_clarification_round_saved_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_clarification_round")),
        sa.UniqueConstraint(
            "application_id",
            "number",
            name=op.f("uq_accreditation_clarification_round_application_id_number"),
        ),
    )
    op.create_index(
        "uq_clarification_round_open",
        "accreditation_clarification_round",
        ["application_id"],
        unique=True,
        postgresql_where="answered_at IS NULL",
    )
    op.create_table(
        "accreditation_round_justification",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("justified_by_id", sa.Uuid(), nullable=False),
        sa.Column("justified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_round_justification_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["justified_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_round_justification_justified_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_round_justification")),
        sa.UniqueConstraint(
            "application_id",
            "number",
            name=op.f("uq_accreditation_round_justification_application_id_number"),
        ),
    )
    op.create_table(
        "accreditation_clarification_question",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("library_key", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(library_key, text) = 1",
            name=op.f("ck_accreditation_clarification_question_words_of_one_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["accreditation_clarification_round.id"],
            name=op.f("fk_accreditation_clarification_question_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_clarification_question")),
        sa.UniqueConstraint(
            "round_id",
            "number",
            name=op.f("uq_accreditation_clarification_question_round_id_number"),
        ),
    )


def downgrade():
    op.drop_table("accreditation_clarification_question")
    op.drop_table("accreditation_round_justification")
    op.drop_index(
        "uq_clarification_round_open",
        table_name="accreditation_clarification_round",
        postgresql_where="answered_at IS NULL",
    )
    op.drop_table("accreditation_clarification_round")
