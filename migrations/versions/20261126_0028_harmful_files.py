"""Ask again for a file in which harmful software was found; find what was never scanned

Revision: 0028, after 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

CAUSES = ("unreadable", "wrong", "expired", "missing", "harmful", "not_certified")
TABLES = (
    "accreditation_returned_part",
    "accreditation_asked_paper",
    "accreditation_checked_part",
)


def upgrade():
    _causes(CAUSES)
    op.create_index(
        "ix_document_not_scanned",
        "document",
        ["uploaded_at"],
        postgresql_where=sa.text("scan = 'not_scanned'"),
    )


def downgrade():
    op.drop_index("ix_document_not_scanned", table_name="document")
    for table in TABLES:
        op.execute(f"UPDATE {table} SET cause = 'unreadable' WHERE cause = 'harmful'")
    _causes([each for each in CAUSES if each != "harmful"])


def _causes(causes):
    for table in TABLES:
        name = op.f(f"ck_{table}_cause")
        op.drop_constraint(name, table)
        op.create_check_constraint(name, table, sa.column("cause").in_(causes))
