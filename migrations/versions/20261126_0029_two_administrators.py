"""Acts that one administrator asks for and another one does, in place of resets of a factor

Revision: 0029, after 0028
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

NEW, OLD = "account_grave_act", "account_factor_reset"
KINDS = ("second_factor", "roles", "invitation", "email", "erasure")
COMMON = (
    "id, account_id, reason, asked_by_id, asked_at, confirmed_by_id, confirmed_at, withdrawn_at"
)
OPEN = sa.text("confirmed_at IS NULL AND withdrawn_at IS NULL")


def columns_of(table, *, account_required):
    """What both tables have."""
    return (
        sa.Column("account_id", sa.Uuid(), nullable=not account_required),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "asked_by_id <> account_id", name=op.f(f"ck_{table}_not_asked_for_oneself")
        ),
        sa.CheckConstraint(
            "confirmed_by_id <> asked_by_id AND confirmed_by_id <> account_id",
            name=op.f(f"ck_{table}_confirmed_by_another"),
        ),
        *(
            sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_{table}_{column}"))
            for column in ("account_id", "asked_by_id", "confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade():
    op.create_table(
        NEW,
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="gravekind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wanted", postgresql.JSONB(), nullable=False),
        *columns_of(NEW, account_required=False),
        sa.CheckConstraint(
            "account_id IS NOT NULL OR kind = 'invitation'", name=op.f(f"ck_{NEW}_about_somebody")
        ),
        sa.CheckConstraint(
            "confirmed_at IS NULL OR withdrawn_at IS NULL", name=op.f(f"ck_{NEW}_over_once")
        ),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)",
            name=op.f(f"ck_{NEW}_confirmed_by_somebody"),
        ),
    )
    op.create_index(
        f"uq_{NEW}_open", NEW, ["account_id", "kind"], unique=True, postgresql_where=OPEN
    )
    op.execute(
        f"INSERT INTO {NEW} (kind, wanted, {COMMON})"
        f" SELECT 'second_factor', '{{}}', {COMMON} FROM {OLD}"
    )
    op.drop_table(OLD)
    rename_setting("accounts.factor_reset_days", "accounts.grave_act_days")


def downgrade():
    op.create_table(OLD, *columns_of(OLD, account_required=True))
    op.create_index(f"uq_{OLD}_open", OLD, ["account_id"], unique=True, postgresql_where=OPEN)
    op.execute(
        f"INSERT INTO {OLD} ({COMMON}) SELECT {COMMON} FROM {NEW} WHERE kind = 'second_factor'"
    )
    op.drop_table(NEW)
    rename_setting("accounts.grave_act_days", "accounts.factor_reset_days")


def rename_setting(old, new):
    """A period that staff changed stays as they set it."""
    op.execute(
        sa.text("UPDATE setting SET key = :new WHERE key = :old").bindparams(old=old, new=new)
    )
