"""Identities as they were until a day, and the day of the next report

Accreditations that are there owe their first report four years after they were granted.

Revision: 0032, after 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLE = "organization_former_identity"
MAJOR_GROUP = sa.Enum(
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
)


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_language", sa.String(), nullable=False),
        sa.Column("latin_name", sa.Text(), nullable=True),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("major_group", MAJOR_GROUP, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f(f"fk_{TABLE}_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index("uq_former_identity_until", TABLE, ["organization_id", "until"], unique=True)
    op.add_column("accreditation", sa.Column("report_due_on", sa.Date(), nullable=True))
    op.create_index("ix_accreditation_report_due_on", "accreditation", ["report_due_on"])
    op.execute("UPDATE accreditation SET report_due_on = since + interval '4 years'")


def downgrade():
    op.drop_index("ix_accreditation_report_due_on", "accreditation")
    op.drop_column("accreditation", "report_due_on")
    op.drop_table(TABLE)
