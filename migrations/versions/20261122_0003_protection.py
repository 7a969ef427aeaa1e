"""Protected and withheld entries; a website is shown by choice

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PROTECTIONS = ("none", "protected", "withheld")


def protection():
    """The enumeration as the models write it: text under a CHECK."""
    return sa.Enum(
        *PROTECTIONS, name="protection", native_enum=False, create_constraint=True, length=40
    )


def upgrade():
    op.add_column(
        "organization",
        sa.Column("protection", sa.String(40), nullable=False, server_default="none"),
    )
    op.alter_column("organization", "protection", server_default=None)
    op.add_column(
        "organization", sa.Column("protected_since", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "organization",
        sa.Column("shows_website", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("organization", "shows_website", server_default=None)
    op.create_check_constraint(
        op.f("ck_organization_protection"),
        "organization",
        "protection IN ('none', 'protected', 'withheld')",
    )
    op.create_check_constraint(
        op.f("ck_organization_protected_since_a_day"),
        "organization",
        "(protection = 'none') = (protected_since IS NULL)",
    )
    op.create_table(
        "organization_protection_request",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("wanted", protection(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "wanted <> 'none'", name=op.f("ck_organization_protection_request_wants_protection")
        ),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)",
            name=op.f("ck_organization_protection_request_confirmed_by_somebody"),
        ),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (review_due_on IS NULL)",
            name=op.f("ck_organization_protection_request_reviewed_once_confirmed"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_organization_protection_request_{column}")
            )
            for column, table in (
                ("organization_id", "organization"),
                ("asked_by_id", "account"),
                ("confirmed_by_id", "account"),
                ("ended_by_id", "account"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_protection_request")),
    )
    op.create_index(
        op.f("ix_organization_protection_request_organization_id"),
        "organization_protection_request",
        ["organization_id"],
    )
    op.create_index(
        "uq_protection_request_open",
        "organization_protection_request",
        ["organization_id"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )


def downgrade():
    op.drop_table("organization_protection_request")
    op.drop_constraint(op.f("ck_organization_protected_since_a_day"), "organization")
    op.drop_constraint(op.f("ck_organization_protection"), "organization")
    op.drop_column("organization", "shows_website")
    op.drop_column("organization", "protected_since")
    op.drop_column("organization", "protection")
