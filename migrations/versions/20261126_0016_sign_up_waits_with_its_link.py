"""Name and password of a sign-up wait with the mailed link

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("account_token", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("account_token", sa.Column("password_hash", sa.Text(), nullable=True))
    op.add_column("account_token", sa.Column("opener_hash", sa.LargeBinary(), nullable=True))
    op.execute(
        "UPDATE account SET password_hash = NULL WHERE verified_at IS NULL AND role_names = '{}'"
    )


def downgrade():
    for name in ("opener_hash", "password_hash", "name"):
        op.drop_column("account_token", name)
