"""Keys that sign, places in the list of statuses, and its issues

Revision: 0034, after 0033
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KEY = "signing_key"
INDEX = "standing_status_index"
LIST = "standing_status_list"


def upgrade():
    op.create_table(
        KEY,
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("public_jwk", postgresql.JSONB(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= began_at", name=op.f(f"ck_{KEY}_ends_after_start")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{KEY}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{KEY}_number")),
        sa.UniqueConstraint("kid", name=op.f(f"uq_{KEY}_kid")),
    )
    op.create_index(
        "uq_signing_key_current",
        KEY,
        ["ended_at"],
        unique=True,
        postgresql_where="ended_at IS NULL",
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        INDEX,
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f(f"ck_{INDEX}_counts_from_zero")),
        sa.ForeignKeyConstraint(
            ["accreditation_id"], ["accreditation.id"], name=op.f(f"fk_{INDEX}_accreditation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{INDEX}")),
        sa.UniqueConstraint("accreditation_id", name=op.f(f"uq_{INDEX}_accreditation_id")),
        sa.UniqueConstraint("position", name=op.f(f"uq_{INDEX}_position")),
    )
    op.create_table(
        LIST,
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_issue_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("next_issue_at > issued_at", name=op.f(f"ck_{LIST}_next_comes_later")),
        sa.CheckConstraint(
            "expires_at >= next_issue_at", name=op.f(f"ck_{LIST}_holds_until_the_next")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LIST}")),
    )
    op.create_index("ix_standing_status_list_issued_at", LIST, ["issued_at"])


def downgrade():
    op.drop_table(LIST)
    op.drop_table(INDEX)
    op.drop_table(KEY)
