"""Side events and contributions to documents

Revision: 0068, after 0067
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, ID, YES_NO = sa.Text(), sa.Uuid(), sa.Boolean()
JSON = postgresql.JSONB()


CHECKS_OF_DOCUMENTS = {
    "comments_of_somebody": "(commenters IS NULL) = (comments_until IS NULL)",
    "comments_announced_first": "comments_until IS NULL OR first_comments_until IS NOT NULL",
    "commenters_read_it": "audience <> 'states' OR commenters IS DISTINCT FROM 'accredited'",
}


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    """A column that must be filled unless said otherwise."""
    return sa.Column(name, type_, nullable=null)


def upgrade():
    create_meeting_side_event_call()
    create_meeting_side_event_slot()
    create_meeting_side_event()
    create_meeting_side_event_organizer()
    open_documents()
    let_statements_be_about_documents()


def downgrade():
    op.drop_column("meeting_statement_paper", "words_counted")
    op.drop_column("meeting_statement_paper", "words")
    op.drop_constraint("ck_meeting_statement_about_one_thing", "meeting_statement")
    op.drop_constraint("ck_meeting_statement_part_of_a_document", "meeting_statement")
    op.execute(
        "DELETE FROM meeting_statement_cosigner WHERE statement_id IN"
        " (SELECT id FROM meeting_statement WHERE agenda_item_id IS NULL)"
    )
    op.execute("DELETE FROM meeting_statement WHERE agenda_item_id IS NULL")
    op.alter_column("meeting_statement", "agenda_item_id", nullable=False)
    for name in ("wording", "part", "meeting_document_id"):
        op.drop_column("meeting_statement", name)
    for name in CHECKS_OF_DOCUMENTS:
        op.drop_constraint(f"ck_meeting_document_{name}", "meeting_document")
    for name in ("first_comments_until", "comments_until", "commenters"):
        op.drop_column("meeting_document", name)
    op.drop_index("uq_meeting_side_event_organizer", table_name="meeting_side_event_organizer")
    op.drop_index(
        op.f("ix_meeting_side_event_organizer_organization_id"),
        table_name="meeting_side_event_organizer",
    )
    op.drop_table("meeting_side_event_organizer")
    op.drop_index("uq_meeting_side_event_slot", table_name="meeting_side_event")
    op.drop_index(op.f("ix_meeting_side_event_wished_slot_id"), table_name="meeting_side_event")
    op.drop_index(op.f("ix_meeting_side_event_organization_id"), table_name="meeting_side_event")
    op.drop_index("ix_meeting_side_event_list", table_name="meeting_side_event")
    op.drop_table("meeting_side_event")
    op.drop_index("ix_meeting_side_event_slot_list", table_name="meeting_side_event_slot")
    op.drop_table("meeting_side_event_slot")
    op.drop_index("uq_meeting_side_event_call", table_name="meeting_side_event_call")
    op.drop_table("meeting_side_event_call")


def create_meeting_side_event_call():
    """The table meeting_side_event_call."""
    op.create_table(
        "meeting_side_event_call",
        column("meeting_id", ID),
        column("languages", postgresql.ARRAY(TEXT)),
        column("opens_at", AT),
        column("closes_at", AT),
        column("places", sa.Integer(), null=True),
        column("rules", JSON),
        column("opened_by_id", ID),
        column("opened_at", AT),
        column("published_at", AT, null=True),
        column("published_by_id", ID, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_meeting_side_event_call_closes_after_opening")
        ),
        sa.CheckConstraint(
            "places > 0", name=op.f("ck_meeting_side_event_call_places_for_something")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_side_event_call_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["account.id"], name=op.f("fk_meeting_side_event_call_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_side_event_call_published_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_side_event_call")),
    )
    op.create_index(
        "uq_meeting_side_event_call", "meeting_side_event_call", ["meeting_id"], unique=True
    )


def create_meeting_side_event_slot():
    """The table meeting_side_event_slot."""
    op.create_table(
        "meeting_side_event_slot",
        column("meeting_id", ID),
        column("starts_at", AT),
        column("ends_at", AT),
        column("capacity", sa.Integer(), null=True),
        column("mode", choice("mode", "in_person", "hybrid", "online")),
        column("place", TEXT, null=True),
        column("join_url", TEXT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "capacity > 0", name=op.f("ck_meeting_side_event_slot_capacity_of_somebody")
        ),
        sa.CheckConstraint(
            "ends_at > starts_at", name=op.f("ck_meeting_side_event_slot_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_side_event_slot_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_side_event_slot")),
    )
    op.create_index(
        "ix_meeting_side_event_slot_list",
        "meeting_side_event_slot",
        ["meeting_id", "starts_at"],
        unique=False,
    )


def create_meeting_side_event():
    """The table meeting_side_event."""
    op.create_table(
        "meeting_side_event",
        column("meeting_id", ID),
        column("organization_id", ID, null=True),
        column("country", TEXT, null=True),
        column(
            "state",
            choice(
                "sideeventstate",
                "draft",
                "submitted",
                "waitlisted",
                "selected",
                "declined",
                "withdrawn",
            ),
        ),
        column("title", JSON),
        column("summary", JSON),
        column("languages", postgresql.ARRAY(TEXT)),
        column(
            "format",
            choice("sideeventformat", "panel", "dialogue", "workshop", "showcase"),
            null=True,
        ),
        column("wished_slot_id", ID, null=True),
        column("major_groups", postgresql.ARRAY(TEXT)),
        column("action_code", TEXT, null=True),
        column("first_time", YES_NO, null=True),
        column("partners", TEXT, null=True),
        column("speakers_women", sa.Integer(), null=True),
        column("speakers_men", sa.Integer(), null=True),
        column("speakers_other", sa.Integer(), null=True),
        column("speakers_young", sa.Integer(), null=True),
        column("created_by_id", ID),
        column("created_at", AT),
        column("submitted_at", AT, null=True),
        column("reason", TEXT, null=True),
        column("decided_by_id", ID, null=True),
        column("decided_at", AT, null=True),
        column("withdrawn_at", AT, null=True),
        column("slot_id", ID, null=True),
        column("published_at", AT, null=True),
        column("sequence", sa.Integer()),
        column("changed_at", AT),
        column("id", ID),
        sa.CheckConstraint(
            "slot_id IS NULL OR state = 'selected'",
            name=op.f("ck_meeting_side_event_slot_for_selected"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(organization_id, country) = 1",
            name=op.f("ck_meeting_side_event_one_organizer"),
        ),
        sa.CheckConstraint(
            "speakers_young <= coalesce(speakers_women, 0) + coalesce(speakers_men, 0)"
            " + coalesce(speakers_other, 0)",
            name=op.f("ck_meeting_side_event_young_among_speakers"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_meeting_side_event_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_meeting_side_event_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_side_event_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_meeting_side_event_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["meeting_side_event_slot.id"], name=op.f("fk_meeting_side_event_slot_id")
        ),
        sa.ForeignKeyConstraint(
            ["wished_slot_id"],
            ["meeting_side_event_slot.id"],
            name=op.f("fk_meeting_side_event_wished_slot_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_side_event")),
    )
    op.create_index(
        "ix_meeting_side_event_list",
        "meeting_side_event",
        ["meeting_id", "submitted_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_side_event_organization_id"),
        "meeting_side_event",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_side_event_wished_slot_id"),
        "meeting_side_event",
        ["wished_slot_id"],
        unique=False,
    )
    op.create_index("uq_meeting_side_event_slot", "meeting_side_event", ["slot_id"], unique=True)


def create_meeting_side_event_organizer():
    """The table meeting_side_event_organizer."""
    op.create_table(
        "meeting_side_event_organizer",
        column("side_event_id", ID),
        column("organization_id", ID),
        column("agreement", choice("agreement", "asked", "agreed", "declined")),
        column("asked_by_id", ID),
        column("asked_at", AT),
        column("answered_by_id", ID, null=True),
        column("answered_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(agreement = 'asked') = (answered_at IS NULL)",
            name=op.f("ck_meeting_side_event_organizer_answered_at"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_side_event_organizer_answered_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_side_event_organizer_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_meeting_side_event_organizer_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["side_event_id"],
            ["meeting_side_event.id"],
            name=op.f("fk_meeting_side_event_organizer_side_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_side_event_organizer")),
    )
    op.create_index(
        op.f("ix_meeting_side_event_organizer_organization_id"),
        "meeting_side_event_organizer",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_side_event_organizer",
        "meeting_side_event_organizer",
        ["side_event_id", "organization_id"],
        unique=True,
    )


def open_documents():
    """Documents can be opened for contributions."""
    commenters = choice("commenters", "accredited", "states")
    op.add_column("meeting_document", column("commenters", commenters, null=True))
    op.add_column("meeting_document", column("comments_until", AT, null=True))
    op.add_column("meeting_document", column("first_comments_until", AT, null=True))
    for name, condition in CHECKS_OF_DOCUMENTS.items():
        op.create_check_constraint(
            op.f(f"ck_meeting_document_{name}"), "meeting_document", condition
        )


def let_statements_be_about_documents():
    """A contribution is a statement about a document; statements as documents have their words."""
    op.add_column("meeting_statement", column("meeting_document_id", ID, null=True))
    op.add_column("meeting_statement", column("part", TEXT, null=True))
    op.add_column("meeting_statement", sa.Column("wording", JSON, server_default="{}"))
    op.alter_column("meeting_statement", "wording", nullable=False, server_default=None)
    op.alter_column("meeting_statement", "agenda_item_id", nullable=True)
    op.create_index(
        op.f("ix_meeting_statement_meeting_document_id"),
        "meeting_statement",
        ["meeting_document_id"],
    )
    op.create_foreign_key(
        op.f("fk_meeting_statement_meeting_document_id"),
        "meeting_statement",
        "meeting_document",
        ["meeting_document_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_meeting_statement_about_one_thing"),
        "meeting_statement",
        "num_nonnulls(agenda_item_id, meeting_document_id) = 1",
    )
    op.create_check_constraint(
        op.f("ck_meeting_statement_part_of_a_document"),
        "meeting_statement",
        "part IS NULL OR meeting_document_id IS NOT NULL",
    )
    op.add_column("meeting_statement_paper", column("words", sa.Integer(), null=True))
    op.add_column(
        "meeting_statement_paper",
        sa.Column("words_counted", YES_NO, nullable=False, server_default=sa.false()),
    )
