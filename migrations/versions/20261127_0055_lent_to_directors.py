"""Deputies in the function of the head of the private sector unit or of a director

Revision: 0055, after 0052
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0052"
branch_labels = None
depends_on = None

TABLE = "accreditation_deputy"
LENT, ROLE = "ck_accreditation_deputy_lent_function", "ck_accreditation_deputy_role"
BEFORE = ("head_of_unit", "approver")
AFTER = ("head_of_unit", "private_sector_head", "director", "approver")
ROLES_BEFORE = (
    "reviewer",
    "head_of_unit",
    "approver",
    "safeguarding_officer",
    "auditor",
    "administrator",
)
ROLES_AFTER = (
    "reviewer",
    "head_of_unit",
    "approver",
    "regional_officer",
    "protocol_officer",
    "programme_officer",
    "screening_officer",
    "private_sector_head",
    "director",
    "legal_adviser",
    "committee_member",
    "committee_secretary",
    "safeguarding_officer",
    "auditor",
    "administrator",
)


def upgrade():
    allow(ROLES_AFTER, AFTER)


def downgrade():
    op.execute(
        "DELETE FROM accreditation_deputy WHERE function NOT IN ('head_of_unit', 'approver')"
    )
    allow(ROLES_BEFORE, BEFORE)


def allow(roles, lent):
    """Let a function be one of `roles`, and lent only if it is in `lent`."""
    for name, values in ((ROLE, roles), (LENT, lent)):
        op.drop_constraint(op.f(name), TABLE)
        op.create_check_constraint(op.f(name), TABLE, sa.column("function").in_(values))
