"""Reconsideration of refusals, reminders, the date a refusal gives

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

OUTCOME = "ck_accreditation_decision_outcome"


def upgrade():
    """Let decisions be about a reconsideration, too."""
    op.create_table(
        "accreditation_reconsideration",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_reconsideration_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_reconsideration_asked_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_reconsideration")),
    )
    op.create_index(
        op.f("ix_accreditation_reconsideration_application_id"),
        "accreditation_reconsideration",
        ["application_id"],
    )
    op.create_table(
        "accreditation_reminder",
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("days_left", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"],
            ["accreditation_application_stage.id"],
            name=op.f("fk_accreditation_reminder_stage_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_reminder")),
        sa.UniqueConstraint(
            "stage_id", "days_left", name=op.f("uq_accreditation_reminder_stage_id_days_left")
        ),
    )
    op.add_column("accreditation_decision", sa.Column("reconsideration_id", sa.Uuid()))
    op.add_column("accreditation_decision", sa.Column("apply_again_on", sa.Date()))
    op.create_foreign_key(
        op.f("fk_accreditation_decision_reconsideration_id"),
        "accreditation_decision",
        "accreditation_reconsideration",
        ["reconsideration_id"],
        ["id"],
    )
    op.drop_constraint(op.f(OUTCOME), "accreditation_decision")
    op.create_check_constraint(
        op.f(OUTCOME),
        "accreditation_decision",
        "outcome IN ('accredit', 'refuse', 'uphold', 'overturn', 'reopen')",
    )
    op.create_check_constraint(
        op.f("ck_accreditation_decision_reconsidered"),
        "accreditation_decision",
        "(outcome IN ('accredit', 'refuse')) = (reconsideration_id IS NULL)",
    )


def downgrade():
    """Forget what was decided on reconsiderations: the older schema has no words for it."""
    op.execute("DELETE FROM accreditation_decision WHERE reconsideration_id IS NOT NULL")
    op.drop_constraint(op.f("ck_accreditation_decision_reconsidered"), "accreditation_decision")
    op.drop_constraint(op.f(OUTCOME), "accreditation_decision")
    op.create_check_constraint(
        op.f(OUTCOME), "accreditation_decision", "outcome IN ('accredit', 'refuse')"
    )
    op.drop_constraint(
        op.f("fk_accreditation_decision_reconsideration_id"), "accreditation_decision"
    )
    op.drop_column("accreditation_decision", "apply_again_on")
    op.drop_column("accreditation_decision", "reconsideration_id")
    op.drop_table("accreditation_reminder")
    op.drop_table("accreditation_reconsideration")
