"""Which papers were seen as certified copies, or need none

Revision: 0027, after 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_certified_copy",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column(
            "seen",
            sa.Enum(
                "file",
                "on_paper",
                "waived",
                name="copyseen",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(seen = 'file') = (file_id IS NOT NULL)",
            name=op.f("ck_accreditation_certified_copy_file_named"),
        ),
        sa.CheckConstraint(
            "(seen = 'on_paper') = (seen_on IS NOT NULL)",
            name=op.f("ck_accreditation_certified_copy_day_of_paper"),
        ),
        sa.CheckConstraint(
            "seen <> 'waived' OR note <> ''",
            name=op.f("ck_accreditation_certified_copy_reason_of_waiver"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_certified_copy_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["accreditation_document.id"],
            name=op.f("fk_accreditation_certified_copy_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_certified_copy_recorded_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_certified_copy")),
        sa.UniqueConstraint(
            "application_id",
            "document",
            name=op.f("uq_accreditation_certified_copy_application_id_document"),
        ),
    )


def downgrade():
    op.drop_table("accreditation_certified_copy")
