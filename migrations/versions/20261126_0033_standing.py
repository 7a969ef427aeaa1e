"""Reports, due process, changes and mergers of accreditations; what the night does

Revision: 0033, after 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def one_of(name, *values):
    """A column that holds one of `values`, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


MAJOR_GROUP = one_of(
    "majorgroup",
    "women",
    "children-youth",
    "indigenous",
    "ngo",
    "local-authorities",
    "workers",
    "business",
    "science",
    "farmers",
)
ACT = one_of("act", "remind", "propose_report_due", "propose_suspend", "effect")
TABLES = (
    "standing_batch",
    "standing_night_run",
    "standing_brake",
    "standing_merger",
    "standing_batch_item",
    "standing_change",
    "standing_proceeding",
    "standing_report",
    "standing_report_reminder",
    "standing_paper",
)
"""In the order in which they are made; they go in the other."""


def upgrade():
    op.create_table(
        "standing_batch",
        sa.Column(
            "kind",
            one_of("batchkind", "report_due", "suspend"),
            nullable=False,
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_batch")),
    )
    op.create_index(
        "uq_standing_batch_open",
        "standing_batch",
        ["kind"],
        unique=True,
        postgresql_where="closed_at IS NULL",
    )
    op.create_table(
        "standing_night_run",
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("act", ACT, nullable=False),
        sa.Column(
            "outcome",
            one_of("nightoutcome", "done", "held", "braked"),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_night_run")),
    )
    op.create_index("uq_standing_night_run", "standing_night_run", ["night", "act"], unique=True)
    op.create_table(
        "standing_brake",
        sa.Column("act", ACT, nullable=True),
        sa.Column("night", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pulled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pulled_by_id", sa.Uuid(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "released_at IS NULL OR released_by_id IS NOT NULL",
            name=op.f("ck_standing_brake_released_by"),
        ),
        sa.ForeignKeyConstraint(
            ["pulled_by_id"], ["account.id"], name=op.f("fk_standing_brake_pulled_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["account.id"], name=op.f("fk_standing_brake_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_brake")),
    )
    op.create_index(
        "uq_standing_brake_pulled",
        "standing_brake",
        ["act"],
        unique=True,
        postgresql_where="released_at IS NULL AND night IS NULL",
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "standing_merger",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            one_of("mergerstate", "proposed", "carried_out", "dropped", "undone"),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Uuid(), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "decided_by_id <> proposed_by_id", name=op.f("ck_standing_merger_decided_by_another")
        ),
        sa.CheckConstraint(
            "organization_id <> into_id", name=op.f("ck_standing_merger_two_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_standing_merger_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["organization.id"], name=op.f("fk_standing_merger_into_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_standing_merger_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name=op.f("fk_standing_merger_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["account.id"], name=op.f("fk_standing_merger_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_merger")),
    )
    op.create_index("ix_standing_merger_into_id", "standing_merger", ["into_id"])
    op.create_index(
        "uq_standing_merger_open",
        "standing_merger",
        ["organization_id"],
        unique=True,
        postgresql_where="state IN ('proposed', 'carried_out')",
    )
    op.create_table(
        "standing_batch_item",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_standing_batch_item_accreditation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["standing_batch.id"], name=op.f("fk_standing_batch_item_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_standing_batch_item_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_batch_item")),
    )
    op.create_index(
        "ix_standing_batch_item_accreditation_id", "standing_batch_item", ["accreditation_id"]
    )
    op.create_index(
        "uq_standing_batch_item",
        "standing_batch_item",
        ["batch_id", "accreditation_id"],
        unique=True,
    )
    op.create_table(
        "standing_change",
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            one_of("changekind", "name", "major_group", "country", "dissolution", "renunciation"),
            nullable=False,
        ),
        sa.Column(
            "state",
            one_of("changestate", "open", "submitted", "accepted", "refused", "withdrawn"),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("latin_name", sa.Text(), nullable=True),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("major_group", MAJOR_GROUP, nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_due_on", sa.Date(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'country' OR country IS NOT NULL",
            name=op.f("ck_standing_change_names_a_country"),
        ),
        sa.CheckConstraint(
            "kind <> 'major_group' OR major_group IS NOT NULL",
            name=op.f("ck_standing_change_names_a_group"),
        ),
        sa.CheckConstraint(
            "kind <> 'name' OR name IS NOT NULL", name=op.f("ck_standing_change_names_a_name")
        ),
        sa.CheckConstraint(
            "checked_by_id <> asked_by_id", name=op.f("ck_standing_change_checked_by_another")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'withdrawn') OR submitted_at IS NOT NULL",
            name=op.f("ck_standing_change_sent_before"),
        ),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_standing_change_accreditation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_standing_change_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["account.id"], name=op.f("fk_standing_change_checked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_change")),
    )
    op.create_index("ix_standing_change_accreditation_id", "standing_change", ["accreditation_id"])
    op.create_index("ix_standing_change_state", "standing_change", ["state"])
    op.create_index(
        "uq_standing_change_open",
        "standing_change",
        ["accreditation_id", "kind"],
        unique=True,
        postgresql_where="state IN ('open', 'submitted')",
    )
    op.create_table(
        "standing_proceeding",
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column(
            "measure",
            one_of("measure", "suspend", "withdraw"),
            nullable=False,
        ),
        sa.Column(
            "cause",
            one_of("cause", "report_overdue", "criteria_not_met", "conduct", "not_found"),
            nullable=False,
        ),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column(
            "state",
            one_of(
                "proceedingstate",
                "noticed",
                "decided",
                "in_effect",
                "dropped",
                "reconsideration",
                "overturned",
                "over",
            ),
            nullable=False,
        ),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noticed_by_id", sa.Uuid(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("public_note", sa.Text(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("took_effect_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_until", sa.Date(), nullable=True),
        sa.Column("reconsider_reasons", sa.Text(), nullable=True),
        sa.Column("reconsider_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reconsider_asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("reconsider_due_on", sa.Date(), nullable=True),
        sa.Column("reconsidered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reconsidered_by_id", sa.Uuid(), nullable=True),
        sa.Column("reconsidered_reason", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL)",
            name=op.f("ck_standing_proceeding_decided_by"),
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (effective_on IS NULL)",
            name=op.f("ck_standing_proceeding_decided_for_a_day"),
        ),
        sa.CheckConstraint(
            "decided_by_id <> noticed_by_id", name=op.f("ck_standing_proceeding_decided_by_another")
        ),
        sa.CheckConstraint(
            "reconsidered_by_id <> noticed_by_id AND reconsidered_by_id <> decided_by_id",
            name=op.f("ck_standing_proceeding_reconsidered_by_a_third"),
        ),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_standing_proceeding_accreditation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_standing_proceeding_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["standing_batch.id"], name=op.f("fk_standing_proceeding_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_standing_proceeding_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name=op.f("fk_standing_proceeding_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["noticed_by_id"], ["account.id"], name=op.f("fk_standing_proceeding_noticed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["reconsider_asked_by_id"],
            ["account.id"],
            name=op.f("fk_standing_proceeding_reconsider_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reconsidered_by_id"],
            ["account.id"],
            name=op.f("fk_standing_proceeding_reconsidered_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_proceeding")),
    )
    op.create_index(
        "ix_standing_proceeding_accreditation_id", "standing_proceeding", ["accreditation_id"]
    )
    op.create_index("ix_standing_proceeding_batch_id", "standing_proceeding", ["batch_id"])
    op.create_index("ix_standing_proceeding_state", "standing_proceeding", ["state"])
    op.create_index(
        "uq_standing_proceeding_open",
        "standing_proceeding",
        ["accreditation_id"],
        unique=True,
        postgresql_where="state IN ('noticed', 'decided', 'reconsideration')",
    )
    op.create_table(
        "standing_report",
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            one_of("reportstate", "open", "submitted", "returned", "accepted"),
            nullable=False,
        ),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("activities", sa.Text(), nullable=False),
        sa.Column("abroad", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("contacts_checked", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=True),
        sa.Column("declared_name", sa.Text(), nullable=True),
        sa.Column("check_due_on", sa.Date(), nullable=True),
        sa.Column("returned_note", sa.Text(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'accepted') = (accepted_at IS NOT NULL)",
            name=op.f("ck_standing_report_accepted_by_somebody"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'returned') OR submitted_at IS NOT NULL",
            name=op.f("ck_standing_report_sent_before"),
        ),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_standing_report_accreditation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["account.id"], name=op.f("fk_standing_report_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["account.id"], name=op.f("fk_standing_report_saved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["account.id"], name=op.f("fk_standing_report_submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_report")),
        sa.UniqueConstraint("reference", name=op.f("uq_standing_report_reference")),
    )
    op.create_index("ix_standing_report_accreditation_id", "standing_report", ["accreditation_id"])
    op.create_index("ix_standing_report_state", "standing_report", ["state"])
    op.create_index(
        "uq_standing_report_open",
        "standing_report",
        ["accreditation_id"],
        unique=True,
        postgresql_where="state <> 'accepted'",
    )
    op.create_table(
        "standing_report_reminder",
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_standing_report_reminder_accreditation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_report_reminder")),
    )
    op.create_index(
        "uq_standing_report_reminder",
        "standing_report_reminder",
        ["accreditation_id", "due_on", "days_before"],
        unique=True,
    )
    op.create_table(
        "standing_paper",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("proceeding_id", sa.Uuid(), nullable=True),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(report_id, proceeding_id, change_id) = 1",
            name=op.f("ck_standing_paper_one_place"),
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["standing_change.id"], name=op.f("fk_standing_paper_change_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_standing_paper_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["proceeding_id"],
            ["standing_proceeding.id"],
            name=op.f("fk_standing_paper_proceeding_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["standing_report.id"], name=op.f("fk_standing_paper_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_paper")),
    )
    op.create_index("ix_standing_paper_change_id", "standing_paper", ["change_id"])
    op.create_index("ix_standing_paper_document_id", "standing_paper", ["document_id"])
    op.create_index("ix_standing_paper_proceeding_id", "standing_paper", ["proceeding_id"])
    op.create_index("ix_standing_paper_report_id", "standing_paper", ["report_id"])


def downgrade():
    for table in reversed(TABLES):
        op.drop_table(table)
