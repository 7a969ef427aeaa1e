"""Why a case was sent back, and notes of reviewers for the desk

Revision: 0023, after 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_sent_back",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sent_back_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_back_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_sent_back_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["sent_back_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_sent_back_sent_back_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_sent_back")),
    )
    op.create_index(
        op.f("ix_accreditation_sent_back_application_id"),
        "accreditation_sent_back",
        ["application_id"],
        unique=False,
    )
    op.add_column(
        "accreditation_finding",
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
    )
    op.alter_column("accreditation_finding", "note", server_default=None)


def downgrade():
    op.drop_column("accreditation_finding", "note")
    op.drop_index(
        op.f("ix_accreditation_sent_back_application_id"), table_name="accreditation_sent_back"
    )
    op.drop_table("accreditation_sent_back")
