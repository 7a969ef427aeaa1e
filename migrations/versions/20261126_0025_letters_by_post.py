"""Letters that go by post: two more states of a mail, the day of posting

Revision: 0025, after 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

STATE = "ck_mail_message_messagestate"
BEFORE = "'queued', 'sent', 'failed', 'recalled', 'kept'"


def upgrade():
    op.add_column("mail_message", sa.Column("posted_on", sa.Date()))
    op.drop_constraint(op.f(STATE), "mail_message", type_="check")
    op.create_check_constraint(
        op.f(STATE), "mail_message", f"state IN ({BEFORE}, 'to_post', 'posted')"
    )
    op.create_index(
        "ix_mail_message_to_post",
        "mail_message",
        ["created_at", "id"],
        postgresql_where=sa.text("state = 'to_post'"),
    )


def downgrade():
    """Letters by post become mails that are kept: the older schema has no words for them."""
    op.drop_index("ix_mail_message_to_post", "mail_message")
    op.execute("UPDATE mail_message SET state = 'kept' WHERE state IN ('to_post', 'posted')")
    op.drop_constraint(op.f(STATE), "mail_message", type_="check")
    op.create_check_constraint(op.f(STATE), "mail_message", f"state IN ({BEFORE})")
    op.drop_column("mail_message", "posted_on")
