"""How each part of a submission was found, and which file of a paper is meant

Revision: 0024, after 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    cause = sa.Enum(
        "unreadable",
        "wrong",
        "expired",
        "missing",
        "not_certified",
        name="cause",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "accreditation_checked_part",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("in_order", sa.Boolean(), nullable=False),
        sa.Column("cause", cause, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "NOT in_order OR cause IS NULL",
            name=op.f("ck_accreditation_checked_part_order_has_no_cause"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_checked_part_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_checked_part_checked_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_checked_part")),
        sa.UniqueConstraint(
            "application_id", "part", name=op.f("uq_accreditation_checked_part_application_id_part")
        ),
    )
    op.add_column("accreditation_returned_part", sa.Column("file_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_accreditation_returned_part_file_id"),
        "accreditation_returned_part",
        "accreditation_document",
        ["file_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_accreditation_returned_part_file_of_document"),
        "accreditation_returned_part",
        "file_id IS NULL OR document IS NOT NULL",
    )


def downgrade():
    op.drop_constraint(
        op.f("ck_accreditation_returned_part_file_of_document"), "accreditation_returned_part"
    )
    op.drop_constraint(
        op.f("fk_accreditation_returned_part_file_id"), "accreditation_returned_part"
    )
    op.drop_column("accreditation_returned_part", "file_id")
    op.drop_table("accreditation_checked_part")
