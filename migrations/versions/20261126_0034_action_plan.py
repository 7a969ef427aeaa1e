"""The action plan: progress updates with files, links of records, values of indicators by day

Files of progress updates belong to no organization.

Revision: 0034, after 0032
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None

UPDATE, FILE = "action_plan_update", "action_plan_update_file"
LINK, VALUE = "action_plan_link", "action_plan_indicator_value"
STATUSES = ("not_started", "under_way", "continuous", "done", "discontinued")
STATES = ("draft", "submitted", "returned", "published", "withdrawn")
INSTANT = sa.DateTime(timezone=True)

KEEP_PUBLISHED = """
CREATE FUNCTION action_plan_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR
    (NEW.action_code, NEW.status, NEW.language, NEW.text, NEW.period_from, NEW.period_to, NEW.links,
     NEW.author_id, NEW.reader_id, NEW.published_at, NEW.corrects_id)
    IS DISTINCT FROM
    (OLD.action_code, OLD.status, OLD.language, OLD.text, OLD.period_from, OLD.period_to, OLD.links,
     OLD.author_id, OLD.reader_id, OLD.published_at, OLD.corrects_id)
  THEN
    RAISE EXCEPTION 'a published progress update is corrected by a new one, never changed';
  END IF;
  RETURN NEW;
END $$
"""
TRIGGER = f"""
CREATE TRIGGER keep_published BEFORE UPDATE OR DELETE ON {UPDATE} FOR EACH ROW
WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION action_plan_keep_published()
"""


def upgrade():
    op.alter_column("document", "organization_id", nullable=True)
    _updates()
    _files()
    _links()
    _values()
    op.execute(KEEP_PUBLISHED)
    op.execute(TRIGGER)


def downgrade():
    for table in (VALUE, LINK, FILE, UPDATE):
        op.drop_table(table)
    op.execute("DROP FUNCTION action_plan_keep_published()")
    # published files are kept from deletion; below this revision they belong to nobody
    op.execute("ALTER TABLE document DISABLE TRIGGER document_kept")
    op.execute("DELETE FROM document WHERE organization_id IS NULL")
    op.execute("ALTER TABLE document ENABLE TRIGGER document_kept")
    op.alter_column("document", "organization_id", nullable=False)


def _person(table, column, nullable=True):
    return (
        sa.Column(column, sa.Uuid(), nullable=nullable),
        sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_{table}_{column}")),
    )


def _words(name, values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _updates():
    op.create_table(
        UPDATE,
        sa.Column("action_code", sa.String(), nullable=False),
        sa.Column("status", _words("status", STATUSES), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("links", postgresql.JSONB(), nullable=False),
        sa.Column("state", _words("updatestate", STATES), nullable=False),
        *_person(UPDATE, "author_id", nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=True),
        *_person(UPDATE, "reader_id"),
        sa.Column("return_note", sa.Text(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        *_person(UPDATE, "withdrawn_by_id"),
        sa.Column("withdrawal_reason", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("period_to >= period_from", name=op.f(f"ck_{UPDATE}_period")),
        sa.CheckConstraint("reader_id <> author_id", name=op.f(f"ck_{UPDATE}_second_reader")),
        sa.CheckConstraint(
            "(state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)",
            name=op.f(f"ck_{UPDATE}_published"),
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR reader_id IS NOT NULL", name=op.f(f"ck_{UPDATE}_read")
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)",
            name=op.f(f"ck_{UPDATE}_withdrawn"),
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], [f"{UPDATE}.id"], name=op.f(f"fk_{UPDATE}_corrects_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{UPDATE}")),
    )
    op.create_index("ix_action_plan_update_action", UPDATE, ["action_code", "published_at"])
    op.create_index("ix_action_plan_update_list", UPDATE, ["created_at", "id"])


def _files():
    op.create_table(
        FILE,
        sa.Column("update_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["update_id"], [f"{UPDATE}.id"], name=op.f(f"fk_{FILE}_update_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f(f"fk_{FILE}_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{FILE}")),
        sa.UniqueConstraint("document_id", name=op.f(f"uq_{FILE}_document_id")),
    )
    op.create_index(op.f(f"ix_{FILE}_update_id"), FILE, ["update_id"])


def _links():
    op.create_table(
        LINK,
        sa.Column("action_code", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("about_organization_id", sa.Uuid(), nullable=True),
        *_person(LINK, "linked_by_id", nullable=False),
        sa.Column("linked_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        *_person(LINK, "ended_by_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LINK}")),
    )
    op.create_index(
        "uq_action_plan_link_open",
        LINK,
        ["action_code", "subject_type", "subject_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _values():
    op.create_table(
        VALUE,
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("basis", sa.Integer(), nullable=True),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{VALUE}")),
        sa.UniqueConstraint(
            "code", "version", "day", "part", name=op.f(f"uq_{VALUE}_code_version_day_part")
        ),
    )
