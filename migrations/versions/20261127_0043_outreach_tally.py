"""Encouraging: how many asked for a mail and applied, when their addresses are deleted

Revision: 0043, after 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "outreach_follow_up_tally",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= applied AND applied <= people", name=op.f("ck_outreach_follow_up_tally_counts")
        ),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_outreach_follow_up_tally")),
    )


def downgrade():
    op.drop_table("outreach_follow_up_tally")
