"""Requests for one more round of questions than usual

Revision: 0020, after 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_round_request",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_round_request_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_round_request_requested_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_round_request")),
        sa.UniqueConstraint(
            "application_id",
            "number",
            name=op.f("uq_accreditation_round_request_application_id_number"),
        ),
    )


def downgrade():
    op.drop_table("accreditation_round_request")
