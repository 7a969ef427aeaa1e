"""Companies: what they are, who owns them, the path of their application

Revision: 0047, after 0046
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

KIND = "ck_organization_organizationkind"
CIVIL_SOCIETY = (
    "non_profit",
    "business_association",
    "university",
    "local_authority_association",
)
BUSINESS = ("company", "state_enterprise", "business_foundation")
BANDS = {
    "staff_band": ("up_to_9", "up_to_49", "up_to_249", "up_to_999", "more"),
    "turnover_band": ("up_to_2", "up_to_10", "up_to_50", "up_to_250", "more"),
}
PERSON = "organization_person"
STAGE = "accreditation_application_stage"
WAITING = f"ck_{STAGE}_waitingon"


def listed(values):
    return ", ".join(f"'{value}'" for value in values)


def kinds(values):
    op.drop_constraint(op.f(KIND), "organization", type_="check")
    op.create_check_constraint(op.f(KIND), "organization", f"kind IN ({listed(values)})")


def waiting(values):
    op.drop_constraint(op.f(WAITING), STAGE, type_="check")
    op.create_check_constraint(op.f(WAITING), STAGE, f"waiting_on IN ({listed(values)})")


def enum(values, name):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade():
    kinds(CIVIL_SOCIETY + BUSINESS)
    op.add_column(
        "organization",
        sa.Column("sector", enum(tuple("ABCDEFGHIJKLMNOPQRSTU"), "sector"), nullable=True),
    )
    for column, values in BANDS.items():
        name = column.replace("_", "")
        op.add_column("organization", sa.Column(column, enum(values, name), nullable=True))
    for column in ("parent", "ultimate_owner", "global_compact_number"):
        op.add_column("organization", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("organization", sa.Column("state_share", sa.Numeric(5, 2), nullable=True))
    op.create_check_constraint(
        op.f("ck_organization_state_share_in_percent"),
        "organization",
        "state_share BETWEEN 0 AND 100",
    )
    op.create_check_constraint(
        op.f("ck_organization_business_in_no_major_group"),
        "organization",
        f"major_group IS NULL OR kind NOT IN ({listed(BUSINESS)})",
    )
    op.add_column(
        PERSON,
        sa.Column(
            "roles",
            postgresql.ARRAY(sa.Text()),
            server_default="{governing_body}",
            nullable=False,
        ),
    )
    op.add_column(PERSON, sa.Column("share", sa.Numeric(5, 2), nullable=True))
    op.create_check_constraint(
        op.f(f"ck_{PERSON}_known_roles"),
        PERSON,
        "cardinality(roles) > 0 AND roles <@ ARRAY"
        "['governing_body', 'chief_executive', 'director', 'owner']::text[]",
    )
    op.create_check_constraint(
        op.f(f"ck_{PERSON}_share_of_an_owner"),
        PERSON,
        "share IS NULL OR (share > 0 AND share <= 100 AND 'owner' = ANY (roles))",
    )
    op.add_column(
        "accreditation_application",
        sa.Column(
            "path",
            enum(("full", "sme"), "applicationpath"),
            server_default="full",
            nullable=False,
        ),
    )
    waiting(("applicant", "reviewer", "officer", "approver", "nobody"))
    op.add_column("accreditation", sa.Column("valid_until", sa.Date(), nullable=True))


def downgrade():
    op.drop_column("accreditation", "valid_until")
    waiting(("applicant", "reviewer", "approver", "nobody"))
    op.drop_column("accreditation_application", "path")
    op.drop_column(PERSON, "share")
    op.drop_column(PERSON, "roles")
    op.drop_constraint(op.f("ck_organization_business_in_no_major_group"), "organization")
    for column in (
        "state_share",
        "parent",
        "ultimate_owner",
        "global_compact_number",
        *BANDS,
        "sector",
    ):
        op.drop_column("organization", column)
    kinds(CIVIL_SOCIETY)
