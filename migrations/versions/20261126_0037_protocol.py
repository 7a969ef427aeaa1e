"""States' representatives, intergovernmental organizations, governing bodies

Papers of States belong to no organization of ours; an account says whether it acts for a State.

Revision: 0037, after 0036
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

STATES_OF_PAPERS = ("received", "checked", "recorded", "returned")


def kind(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    return sa.Column(name, type_, nullable=null)


def account(name, *, null=False):
    return sa.Column(name, sa.Uuid(), nullable=null)


def table(name, *items, refers=(), unique=()):
    """A table with its id; `refers` are (column, table) or (column, table, what to do)."""
    op.create_table(
        name,
        *items,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [here],
                [f"{there}.id"],
                name=op.f(f"fk_{name}_{here}"),
                ondelete=deleted[0] if deleted else None,
            )
            for here, there, *deleted in refers
        ),
        *(sa.UniqueConstraint(each, name=op.f(f"uq_{name}_{each}")) for each in unique),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def check(condition, table_name, name):
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table_name}_{name}"))


def index(table_name, *columns, **options):
    op.create_index(op.f(f"ix_{table_name}_{columns[0]}"), table_name, list(columns), **options)


PEOPLE_OF_PAPERS = (
    ("entered_by_id", "account"),
    ("checked_by_id", "account"),
    ("recorded_by_id", "account"),
    ("returned_by_id", "account"),
)


def steps(name):
    """The columns and conditions of a paper that two people handle."""
    at = sa.DateTime(timezone=True)
    return (
        column("state", kind("shorttrackstate", *STATES_OF_PAPERS)),
        account("entered_by_id"),
        column("entered_at", at),
        account("checked_by_id", null=True),
        column("checked_at", at, null=True),
        account("recorded_by_id", null=True),
        column("recorded_at", at, null=True),
        account("returned_by_id", null=True),
        column("return_reason", sa.Text(), null=True),
        check("checked_by_id <> entered_by_id", name, "four_eyes"),
        check("state NOT IN ('checked', 'recorded') OR checked_by_id IS NOT NULL", name, "checked"),
        check("(state = 'recorded') = (recorded_at IS NOT NULL)", name, "recorded"),
        check("(state = 'returned') = (return_reason IS NOT NULL)", name, "returned"),
    )


def upgrade():
    op.add_column(
        "account",
        sa.Column("acts_for_state", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("account", "acts_for_state", server_default=None)
    create_bodies()
    create_states()
    create_notes()
    create_delegates()
    create_intergovernmental()


def create_bodies():
    bodies = kind("bodykey", "assembly", "committee", "subcommittee")
    table(
        "body",
        column("key", bodies),
        column("mandate", postgresql.JSONB()),
        column("website", sa.Text(), null=True),
        column("changed_at", sa.DateTime(timezone=True), null=True),
        unique=("key",),
    )
    table(
        "body_bureau_member",
        column("body", bodies),
        column(
            "function",
            kind(
                "bureaufunction",
                "president",
                "chair",
                "vice_president",
                "vice_chair",
                "rapporteur",
            ),
        ),
        column("country", sa.String()),
        column("name", sa.Text()),
        column("latin_name", sa.Text(), null=True),
        column("from_day", sa.Date()),
        column("to_day", sa.Date(), null=True),
        check("to_day >= from_day", "body_bureau_member", "ends_after_start"),
    )
    index("body_bureau_member", "body", "from_day")
    table(
        "body_meeting",
        column("body", bodies),
        column("title", postgresql.JSONB()),
        column("from_day", sa.Date()),
        column("to_day", sa.Date()),
        column("place", sa.Text()),
        column("mode", kind("mode", "in_person", "hybrid", "online")),
        column("documents_url", sa.Text(), null=True),
        check("to_day >= from_day", "body_meeting", "ends_after_start"),
    )
    index("body_meeting", "body", "from_day")
    table(
        "body_decision",
        column("body", bodies),
        column("symbol", sa.Text()),
        column("title", postgresql.JSONB()),
        column("decided_on", sa.Date()),
        column("meeting_id", sa.Uuid(), null=True),
        column("texts", postgresql.JSONB()),
        refers=[("meeting_id", "body_meeting")],
        unique=("symbol",),
    )
    index("body_decision", "body", "decided_on")


def create_states():
    table(
        "protocol_state",
        column("country", sa.String()),
        column("mission", kind("mission", "yes", "no", "unknown")),
        column("mission_source", sa.Text(), null=True),
        column("mission_on", sa.Date(), null=True),
        column("confirmed_on", sa.Date(), null=True),
        account("confirmed_by_id", null=True),
        column("asked_on", sa.Date(), null=True),
        check(
            "(mission = 'unknown') = (mission_source IS NULL)"
            " AND (mission = 'unknown') = (mission_on IS NULL)",
            "protocol_state",
            "mission_has_source",
        ),
        refers=[("confirmed_by_id", "account")],
        unique=("country",),
    )


def create_notes():
    table(
        "protocol_note",
        column("country", sa.String()),
        column("reference", sa.Text()),
        column("dated_on", sa.Date()),
        column("received_on", sa.Date()),
        column("administrator_name", sa.Text(), null=True),
        column("administrator_email", sa.Text(), null=True),
        column("confirms_list", sa.Boolean()),
        *steps("protocol_note"),
        check(
            "(administrator_name IS NULL) = (administrator_email IS NULL)",
            "protocol_note",
            "administrator",
        ),
        refers=PEOPLE_OF_PAPERS,
    )
    op.create_index(
        "uq_protocol_note_reference",
        "protocol_note",
        ["country", "reference"],
        unique=True,
        postgresql_where=sa.text("state <> 'returned'"),
    )
    index("protocol_note", "state", "received_on")
    table(
        "protocol_representative",
        column("country", sa.String()),
        column("note_id", sa.Uuid()),
        column("name", sa.Text()),
        column("latin_name", sa.Text(), null=True),
        column("title", sa.Text(), null=True),
        column(
            "function",
            kind("function", "permanent_representative", "deputy", "alternate", "adviser", "other"),
        ),
        column("seat", kind("seat", "nairobi", "capital", "new_york", "geneva", "other")),
        column("email", sa.Text(), null=True),
        column("telephone", sa.Text(), null=True),
        column("from_day", sa.Date()),
        column("to_day", sa.Date(), null=True),
        column("ended_by_id", sa.Uuid(), null=True),
        column("name_kept_back", sa.Boolean()),
        account("entered_by_id"),
        column("entered_at", sa.DateTime(timezone=True)),
        column("recorded_at", sa.DateTime(timezone=True), null=True),
        check("to_day >= from_day", "protocol_representative", "ends_after_start"),
        check(
            "(to_day IS NULL) = (ended_by_id IS NULL)",
            "protocol_representative",
            "ended_by_a_note",
        ),
        refers=[
            ("note_id", "protocol_note"),
            ("ended_by_id", "protocol_note"),
            ("entered_by_id", "account"),
        ],
    )
    index("protocol_representative", "country", "from_day")
    index("protocol_representative", "note_id")
    table(
        "protocol_departure",
        column("note_id", sa.Uuid()),
        column("representative_id", sa.Uuid()),
        column("to_day", sa.Date()),
        account("entered_by_id"),
        column("entered_at", sa.DateTime(timezone=True)),
        refers=[
            ("note_id", "protocol_note"),
            ("representative_id", "protocol_representative"),
            ("entered_by_id", "account"),
        ],
    )
    op.create_index(
        "uq_protocol_departure_line",
        "protocol_departure",
        ["note_id", "representative_id"],
        unique=True,
    )
    index("protocol_departure", "representative_id")


def create_delegates():
    functions = kind("delegatefunction", "administrator", "delegate")
    table(
        "protocol_invitation",
        column("country", sa.String()),
        column("email", sa.Text()),
        column("email_key", sa.Text()),
        column("function", functions),
        column("language", sa.String()),
        column("note_id", sa.Uuid(), null=True),
        column("token_hash", sa.LargeBinary()),
        account("invited_by_id"),
        column("created_at", sa.DateTime(timezone=True)),
        column("expires_at", sa.DateTime(timezone=True)),
        column("accepted_at", sa.DateTime(timezone=True), null=True),
        column("revoked_at", sa.DateTime(timezone=True), null=True),
        refers=[("note_id", "protocol_note"), ("invited_by_id", "account")],
        unique=("token_hash",),
    )
    op.create_index(
        "uq_protocol_invitation_open",
        "protocol_invitation",
        ["country", "email_key"],
        unique=True,
        postgresql_where=sa.text("accepted_at IS NULL AND revoked_at IS NULL"),
    )
    table(
        "protocol_delegate",
        account("account_id"),
        column("country", sa.String()),
        column("function", functions),
        column("invitation_id", sa.Uuid(), null=True),
        column("note_id", sa.Uuid(), null=True),
        column("started_at", sa.DateTime(timezone=True)),
        column("ended_at", sa.DateTime(timezone=True), null=True),
        refers=[
            ("account_id", "account"),
            ("invitation_id", "protocol_invitation", "SET NULL"),
            ("note_id", "protocol_note"),
        ],
    )
    op.create_index(
        "uq_protocol_delegate_open",
        "protocol_delegate",
        ["account_id", "country"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    index("protocol_delegate", "country")


def create_intergovernmental():
    name = "protocol_intergovernmental"
    table(
        name,
        column("name", sa.Text()),
        column("name_language", sa.String()),
        column("names", postgresql.JSONB()),
        column("acronym", sa.Text(), null=True),
        column(
            "kind",
            kind(
                "eligibility",
                "standing_invitation",
                "treaty_body",
                "environmental_agreement",
                "scientific_platform",
            ),
        ),
        column("seat", sa.Text()),
        column("seat_country", sa.String()),
        column("website", sa.Text(), null=True),
        column("treaty", sa.Text()),
        column("treaty_on", sa.Date()),
        column("scope", sa.Text()),
        column("signed_by", sa.Text()),
        column("letter_on", sa.Date()),
        column("received_on", sa.Date()),
        *steps(name),
        refers=PEOPLE_OF_PAPERS,
    )
    index(name, "name")
    table(
        "protocol_paper",
        column("kind", kind("paperkind", "note", "letter", "treaty", "other")),
        column("note_id", sa.Uuid(), null=True),
        column("igo_id", sa.Uuid(), null=True),
        column("document_id", sa.Uuid()),
        check("num_nonnulls(note_id, igo_id) = 1", "protocol_paper", "of_one"),
        refers=[
            ("note_id", "protocol_note"),
            ("igo_id", name),
            ("document_id", "document"),
        ],
        unique=("document_id",),
    )
    index("protocol_paper", "note_id")
    index("protocol_paper", "igo_id")


def downgrade():
    op.execute("CREATE TEMP TABLE gone ON COMMIT DROP AS SELECT document_id FROM protocol_paper")
    for name in (
        "protocol_paper",
        "protocol_intergovernmental",
        "protocol_delegate",
        "protocol_invitation",
        "protocol_departure",
        "protocol_representative",
        "protocol_note",
        "protocol_state",
        "body_decision",
        "body_meeting",
        "body_bureau_member",
        "body",
    ):
        op.drop_table(name)
    op.execute("ALTER TABLE document DISABLE TRIGGER USER")  # papers go with their records
    op.execute("DELETE FROM document WHERE id IN (SELECT document_id FROM gone)")
    op.execute("ALTER TABLE document ENABLE TRIGGER USER")
    op.drop_column("account", "acts_for_state")
