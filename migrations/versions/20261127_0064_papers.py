"""Documents and statements of meetings

Revision: 0064, after 0063
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0064"
down_revision = "0063"
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
    create_meeting_agenda_item()
    create_meeting_document()
    create_meeting_statement()
    create_meeting_document_version()
    create_meeting_statement_cosigner()
    create_meeting_statement_paper()
    op.add_column("meeting", column("statements_until", AT, null=True))


def downgrade():
    op.drop_column("meeting", "statements_until")
    op.drop_index("uq_meeting_statement_paper", table_name="meeting_statement_paper")
    op.drop_index(
        op.f("ix_meeting_statement_paper_document_id"), table_name="meeting_statement_paper"
    )
    op.drop_table("meeting_statement_paper")
    op.drop_index("uq_meeting_statement_cosigner", table_name="meeting_statement_cosigner")
    op.drop_index(
        op.f("ix_meeting_statement_cosigner_organization_id"),
        table_name="meeting_statement_cosigner",
    )
    op.drop_table("meeting_statement_cosigner")
    op.drop_index(
        "uq_meeting_document_version_waiting",
        table_name="meeting_document_version",
        postgresql_where="published_at IS NULL",
    )
    op.drop_index(
        "uq_meeting_document_version_current",
        table_name="meeting_document_version",
        postgresql_where="published_at IS NOT NULL AND replaced_at IS NULL",
    )
    op.drop_index(
        op.f("ix_meeting_document_version_document_id"), table_name="meeting_document_version"
    )
    op.drop_table("meeting_document_version")
    op.drop_index(
        "uq_meeting_statement_organization",
        table_name="meeting_statement",
        postgresql_where="state NOT IN ('refused', 'withdrawn')",
    )
    op.drop_index(
        "uq_meeting_statement_country",
        table_name="meeting_statement",
        postgresql_where="state NOT IN ('refused', 'withdrawn')",
    )
    op.drop_index(op.f("ix_meeting_statement_organization_id"), table_name="meeting_statement")
    op.drop_table("meeting_statement")
    op.drop_index("uq_meeting_document_symbol", table_name="meeting_document")
    op.drop_index(op.f("ix_meeting_document_agenda_item_id"), table_name="meeting_document")
    op.drop_table("meeting_document")
    op.drop_index("ix_meeting_agenda_item_list", table_name="meeting_agenda_item")
    op.drop_table("meeting_agenda_item")


def create_meeting_agenda_item():
    """The table meeting_agenda_item."""
    op.create_table(
        "meeting_agenda_item",
        column("meeting_id", ID),
        column("number", TEXT),
        column("title", JSON),
        column("position", sa.Integer()),
        column("id", ID),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_agenda_item_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_agenda_item")),
    )
    op.create_index(
        "ix_meeting_agenda_item_list",
        "meeting_agenda_item",
        ["meeting_id", "position"],
        unique=False,
    )


def create_meeting_document():
    """The table meeting_document."""
    op.create_table(
        "meeting_document",
        column("meeting_id", ID),
        column("agenda_item_id", ID, null=True),
        column("symbol", TEXT),
        column("title", JSON),
        column("audience", choice("documentaudience", "everybody", "accredited", "states")),
        column("unedited", YES_NO),
        column("due_on", sa.Date()),
        column("first_due_on", sa.Date()),
        column("created_by_id", ID),
        column("created_at", AT),
        column("id", ID),
        sa.CheckConstraint(
            "NOT unedited OR audience <> 'states'",
            name=op.f("ck_meeting_document_unedited_not_for_states"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["meeting_agenda_item.id"],
            name=op.f("fk_meeting_document_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_meeting_document_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_document_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_document")),
    )
    op.create_index(
        op.f("ix_meeting_document_agenda_item_id"),
        "meeting_document",
        ["agenda_item_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_document_symbol", "meeting_document", ["meeting_id", "symbol"], unique=True
    )


def create_meeting_statement():
    """The table meeting_statement."""
    op.create_table(
        "meeting_statement",
        column("agenda_item_id", ID),
        column("organization_id", ID, null=True),
        column("country", TEXT, null=True),
        column(
            "state",
            choice(
                "statementstate",
                "draft",
                "submitted",
                "returned",
                "published",
                "refused",
                "withdrawn",
            ),
        ),
        column("text", JSON),
        column("created_by_id", ID),
        column("created_at", AT),
        column("submitted_at", AT, null=True),
        column("reason", TEXT, null=True),
        column("decided_by_id", ID, null=True),
        column("decided_at", AT, null=True),
        column("published_at", AT, null=True),
        column("withdrawn_at", AT, null=True),
        column("disposition", choice("disposition", "taken_up", "partly", "not"), null=True),
        column("answer_text", JSON),
        column("disposed_by_id", ID, null=True),
        column("disposed_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(disposition IS NULL) = (disposed_at IS NULL)",
            name=op.f("ck_meeting_statement_disposition_on_a_day"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(organization_id, country) = 1",
            name=op.f("ck_meeting_statement_one_author"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["meeting_agenda_item.id"],
            name=op.f("fk_meeting_statement_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_meeting_statement_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_meeting_statement_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["disposed_by_id"], ["account.id"], name=op.f("fk_meeting_statement_disposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_meeting_statement_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_statement")),
    )
    op.create_index(
        op.f("ix_meeting_statement_organization_id"),
        "meeting_statement",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_statement_country",
        "meeting_statement",
        ["agenda_item_id", "country"],
        unique=True,
        postgresql_where="state NOT IN ('refused', 'withdrawn')",
    )
    op.create_index(
        "uq_meeting_statement_organization",
        "meeting_statement",
        ["agenda_item_id", "organization_id"],
        unique=True,
        postgresql_where="state NOT IN ('refused', 'withdrawn')",
    )


def create_meeting_document_version():
    """The table meeting_document_version."""
    op.create_table(
        "meeting_document_version",
        column("meeting_document_id", ID),
        column("language", sa.String()),
        column("document_id", ID),
        column("uploaded_by_id", ID),
        column("uploaded_at", AT),
        column("published_by_id", ID, null=True),
        column("published_at", AT, null=True),
        column("replaced_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')",
            name=op.f("ck_meeting_document_version_language"),
        ),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_by_id IS NULL)",
            name=op.f("ck_meeting_document_version_published_by_somebody"),
        ),
        sa.CheckConstraint(
            "replaced_at IS NULL OR published_at IS NOT NULL",
            name=op.f("ck_meeting_document_version_replaced_after_published"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_meeting_document_version_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_document_id"],
            ["meeting_document.id"],
            name=op.f("fk_meeting_document_version_meeting_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_document_version_published_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_document_version_uploaded_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_document_version")),
    )
    op.create_index(
        op.f("ix_meeting_document_version_document_id"),
        "meeting_document_version",
        ["document_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_document_version_current",
        "meeting_document_version",
        ["meeting_document_id", "language"],
        unique=True,
        postgresql_where="published_at IS NOT NULL AND replaced_at IS NULL",
    )
    op.create_index(
        "uq_meeting_document_version_waiting",
        "meeting_document_version",
        ["meeting_document_id", "language"],
        unique=True,
        postgresql_where="published_at IS NULL",
    )


def create_meeting_statement_cosigner():
    """The table meeting_statement_cosigner."""
    op.create_table(
        "meeting_statement_cosigner",
        column("statement_id", ID),
        column("organization_id", ID),
        column("agreement", choice("agreement", "asked", "agreed", "declined")),
        column("asked_by_id", ID),
        column("asked_at", AT),
        column("answered_by_id", ID, null=True),
        column("answered_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(agreement = 'asked') = (answered_at IS NULL)",
            name=op.f("ck_meeting_statement_cosigner_answered_at"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_statement_cosigner_answered_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_meeting_statement_cosigner_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_meeting_statement_cosigner_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["meeting_statement.id"],
            name=op.f("fk_meeting_statement_cosigner_statement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_statement_cosigner")),
    )
    op.create_index(
        op.f("ix_meeting_statement_cosigner_organization_id"),
        "meeting_statement_cosigner",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_statement_cosigner",
        "meeting_statement_cosigner",
        ["statement_id", "organization_id"],
        unique=True,
    )


def create_meeting_statement_paper():
    """The table meeting_statement_paper."""
    op.create_table(
        "meeting_statement_paper",
        column("statement_id", ID),
        column("language", sa.String()),
        column("document_id", ID),
        column("id", ID),
        sa.CheckConstraint(
            "language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')",
            name=op.f("ck_meeting_statement_paper_language"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_meeting_statement_paper_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["meeting_statement.id"],
            name=op.f("fk_meeting_statement_paper_statement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_statement_paper")),
    )
    op.create_index(
        op.f("ix_meeting_statement_paper_document_id"),
        "meeting_statement_paper",
        ["document_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_statement_paper",
        "meeting_statement_paper",
        ["statement_id", "language"],
        unique=True,
    )
