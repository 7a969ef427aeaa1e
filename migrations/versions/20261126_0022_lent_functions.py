"""Deputies in the function of a head of unit or an approver

Revision: 0022, after 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLE = "accreditation_deputy"
ROLES = (
    "reviewer",
    "head_of_unit",
    "approver",
    "safeguarding_officer",
    "auditor",
    "administrator",
)


def upgrade():
    op.add_column(TABLE, sa.Column("function", sa.String(length=40), nullable=True))
    op.create_check_constraint(
        op.f("ck_accreditation_deputy_role"), TABLE, sa.column("function").in_(ROLES)
    )
    op.create_check_constraint(
        op.f("ck_accreditation_deputy_lent_function"),
        TABLE,
        "function IN ('head_of_unit', 'approver')",
    )


def downgrade():
    op.execute("DELETE FROM accreditation_deputy WHERE function IS NOT NULL")
    op.drop_constraint(op.f("ck_accreditation_deputy_lent_function"), TABLE)
    op.drop_constraint(op.f("ck_accreditation_deputy_role"), TABLE)
    op.drop_column(TABLE, "function")
