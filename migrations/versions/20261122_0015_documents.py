"""Documents, and their places in applications

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEEP = """
CREATE FUNCTION keep_submitted_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a submitted document is never deleted' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER document_kept BEFORE DELETE ON document
  FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION keep_submitted_document();
"""


def upgrade():
    op.create_table(
        "document",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pdf",
                "jpeg",
                "png",
                "webp",
                "tiff",
                "docx",
                "xlsx",
                "odt",
                "ods",
                "text",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("warnings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "scan",
            sa.Enum(
                "pending",
                "clean",
                "infected",
                "not_scanned",
                "unavailable",
                name="scan",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("scan_detail", sa.Text(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_document_hash")),
        sa.CheckConstraint("size > 0", name=op.f("ck_document_not_empty")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_document_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["account.id"], name=op.f("fk_document_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(
        op.f("ix_document_organization_id"), "document", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_index(
        "ix_document_waiting",
        "document",
        ["uploaded_at"],
        unique=False,
        postgresql_where="scan IN ('pending', 'unavailable')",
    )
    op.create_table(
        "accreditation_document",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL)",
            name=op.f("ck_accreditation_document_removed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_document_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_accreditation_document_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["account.id"], name=op.f("fk_accreditation_document_removed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_document")),
    )
    op.create_index(
        op.f("ix_accreditation_document_application_id"),
        "accreditation_document",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_accreditation_document_document_id"),
        "accreditation_document",
        ["document_id"],
        unique=False,
    )
    op.execute(KEEP)


def downgrade():
    op.execute("DROP TRIGGER document_kept ON document")
    op.execute("DROP FUNCTION keep_submitted_document()")
    op.drop_index(
        op.f("ix_accreditation_document_document_id"), table_name="accreditation_document"
    )
    op.drop_index(
        op.f("ix_accreditation_document_application_id"), table_name="accreditation_document"
    )
    op.drop_table("accreditation_document")
    op.drop_index(
        "ix_document_waiting",
        table_name="document",
        postgresql_where="scan IN ('pending', 'unavailable')",
    )
    op.drop_index(op.f("ix_document_sha256"), table_name="document")
    op.drop_index(op.f("ix_document_organization_id"), table_name="document")
    op.drop_table("document")
