"""Messages of a case and notes of staff

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_case_message",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("from_office", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_case_message_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_accreditation_case_message_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_case_message")),
    )
    op.create_index(
        "ix_case_message_thread",
        "accreditation_case_message",
        ["application_id", "sent_at"],
        unique=False,
    )
    op.create_table(
        "accreditation_internal_note",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_internal_note_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_accreditation_internal_note_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_internal_note")),
    )
    op.create_index(
        "ix_internal_note_case",
        "accreditation_internal_note",
        ["application_id", "written_at"],
        unique=False,
    )


def downgrade():
    op.drop_index("ix_internal_note_case", table_name="accreditation_internal_note")
    op.drop_table("accreditation_internal_note")
    op.drop_index("ix_case_message_thread", table_name="accreditation_case_message")
    op.drop_table("accreditation_case_message")
