"""Acts on several registrations

Revision: 0062, after 0061
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
ID = sa.Uuid()
JSON = postgresql.JSONB()


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    """A column that must be filled unless said otherwise."""
    return sa.Column(name, type_, nullable=null)


def upgrade():
    create_meeting_bulk_act()
    op.create_index(
        "ix_meeting_registration_place",
        "meeting_registration",
        ["meeting_id", sa.literal_column("coalesce(number, 2147483647)"), "id"],
    )


def downgrade():
    op.drop_index("ix_meeting_registration_place", table_name="meeting_registration")
    op.drop_index(op.f("ix_meeting_bulk_act_meeting_id"), table_name="meeting_bulk_act")
    op.drop_table("meeting_bulk_act")


def create_meeting_bulk_act():
    """The table meeting_bulk_act."""
    op.create_table(
        "meeting_bulk_act",
        column("meeting_id", ID),
        column("kind", choice("bulkkind", "approve", "refuse", "write", "extend")),
        column("by_id", ID),
        column("at", AT),
        column("words", JSON),
        column("asked", JSON),
        column("outcomes", JSON),
        column("undo_until", AT, null=True),
        column("undone_at", AT, null=True),
        column("undone_by_id", ID, null=True),
        column("undone", JSON),
        column("id", ID),
        sa.CheckConstraint(
            "(undo_until IS NOT NULL) = (kind IN ('approve', 'refuse'))",
            name=op.f("ck_meeting_bulk_act_undo_of_decisions"),
        ),
        sa.CheckConstraint(
            "undone_at IS NULL OR (undo_until IS NOT NULL AND undone_by_id IS NOT NULL)",
            name=op.f("ck_meeting_bulk_act_undone_where_it_can_be"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_meeting_bulk_act_by_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_bulk_act_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["account.id"], name=op.f("fk_meeting_bulk_act_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_bulk_act")),
    )
    op.create_index(
        op.f("ix_meeting_bulk_act_meeting_id"), "meeting_bulk_act", ["meeting_id"], unique=False
    )
