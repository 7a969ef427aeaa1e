"""Accreditations granted before the platform, claims of organizations, known contacts

Days that are there are known to the day.

Revision: 0038, after 0037
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accreditation_recording",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "checking",
                "checked",
                "waiting",
                "confirmed",
                "recorded",
                "refused",
                "discarded",
                name="recordingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('confirmed', 'recorded')) = (confirmed_at IS NOT NULL)",
            name=op.f("ck_accreditation_recording_recorded_once_confirmed"),
        ),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)",
            name=op.f("ck_accreditation_recording_confirmed_by_somebody"),
        ),
        sa.CheckConstraint(
            "confirmed_by_id <> entered_by_id", name=op.f("ck_accreditation_recording_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_recording_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name=op.f("fk_accreditation_recording_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_accreditation_recording_entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_accreditation_recording_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_recording")),
    )
    op.create_index(
        op.f("ix_accreditation_recording_organization_id"),
        "accreditation_recording",
        ["organization_id"],
    )
    op.create_table(
        "organization_known_contact",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_known_contact_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_known_contact")),
    )
    op.create_index(
        op.f("ix_organization_known_contact_email_key"), "organization_known_contact", ["email_key"]
    )
    op.create_index(
        op.f("ix_organization_known_contact_organization_id"),
        "organization_known_contact",
        ["organization_id"],
    )
    op.create_index(
        "uq_known_contact",
        "organization_known_contact",
        ["organization_id", "email_key"],
        unique=True,
    )
    op.create_table(
        "organization_claim",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "mailbox",
                "letter",
                "recovery",
                name="claimway",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "opened",
                "proved",
                "checked",
                "waiting",
                "objected",
                "granted",
                "refused",
                "withdrawn",
                "expired",
                name="claimstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("claimant_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("proof_email", sa.Text(), nullable=True),
        sa.Column("proof_hash", sa.LargeBinary(), nullable=True),
        sa.Column("proof_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailbox_proved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("objections_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(way = 'recovery') = (claimant_id IS NULL)",
            name=op.f("ck_organization_claim_who_claims"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('proved', 'checked', 'waiting', 'granted') OR proved_at IS NOT NULL",
            name=op.f("ck_organization_claim_proved_first"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('waiting', 'granted')"
            " OR checked_by_id IS NOT NULL AND confirmed_by_id IS NOT NULL",
            name=op.f("ck_organization_claim_confirmed_by_two"),
        ),
        sa.CheckConstraint(
            "way = 'mailbox' OR proved_at IS NULL OR letter_id IS NOT NULL",
            name=op.f("ck_organization_claim_letter_on_file"),
        ),
        sa.CheckConstraint(
            "checked_by_id <> claimant_id AND confirmed_by_id <> claimant_id",
            name=op.f("ck_organization_claim_not_ones_own"),
        ),
        sa.CheckConstraint(
            "checked_by_id <> confirmed_by_id", name=op.f("ck_organization_claim_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["account.id"], name=op.f("fk_organization_claim_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["account.id"], name=op.f("fk_organization_claim_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["account.id"], name=op.f("fk_organization_claim_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name=op.f("fk_organization_claim_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["document.id"], name=op.f("fk_organization_claim_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_claim_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_claim")),
        sa.UniqueConstraint("proof_hash", name=op.f("uq_organization_claim_proof_hash")),
    )
    op.create_index(
        op.f("ix_organization_claim_claimant_id"), "organization_claim", ["claimant_id"]
    )
    op.create_index(
        op.f("ix_organization_claim_organization_id"), "organization_claim", ["organization_id"]
    )
    op.create_index(
        "uq_claim_open",
        "organization_claim",
        ["organization_id", "claimant_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('opened', 'proved', 'checked', 'waiting', 'objected')"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "accreditation_recorded_line",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "new",
                "ready",
                "bad",
                "known",
                "recorded",
                name="lineoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("entry", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("warnings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("accreditation_id", sa.Uuid(), nullable=True),
        sa.Column("alike_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_accreditation_recorded_line_accreditation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["alike_id"], ["organization.id"], name=op.f("fk_accreditation_recorded_line_alike_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_accreditation_recorded_line_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["accreditation_recording.id"],
            name=op.f("fk_accreditation_recorded_line_recording_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_recorded_line")),
    )
    op.create_index(
        op.f("ix_accreditation_recorded_line_accreditation_id"),
        "accreditation_recorded_line",
        ["accreditation_id"],
    )
    op.create_index(
        op.f("ix_accreditation_recorded_line_alike_id"), "accreditation_recorded_line", ["alike_id"]
    )
    op.create_index(
        "ix_accreditation_recorded_line_identity", "accreditation_recorded_line", ["identity"]
    )
    op.create_index(
        op.f("ix_accreditation_recorded_line_organization_id"),
        "accreditation_recorded_line",
        ["organization_id"],
    )
    op.create_index(
        "ix_recorded_line_outcome", "accreditation_recorded_line", ["recording_id", "outcome"]
    )
    op.create_index(
        "uq_recorded_line_number",
        "accreditation_recorded_line",
        ["recording_id", "number"],
        unique=True,
    )
    op.create_table(
        "organization_claim_notice",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("objected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objection", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["organization_claim.id"],
            name=op.f("fk_organization_claim_notice_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["account.id"], name=op.f("fk_organization_claim_notice_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_claim_notice")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_organization_claim_notice_token_hash")),
    )
    op.create_index(
        op.f("ix_organization_claim_notice_claim_id"), "organization_claim_notice", ["claim_id"]
    )
    op.add_column(
        "accreditation",
        sa.Column(
            "since_precision",
            sa.Enum(
                "day",
                "month",
                "year",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            server_default="day",
        ),
    )
    op.alter_column("accreditation", "since_precision", server_default=None)


def downgrade():
    op.drop_column("accreditation", "since_precision")
    op.drop_table("organization_claim_notice")
    op.drop_table("accreditation_recorded_line")
    op.drop_table("organization_claim")
    op.drop_table("organization_known_contact")
    op.drop_table("accreditation_recording")
