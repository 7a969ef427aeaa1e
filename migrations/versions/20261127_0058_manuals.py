"""Manuals in versions

Revision: 0058, after 0057
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, ID, YES_NO = sa.Text(), sa.Uuid(), sa.Boolean()
JSON = postgresql.JSONB()


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    """A column that must be filled unless said otherwise."""
    return sa.Column(name, type_, nullable=null)


def upgrade():
    create_meeting_manual()
    create_meeting_manual_version()


def downgrade():
    op.drop_index("uq_meeting_manual_version_number", table_name="meeting_manual_version")
    op.drop_index(
        "uq_meeting_manual_version_draft",
        table_name="meeting_manual_version",
        postgresql_where="published_at IS NULL",
    )
    op.drop_table("meeting_manual_version")
    op.drop_index(op.f("ix_meeting_manual_meeting_id"), table_name="meeting_manual")
    op.drop_table("meeting_manual")


def create_meeting_manual():
    """The table meeting_manual."""
    op.create_table(
        "meeting_manual",
        column(
            "audience",
            choice(
                "manualaudience", "everybody", "focal_points", "states", "speakers", "technical"
            ),
        ),
        column("meeting_id", ID, null=True),
        column("created_by_id", ID),
        column("created_at", AT),
        column("retired_at", AT, null=True),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_meeting_manual_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_manual_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_manual")),
    )
    op.create_index(
        op.f("ix_meeting_manual_meeting_id"), "meeting_manual", ["meeting_id"], unique=False
    )


def create_meeting_manual_version():
    """The table meeting_manual_version."""
    op.create_table(
        "meeting_manual_version",
        column("manual_id", ID),
        column("number", sa.Integer()),
        column("title", JSON),
        column("text", JSON),
        column("written_by_id", ID),
        column("written_at", AT),
        column("published_by_id", ID, null=True),
        column("published_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_by_id IS NULL)",
            name=op.f("ck_meeting_manual_version_published_by_somebody"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_meeting_manual_version_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["meeting_manual.id"], name=op.f("fk_meeting_manual_version_manual_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_manual_version_published_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["account.id"], name=op.f("fk_meeting_manual_version_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_manual_version")),
    )
    op.create_index(
        "uq_meeting_manual_version_draft",
        "meeting_manual_version",
        ["manual_id"],
        unique=True,
        postgresql_where="published_at IS NULL",
    )
    op.create_index(
        "uq_meeting_manual_version_number",
        "meeting_manual_version",
        ["manual_id", "number"],
        unique=True,
    )
