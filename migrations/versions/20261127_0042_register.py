"""Register and protocol: when changes were entered, what is removed, organizations that ended

Revision: 0042, after 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
KEPT = ("body_bureau_member", "body_meeting", "body_decision")
IGO = "protocol_intergovernmental"
ENDED = ("ended_on", "end_reason", "end_proposed_by_id", "end_proposed_at")


def upgrade():
    for table in ("accreditation_status_period", "organization_former_identity"):
        op.add_column(
            table, sa.Column("recorded_at", AT, nullable=False, server_default=sa.func.now())
        )
    # What is there already was told at the latest on its day; entries of before the platform,
    # when they were entered.
    op.execute(
        """
        UPDATE accreditation_status_period p SET recorded_at =
          least(now(), greatest(a.created_at, p.valid_from::timestamp AT TIME ZONE 'UTC'))
        FROM accreditation a WHERE a.id = p.accreditation_id
        """
    )
    op.execute(
        """
        UPDATE organization_former_identity SET recorded_at =
          least(now(), until::timestamp AT TIME ZONE 'UTC')
        """
    )
    for table in KEPT:
        op.add_column(table, sa.Column("removed_at", AT, nullable=True))
        op.add_column(table, sa.Column("removed_by_id", sa.Uuid(), nullable=True))
        op.add_column(table, sa.Column("removal_reason", sa.Text(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_{table}_removed_by_id"), table, "account", ["removed_by_id"], ["id"]
        )
        op.create_check_constraint(
            op.f(f"ck_{table}_removed_with_reason"),
            table,
            "(removed_at IS NULL) = (removed_by_id IS NULL)"
            " AND (removed_at IS NULL) = (removal_reason IS NULL)",
        )
    op.drop_constraint("uq_body_decision_symbol", "body_decision", type_="unique")
    op.create_index(
        "uq_body_decision_symbol",
        "body_decision",
        ["symbol"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.add_column(IGO, sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column(IGO, sa.Column("end_reason", sa.Text(), nullable=True))
    op.add_column(IGO, sa.Column("end_proposed_by_id", sa.Uuid(), nullable=True))
    op.add_column(IGO, sa.Column("end_proposed_at", AT, nullable=True))
    op.add_column(IGO, sa.Column("end_confirmed_by_id", sa.Uuid(), nullable=True))
    op.add_column(IGO, sa.Column("end_confirmed_at", AT, nullable=True))
    for name in ("end_proposed_by_id", "end_confirmed_by_id"):
        op.create_foreign_key(op.f(f"fk_{IGO}_{name}"), IGO, "account", [name], ["id"])
    for name, condition in (
        ("end_whole", " AND ".join(f"(ended_on IS NULL) = ({each} IS NULL)" for each in ENDED[1:])),
        ("end_recorded", "ended_on IS NULL OR state = 'recorded'"),
        (
            "end_confirmed",
            "(end_confirmed_by_id IS NULL) = (end_confirmed_at IS NULL)"
            " AND (end_confirmed_at IS NULL OR ended_on IS NOT NULL)",
        ),
        ("end_four_eyes", "end_confirmed_by_id <> end_proposed_by_id"),
    ):
        op.create_check_constraint(op.f(f"ck_{IGO}_{name}"), IGO, condition)


def downgrade():
    for name in ("end_four_eyes", "end_confirmed", "end_recorded", "end_whole"):
        op.drop_constraint(op.f(f"ck_{IGO}_{name}"), IGO, type_="check")
    for name in (
        "end_confirmed_at",
        "end_confirmed_by_id",
        "end_proposed_at",
        "end_proposed_by_id",
        "end_reason",
        "ended_on",
    ):
        op.drop_column(IGO, name)
    op.drop_index("uq_body_decision_symbol", "body_decision")
    # Without the column that says so they would be there again, a symbol twice.
    for table in ("body_decision", "body_meeting", "body_bureau_member"):
        op.execute(f"DELETE FROM {table} WHERE removed_at IS NOT NULL")
    op.create_unique_constraint("uq_body_decision_symbol", "body_decision", ["symbol"])
    for table in KEPT:
        op.drop_constraint(op.f(f"ck_{table}_removed_with_reason"), table, type_="check")
        for name in ("removal_reason", "removed_by_id", "removed_at"):
            op.drop_column(table, name)
    for table in ("organization_former_identity", "accreditation_status_period"):
        op.drop_column(table, "recorded_at")
