"""Words of the documents that speakers hand in are counted

Revision: 0070, after 0069
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("meeting_speaker_paper", sa.Column("words", sa.Integer(), nullable=True))


def downgrade():
    op.drop_column("meeting_speaker_paper", "words")
