"""Second factor from a derived secret, known browsers, change of address, reset, erasure

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OLD_PURPOSES = ("verify_email", "sign_in", "reset_password", "change_email")
NEW_PURPOSES = (*OLD_PURPOSES, "undo_email", "accept_invitation")
PURPOSE = op.f("ck_account_token_tokenpurpose")


def allow_purposes(purposes):
    op.drop_constraint(PURPOSE, "account_token", type_="check")
    names = ", ".join(f"'{purpose}'" for purpose in purposes)
    op.create_check_constraint(PURPOSE, "account_token", f"purpose IN ({names})")


def upgrade():
    op.drop_column("account", "totp_secret")
    op.add_column("account", sa.Column("totp_nonce", sa.LargeBinary(), nullable=True))
    op.add_column("account", sa.Column("totp_next_nonce", sa.LargeBinary(), nullable=True))
    op.execute("UPDATE account SET totp_confirmed_at = NULL, totp_last_step = NULL")
    op.add_column(
        "account_sign_in",
        sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("account_sign_in", "shared", server_default=None)
    op.add_column("account_token", sa.Column("new_email", sa.Text(), nullable=True))
    allow_purposes(NEW_PURPOSES)
    op.create_table(
        "account_known_browser",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_known_browser_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_known_browser")),
        sa.UniqueConstraint(
            "account_id", "key_hash", name=op.f("uq_account_known_browser_account_id_key_hash")
        ),
    )
    op.create_table(
        "account_factor_reset",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "asked_by_id <> account_id", name=op.f("ck_account_factor_reset_not_asked_for_oneself")
        ),
        sa.CheckConstraint(
            "confirmed_by_id <> asked_by_id AND confirmed_by_id <> account_id",
            name=op.f("ck_account_factor_reset_confirmed_by_another"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["account.id"], name=op.f(f"fk_account_factor_reset_{column}")
            )
            for column in ("account_id", "asked_by_id", "confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_factor_reset")),
    )
    op.create_index(
        "uq_account_factor_reset_open",
        "account_factor_reset",
        ["account_id"],
        unique=True,
        postgresql_where=sa.text("confirmed_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "account_erasure_request",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "erased",
                "kept",
                name="erasureanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "answered_by_id <> account_id",
            name=op.f("ck_account_erasure_request_answered_by_another"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["account.id"], name=op.f(f"fk_account_erasure_request_{column}")
            )
            for column in ("account_id", "answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_erasure_request")),
    )
    op.create_index(
        "uq_account_erasure_request_open",
        "account_erasure_request",
        ["account_id"],
        unique=True,
        postgresql_where=sa.text("answered_at IS NULL"),
    )


def downgrade():
    op.drop_table("account_erasure_request")
    op.drop_table("account_factor_reset")
    op.drop_table("account_known_browser")
    op.execute("DELETE FROM account_token WHERE purpose IN ('undo_email', 'accept_invitation')")
    allow_purposes(OLD_PURPOSES)
    op.drop_column("account_token", "new_email")
    op.drop_column("account_sign_in", "shared")
    op.drop_column("account", "totp_next_nonce")
    op.drop_column("account", "totp_nonce")
    op.add_column("account", sa.Column("totp_secret", sa.String(), nullable=True))
    op.execute("UPDATE account SET totp_confirmed_at = NULL, totp_last_step = NULL")
