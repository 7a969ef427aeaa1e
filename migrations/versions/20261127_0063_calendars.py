"""Calendars and notices of meetings

Revision: 0063, after 0062
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0063"
down_revision = "0062"
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
    create_meeting_calendar_feed()
    create_meeting_notice()
    create_meeting_notice_told()
    op.add_column("mail_message", column("calendar", TEXT, null=True))
    op.add_column("mail_message", column("calendar_method", sa.String(), null=True))
    op.create_check_constraint(
        op.f("ck_mail_message_calendar_with_method"),
        "mail_message",
        "calendar IS NULL OR calendar_method IS NOT NULL",
    )


def downgrade():
    op.drop_constraint(op.f("ck_mail_message_calendar_with_method"), "mail_message")
    op.drop_column("mail_message", "calendar_method")
    op.drop_column("mail_message", "calendar")
    op.drop_index("uq_meeting_notice_told", table_name="meeting_notice_told")
    op.drop_index(op.f("ix_meeting_notice_told_registration_id"), table_name="meeting_notice_told")
    op.drop_index("ix_meeting_notice_told_at", table_name="meeting_notice_told")
    op.drop_table("meeting_notice_told")
    op.drop_index("uq_meeting_notice_key", table_name="meeting_notice")
    op.drop_table("meeting_notice")
    op.drop_index(
        "uq_meeting_calendar_feed_open",
        table_name="meeting_calendar_feed",
        postgresql_where="revoked_at IS NULL",
    )
    op.drop_table("meeting_calendar_feed")


def create_meeting_calendar_feed():
    """The table meeting_calendar_feed."""
    op.create_table(
        "meeting_calendar_feed",
        column("account_id", ID),
        column("token_hash", sa.LargeBinary()),
        column("made_at", AT),
        column("revoked_at", AT, null=True),
        column("last_read_at", AT, null=True),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_meeting_calendar_feed_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_calendar_feed_token_hash")),
    )
    op.create_index(
        "uq_meeting_calendar_feed_open",
        "meeting_calendar_feed",
        ["account_id"],
        unique=True,
        postgresql_where="revoked_at IS NULL",
    )


def create_meeting_notice():
    """The table meeting_notice."""
    op.create_table(
        "meeting_notice",
        column("meeting_id", ID),
        column("kind", choice("noticekind", "reminder", "closing", "offer", "change")),
        column("key", sa.String()),
        column("session_id", ID, null=True),
        column("hours", sa.Integer(), null=True),
        column("at", AT, null=True),
        column("facts", JSON),
        column("reason", TEXT, null=True),
        column("made_at", AT),
        column("id", ID),
        sa.CheckConstraint(
            "kind <> 'reminder' OR (hours IS NOT NULL AND at IS NOT NULL)",
            name=op.f("ck_meeting_notice_reminds_of_when"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_notice_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["meeting_session.id"],
            name=op.f("fk_meeting_notice_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_notice")),
    )
    op.create_index("uq_meeting_notice_key", "meeting_notice", ["meeting_id", "key"], unique=True)


def create_meeting_notice_told():
    """The table meeting_notice_told."""
    op.create_table(
        "meeting_notice_told",
        column("notice_id", ID),
        column("registration_id", ID),
        column("told_at", AT),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["meeting_notice.id"],
            name=op.f("fk_meeting_notice_told_notice_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_notice_told_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_notice_told")),
    )
    op.create_index("ix_meeting_notice_told_at", "meeting_notice_told", ["told_at"], unique=False)
    op.create_index(
        op.f("ix_meeting_notice_told_registration_id"),
        "meeting_notice_told",
        ["registration_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_notice_told",
        "meeting_notice_told",
        ["notice_id", "registration_id"],
        unique=True,
    )
