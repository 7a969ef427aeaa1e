"""The day of a meeting

Revision: 0065, after 0064
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0065"
down_revision = "0064"
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
    create_meeting_broadcast()
    create_meeting_fallback()
    create_meeting_incident()
    create_meeting_connection_check()
    create_meeting_help_request()
    create_meeting_join_link()
    create_meeting_presence()


def downgrade():
    op.drop_index(op.f("ix_meeting_presence_session_id"), table_name="meeting_presence")
    op.drop_table("meeting_presence")
    op.drop_index(op.f("ix_meeting_join_link_registration_id"), table_name="meeting_join_link")
    op.drop_table("meeting_join_link")
    op.drop_index("ix_meeting_help_request_registration", table_name="meeting_help_request")
    op.drop_index(
        "ix_meeting_help_request_open",
        table_name="meeting_help_request",
        postgresql_where="answered_at IS NULL",
    )
    op.drop_table("meeting_help_request")
    op.drop_table("meeting_connection_check")
    op.drop_index(
        "uq_meeting_incident_open",
        table_name="meeting_incident",
        postgresql_where="ended_at IS NULL",
    )
    op.drop_index(op.f("ix_meeting_incident_session_id"), table_name="meeting_incident")
    op.drop_table("meeting_incident")
    op.drop_table("meeting_fallback")
    op.drop_index("ix_meeting_broadcast_meeting", table_name="meeting_broadcast")
    op.drop_table("meeting_broadcast")


def create_meeting_broadcast():
    """The table meeting_broadcast."""
    op.create_table(
        "meeting_broadcast",
        column("meeting_id", ID),
        column("language", sa.String()),
        column("text", TEXT),
        column("sent_at", AT),
        column("sent_by_id", ID),
        column("ended_at", AT, null=True),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_broadcast_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["account.id"], name=op.f("fk_meeting_broadcast_sent_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_broadcast")),
    )
    op.create_index(
        "ix_meeting_broadcast_meeting", "meeting_broadcast", ["meeting_id", "sent_at"], unique=False
    )


def create_meeting_fallback():
    """The table meeting_fallback."""
    op.create_table(
        "meeting_fallback",
        column("meeting_id", ID),
        column("platform_url", TEXT, null=True),
        column("telephone", TEXT, null=True),
        column("tv_url", TEXT, null=True),
        column("set_at", AT),
        column("set_by_id", ID),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_fallback_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["account.id"], name=op.f("fk_meeting_fallback_set_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_fallback")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_fallback_meeting_id")),
    )


def create_meeting_incident():
    """The table meeting_incident."""
    op.create_table(
        "meeting_incident",
        column("session_id", ID),
        column("language", sa.String()),
        column("began_at", AT),
        column("ended_at", AT, null=True),
        column("note", TEXT, null=True),
        column("entered_by_id", ID),
        column("id", ID),
        sa.CheckConstraint(
            "ended_at >= began_at", name=op.f("ck_meeting_incident_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_meeting_incident_entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["meeting_session.id"],
            name=op.f("fk_meeting_incident_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_incident")),
    )
    op.create_index(
        op.f("ix_meeting_incident_session_id"), "meeting_incident", ["session_id"], unique=False
    )
    op.create_index(
        "uq_meeting_incident_open",
        "meeting_incident",
        ["session_id", "language"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )


def create_meeting_connection_check():
    """The table meeting_connection_check."""
    op.create_table(
        "meeting_connection_check",
        column("registration_id", ID),
        column("answers", JSON),
        column("checked_at", AT),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_connection_check_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_connection_check")),
        sa.UniqueConstraint(
            "registration_id", name=op.f("uq_meeting_connection_check_registration_id")
        ),
    )


def create_meeting_help_request():
    """The table meeting_help_request."""
    op.create_table(
        "meeting_help_request",
        column("registration_id", ID),
        column("session_id", ID, null=True),
        column("kind", choice("helpkind", "link", "sound", "picture", "interpretation", "other")),
        column("words", TEXT, null=True),
        column("asked_at", AT),
        column("taken_at", AT, null=True),
        column("taken_by_id", ID, null=True),
        column("answered_at", AT, null=True),
        column("answer", TEXT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL)",
            name=op.f("ck_meeting_help_request_answered"),
        ),
        sa.CheckConstraint(
            "(taken_at IS NULL) = (taken_by_id IS NULL)",
            name=op.f("ck_meeting_help_request_taken_by"),
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR taken_at IS NOT NULL",
            name=op.f("ck_meeting_help_request_taken_first"),
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_help_request_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["meeting_session.id"],
            name=op.f("fk_meeting_help_request_session_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["account.id"], name=op.f("fk_meeting_help_request_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_help_request")),
    )
    op.create_index(
        "ix_meeting_help_request_open",
        "meeting_help_request",
        ["asked_at"],
        unique=False,
        postgresql_where="answered_at IS NULL",
    )
    op.create_index(
        "ix_meeting_help_request_registration",
        "meeting_help_request",
        ["registration_id", "asked_at"],
        unique=False,
    )


def create_meeting_join_link():
    """The table meeting_join_link."""
    op.create_table(
        "meeting_join_link",
        column("registration_id", ID),
        column("token_hash", sa.LargeBinary()),
        column("made_at", AT),
        column("revoked_at", AT, null=True),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_join_link_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_join_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_join_link_token_hash")),
    )
    op.create_index(
        op.f("ix_meeting_join_link_registration_id"),
        "meeting_join_link",
        ["registration_id"],
        unique=False,
    )


def create_meeting_presence():
    """The table meeting_presence."""
    op.create_table(
        "meeting_presence",
        column("registration_id", ID),
        column("session_id", ID),
        column("tried_at", AT),
        column("in_at", AT, null=True),
        column("failed_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "in_at IS NULL OR failed_at IS NULL", name=op.f("ck_meeting_presence_one_or_the_other")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_presence_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["meeting_session.id"],
            name=op.f("fk_meeting_presence_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_presence")),
        sa.UniqueConstraint("registration_id", "session_id", name="uq_meeting_presence"),
    )
    op.create_index(
        op.f("ix_meeting_presence_session_id"), "meeting_presence", ["session_id"], unique=False
    )
