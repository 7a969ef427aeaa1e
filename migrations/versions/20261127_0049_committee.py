"""The partnership committee: meetings, who was present, agenda, votes

Revision: 0049, after 0048
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, ID, NUMBER = sa.Text(), sa.Uuid(), sa.Integer()
MEETING, PRESENCE, ITEM, VOTE = (
    "screening_meeting",
    "screening_presence",
    "screening_agenda_item",
    "screening_vote",
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


def upgrade():
    create_meetings()
    create_items()


def create_meetings():
    """Meetings, and which members were there."""
    table(
        MEETING,
        column("reference", sa.String()),
        column(
            "state", choice("meetingstate", "planned", "open", "closed", "approved", "cancelled")
        ),
        column("starts_at", AT),
        column("zone", sa.String()),
        column("place", TEXT),
        column("link", TEXT, null=True),
        column("chair_id", ID),
        column("secretary_id", ID),
        column("notes", TEXT),
        column("planned_by_id", ID),
        column("planned_at", AT),
        column("invited_at", AT, null=True),
        column("opened_at", AT, null=True),
        column("closed_at", AT, null=True),
        column("cancel_reason", TEXT, null=True),
        column("minutes", postgresql.JSONB(), null=True),
        column("minutes_digest", sa.LargeBinary(), null=True),
        column("approved_at", AT, null=True),
        column("approved_by_id", ID, null=True),
        refers=(
            ("chair_id", "account"),
            ("secretary_id", "account"),
            ("planned_by_id", "account"),
            ("approved_by_id", "account"),
        ),
        checks=(
            ("cancelled", "(state = 'cancelled') = (cancel_reason IS NOT NULL)"),
            ("opened", "(state IN ('open', 'closed', 'approved')) = (opened_at IS NOT NULL)"),
            ("closed", "(state IN ('closed', 'approved')) = (closed_at IS NOT NULL)"),
            (
                "minutes_approved_by_somebody",
                "(state = 'approved') = (minutes IS NOT NULL)"
                " AND (minutes IS NULL) = (minutes_digest IS NULL)"
                " AND (minutes IS NULL) = (approved_at IS NULL)"
                " AND (minutes IS NULL) = (approved_by_id IS NULL)",
            ),
        ),
        unique=(("reference",),),
    )
    op.create_index(f"ix_{MEETING}_list", MEETING, ["starts_at", "id"])
    table(
        PRESENCE,
        column("meeting_id", ID),
        column("person_id", ID),
        column("noted_by_id", ID),
        column("noted_at", AT),
        refers=(("meeting_id", MEETING), ("person_id", "account"), ("noted_by_id", "account")),
        unique=(("meeting_id", "person_id"),),
    )


def create_items():
    """Cases on an agenda, and the votes on each."""
    table(
        ITEM,
        column("meeting_id", ID),
        column("case_id", ID),
        column("organization_id", ID),
        column("kind", choice("itemkind", "decide", "confirm_exclusion", "note")),
        column("position", NUMBER),
        column("added_by_id", ID),
        column("added_at", AT),
        column("notes", TEXT),
        column("conditions", TEXT),
        column(
            "result",
            choice("itemresult", "adopted", "not_adopted", "noted", "postponed"),
            null=True,
        ),
        column("eligible", NUMBER, null=True),
        column("quorum", NUMBER, null=True),
        column("present", NUMBER, null=True),
        column("concluded_at", AT, null=True),
        column("concluded_by_id", ID, null=True),
        refers=(
            ("meeting_id", MEETING),
            ("case_id", "screening_case"),
            ("organization_id", "organization"),
            ("added_by_id", "account"),
            ("concluded_by_id", "account"),
        ),
        checks=(
            (
                "concluded_by_somebody",
                "(result IS NULL) = (concluded_at IS NULL)"
                " AND (result IS NULL) = (concluded_by_id IS NULL)",
            ),
            (
                "voted_with_a_quorum",
                "result IS NULL OR result NOT IN ('adopted', 'not_adopted')"
                " OR (eligible IS NOT NULL AND quorum IS NOT NULL AND present IS NOT NULL"
                " AND present >= quorum AND present <= eligible)",
            ),
            (
                "result_fits_its_kind",
                "result IS NULL OR result = 'postponed' OR (kind = 'note') = (result = 'noted')",
            ),
        ),
    )
    op.create_index(f"ix_{ITEM}_meeting", ITEM, ["meeting_id", "position"])
    op.create_index(f"ix_{ITEM}_case", ITEM, ["case_id"])
    op.create_index(
        f"uq_{ITEM}_open",
        ITEM,
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("result IS NULL"),
    )
    table(
        VOTE,
        column("item_id", ID),
        column("person_id", ID),
        column("vote", choice("vote", "for", "against", "abstain", "recused")),
        column("dissent", TEXT),
        column("recorded_by_id", ID),
        column("recorded_at", AT),
        refers=(("item_id", ITEM), ("person_id", "account"), ("recorded_by_id", "account")),
        unique=(("item_id", "person_id"),),
    )


def downgrade():
    for name in (VOTE, ITEM, PRESENCE, MEETING):
        op.drop_table(name)
