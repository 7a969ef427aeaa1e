"""Notices by post, what was sent as it was sent, versions of reports, nights that failed in part

A notice by post is found by the moment at which it was written. What was sent before was not kept.

Revision: 0040, after 0039
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

OUTCOME = "ck_standing_night_run_nightoutcome"
THIRD = "ck_standing_proceeding_reconsidered_by_a_third"
BEFORE = "reconsidered_by_id <> noticed_by_id AND reconsidered_by_id <> decided_by_id"
LETTERS = """
    UPDATE standing_proceeding p SET notice_letter_id = (
      SELECT m.id FROM mail_message m
      WHERE m.template = 'standing/notice_given' AND m.state IN ('to_post', 'posted')
        AND m.about_id IN (a.id, a.application_id)
        AND m.created_at BETWEEN p.noticed_at AND p.noticed_at + interval '1 minute'
      ORDER BY m.created_at LIMIT 1)
    FROM accreditation a WHERE a.id = p.accreditation_id
    """


def outcomes(*values):
    op.drop_constraint(op.f(OUTCOME), "standing_night_run", type_="check")
    listed = ", ".join(f"'{value}'" for value in values)
    op.create_check_constraint(op.f(OUTCOME), "standing_night_run", f"outcome IN ({listed})")


def third(condition):
    op.drop_constraint(op.f(THIRD), "standing_proceeding", type_="check")
    op.create_check_constraint(op.f(THIRD), "standing_proceeding", condition)


def upgrade():
    outcomes("done", "held", "braked", "failed")
    third(f"{BEFORE} AND reconsidered_by_id <> reconsider_asked_by_id")
    op.add_column("standing_proceeding", sa.Column("notice_letter_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_standing_proceeding_notice_letter_id"),
        "standing_proceeding",
        "mail_message",
        ["notice_letter_id"],
        ["id"],
    )
    op.create_index(
        op.f("ix_standing_proceeding_notice_letter_id"), "standing_proceeding", ["notice_letter_id"]
    )
    op.execute(LETTERS)
    op.add_column(
        "standing_report", sa.Column("version", sa.Integer(), nullable=False, server_default="0")
    )
    op.alter_column("standing_report", "version", server_default=None)
    op.create_table(
        "standing_sending",
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("proceeding_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(report_id, proceeding_id) = 1",
            name=op.f("ck_standing_sending_one_record"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_standing_sending_{column}")
            )
            for column, table in (
                ("report_id", "standing_report"),
                ("proceeding_id", "standing_proceeding"),
                ("sent_by_id", "account"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_sending")),
        *(
            sa.UniqueConstraint(column, "number", name=op.f(f"uq_standing_sending_{column}_number"))
            for column in ("report_id", "proceeding_id")
        ),
    )


def downgrade():
    op.drop_table("standing_sending")
    op.drop_column("standing_report", "version")
    op.drop_column("standing_proceeding", "notice_letter_id")
    third(BEFORE)
    op.execute("UPDATE standing_night_run SET outcome = 'done' WHERE outcome = 'failed'")
    outcomes("done", "held", "braked")
