"""Meetings, categories, registrations

Revision: 0057, after 0056
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0057"
down_revision = "0056"
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
    create_meeting()
    create_meeting_category()
    create_meeting_delegation()
    create_meeting_queue()
    create_meeting_session()
    create_meeting_question()
    create_meeting_quota()
    create_meeting_registration()
    create_meeting_change_request()
    create_meeting_registration_paper()


def downgrade():
    op.drop_index(
        op.f("ix_meeting_registration_paper_registration_id"),
        table_name="meeting_registration_paper",
    )
    op.drop_table("meeting_registration_paper")
    op.drop_index(
        "uq_meeting_change_request_open",
        table_name="meeting_change_request",
        postgresql_where="state = 'asked'",
    )
    op.drop_index(
        op.f("ix_meeting_change_request_registration_id"), table_name="meeting_change_request"
    )
    op.drop_table("meeting_change_request")
    op.drop_index(
        "uq_meeting_registration_open",
        table_name="meeting_registration",
        postgresql_where="state NOT IN ('refused', 'withdrawn')",
    )
    op.drop_index("uq_meeting_registration_number", table_name="meeting_registration")
    op.drop_index(
        "ix_meeting_registration_waiting",
        table_name="meeting_registration",
        postgresql_where="state = 'waiting' AND offered_until IS NULL",
    )
    op.drop_index(op.f("ix_meeting_registration_person_id"), table_name="meeting_registration")
    op.drop_index("ix_meeting_registration_organization", table_name="meeting_registration")
    op.drop_index(
        "ix_meeting_registration_offers",
        table_name="meeting_registration",
        postgresql_where="offered_until IS NOT NULL",
    )
    op.drop_index("ix_meeting_registration_list", table_name="meeting_registration")
    op.drop_index("ix_meeting_registration_country", table_name="meeting_registration")
    op.drop_index(op.f("ix_meeting_registration_category_id"), table_name="meeting_registration")
    op.drop_table("meeting_registration")
    op.drop_index("ix_meeting_quota_meeting", table_name="meeting_quota")
    op.drop_table("meeting_quota")
    op.drop_index("ix_meeting_question_list", table_name="meeting_question")
    op.drop_table("meeting_question")
    op.drop_index("ix_meeting_session_list", table_name="meeting_session")
    op.drop_table("meeting_session")
    op.drop_table("meeting_queue")
    op.drop_index("uq_meeting_delegation_state", table_name="meeting_delegation")
    op.drop_table("meeting_delegation")
    op.drop_index("uq_meeting_category_kind", table_name="meeting_category")
    op.drop_table("meeting_category")
    op.drop_index(op.f("ix_meeting_through_id"), table_name="meeting")
    op.drop_index("ix_meeting_list", table_name="meeting")
    op.drop_table("meeting")


def create_meeting():
    """The table meeting."""
    op.create_table(
        "meeting",
        column("title", JSON),
        column("description", JSON),
        column("body", choice("bodykey", "assembly", "committee", "subcommittee"), null=True),
        column("mode", choice("mode", "in_person", "hybrid", "online")),
        column("zone", sa.String()),
        column("place", TEXT, null=True),
        column("state", choice("meetingstate", "draft", "published", "cancelled")),
        column("starts_at", AT),
        column("ends_at", AT),
        column("through_id", ID, null=True),
        column("copied_from_id", ID, null=True),
        column("contact_email", TEXT, null=True),
        column(
            "youngest",
            choice("ageband", "child", "youth", "young_adult", "under_30", "older", "adult"),
        ),
        column("waiting_rule", choice("waitingrule", "by_date", "lottery")),
        column("lottery_at", AT, null=True),
        column("lottery_seed", sa.String(), null=True),
        column("lottery_drawn_at", AT, null=True),
        column("offer_hours", sa.Integer()),
        column("notice", JSON),
        column("notice_version", sa.Integer()),
        column("retention_days", sa.Integer()),
        column("participants", choice("liststate", "none", "provisional", "final")),
        column("sequence", sa.Integer()),
        column("created_by_id", ID),
        column("created_at", AT),
        column("published_at", AT, null=True),
        column("cancelled_at", AT, null=True),
        column("cancel_reason", TEXT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)",
            name=op.f("ck_meeting_cancelled_at"),
        ),
        sa.CheckConstraint(
            "(waiting_rule = 'lottery') = (lottery_at IS NOT NULL)",
            name=op.f("ck_meeting_lottery_at_an_instant"),
        ),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_meeting_ends_after_start")),
        sa.CheckConstraint(
            "lottery_drawn_at IS NULL OR lottery_seed IS NOT NULL",
            name=op.f("ck_meeting_drawn_with_a_seed"),
        ),
        sa.CheckConstraint("through_id <> id", name=op.f("ck_meeting_not_through_itself")),
        sa.ForeignKeyConstraint(
            ["copied_from_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_copied_from_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_meeting_created_by_id")
        ),
        sa.ForeignKeyConstraint(["through_id"], ["meeting.id"], name=op.f("fk_meeting_through_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_list", "meeting", ["starts_at", "id"], unique=False)
    op.create_index(op.f("ix_meeting_through_id"), "meeting", ["through_id"], unique=False)


def create_meeting_category():
    """The table meeting_category."""
    op.create_table(
        "meeting_category",
        column("meeting_id", ID),
        column("position", sa.Integer()),
        column(
            "kind",
            choice(
                "categorykind",
                "member_state",
                "specialized_agency",
                "un_body",
                "agreement",
                "intergovernmental",
                "accredited",
                "private_sector",
                "media",
                "public",
            ),
        ),
        column("legal_basis", JSON),
        column("places", sa.Integer(), null=True),
        column("taken", sa.Integer()),
        column("opens_at", AT),
        column("closes_at", AT),
        column("first_closes_at", AT),
        column("approval", choice("approvalrule", "automatic", "by_officer", "by_note")),
        column("papers", YES_NO),
        column("id", ID),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_meeting_category_closes_after_opening")
        ),
        sa.CheckConstraint("places >= 0", name=op.f("ck_meeting_category_places_not_negative")),
        sa.CheckConstraint(
            "taken >= 0 AND (places IS NULL OR taken <= places)",
            name=op.f("ck_meeting_category_within_places"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_category_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_category")),
    )
    op.create_index(
        "uq_meeting_category_kind", "meeting_category", ["meeting_id", "kind"], unique=True
    )


def create_meeting_delegation():
    """The table meeting_delegation."""
    op.create_table(
        "meeting_delegation",
        column("meeting_id", ID),
        column("country", sa.String()),
        column("note_number", TEXT, null=True),
        column("note_on", sa.Date(), null=True),
        column("note_document_id", ID, null=True),
        column("note_sent_by_id", ID, null=True),
        column("note_checked_by_id", ID, null=True),
        column("note_checked_at", AT, null=True),
        column(
            "credentials",
            choice("credentialsstate", "none", "received", "in_order", "not_in_order"),
        ),
        column("credentials_document_id", ID, null=True),
        column("credentials_by_id", ID, null=True),
        column("credentials_at", AT, null=True),
        column("credentials_note", TEXT, null=True),
        column("created_at", AT),
        column("id", ID),
        sa.CheckConstraint(
            "(credentials IN ('in_order', 'not_in_order')) = (credentials_by_id IS NOT NULL)",
            name=op.f("ck_meeting_delegation_credentials_examined"),
        ),
        sa.CheckConstraint(
            "(note_checked_at IS NULL) = (note_checked_by_id IS NULL)",
            name=op.f("ck_meeting_delegation_note_checked"),
        ),
        sa.ForeignKeyConstraint(
            ["credentials_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_delegation_credentials_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["credentials_document_id"],
            ["document.id"],
            name=op.f("fk_meeting_delegation_credentials_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_delegation_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["note_checked_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_delegation_note_checked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["note_document_id"],
            ["document.id"],
            name=op.f("fk_meeting_delegation_note_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["note_sent_by_id"], ["account.id"], name=op.f("fk_meeting_delegation_note_sent_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_delegation")),
        sa.UniqueConstraint(
            "credentials_document_id", name=op.f("uq_meeting_delegation_credentials_document_id")
        ),
        sa.UniqueConstraint(
            "note_document_id", name=op.f("uq_meeting_delegation_note_document_id")
        ),
    )
    op.create_index(
        "uq_meeting_delegation_state", "meeting_delegation", ["meeting_id", "country"], unique=True
    )


def create_meeting_queue():
    """The table meeting_queue."""
    op.create_table(
        "meeting_queue",
        column("meeting_id", ID),
        column("last", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_queue_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_queue")),
    )


def create_meeting_session():
    """The table meeting_session."""
    op.create_table(
        "meeting_session",
        column("meeting_id", ID),
        column("title", JSON),
        column("starts_at", AT),
        column("ends_at", AT),
        column("join_url", TEXT, null=True),
        column("interpretation", postgresql.ARRAY(TEXT)),
        column("capacity", sa.Integer(), null=True),
        column("child_friendly", YES_NO),
        column("first_starts_at", AT),
        column("sequence", sa.Integer()),
        column("changed_at", AT),
        column("cancelled_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_meeting_session_capacity_of_somebody")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_session_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_session_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_session")),
    )
    op.create_index(
        "ix_meeting_session_list", "meeting_session", ["meeting_id", "starts_at"], unique=False
    )


def create_meeting_question():
    """The table meeting_question."""
    op.create_table(
        "meeting_question",
        column("meeting_id", ID),
        column("category_id", ID, null=True),
        column("position", sa.Integer()),
        column(
            "kind", choice("questionkind", "text", "long_text", "yes_no", "choice", "date", "file")
        ),
        column("text", JSON),
        column("hint", JSON),
        column("choices", JSON),
        column("required", YES_NO),
        column("show_if_id", ID, null=True),
        column("show_value", TEXT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(show_if_id IS NULL) = (show_value IS NULL)",
            name=op.f("ck_meeting_question_shown_for_an_answer"),
        ),
        sa.CheckConstraint("show_if_id <> id", name=op.f("ck_meeting_question_not_after_itself")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["meeting_category.id"], name=op.f("fk_meeting_question_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_question_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["show_if_id"], ["meeting_question.id"], name=op.f("fk_meeting_question_show_if_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_question")),
    )
    op.create_index(
        "ix_meeting_question_list", "meeting_question", ["meeting_id", "position"], unique=False
    )


def create_meeting_quota():
    """The table meeting_quota."""
    op.create_table(
        "meeting_quota",
        column("meeting_id", ID),
        column("category_id", ID, null=True),
        column("scope", choice("quotascope", "organization", "state", "major_group", "all")),
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
        column("mode", choice("mode", "in_person", "hybrid", "online"), null=True),
        column("places", sa.Integer()),
        column("id", ID),
        sa.CheckConstraint(
            "major_group IS NULL OR scope = 'major_group'",
            name=op.f("ck_meeting_quota_group_where_it_counts_groups"),
        ),
        sa.CheckConstraint("mode <> 'hybrid'", name=op.f("ck_meeting_quota_one_mode")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_meeting_quota_places_not_negative")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["meeting_category.id"], name=op.f("fk_meeting_quota_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_quota_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_quota")),
    )
    op.create_index("ix_meeting_quota_meeting", "meeting_quota", ["meeting_id"], unique=False)


def create_meeting_registration():
    """The table meeting_registration."""
    op.create_table(
        "meeting_registration",
        column("meeting_id", ID),
        column("category_id", ID),
        column("reference", sa.String()),
        column(
            "state",
            choice(
                "registrationstate",
                "invited",
                "draft",
                "submitted",
                "confirmed",
                "waiting",
                "refused",
                "withdrawn",
                "attended",
                "no_show",
            ),
        ),
        column("person_id", ID, null=True),
        column("name", TEXT),
        column("email", TEXT),
        column("email_key", TEXT),
        column("language", sa.String()),
        column("country", sa.String(), null=True),
        column("organization_id", ID, null=True),
        column("represents", TEXT, null=True),
        column(
            "relation",
            choice("relation", "staff", "member", "board", "adviser", "other"),
            null=True,
        ),
        column("position", TEXT, null=True),
        column(
            "function",
            choice(
                "delegationfunction",
                "head",
                "deputy_head",
                "representative",
                "alternate",
                "adviser",
            ),
            null=True,
        ),
        column("mode", choice("mode", "in_person", "hybrid", "online")),
        column(
            "age_band",
            choice("ageband", "child", "youth", "young_adult", "under_30", "older", "adult"),
            null=True,
        ),
        column("gender", choice("gender", "woman", "man", "other"), null=True),
        column("first_time", YES_NO, null=True),
        column("listed", YES_NO),
        column("listed_changed_at", AT, null=True),
        column("answers", JSON),
        column("notice_version", sa.Integer(), null=True),
        column("number", sa.Integer(), null=True),
        column("rank", sa.Integer(), null=True),
        column("nominated_by_id", ID, null=True),
        column("invited_by_id", ID, null=True),
        column("created_at", AT),
        column("submitted_at", AT, null=True),
        column("approved_at", AT, null=True),
        column("approved_by_id", ID, null=True),
        column("confirmed_at", AT, null=True),
        column("offered_at", AT, null=True),
        column("offered_until", AT, null=True),
        column("ended_at", AT, null=True),
        column(
            "end_reason",
            choice(
                "endreason",
                "own_wish",
                "nominator",
                "declined",
                "offer_expired",
                "officer",
                "standing",
                "meeting_cancelled",
            ),
            null=True,
        ),
        column("refusal", TEXT, null=True),
        column("forgotten_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(state = 'refused') = (refusal IS NOT NULL)",
            name=op.f("ck_meeting_registration_refused_with_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (end_reason IS NOT NULL)",
            name=op.f("ck_meeting_registration_end_reason"),
        ),
        sa.CheckConstraint(
            "(state IN ('confirmed', 'attended', 'no_show')) = (confirmed_at IS NOT NULL)",
            name=op.f("ck_meeting_registration_confirmed_at"),
        ),
        sa.CheckConstraint("mode <> 'hybrid'", name=op.f("ck_meeting_registration_one_mode")),
        sa.CheckConstraint(
            "offered_until IS NULL OR state = 'waiting'",
            name=op.f("ck_meeting_registration_offered_to_who_waits"),
        ),
        sa.CheckConstraint(
            "state IN ('invited', 'draft') OR (submitted_at IS NOT NULL AND number IS NOT NULL)"
            " OR state = 'withdrawn'",
            name=op.f("ck_meeting_registration_numbered_once_submitted"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["account.id"], name=op.f("fk_meeting_registration_approved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["meeting_category.id"],
            name=op.f("fk_meeting_registration_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_meeting_registration_invited_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_registration_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["nominated_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_registration_nominated_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_meeting_registration_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["account.id"], name=op.f("fk_meeting_registration_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_registration")),
        sa.UniqueConstraint("reference", name=op.f("uq_meeting_registration_reference")),
    )
    op.create_index(
        op.f("ix_meeting_registration_category_id"),
        "meeting_registration",
        ["category_id"],
        unique=False,
    )
    op.create_index(
        "ix_meeting_registration_country",
        "meeting_registration",
        ["meeting_id", "country"],
        unique=False,
    )
    op.create_index(
        "ix_meeting_registration_list",
        "meeting_registration",
        ["meeting_id", "submitted_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_meeting_registration_offers",
        "meeting_registration",
        ["offered_until"],
        unique=False,
        postgresql_where="offered_until IS NOT NULL",
    )
    op.create_index(
        "ix_meeting_registration_organization",
        "meeting_registration",
        ["organization_id", "meeting_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_registration_person_id"),
        "meeting_registration",
        ["person_id"],
        unique=False,
    )
    op.create_index(
        "ix_meeting_registration_waiting",
        "meeting_registration",
        ["category_id", "rank"],
        unique=False,
        postgresql_where="state = 'waiting' AND offered_until IS NULL",
    )
    op.create_index(
        "uq_meeting_registration_number",
        "meeting_registration",
        ["meeting_id", "number"],
        unique=True,
    )
    op.create_index(
        "uq_meeting_registration_open",
        "meeting_registration",
        ["meeting_id", "email_key"],
        unique=True,
        postgresql_where="state NOT IN ('refused', 'withdrawn')",
    )


def create_meeting_change_request():
    """The table meeting_change_request."""
    op.create_table(
        "meeting_change_request",
        column("registration_id", ID),
        column("state", choice("changestate", "asked", "accepted", "refused")),
        column("before", JSON),
        column("after", JSON),
        column("reason", TEXT),
        column("asked_by_id", ID),
        column("asked_at", AT),
        column("decided_by_id", ID, null=True),
        column("decided_at", AT, null=True),
        column("refusal", TEXT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(state = 'asked') = (decided_at IS NULL)",
            name=op.f("ck_meeting_change_request_decided_at"),
        ),
        sa.CheckConstraint(
            "(state = 'refused') = (refusal IS NOT NULL)",
            name=op.f("ck_meeting_change_request_refused_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_meeting_change_request_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_meeting_change_request_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_change_request_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_change_request")),
    )
    op.create_index(
        op.f("ix_meeting_change_request_registration_id"),
        "meeting_change_request",
        ["registration_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_change_request_open",
        "meeting_change_request",
        ["registration_id"],
        unique=True,
        postgresql_where="state = 'asked'",
    )


def create_meeting_registration_paper():
    """The table meeting_registration_paper."""
    op.create_table(
        "meeting_registration_paper",
        column("registration_id", ID),
        column("kind", choice("paperkind", "letter", "press_card", "answer")),
        column("question_id", ID, null=True),
        column("document_id", ID),
        column("added_at", AT),
        column("id", ID),
        sa.CheckConstraint(
            "(kind = 'answer') = (question_id IS NOT NULL)",
            name=op.f("ck_meeting_registration_paper_of_a_question"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_meeting_registration_paper_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["meeting_question.id"],
            name=op.f("fk_meeting_registration_paper_question_id"),
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_registration_paper_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_registration_paper")),
        sa.UniqueConstraint("document_id", name=op.f("uq_meeting_registration_paper_document_id")),
    )
    op.create_index(
        op.f("ix_meeting_registration_paper_registration_id"),
        "meeting_registration_paper",
        ["registration_id"],
        unique=False,
    )
