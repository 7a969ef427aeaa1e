"""Holidays of the duty station

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    """Make the table of holidays."""
    op.create_table(
        "setting_holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_setting_holiday_day")),
    )


def downgrade():
    """Forget the holidays."""
    op.drop_table("setting_holiday")
