"""Papers that a round of questions asks for

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

CAUSES = ("unreadable", "wrong", "expired", "missing", "not_certified")


def upgrade():
    _causes_of_returns(CAUSES)
    op.create_table(
        "accreditation_asked_paper",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(*CAUSES, name="cause", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["accreditation_clarification_round.id"],
            name=op.f("fk_accreditation_asked_paper_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_asked_paper")),
        sa.UniqueConstraint(
            "round_id", "position", name=op.f("uq_accreditation_asked_paper_round_id_position")
        ),
        sa.UniqueConstraint(
            "round_id", "document", name=op.f("uq_accreditation_asked_paper_round_id_document")
        ),
    )


def downgrade():
    op.drop_table("accreditation_asked_paper")
    _causes_of_returns(CAUSES[:-1])


def _causes_of_returns(causes):
    name, table = op.f("ck_accreditation_returned_part_cause"), "accreditation_returned_part"
    op.drop_constraint(name, table)
    op.create_check_constraint(name, table, sa.column("cause").in_(causes))
