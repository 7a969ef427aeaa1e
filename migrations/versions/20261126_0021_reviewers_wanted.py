"""How many review a case, fixed when it is accepted

Revision: 0021, after 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLE, CHECK = "accreditation_application", "ck_accreditation_application_reviewers_wanted"


def upgrade():
    op.add_column(TABLE, sa.Column("reviewers_wanted", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f(CHECK), TABLE, "reviewers_wanted BETWEEN 1 AND 2")


def downgrade():
    op.drop_constraint(op.f(CHECK), TABLE)
    op.drop_column(TABLE, "reviewers_wanted")
