"""The register as it was on each day, checks of entries, reports about entries

Rows that are there are made anew by a job, since the order of names has new rules.

Revision: 0036, after 0035
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

PROTECT_AT_ONCE = """
CREATE OR REPLACE FUNCTION register_protect_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM register_row WHERE organization_id = NEW.id;{more}
  UPDATE data_version SET number = number + 1 WHERE area = 'register';
  RETURN NULL;
END $$;
"""
SPANS_TOO = "\n  DELETE FROM register_span WHERE organization_id = NEW.id;"
MAKE_ANEW = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
SELECT 'default', 'directory.rebuild_register', '{}' WHERE EXISTS (SELECT 1 FROM register_row)
"""
ENUMS = {
    "region": [
        "africa",
        "asia-pacific",
        "europe",
        "latin-america-caribbean",
        "north-america",
        "west-asia",
    ],
    "majorgroup": [
        "women",
        "children-youth",
        "indigenous",
        "ngo",
        "local-authorities",
        "workers",
        "business",
        "science",
        "farmers",
    ],
    "accreditationstatus": [
        "active",
        "report_due",
        "suspended",
        "withdrawn",
        "lapsed",
        "merged",
        "dissolved",
    ],
    "reportkind": ["mistake", "complaint"],
    "reportstate": ["received", "answered", "closed"],
}


def enum(name):
    return sa.Enum(*ENUMS[name], name=name, native_enum=False, create_constraint=True, length=40)


def foreign(table, column, target):
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade():
    add_span()
    for column, value in (
        ("year", "extract(year FROM since)::int"),
        ("newest", "DATE '1970-01-01' - since"),
    ):
        op.add_column("register_row", sa.Column(column, sa.Integer(), nullable=True))
        op.execute(
            f"UPDATE register_row r SET {column} = {value} FROM accreditation a"
            " WHERE a.id = r.accreditation_id"
        )
        op.alter_column("register_row", column, nullable=False)
    op.create_index(
        "ix_register_row_status_sort", "register_row", ["status", "sort_key", "accreditation_id"]
    )
    op.create_index(
        "ix_register_row_newest", "register_row", ["newest", "sort_key", "accreditation_id"]
    )
    op.create_index(
        "ix_accreditation_status_period_valid_from", "accreditation_status_period", ["valid_from"]
    )
    op.create_index(
        "ix_status_period_begin", "accreditation_status_period", ["accreditation_id", "valid_from"]
    )
    op.create_index(
        "ix_organization_former_identity_until", "organization_former_identity", ["until"]
    )
    add_checks()
    add_reports()
    op.execute(PROTECT_AT_ONCE.format(more=SPANS_TOO))
    op.execute(MAKE_ANEW)


def add_span():
    table = "register_span"
    op.create_table(
        table,
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_language", sa.String(), nullable=False),
        sa.Column("latin_name", sa.Text(), nullable=True),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("region", enum("region"), nullable=True),
        sa.Column("major_group", enum("majorgroup"), nullable=True),
        sa.Column("status", enum("accreditationstatus"), nullable=False),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), nullable=False),
        sa.Column("names_digest", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("valid_to > valid_from", name=op.f(f"ck_{table}_ends_after_start")),
        foreign(table, "accreditation_id", "accreditation"),
        foreign(table, "organization_id", "organization"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f("ix_register_span_organization_id"), table, ["organization_id"])
    op.create_index("ix_register_span_from", table, ["accreditation_id", "valid_from"])
    op.create_index("ix_register_span_sort", table, ["sort_key", "accreditation_id"])
    op.create_index("ix_register_span_newest", table, ["newest", "sort_key", "accreditation_id"])
    op.create_index(
        "ix_register_span_search",
        table,
        ["search"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )


def add_checks():
    table = "register_entry_check"
    op.create_table(
        table,
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("by_organization", sa.Boolean(), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        foreign(table, "organization_id", "organization"),
        foreign(table, "checked_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_entry_check_day", table, ["organization_id", "checked_on"])


def add_reports():
    table = "register_entry_report"
    op.create_table(
        table,
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("kind", enum("reportkind"), nullable=False),
        sa.Column("state", enum("reportstate"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reporter_email", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'received') = (done_at IS NULL)", name=op.f(f"ck_{table}_done_at_a_time")
        ),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by_id IS NULL)", name=op.f(f"ck_{table}_done_by_somebody")
        ),
        sa.CheckConstraint(
            "state <> 'answered' OR reporter_email IS NOT NULL",
            name=op.f(f"ck_{table}_answered_to_somebody"),
        ),
        foreign(table, "accreditation_id", "accreditation"),
        foreign(table, "organization_id", "organization"),
        foreign(table, "done_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("reference", name=op.f(f"uq_{table}_reference")),
    )
    op.create_index(op.f(f"ix_{table}_organization_id"), table, ["organization_id"])
    op.create_index(
        "ix_entry_report_open",
        table,
        ["due_on"],
        postgresql_where=sa.text("state = 'received'"),
    )


def downgrade():
    op.execute(PROTECT_AT_ONCE.format(more=""))
    op.drop_table("register_entry_report")
    op.drop_table("register_entry_check")
    op.drop_index("ix_organization_former_identity_until", "organization_former_identity")
    op.drop_index("ix_status_period_begin", "accreditation_status_period")
    op.drop_index("ix_accreditation_status_period_valid_from", "accreditation_status_period")
    op.drop_index("ix_register_row_newest", "register_row")
    op.drop_index("ix_register_row_status_sort", "register_row")
    op.drop_column("register_row", "newest")
    op.drop_column("register_row", "year")
    op.drop_table("register_span")
