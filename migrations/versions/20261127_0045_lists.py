"""Lists of sanctions and exclusions: versions, entries, changes; the UN list looked at by hand

Revision: 0045, after 0044
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
VERSION, ENTRY = "screening_list_version", "screening_list_entry"
CHANGE, CHECK = "screening_list_change", "screening_list_check"
INELIGIBILITY = "screening_ineligibility_check"
KINDS = ("person", "organization", "vessel", "aircraft", "other")
SOURCES = (
    "un",
    "world_bank",
    "ebrd",
    "ofac",
    "gc_participants",
    "gc_delisted",
    "exclusion",
)


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade():
    create_versions()
    create_entries()
    create_changes()
    create_checks()
    create_ineligibility_checks()


def create_versions():
    """Files of lists as they were read."""
    op.create_table(
        VERSION,
        sa.Column("source", choice("source", *SOURCES), nullable=False),
        sa.Column(
            "state",
            choice("versionstate", "received", "held", "in_force", "superseded", "refused"),
            nullable=False,
        ),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("files", postgresql.JSONB(), nullable=False),
        sa.Column("generated_at", AT, nullable=True),
        sa.Column("received_at", AT, nullable=False),
        sa.Column("received_from", sa.Text(), nullable=False),
        sa.Column("received_by_id", sa.Uuid(), nullable=True),
        sa.Column("base_id", sa.Uuid(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("counts", postgresql.JSONB(), nullable=False),
        sa.Column("problems", postgresql.JSONB(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("signed_off_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_off_at", AT, nullable=True),
        sa.Column("sign_off_reason", sa.Text(), nullable=True),
        sa.Column("in_force_since", AT, nullable=True),
        sa.Column("superseded_at", AT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('in_force', 'superseded')) = (in_force_since IS NOT NULL)",
            name=op.f(f"ck_{VERSION}_in_force_since_a_moment"),
        ),
        sa.CheckConstraint(
            "(state = 'superseded') = (superseded_at IS NOT NULL)",
            name=op.f(f"ck_{VERSION}_superseded_at_a_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["account.id"], name=op.f(f"fk_{VERSION}_received_by_id")
        ),
        sa.ForeignKeyConstraint(["base_id"], [f"{VERSION}.id"], name=op.f(f"fk_{VERSION}_base_id")),
        sa.ForeignKeyConstraint(
            ["signed_off_by_id"], ["account.id"], name=op.f(f"fk_{VERSION}_signed_off_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{VERSION}")),
    )
    op.create_index(f"ix_{VERSION}_list", VERSION, ["source", "received_at", "id"])
    op.create_index(
        f"uq_{VERSION}_in_force",
        VERSION,
        ["source"],
        unique=True,
        postgresql_where=sa.text("state = 'in_force'"),
    )


def create_entries():
    """What a version says of one party."""
    op.create_table(
        ENTRY,
        sa.Column("source", choice("source", *SOURCES), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", choice("entrykind", *KINDS), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("since_version_id", sa.Uuid(), nullable=False),
        sa.Column("until_version_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["since_version_id"], [f"{VERSION}.id"], name=op.f(f"fk_{ENTRY}_since_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["until_version_id"], [f"{VERSION}.id"], name=op.f(f"fk_{ENTRY}_until_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ENTRY}")),
    )
    op.create_index(f"ix_{ENTRY}_since_version_id", ENTRY, ["since_version_id"])
    op.create_index(f"ix_{ENTRY}_until_version_id", ENTRY, ["until_version_id"])
    op.create_index(
        f"uq_{ENTRY}_current",
        ENTRY,
        ["source", "reference"],
        unique=True,
        postgresql_where=sa.text("until_version_id IS NULL"),
    )


def create_changes():
    """What a version does to one entry."""
    op.create_table(
        CHANGE,
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("change", choice("change", "added", "changed", "removed"), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", choice("entrykind", *KINDS), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("content", postgresql.JSONB(), nullable=True),
        sa.Column("content_hash", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("before_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(change = 'added') = (before_id IS NULL)", name=op.f(f"ck_{CHANGE}_begins_or_follows")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], [f"{VERSION}.id"], name=op.f(f"fk_{CHANGE}_version_id")
        ),
        sa.ForeignKeyConstraint(["before_id"], [f"{ENTRY}.id"], name=op.f(f"fk_{CHANGE}_before_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHANGE}")),
    )
    op.create_index(f"ix_{CHANGE}_before_id", CHANGE, ["before_id"])
    op.create_index(f"ix_{CHANGE}_list", CHANGE, ["version_id", "change", "name", "id"])
    op.create_index(f"uq_{CHANGE}_reference", CHANGE, ["version_id", "reference"], unique=True)


def create_checks():
    """That somebody looked for a newer file."""
    op.create_table(
        CHECK,
        sa.Column("source", choice("source", *SOURCES), nullable=False),
        sa.Column("checked_at", AT, nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("received_from", sa.Text(), nullable=False),
        sa.Column(
            "outcome", choice("checkoutcome", "new", "same", "here", "failed"), nullable=False
        ),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["account.id"], name=op.f(f"fk_{CHECK}_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], [f"{VERSION}.id"], name=op.f(f"fk_{CHECK}_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHECK}")),
    )
    op.create_index(f"ix_{CHECK}_list", CHECK, ["source", "checked_at", "id"])


def create_ineligibility_checks():
    """What somebody found on the UN list of ineligible vendors."""
    op.create_table(
        INELIGIBILITY,
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", AT, nullable=False),
        sa.Column(
            "result",
            choice("ineligibilityresult", "not_listed", "listed", "unclear"),
            nullable=False,
        ),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["account.id"], name=op.f(f"fk_{INELIGIBILITY}_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f(f"fk_{INELIGIBILITY}_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{INELIGIBILITY}")),
    )
    op.create_index(f"ix_{INELIGIBILITY}_list", INELIGIBILITY, ["checked_on", "id"])
    op.create_index(
        f"ix_{INELIGIBILITY}_organization_id", INELIGIBILITY, ["organization_id", "checked_on"]
    )


def downgrade():
    for table in (INELIGIBILITY, CHECK, CHANGE):
        op.drop_table(table)
    op.drop_table(ENTRY)
    op.drop_table(VERSION)
