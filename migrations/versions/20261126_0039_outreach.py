"""Encouraging: outreach records with notes, addresses left for one mail

Revision: 0039, after 0038
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

REGIONS = (
    "africa",
    "asia-pacific",
    "europe",
    "latin-america-caribbean",
    "north-america",
    "west-asia",
)
AT = sa.DateTime(timezone=True)
OPEN = "confirmed_at IS NOT NULL AND closed_at IS NULL"


def kind(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def check(condition, table, name):
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def upgrade():
    codes = postgresql.ARRAY(sa.Text())
    op.create_table(
        "outreach_record",
        sa.Column(
            "kind",
            kind("outreachkind", "meeting", "letter", "webinar", "visit", "mailing"),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("region", kind("region", *REGIONS), nullable=True),
        sa.Column("countries", codes, nullable=False),
        sa.Column("major_groups", codes, nullable=False),
        sa.Column("people_reached", sa.Integer(), nullable=True),
        sa.Column("organizations_reached", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", AT, nullable=False),
        sa.Column("changed_at", AT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        check("people_reached >= 0 AND organizations_reached >= 0", "outreach_record", "reached"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_outreach_record_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_record")),
    )
    op.create_index("ix_outreach_record_list", "outreach_record", ["held_on", "id"])
    op.create_table(
        "outreach_note",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", AT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_outreach_note_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["outreach_record.id"], name=op.f("fk_outreach_note_record_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_note")),
    )
    op.create_index(op.f("ix_outreach_note_record_id"), "outreach_note", ["record_id"])
    op.create_table(
        "outreach_follow_up",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("result", kind("result", "can_apply", "not_yet"), nullable=False),
        sa.Column("apply_from", sa.Date(), nullable=True),
        sa.Column("write_on", sa.Date(), nullable=False),
        sa.Column("consent_version", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("mail_token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("confirm_until", AT, nullable=False),
        sa.Column("confirmed_at", AT, nullable=True),
        sa.Column("written_at", AT, nullable=True),
        sa.Column("closed_at", AT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(
            check(condition, "outreach_follow_up", name)
            for condition, name in (
                ("(result = 'not_yet') = (apply_from IS NOT NULL)", "day_known"),
                ("closed_at IS NULL OR confirmed_at IS NOT NULL", "confirmed_first"),
                ("written_at IS NULL OR closed_at IS NOT NULL", "written_once"),
                ("(written_at IS NULL) = (mail_token_hash IS NULL)", "mail_has_its_link"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_follow_up")),
        *(
            sa.UniqueConstraint(name, name=op.f(f"uq_outreach_follow_up_{name}"))
            for name in ("token_hash", "mail_token_hash")
        ),
    )
    op.create_index(op.f("ix_outreach_follow_up_email_key"), "outreach_follow_up", ["email_key"])
    for name, column, unique in (
        ("uq_follow_up_open", "email_key", True),
        ("ix_follow_up_due", "write_on", False),
    ):
        op.create_index(
            name,
            "outreach_follow_up",
            [column],
            unique=unique,
            postgresql_where=sa.text(OPEN),
        )


def downgrade():
    op.drop_table("outreach_follow_up")
    op.drop_table("outreach_note")
    op.drop_table("outreach_record")
