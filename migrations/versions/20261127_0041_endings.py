"""Endings that are undone, organizations of the earlier lists kept by staff, keys withdrawn

Revision: 0041, after 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

STATES = "('open', 'submitted', 'accepted', 'refused', 'withdrawn'%s)"


def upgrade():
    op.add_column(
        "standing_change", sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("standing_change", sa.Column("undone_by_id", sa.Uuid(), nullable=True))
    op.add_column("standing_change", sa.Column("undone_reason", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_standing_change_undone_by_id"),
        "standing_change",
        "account",
        ["undone_by_id"],
        ["id"],
    )
    allow_states(", 'undone'")
    op.create_check_constraint(
        op.f("ck_standing_change_ending_undone"),
        "standing_change",
        "(state = 'undone') = (undone_at IS NOT NULL)"
        " AND (undone_at IS NULL OR kind IN ('dissolution', 'renunciation'))",
    )
    op.add_column(
        "organization",
        sa.Column("recorded", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        """
        UPDATE organization o SET recorded = true
        WHERE o.id IN (SELECT organization_id FROM accreditation_recorded_line
                       WHERE outcome = 'recorded')
          AND NOT EXISTS (SELECT 1 FROM audit_event e
                          WHERE e.action = 'organizations:organization:created'
                            AND e.subject_id = o.id)
        """
    )
    op.execute(
        """
        UPDATE organization o SET kept_by_staff = true
        WHERE o.recorded AND NOT EXISTS (SELECT 1 FROM organization_membership m
                                         WHERE m.organization_id = o.id)
        """
    )
    op.add_column("signing_key", sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_signing_key_revoked_once_ended"),
        "signing_key",
        "revoked_at IS NULL OR ended_at IS NOT NULL",
    )


def allow_states(more):
    """Let the state of a change be one of the first five, or one of `more`."""
    name = op.f("ck_standing_change_changestate")
    op.drop_constraint(name, "standing_change", type_="check")
    op.create_check_constraint(name, "standing_change", f"state IN {STATES % more}")


def downgrade():
    op.drop_constraint(op.f("ck_signing_key_revoked_once_ended"), "signing_key", type_="check")
    op.drop_column("signing_key", "revoked_at")
    op.execute("UPDATE organization SET kept_by_staff = false WHERE recorded")
    op.drop_column("organization", "recorded")
    op.drop_constraint(op.f("ck_standing_change_ending_undone"), "standing_change", type_="check")
    op.execute("UPDATE standing_change SET state = 'accepted' WHERE state = 'undone'")
    allow_states("")
    for column in ("undone_reason", "undone_by_id", "undone_at"):
        op.drop_column("standing_change", column)
