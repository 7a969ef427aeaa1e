"""Who took part: lists, check-in, certificates

Revision: 0066, after 0065
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0066"
down_revision = "0065"
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
    create_meeting_attendance_list()
    create_meeting_attendance()
    create_meeting_attendance_line()
    create_meeting_certificate()
    create_meeting_check_in()
    op.add_column("meeting", column("attendance_closed_at", AT, null=True))


def downgrade():
    op.drop_column("meeting", "attendance_closed_at")
    op.drop_index(
        "uq_meeting_check_in_open",
        table_name="meeting_check_in",
        postgresql_where="undone_at IS NULL",
    )
    op.drop_table("meeting_check_in")
    op.drop_table("meeting_certificate")
    op.drop_index(
        op.f("ix_meeting_attendance_line_registration_id"), table_name="meeting_attendance_line"
    )
    op.drop_table("meeting_attendance_line")
    op.drop_index(op.f("ix_meeting_attendance_registration_id"), table_name="meeting_attendance")
    op.drop_table("meeting_attendance")
    op.drop_table("meeting_attendance_list")


def create_meeting_attendance_list():
    """The table meeting_attendance_list."""
    op.create_table(
        "meeting_attendance_list",
        column("session_id", ID),
        column("percent", sa.Integer()),
        column("lines", sa.Integer()),
        column("recognised", sa.Integer()),
        column("taken_at", AT),
        column("taken_by_id", ID),
        column("id", ID),
        sa.CheckConstraint(
            "percent BETWEEN 1 AND 100", name=op.f("ck_meeting_attendance_list_share")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["meeting_session.id"],
            name=op.f("fk_meeting_attendance_list_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["account.id"], name=op.f("fk_meeting_attendance_list_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attendance_list")),
        sa.UniqueConstraint("session_id", name=op.f("uq_meeting_attendance_list_session_id")),
    )


def create_meeting_attendance():
    """The table meeting_attendance."""
    op.create_table(
        "meeting_attendance",
        column("list_id", ID),
        column("registration_id", ID),
        column("seconds", sa.Integer()),
        column("attended", YES_NO),
        column("id", ID),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_meeting_attendance_seconds")),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["meeting_attendance_list.id"],
            name=op.f("fk_meeting_attendance_list_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_attendance_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attendance")),
        sa.UniqueConstraint("list_id", "registration_id", name="uq_meeting_attendance"),
    )
    op.create_index(
        op.f("ix_meeting_attendance_registration_id"),
        "meeting_attendance",
        ["registration_id"],
        unique=False,
    )


def create_meeting_attendance_line():
    """The table meeting_attendance_line."""
    op.create_table(
        "meeting_attendance_line",
        column("list_id", ID),
        column("number", sa.Integer()),
        column("registration_id", ID, null=True),
        column(
            "recognised_by", choice("recognition", "link", "reference", "email", "name"), null=True
        ),
        column("began_at", AT, null=True),
        column("ended_at", AT, null=True),
        column("cells", JSON, null=True),
        column("problem", sa.String(), null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(registration_id IS NULL) = (cells IS NOT NULL)",
            name=op.f("ck_meeting_attendance_line_whose_or_cells"),
        ),
        sa.CheckConstraint(
            "(registration_id IS NULL) = (problem IS NOT NULL)",
            name=op.f("ck_meeting_attendance_line_or_a_problem"),
        ),
        sa.CheckConstraint(
            "(registration_id IS NULL) = (recognised_by IS NULL)",
            name=op.f("ck_meeting_attendance_line_by_something"),
        ),
        sa.CheckConstraint(
            "ended_at >= began_at", name=op.f("ck_meeting_attendance_line_ends_after_start")
        ),
        sa.CheckConstraint(
            "registration_id IS NULL OR (began_at IS NOT NULL AND ended_at IS NOT NULL)",
            name=op.f("ck_meeting_attendance_line_somebody_s_stay"),
        ),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["meeting_attendance_list.id"],
            name=op.f("fk_meeting_attendance_line_list_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_attendance_line_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attendance_line")),
        sa.UniqueConstraint("list_id", "number", name="uq_meeting_attendance_line"),
    )
    op.create_index(
        op.f("ix_meeting_attendance_line_registration_id"),
        "meeting_attendance_line",
        ["registration_id"],
        unique=False,
    )


def create_meeting_certificate():
    """The table meeting_certificate."""
    op.create_table(
        "meeting_certificate",
        column("registration_id", ID),
        column("code", TEXT),
        column("token_hash", sa.LargeBinary()),
        column("issued_at", AT),
        column("revoked_at", AT, null=True),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_certificate_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_meeting_certificate_code")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_meeting_certificate_registration_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_certificate_token_hash")),
    )


def create_meeting_check_in():
    """The table meeting_check_in."""
    op.create_table(
        "meeting_check_in",
        column("registration_id", ID),
        column("checked_at", AT),
        column("checked_by_id", ID),
        column("undone_at", AT, null=True),
        column("undone_by_id", ID, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by_id IS NULL)",
            name=op.f("ck_meeting_check_in_undone_by"),
        ),
        sa.CheckConstraint(
            "undone_at >= checked_at", name=op.f("ck_meeting_check_in_undone_afterwards")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["account.id"], name=op.f("fk_meeting_check_in_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_check_in_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["account.id"], name=op.f("fk_meeting_check_in_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_check_in")),
    )
    op.create_index(
        "uq_meeting_check_in_open",
        "meeting_check_in",
        ["registration_id"],
        unique=True,
        postgresql_where="undone_at IS NULL",
    )
