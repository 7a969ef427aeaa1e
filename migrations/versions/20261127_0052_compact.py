"""Links of organizations with participants of the Global Compact, standings, invitations

Revision: 0052, after 0051
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, ID, YES_NO = sa.Text(), sa.Uuid(), sa.Boolean()
LINK, STANDING, INVITATION = (
    "screening_compact_link",
    "screening_compact_standing",
    "screening_compact_invitation",
)
STATUSES = ("active", "non_communicating", "delisted", "absent", "unknown")


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
    create_links()
    create_standings()
    create_invitations()


def create_links():
    """An organization beside a participant, and what an officer found."""
    table(
        LINK,
        column("organization_id", ID),
        column("reference", TEXT),
        column("entry_id", ID),
        column("score", sa.Float(), null=True),
        column("reason", postgresql.JSONB(none_as_null=True), null=True),
        column("by_number", YES_NO),
        column("state", choice("linkstate", "open", "confirmed", "rejected", "ended")),
        column("found_at", AT),
        column("decided_by_id", ID, null=True),
        column("decided_at", AT, null=True),
        column("decision_reason", TEXT, null=True),
        column("ended_at", AT, null=True),
        column("status", choice("compact", *STATUSES), null=True),
        refers=(
            ("organization_id", "organization"),
            ("entry_id", "screening_list_entry"),
            ("decided_by_id", "account"),
        ),
        checks=(
            (
                "decided_by_somebody",
                "(state = 'open') = (decided_at IS NULL)"
                " AND (decided_at IS NULL) = (decided_by_id IS NULL)"
                " AND (decided_at IS NULL) = (decision_reason IS NULL)",
            ),
            ("ended_at_a_moment", "(state = 'ended') = (ended_at IS NOT NULL)"),
            ("stands_somehow", "(state = 'confirmed') <= (status IS NOT NULL)"),
            ("met_somehow", "by_number OR score IS NOT NULL"),
        ),
        unique=(("organization_id", "reference"),),
    )
    op.create_index(
        "uq_screening_compact_link_confirmed",
        LINK,
        ["organization_id"],
        unique=True,
        postgresql_where=sa.text("state = 'confirmed'"),
    )
    op.create_index("ix_screening_compact_link_list", LINK, ["found_at", "id"])
    op.create_index("ix_screening_compact_link_entry_id", LINK, ["entry_id"])


def create_standings():
    """How a linked organization stood from a version on."""
    table(
        STANDING,
        column("link_id", ID),
        column("status", choice("compact", *STATUSES)),
        column("version_id", ID, null=True),
        column("noticed_at", AT),
        column("followed_at", AT, null=True),
        column("followed_by_id", ID, null=True),
        column("followed_text", TEXT, null=True),
        refers=(
            ("link_id", LINK),
            ("version_id", "screening_list_version"),
            ("followed_by_id", "account"),
        ),
        checks=(
            (
                "followed_by_somebody",
                "(followed_at IS NULL) = (followed_by_id IS NULL)"
                " AND (followed_at IS NULL) = (followed_text IS NULL)",
            ),
        ),
    )
    op.create_index("ix_screening_compact_standing_link", STANDING, ["link_id", "noticed_at"])
    op.create_index("ix_screening_compact_standing_version_id", STANDING, ["version_id"])


def create_invitations():
    """That a company was invited, and what it says to it."""
    table(
        INVITATION,
        column("organization_id", ID),
        column("invited_by_id", ID),
        column("invited_at", AT),
        column("answer", choice("invitationanswer", "joined", "consider", "no"), null=True),
        column("words", TEXT),
        column("answered_by_id", ID, null=True),
        column("answered_at", AT, null=True),
        refers=(
            ("organization_id", "organization"),
            ("invited_by_id", "account"),
            ("answered_by_id", "account"),
        ),
        checks=(
            (
                "answered_by_somebody",
                "(answered_at IS NULL) = (answer IS NULL)"
                " AND (answered_at IS NULL) = (answered_by_id IS NULL)",
            ),
        ),
    )
    op.create_index("ix_screening_compact_invitation_list", INVITATION, ["invited_at", "id"])
    op.create_index(
        "ix_screening_compact_invitation_of", INVITATION, ["organization_id", "invited_at"]
    )


def downgrade():
    for name in (INVITATION, STANDING, LINK):
        op.drop_table(name)
