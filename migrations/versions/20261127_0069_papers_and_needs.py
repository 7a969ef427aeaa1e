"""A guardian's consent goes with the paper that was signed; officers are reminded of needs

Revision: 0069, after 0068
"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

TABLE, NAME = "meeting_guardian_consent", "fk_meeting_guardian_consent_document_id"


def upgrade():
    op.drop_constraint(NAME, TABLE, type_="foreignkey")
    op.create_foreign_key(NAME, TABLE, "document", ["document_id"], ["id"], ondelete="CASCADE")
    op.add_column(
        "meeting", sa.Column("needs_reminded_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade():
    op.drop_column("meeting", "needs_reminded_at")
    op.drop_constraint(NAME, TABLE, type_="foreignkey")
    op.create_foreign_key(NAME, TABLE, "document", ["document_id"], ["id"])
