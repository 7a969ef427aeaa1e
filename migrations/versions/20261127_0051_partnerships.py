"""Partnerships with their partners and reports, meetings with business, complaints

Revision: 0051, after 0049
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0049"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, WORD, DAY, ID, YES_NO, NUMBER = (
    sa.Text(),
    sa.String(),
    sa.Date(),
    sa.Uuid(),
    sa.Boolean(),
    sa.Integer(),
)
ONE, PARTNER, HAND, REPORT = (
    "partnership",
    "partnership_partner",
    "partnership_hand",
    "partnership_report",
)
MEETING, PARTICIPANT, COMPLAINT = (
    "business_meeting",
    "business_participant",
    "partnership_complaint",
)
REGIONS = (
    "africa",
    "asia-pacific",
    "europe",
    "latin-america-caribbean",
    "north-america",
    "west-asia",
)
SUBREGIONS = (
    "northern-africa",
    "western-africa",
    "central-africa",
    "eastern-africa",
    "southern-africa",
    "western-indian-ocean",
    "south-asia",
    "south-east-asia",
    "north-east-asia",
    "pacific",
    "western-europe",
    "central-europe",
    "eastern-europe",
    "central-asia",
    "caribbean",
    "mesoamerica",
    "south-america",
    "north-america",
    "arabian-peninsula",
    "mashriq",
)
STATES = (
    "draft",
    "submitted",
    "screened",
    "recommended",
    "decided",
    "active",
    "reporting",
    "completed",
    "ended",
    "expired",
    "refused",
    "withdrawn",
)


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    """A column that must be filled unless said otherwise."""
    return sa.Column(name, type_, nullable=null)


def table(name, *items, refers=(), checks=(), unique=()):
    """A table with its id; `refers` are (column, table), `checks` (name, condition)."""
    op.create_table(
        name,
        *items,
        sa.Column("id", ID, nullable=False),
        *(
            sa.ForeignKeyConstraint([here], [f"{there}.id"], name=op.f(f"fk_{name}_{here}"))
            for here, there in refers
        ),
        *(sa.CheckConstraint(said, name=op.f(f"ck_{name}_{called}")) for called, said in checks),
        *(
            sa.UniqueConstraint(*columns, name=op.f(f"uq_{name}_{'_'.join(columns)}"))
            for columns in unique
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def index(name, *columns, called=None, unique=False, where=None):
    """An index, named by its first column unless said otherwise."""
    op.create_index(
        called or op.f(f"ix_{name}_{columns[0]}"),
        name,
        list(columns),
        unique=unique,
        postgresql_where=sa.text(where) if where else None,
    )


def upgrade():
    create_partnerships()
    create_parts()
    create_reports()
    create_meetings()
    create_complaints()


def create_partnerships():
    """A partnership from its proposal on."""
    table(
        ONE,
        column("reference", WORD, null=True),
        column("state", choice("partnershipstate", *STATES)),
        column("organization_id", ID),
        column("language", WORD),
        column("title", TEXT),
        column(
            "kind",
            choice("partnershipkind", "dialogue", "in_kind", "funding", "data", "initiative"),
        ),
        column("track", choice("diligencetrack", "procedure_1", "procedure_2", "procedure_4_3")),
        column(
            "subprogramme",
            choice(
                "subprogramme",
                "climate",
                "nature",
                "pollution",
                "science_policy",
                "governance",
                "finance",
                "digital",
            ),
        ),
        column("region", choice("region", *REGIONS), null=True),
        column("subregion", choice("subregion", *SUBREGIONS), null=True),
        column("digital", YES_NO),
        column("purpose", TEXT),
        column("results", TEXT),
        column("value", sa.BigInteger(), null=True),
        column("currency", WORD, null=True),
        column("from_day", DAY),
        column("to_day", DAY),
        column("emblem", TEXT),
        column("conflict", TEXT),
        column("proposed_by_id", ID),
        column("created_at", AT),
        column("submitted_at", AT, null=True),
        column("screened_at", AT, null=True),
        column(
            "level",
            choice("level", "low", "moderate", "substantial", "high", "excluded"),
            null=True,
        ),
        column("advice", YES_NO, null=True),
        column("advice_reason", TEXT),
        column("recommended_at", AT, null=True),
        column("recommended_by_id", ID, null=True),
        column("accepted", YES_NO, null=True),
        column("decision_reason", TEXT),
        column("decided_at", AT, null=True),
        column("decided_by_id", ID, null=True),
        column("begun_on", DAY, null=True),
        column("over_on", DAY, null=True),
        column("over_reason", TEXT),
        refers=(
            ("organization_id", "organization"),
            ("proposed_by_id", "account"),
            ("recommended_by_id", "account"),
            ("decided_by_id", "account"),
        ),
        checks=(
            ("ends_after_start", "to_day >= from_day"),
            ("value_with_currency", "(value IS NULL) = (currency IS NULL)"),
            ("some_value", "value > 0"),
            ("submitted_at_a_moment", "(state IN ('draft')) = (submitted_at IS NULL)"),
            (
                "decided_by_somebody",
                "state NOT IN ('decided', 'active', 'reporting', 'completed', 'ended', 'expired',"
                " 'refused') OR (decided_at IS NOT NULL AND decided_by_id IS NOT NULL"
                " AND accepted IS NOT NULL)",
            ),
            (
                "begun_on_a_day",
                "state NOT IN ('active', 'reporting', 'completed', 'ended')"
                " OR begun_on IS NOT NULL",
            ),
            ("two_people", "decided_by_id <> recommended_by_id"),
        ),
        unique=(("reference",),),
    )
    index(ONE, "organization_id")
    index(ONE, "submitted_at", "id", called=f"ix_{ONE}_list")
    index(ONE, "begun_on", "id", called=f"ix_{ONE}_public", where="begun_on IS NOT NULL")


def create_parts():
    """Other partners, and who of the staff took part."""
    table(
        PARTNER,
        column("partnership_id", ID),
        column("organization_id", ID),
        column("added_at", AT),
        column("confirmed_at", AT, null=True),
        column("confirmed_by_id", ID, null=True),
        refers=(
            ("partnership_id", ONE),
            ("organization_id", "organization"),
            ("confirmed_by_id", "account"),
        ),
        checks=(("confirmed_by_somebody", "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)"),),
        unique=(("partnership_id", "organization_id"),),
    )
    index(PARTNER, "organization_id")
    table(
        HAND,
        column("partnership_id", ID),
        column("person_id", ID),
        column("act", choice("partnershipact", "recommended", "checked")),
        column("since", AT),
        refers=(("partnership_id", ONE), ("person_id", "account")),
        unique=(("partnership_id", "person_id", "act"),),
    )
    index(HAND, "person_id")


def create_reports():
    """What partners report."""
    table(
        REPORT,
        column("partnership_id", ID),
        column("kind", choice("reportkind", "monitoring", "end")),
        column("due_on", DAY),
        column("text", TEXT),
        column("results", TEXT),
        column("reminded_at", AT, null=True),
        column("escalated_at", AT, null=True),
        column("sent_at", AT, null=True),
        column("sent_by_id", ID, null=True),
        column("back_reason", TEXT),
        column("accepted_at", AT, null=True),
        column("accepted_by_id", ID, null=True),
        refers=(
            ("partnership_id", ONE),
            ("sent_by_id", "account"),
            ("accepted_by_id", "account"),
        ),
        checks=(
            ("sent_by_somebody", "(sent_at IS NULL) = (sent_by_id IS NULL)"),
            ("accepted_by_somebody", "(accepted_at IS NULL) = (accepted_by_id IS NULL)"),
            ("sent_before", "accepted_at IS NULL OR sent_at IS NOT NULL"),
            ("two_people", "accepted_by_id <> sent_by_id"),
        ),
    )
    index(REPORT, "due_on", called=f"ix_{REPORT}_due", where="sent_at IS NULL")
    index(REPORT, "partnership_id", "due_on", called=f"ix_{REPORT}_of")
    index(
        REPORT,
        "partnership_id",
        "kind",
        called=f"uq_{REPORT}_open",
        unique=True,
        where="accepted_at IS NULL",
    )


def create_meetings():
    """Meetings with business."""
    table(
        MEETING,
        column("held_on", DAY),
        column("topic", TEXT),
        column("language", WORD),
        column("region", choice("region", *REGIONS), null=True),
        column("subregion", choice("subregion", *SUBREGIONS), null=True),
        column("public_on", DAY),
        column("author_id", ID),
        column("entered_at", AT),
        column("changed_at", AT, null=True),
        column("removed_at", AT, null=True),
        column("removed_by_id", ID, null=True),
        column("removal_reason", TEXT, null=True),
        refers=(("author_id", "account"), ("removed_by_id", "account")),
        checks=(
            ("public_afterwards", "public_on >= held_on"),
            (
                "removed_with_reason",
                "(removed_at IS NULL) = (removed_by_id IS NULL)"
                " AND (removed_at IS NULL) = (removal_reason IS NULL)",
            ),
        ),
    )
    index(MEETING, "held_on", "id", called=f"ix_{MEETING}_list")
    table(
        PARTICIPANT,
        column("meeting_id", ID),
        column("position", NUMBER),
        column("organization_id", ID, null=True),
        column("name", TEXT),
        column("interest", TEXT),
        refers=(("meeting_id", MEETING), ("organization_id", "organization")),
    )
    index(PARTICIPANT, "meeting_id", "position", called=f"ix_{PARTICIPANT}_meeting")
    index(PARTICIPANT, "organization_id")


def create_complaints():
    """What anybody complains about."""
    table(
        COMPLAINT,
        column("reference", WORD),
        column("partnership_id", ID, null=True),
        column("organization_id", ID, null=True),
        column("state", choice("complaintstate", "received", "looked_into", "answered", "closed")),
        column("text", TEXT),
        column("email", WORD, null=True),
        column("language", WORD),
        column("token_hash", sa.LargeBinary()),
        column("received_at", AT),
        column("due_on", DAY),
        column("escalated_at", AT, null=True),
        column("taken_by_id", ID, null=True),
        column("note", TEXT),
        column("answer", TEXT),
        column("answered_at", AT, null=True),
        column("answered_by_id", ID, null=True),
        column("closed_at", AT, null=True),
        refers=(
            ("partnership_id", ONE),
            ("organization_id", "organization"),
            ("taken_by_id", "account"),
            ("answered_by_id", "account"),
        ),
        checks=(
            ("answered", "(state IN ('answered', 'closed')) = (answered_at IS NOT NULL)"),
            ("answered_in_words", "(answered_at IS NULL) = (answer = '')"),
            ("closed", "(state = 'closed') = (closed_at IS NOT NULL)"),
        ),
        unique=(("reference",), ("token_hash",)),
    )
    index(COMPLAINT, "partnership_id")
    index(COMPLAINT, "organization_id")
    index(
        COMPLAINT,
        "due_on",
        called=f"ix_{COMPLAINT}_open",
        where="state IN ('received', 'looked_into')",
    )
    index(COMPLAINT, "received_at", "id", called=f"ix_{COMPLAINT}_list")


def downgrade():
    for name in (COMPLAINT, PARTICIPANT, MEETING, REPORT, HAND, PARTNER, ONE):
        op.drop_table(name)
