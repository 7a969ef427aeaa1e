"""The register as it is searched, and how often public data were changed

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PROTECT_AT_ONCE = """
CREATE FUNCTION register_protect_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM register_row WHERE organization_id = NEW.id;
  UPDATE data_version SET number = number + 1 WHERE area = 'register';
  RETURN NULL;
END $$;
CREATE TRIGGER protect_at_once AFTER UPDATE OF protection ON organization
  FOR EACH ROW WHEN (OLD.protection IS DISTINCT FROM NEW.protection)
  EXECUTE FUNCTION register_protect_at_once();
"""
"""A protected entry leaves the register with the change itself; a job brings back what may stay."""


def upgrade():
    op.create_table(
        "data_version",
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area", name=op.f("pk_data_version")),
    )
    op.create_table(
        "register_term_variant",
        sa.Column("variant", sa.Text(collation="C"), nullable=False),
        sa.Column("term", sa.Text(collation="C"), nullable=False),
        sa.PrimaryKeyConstraint("variant", "term", name=op.f("pk_register_term_variant")),
    )
    op.create_index(
        op.f("ix_register_term_variant_term"), "register_term_variant", ["term"], unique=False
    )
    op.create_table(
        "register_row",
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column(
            "region",
            sa.Enum(
                "africa",
                "asia-pacific",
                "europe",
                "latin-america-caribbean",
                "north-america",
                "west-asia",
                name="region",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "major_group",
            sa.Enum(
                "women",
                "children-youth",
                "indigenous",
                "ngo",
                "local-authorities",
                "workers",
                "business",
                "science",
                "farmers",
                name="majorgroup",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "report_due",
                "suspended",
                "withdrawn",
                "lapsed",
                "merged",
                "dissolved",
                name="accreditationstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), nullable=False),
        sa.Column("names_digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_register_row_accreditation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_register_row_organization_id")
        ),
        sa.PrimaryKeyConstraint("accreditation_id", name=op.f("pk_register_row")),
    )
    op.create_index(
        "ix_register_row_country_sort",
        "register_row",
        ["country", "sort_key", "accreditation_id"],
        unique=False,
    )
    op.create_index(
        "ix_register_row_group_sort",
        "register_row",
        ["major_group", "sort_key", "accreditation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_register_row_organization_id"), "register_row", ["organization_id"], unique=False
    )
    op.create_index(
        "ix_register_row_region_sort",
        "register_row",
        ["region", "sort_key", "accreditation_id"],
        unique=False,
    )
    op.create_index(
        "ix_register_row_search",
        "register_row",
        ["search"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    op.create_index(
        "ix_register_row_sort", "register_row", ["sort_key", "accreditation_id"], unique=False
    )

    op.execute(PROTECT_AT_ONCE)


def downgrade():
    op.execute("DROP TRIGGER protect_at_once ON organization")
    op.execute("DROP FUNCTION register_protect_at_once")
    op.drop_table("register_row")
    op.drop_table("register_term_variant")
    op.drop_table("data_version")
