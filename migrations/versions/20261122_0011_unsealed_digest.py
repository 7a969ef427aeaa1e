"""Remember what an event said when it was written, until a seal covers it.

Without it a row changed within the minute before its seal would have been sealed as changed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLUMNS = (
    "id happened_at action subject_type subject_id about_organization_id actor_id actor_name data"
)
FINGERPRINT = """
CREATE FUNCTION audit_fingerprint(
  id bigint, happened_at timestamptz, action text, subject_type text, subject_id uuid,
  about_organization_id uuid, actor_id uuid, actor_name text, data jsonb
) RETURNS bytea LANGUAGE sql STABLE SET TimeZone = 'UTC' SET DateStyle = 'ISO' AS $$
  SELECT sha256(convert_to(ROW(id, happened_at, action, subject_type, subject_id,
    about_organization_id, actor_id, actor_name, data)::text, 'UTF8'))
$$
"""
QUEUE = """
CREATE OR REPLACE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO audit_unsealed (event_id{more_columns}) SELECT id{more_values} FROM added;
RETURN NULL; END $$
"""


def upgrade():
    op.execute(FINGERPRINT)
    op.add_column("audit_unsealed", sa.Column("digest", sa.LargeBinary(), nullable=True))
    call = f"audit_fingerprint({', '.join(COLUMNS.split())})"
    of_event = f"audit_fingerprint({', '.join(f'e.{name}' for name in COLUMNS.split())})"
    op.execute(
        f"UPDATE audit_unsealed u SET digest = {of_event} FROM audit_event e"
        " WHERE e.id = u.event_id"
    )
    op.alter_column("audit_unsealed", "digest", nullable=False)
    op.execute(QUEUE.format(more_columns=", digest", more_values=f", {call}"))


def downgrade():
    op.execute(QUEUE.format(more_columns="", more_values=""))
    op.drop_column("audit_unsealed", "digest")
    op.execute("DROP FUNCTION audit_fingerprint")
