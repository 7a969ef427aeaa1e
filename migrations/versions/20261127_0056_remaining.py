"""Runs over who had not been compared yet

Revision: 0056, after 0055
"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

TABLE, CAUSE = "screening_run", "ck_screening_run_cause"
BEFORE = ("submission", "party_changed", "list_changed", "asked")


def upgrade():
    allow((*BEFORE, "remaining"))


def downgrade():
    op.execute("UPDATE screening_run SET cause = 'asked' WHERE cause = 'remaining'")
    allow(BEFORE)


def allow(causes):
    """Let a run be made for one of `causes`."""
    op.drop_constraint(op.f(CAUSE), TABLE)
    op.create_check_constraint(op.f(CAUSE), TABLE, sa.column("cause").in_(causes))
