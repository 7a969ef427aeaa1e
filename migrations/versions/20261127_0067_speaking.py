"""Speakers' lists, what is going to be said, interpreters' links.

Revision: 0067, after 0066
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0067"
down_revision = "0066"
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
    create_meeting_interpreter()
    create_meeting_speakers_list()
    create_meeting_speaker()
    create_meeting_speaker_paper()


def downgrade():
    op.drop_index("uq_meeting_speaker_paper", table_name="meeting_speaker_paper")
    op.drop_table("meeting_speaker_paper")
    op.drop_index(
        "uq_meeting_speaker_voice",
        table_name="meeting_speaker",
        postgresql_where="state NOT IN ('spoken', 'withdrawn')",
    )
    op.drop_index(
        "uq_meeting_speaker_floor", table_name="meeting_speaker", postgresql_where="state = 'floor'"
    )
    op.drop_index(op.f("ix_meeting_speaker_registration_id"), table_name="meeting_speaker")
    op.drop_index(op.f("ix_meeting_speaker_organization_id"), table_name="meeting_speaker")
    op.drop_table("meeting_speaker")
    op.drop_index(op.f("ix_meeting_speakers_list_session_id"), table_name="meeting_speakers_list")
    op.drop_table("meeting_speakers_list")
    op.drop_index(
        "uq_meeting_interpreter_open",
        table_name="meeting_interpreter",
        postgresql_where="revoked_at IS NULL",
    )
    op.drop_index(op.f("ix_meeting_interpreter_session_id"), table_name="meeting_interpreter")
    op.drop_table("meeting_interpreter")


def create_meeting_interpreter():
    """The table meeting_interpreter."""
    op.create_table(
        "meeting_interpreter",
        column("session_id", ID),
        column("name", TEXT),
        column("email", TEXT),
        column("email_key", TEXT),
        column("language", sa.String()),
        column("token_hash", sa.LargeBinary()),
        column("invited_by_id", ID),
        column("invited_at", AT),
        column("revoked_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')",
            name=op.f("ck_meeting_interpreter_language"),
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_meeting_interpreter_invited_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["meeting_session.id"],
            name=op.f("fk_meeting_interpreter_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_interpreter")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_interpreter_token_hash")),
    )
    op.create_index(
        op.f("ix_meeting_interpreter_session_id"),
        "meeting_interpreter",
        ["session_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_interpreter_open",
        "meeting_interpreter",
        ["session_id", "email_key"],
        unique=True,
        postgresql_where="revoked_at IS NULL",
    )


def create_meeting_speakers_list():
    """The table meeting_speakers_list."""
    op.create_table(
        "meeting_speakers_list",
        column("agenda_item_id", ID),
        column("session_id", ID, null=True),
        column("starts_after", sa.Integer()),
        column("opens_at", AT),
        column("closes_at", AT),
        column("fixed_at", AT, null=True),
        column("published_at", AT, null=True),
        column("rule", choice("orderrule", "protocol", "turns", "time")),
        column("places", JSON),
        column("seconds", JSON),
        column("revision", sa.Integer()),
        column("created_by_id", ID),
        column("created_at", AT),
        column("id", ID),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_meeting_speakers_list_closes_after_opening")
        ),
        sa.CheckConstraint(
            "starts_after >= 0", name=op.f("ck_meeting_speakers_list_after_the_beginning")
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["meeting_agenda_item.id"],
            name=op.f("fk_meeting_speakers_list_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_meeting_speakers_list_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["meeting_session.id"],
            name=op.f("fk_meeting_speakers_list_session_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_speakers_list")),
        sa.UniqueConstraint("agenda_item_id", name=op.f("uq_meeting_speakers_list_agenda_item_id")),
    )
    op.create_index(
        op.f("ix_meeting_speakers_list_session_id"),
        "meeting_speakers_list",
        ["session_id"],
        unique=False,
    )


def create_meeting_speaker():
    """The table meeting_speaker."""
    op.create_table(
        "meeting_speaker",
        column("speakers_list_id", ID),
        column("registration_id", ID),
        column(
            "kind",
            choice(
                "speakerkind",
                "state_group",
                "member_state",
                "specialized_agency",
                "un_body",
                "agreement",
                "intergovernmental",
                "major_group",
                "accredited",
                "private_sector",
            ),
        ),
        column("speaks_for", TEXT),
        column("organization_id", ID, null=True),
        column("country", sa.String(), null=True),
        column(
            "major_group",
            choice(
                "majorgroup",
                "women",
                "children-youth",
                "indigenous",
                "ngo",
                "local-authorities",
                "workers",
                "business",
                "science",
                "farmers",
            ),
            null=True,
        ),
        column("group_name", TEXT, null=True),
        column(
            "rank", choice("speakerrank", "head_of_state", "minister", "head", "other"), null=True
        ),
        column(
            "state",
            choice("speakerstate", "asked", "listed", "floor", "spoken", "passed", "withdrawn"),
        ),
        column("position", sa.Integer(), null=True),
        column("moved_at", AT, null=True),
        column("reason", TEXT, null=True),
        column("seconds", sa.Integer(), null=True),
        column("asked_by_id", ID),
        column("asked_at", AT),
        column("called_at", AT, null=True),
        column("ended_at", AT, null=True),
        column("spoken_seconds", sa.Integer(), null=True),
        column("text", JSON),
        column("statement_id", ID, null=True),
        column("handed_in_at", AT, null=True),
        column("text_public", YES_NO),
        column("id", ID),
        sa.CheckConstraint(
            "(kind = 'major_group') = (major_group IS NOT NULL)",
            name=op.f("ck_meeting_speaker_group_of_a_group"),
        ),
        sa.CheckConstraint(
            "(state IN ('asked', 'listed')) = (position IS NOT NULL)",
            name=op.f("ck_meeting_speaker_a_place_in_line"),
        ),
        sa.CheckConstraint(
            "kind <> 'member_state' OR rank IS NOT NULL",
            name=op.f("ck_meeting_speaker_rank_of_states"),
        ),
        sa.CheckConstraint(
            "state <> 'spoken' OR spoken_seconds IS NOT NULL",
            name=op.f("ck_meeting_speaker_time_spoken"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('floor', 'spoken') OR called_at IS NOT NULL",
            name=op.f("ck_meeting_speaker_called_first"),
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_meeting_speaker_counted_from_one")),
        sa.CheckConstraint("seconds >= 1", name=op.f("ck_meeting_speaker_some_time")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_meeting_speaker_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_meeting_speaker_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_speaker_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["speakers_list_id"],
            ["meeting_speakers_list.id"],
            name=op.f("fk_meeting_speaker_speakers_list_id"),
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["meeting_statement.id"], name=op.f("fk_meeting_speaker_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_speaker")),
        sa.UniqueConstraint(
            "speakers_list_id",
            "position",
            deferrable=True,
            initially="DEFERRED",
            name="uq_meeting_speaker_position",
        ),
    )
    op.create_index(
        op.f("ix_meeting_speaker_organization_id"),
        "meeting_speaker",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_speaker_registration_id"),
        "meeting_speaker",
        ["registration_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_speaker_floor",
        "meeting_speaker",
        ["speakers_list_id"],
        unique=True,
        postgresql_where="state = 'floor'",
    )
    op.create_index(
        "uq_meeting_speaker_voice",
        "meeting_speaker",
        ["speakers_list_id", "speaks_for"],
        unique=True,
        postgresql_where="state NOT IN ('spoken', 'withdrawn')",
    )


def create_meeting_speaker_paper():
    """The table meeting_speaker_paper."""
    op.create_table(
        "meeting_speaker_paper",
        column("speaker_id", ID),
        column("language", sa.String()),
        column("document_id", ID),
        column("added_at", AT),
        column("id", ID),
        sa.CheckConstraint(
            "language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')",
            name=op.f("ck_meeting_speaker_paper_language"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_meeting_speaker_paper_document_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["meeting_speaker.id"], name=op.f("fk_meeting_speaker_paper_speaker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_speaker_paper")),
        sa.UniqueConstraint("document_id", name=op.f("uq_meeting_speaker_paper_document_id")),
    )
    op.create_index(
        "uq_meeting_speaker_paper", "meeting_speaker_paper", ["speaker_id", "language"], unique=True
    )
