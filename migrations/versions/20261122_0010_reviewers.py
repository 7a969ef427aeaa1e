"""Two reviewers and deputies

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_deputy",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "person_id <> deputy_id", name=op.f("ck_accreditation_deputy_two_people")
        ),
        sa.CheckConstraint(
            "to_day >= from_day", name=op.f("ck_accreditation_deputy_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["account.id"], name=op.f("fk_accreditation_deputy_deputy_id")
        ),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["account.id"], name=op.f("fk_accreditation_deputy_named_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["account.id"], name=op.f("fk_accreditation_deputy_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_deputy")),
    )
    op.create_index(
        op.f("ix_accreditation_deputy_deputy_id"),
        "accreditation_deputy",
        ["deputy_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_accreditation_deputy_person_id"),
        "accreditation_deputy",
        ["person_id"],
        unique=False,
    )
    op.add_column(
        "accreditation_application", sa.Column("second_reviewer_id", sa.Uuid(), nullable=True)
    )
    op.create_index(
        op.f("ix_accreditation_application_second_reviewer_id"),
        "accreditation_application",
        ["second_reviewer_id"],
        unique=False,
    )
    op.create_foreign_key(
        op.f("fk_accreditation_application_second_reviewer_id"),
        "accreditation_application",
        "account",
        ["second_reviewer_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_accreditation_application_two_different_reviewers"),
        "accreditation_application",
        "reviewer_id <> second_reviewer_id",
    )


def downgrade():
    op.drop_constraint(
        op.f("ck_accreditation_application_two_different_reviewers"),
        "accreditation_application",
        type_="check",
    )
    op.drop_constraint(
        op.f("fk_accreditation_application_second_reviewer_id"),
        "accreditation_application",
        type_="foreignkey",
    )
    op.drop_index(
        op.f("ix_accreditation_application_second_reviewer_id"),
        table_name="accreditation_application",
    )
    op.drop_column("accreditation_application", "second_reviewer_id")
    op.drop_index(op.f("ix_accreditation_deputy_person_id"), table_name="accreditation_deputy")
    op.drop_index(op.f("ix_accreditation_deputy_deputy_id"), table_name="accreditation_deputy")
    op.drop_table("accreditation_deputy")
