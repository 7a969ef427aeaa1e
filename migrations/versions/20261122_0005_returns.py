"""What was returned for completion

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_return",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("returned_by_id", sa.Uuid(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("resubmitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_return_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["returned_by_id"], ["account.id"], name=op.f("fk_accreditation_return_returned_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_return")),
        sa.UniqueConstraint(
            "application_id", "number", name=op.f("uq_accreditation_return_application_id_number")
        ),
    )
    op.create_index(
        "uq_return_open",
        "accreditation_return",
        ["application_id"],
        unique=True,
        postgresql_where="resubmitted_at IS NULL",
    )
    op.create_table(
        "accreditation_returned_part",
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column(
            "cause",
            sa.Enum(
                "unreadable",
                "wrong",
                "expired",
                "missing",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(document IS NULL) = (cause IS NULL)",
            name=op.f("ck_accreditation_returned_part_cause_of_document"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(section, document) = 1",
            name=op.f("ck_accreditation_returned_part_one_part"),
        ),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["accreditation_return.id"],
            name=op.f("fk_accreditation_returned_part_return_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_returned_part")),
        sa.UniqueConstraint(
            "return_id", "position", name=op.f("uq_accreditation_returned_part_return_id_position")
        ),
    )


def downgrade():
    op.drop_table("accreditation_returned_part")
    op.drop_index(
        "uq_return_open",
        table_name="accreditation_return",
        postgresql_where="resubmitted_at IS NULL",
    )
    op.drop_table("accreditation_return")
