"""Languages in which staff read applications

Revision: 0017, after 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "account",
        sa.Column(
            "languages_read", postgresql.ARRAY(sa.Text()), nullable=False, server_default="{}"
        ),
    )
    op.alter_column("account", "languages_read", server_default=None)


def downgrade():
    op.drop_column("account", "languages_read")
