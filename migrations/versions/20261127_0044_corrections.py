"""Accreditations recorded wrongly: corrections of two people, numbers that were given up

Revision: 0044, after 0043
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TABLE = "standing_correction"


def upgrade():
    op.add_column(
        "accreditation",
        sa.Column(
            "former_numbers", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False
        ),
    )
    op.create_table(
        TABLE,
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "dropped",
                name="correctionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("differences", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("proposed_at", AT, nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", AT, nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "decided_by_id <> proposed_by_id OR state = 'dropped'",
            name=op.f(f"ck_{TABLE}_two_people"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)"
            " AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name=op.f(f"ck_{TABLE}_decided_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["accreditation_id"], ["accreditation.id"], name=op.f(f"fk_{TABLE}_accreditation_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name=op.f(f"fk_{TABLE}_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f(f"fk_{TABLE}_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_accreditation_id", TABLE, ["accreditation_id"])
    op.create_index(f"ix_{TABLE}_list", TABLE, ["proposed_at", "id"])
    op.create_index(
        f"uq_{TABLE}_open",
        TABLE,
        ["accreditation_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )


def downgrade():
    op.drop_table(TABLE)
    op.drop_column("accreditation", "former_numbers")
