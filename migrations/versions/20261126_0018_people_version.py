"""A version of each person of a governing body, so that nobody overwrites a colleague

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "organization_person",
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    )


def downgrade():
    op.drop_column("organization_person", "version")
