"""Auditors are engaged for days and for cases submitted in a period

Who is an auditor already reads nothing until an administrator engages them.

Revision: 0030, after 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLE = "account_audit_engagement"
KIND = op.f("ck_account_grave_act_gravekind")
OLD_KINDS = ("second_factor", "roles", "invitation", "email", "erasure")
NEW_KINDS = (*OLD_KINDS, "engagement")


def allow_kinds(kinds):
    op.drop_constraint(KIND, "account_grave_act", type_="check")
    names = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(KIND, "account_grave_act", f"kind IN ({names})")


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("cases_from", sa.Date(), nullable=True),
        sa.Column("cases_to", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("to_day >= from_day", name=op.f(f"ck_{TABLE}_ends_after_start")),
        sa.CheckConstraint("cases_to >= cases_from", name=op.f(f"ck_{TABLE}_covers_some_day")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f(f"fk_{TABLE}_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(
        f"uq_{TABLE}_open",
        TABLE,
        ["account_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    allow_kinds(NEW_KINDS)


def downgrade():
    op.execute("DELETE FROM account_grave_act WHERE kind = 'engagement'")
    allow_kinds(OLD_KINDS)
    op.drop_table(TABLE)
