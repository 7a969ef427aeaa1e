"""Mails that hold a link which acts as their reader

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "mail_message",
        sa.Column("holds_link", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("mail_message", "holds_link", server_default=None)
    op.execute(
        "UPDATE mail_message SET holds_link = true WHERE template IN ('accounts/verify_email',"
        " 'accounts/sign_in_link', 'accounts/reset_password', 'accounts/invitation',"
        " 'accounts/confirm_new_email', 'accounts/email_changed', 'organizations/invitation')"
    )


def downgrade():
    op.drop_column("mail_message", "holds_link")
