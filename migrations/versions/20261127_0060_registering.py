"""Papers of a registration that go with their document

Revision: 0060, after 0059
"""

from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

TABLE, KEY = "meeting_registration_paper", "fk_meeting_registration_paper_document_id"


def upgrade():
    refer(ondelete="CASCADE")


def downgrade():
    refer(ondelete=None)


def refer(*, ondelete):
    """Let the rows of papers refer to their documents."""
    op.drop_constraint(op.f(KEY), TABLE)
    op.create_foreign_key(op.f(KEY), TABLE, "document", ["document_id"], ["id"], ondelete=ondelete)
