"""Links go with an account that nobody confirmed

Revision: 0031, after 0030
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLE = "account_token"
NAME = op.f("fk_account_token_account_id")


def refer(**options):
    op.drop_constraint(NAME, TABLE, type_="foreignkey")
    op.create_foreign_key(NAME, TABLE, "account", ["account_id"], ["id"], **options)


def upgrade():
    refer(ondelete="CASCADE")


def downgrade():
    refer()
