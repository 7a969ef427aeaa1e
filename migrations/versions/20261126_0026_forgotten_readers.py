"""Who takes the place of a mail's reader once it has left, when the reader is erased

Revision: 0026, after 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("mail_message", sa.Column("to_afterwards", sa.Text()))


def downgrade():
    op.drop_column("mail_message", "to_afterwards")
