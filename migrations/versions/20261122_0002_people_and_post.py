"""People who lead an organization, and applications that came by post

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OPEN_INVITATION = "accepted_at IS NULL AND revoked_at IS NULL"


def upgrade():
    op.create_table(
        "organization_person",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("latin_name", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column(
            "nationality",
            sa.Enum(
                "stated",
                "stateless",
                "not_stated",
                name="nationality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("nationalities", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("birth_year_is_approximate", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(nationality = 'stated') = (cardinality(nationalities) > 0)",
            name=op.f("ck_organization_person_nationalities_if_stated"),
        ),
        sa.CheckConstraint(
            "birth_year BETWEEN 1900 AND 2100",
            name=op.f("ck_organization_person_birth_year_of_a_living_person"),
        ),
        sa.CheckConstraint(
            "birth_year IS NOT NULL OR NOT birth_year_is_approximate",
            name=op.f("ck_organization_person_approximate_year"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_person_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_person")),
    )
    op.create_index(
        op.f("ix_organization_person_organization_id"), "organization_person", ["organization_id"]
    )
    op.add_column(
        "accreditation_application", sa.Column("received_by_post_on", sa.Date(), nullable=True)
    )
    op.add_column(
        "organization",
        sa.Column("kept_by_staff", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("organization", "kept_by_staff", server_default=None)
    op.create_index(
        "uq_invitation_open",
        "organization_invitation",
        ["organization_id", "email_key"],
        unique=True,
        postgresql_where=OPEN_INVITATION,
    )


def downgrade():
    op.drop_index("uq_invitation_open", table_name="organization_invitation")
    op.drop_column("organization", "kept_by_staff")
    op.drop_column("accreditation_application", "received_by_post_on")
    op.drop_index(op.f("ix_organization_person_organization_id"), table_name="organization_person")
    op.drop_table("organization_person")
