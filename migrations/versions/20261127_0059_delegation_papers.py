"""Papers of delegations, one head of each, notes that are returned

Revision: 0059, after 0058
"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, ID = sa.Text(), sa.Uuid()


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    """A column that must be filled unless said otherwise."""
    return sa.Column(name, type_, nullable=null)


def upgrade():
    create_meeting_delegation_paper()
    op.add_column("meeting_delegation", column("note_sent_at", AT, null=True))
    op.add_column("meeting_delegation", column("note_return_reason", TEXT, null=True))
    op.add_column("meeting_delegation", column("credentials_received_at", AT, null=True))
    op.drop_constraint(
        op.f("uq_meeting_delegation_credentials_document_id"), "meeting_delegation", type_="unique"
    )
    op.drop_constraint(
        op.f("uq_meeting_delegation_note_document_id"), "meeting_delegation", type_="unique"
    )
    op.drop_constraint(
        op.f("fk_meeting_delegation_credentials_document_id"),
        "meeting_delegation",
        type_="foreignkey",
    )
    op.drop_constraint(
        op.f("fk_meeting_delegation_note_document_id"), "meeting_delegation", type_="foreignkey"
    )
    op.drop_column("meeting_delegation", "credentials_document_id")
    op.drop_column("meeting_delegation", "note_document_id")
    op.create_index(
        "uq_meeting_registration_head",
        "meeting_registration",
        ["meeting_id", "country"],
        unique=True,
        postgresql_where="function = 'head' AND state NOT IN ('refused', 'withdrawn')",
    )
    op.create_check_constraint(
        op.f("ck_meeting_delegation_credentials_received"),
        "meeting_delegation",
        "(credentials = 'none') = (credentials_received_at IS NULL)",
    )
    op.create_check_constraint(
        op.f("ck_meeting_delegation_returned_or_checked"),
        "meeting_delegation",
        "note_return_reason IS NULL OR note_checked_at IS NULL",
    )
    op.create_check_constraint(
        op.f("ck_meeting_delegation_note_checked_by_another"),
        "meeting_delegation",
        "note_checked_by_id IS NULL OR note_checked_by_id <> note_sent_by_id",
    )


def downgrade():
    for name in ("note_checked_by_another", "returned_or_checked", "credentials_received"):
        op.drop_constraint(op.f(f"ck_meeting_delegation_{name}"), "meeting_delegation")
    op.drop_index(
        "uq_meeting_registration_head",
        table_name="meeting_registration",
        postgresql_where="function = 'head' AND state NOT IN ('refused', 'withdrawn')",
    )
    op.add_column("meeting_delegation", column("note_document_id", ID, null=True))
    op.add_column(
        "meeting_delegation",
        column("credentials_document_id", ID, null=True),
    )
    op.create_foreign_key(
        op.f("fk_meeting_delegation_note_document_id"),
        "meeting_delegation",
        "document",
        ["note_document_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_meeting_delegation_credentials_document_id"),
        "meeting_delegation",
        "document",
        ["credentials_document_id"],
        ["id"],
    )
    op.create_unique_constraint(
        op.f("uq_meeting_delegation_note_document_id"),
        "meeting_delegation",
        ["note_document_id"],
    )
    op.create_unique_constraint(
        op.f("uq_meeting_delegation_credentials_document_id"),
        "meeting_delegation",
        ["credentials_document_id"],
    )
    op.drop_column("meeting_delegation", "credentials_received_at")
    op.drop_column("meeting_delegation", "note_return_reason")
    op.drop_column("meeting_delegation", "note_sent_at")
    op.drop_index(
        op.f("ix_meeting_delegation_paper_delegation_id"), table_name="meeting_delegation_paper"
    )
    op.drop_table("meeting_delegation_paper")


def create_meeting_delegation_paper():
    """The table meeting_delegation_paper."""
    op.create_table(
        "meeting_delegation_paper",
        column("delegation_id", ID),
        column("kind", choice("delegationpaperkind", "note", "credentials")),
        column("document_id", ID),
        column("added_by_id", ID),
        column("added_at", AT),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["account.id"], name=op.f("fk_meeting_delegation_paper_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["meeting_delegation.id"],
            name=op.f("fk_meeting_delegation_paper_delegation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_meeting_delegation_paper_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_delegation_paper")),
        sa.UniqueConstraint("document_id", name=op.f("uq_meeting_delegation_paper_document_id")),
    )
    op.create_index(
        op.f("ix_meeting_delegation_paper_delegation_id"),
        "meeting_delegation_paper",
        ["delegation_id"],
        unique=False,
    )
