"""The house and the process

Revision: 0001, after
"""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


PROCRASTINATE = "3.10.0"
"""The version of the job queue whose schema this is; a test compares it with the installed one."""

APPEND_ONLY = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO audit_unsealed (event_id) SELECT id FROM added; RETURN NULL; END $$;
CREATE TRIGGER queue AFTER INSERT ON audit_event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION audit_queue();
"""
FOUR_EYES = """
CREATE FUNCTION accreditation_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM accreditation_application_hand h
             WHERE h.application_id = NEW.application_id AND h.person_id = NEW.decided_by_id)
  THEN RAISE EXCEPTION 'somebody who took part in an application cannot decide on it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER four_eyes BEFORE INSERT ON accreditation_decision
  FOR EACH ROW EXECUTE FUNCTION accreditation_four_eyes();
"""
NO_QUEUE = """
DO $$ DECLARE f record; BEGIN
  FOR f IN SELECT oid::regprocedure AS name FROM pg_proc WHERE proname LIKE 'procrastinate\\_%'
  LOOP EXECUTE format('DROP FUNCTION %s CASCADE', f.name); END LOOP; END $$;
DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs,
  procrastinate_workers CASCADE;
DROP TYPE IF EXISTS procrastinate_job_status, procrastinate_job_event_type,
  procrastinate_job_to_defer_v1, procrastinate_job_to_defer_v2 CASCADE;
"""


def many(statements):
    """Run several statements at once: psycopg does so when there are no parameters."""
    op.get_bind().connection.driver_connection.execute(statements)


def upgrade():

    op.create_table(
        "account",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("role_names", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terms_version", sa.String(), nullable=True),
        sa.Column("totp_secret", sa.String(), nullable=True),
        sa.Column("totp_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("recovery_code_hashes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email_key", name=op.f("uq_account_email_key")),
    )
    op.create_table(
        "accreditation_track_version",
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_track_version")),
        sa.UniqueConstraint(
            "track", "number", name=op.f("uq_accreditation_track_version_track_number")
        ),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("about_organization_id", sa.Uuid(), nullable=True),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(
        "ix_audit_event_about_organization",
        "audit_event",
        ["about_organization_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_audit_event_action"), "audit_event", ["action"], unique=False)
    op.create_index("ix_audit_event_actor", "audit_event", ["actor_id", "id"], unique=False)
    op.create_index(
        "ix_audit_event_subject", "audit_event", ["subject_type", "subject_id", "id"], unique=False
    )
    op.create_table(
        "audit_read_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("about_organization_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_read_event")),
    )
    op.create_index(
        "ix_audit_read_event_subject",
        "audit_read_event",
        ["subject_type", "subject_id"],
        unique=False,
    )
    op.create_table(
        "audit_seal",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("events", postgresql.INT8MULTIRANGE(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seal")),
    )
    op.create_table(
        "audit_unsealed",
        sa.Column("event_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_audit_unsealed")),
    )
    op.create_table(
        "form_receipt",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("result_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_receipt")),
    )
    op.create_table(
        "limit_counter",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "window_start", name=op.f("pk_limit_counter")),
    )
    op.create_table(
        "mail_message",
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sent",
                "failed",
                "recalled",
                "kept",
                name="messagestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("about_type", sa.String(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("about_organization_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
    )
    op.create_index(
        op.f("ix_mail_message_about_organization_id"),
        "mail_message",
        ["about_organization_id"],
        unique=False,
    )
    op.create_index("ix_mail_message_list", "mail_message", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_mail_message_person_id"), "mail_message", ["person_id"], unique=False)
    op.create_index(
        "ix_mail_message_subject", "mail_message", ["about_type", "about_id"], unique=False
    )
    op.create_table(
        "organization",
        sa.Column(
            "kind",
            sa.Enum(
                "non_profit",
                "business_association",
                "university",
                "local_authority_association",
                name="organizationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_language", sa.String(), nullable=False),
        sa.Column("latin_name", sa.Text(), nullable=True),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column(
            "major_group",
            sa.Enum(
                "women",
                "children-youth",
                "indigenous",
                "ngo",
                "local-authorities",
                "workers",
                "business",
                "science",
                "farmers",
                name="majorgroup",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("web_domain", sa.Text(), nullable=True),
        sa.Column("legal_form", sa.Text(), nullable=True),
        sa.Column("registration_number", sa.Text(), nullable=True),
        sa.Column("registration_authority", sa.Text(), nullable=True),
        sa.Column("registration_key", sa.Text(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "merged_into_id <> id", name=op.f("ck_organization_not_merged_into_itself")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["organization.id"], name=op.f("fk_organization_merged_into_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )
    op.create_index(
        "ix_organization_registration_key", "organization", ["registration_key"], unique=False
    )
    op.create_index("ix_organization_web_domain", "organization", ["web_domain"], unique=False)
    op.create_table(
        "reference_counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_reference_counter")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "account_sign_in",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_sign_in_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_sign_in_token_hash")),
    )
    op.create_index(
        op.f("ix_account_sign_in_account_id"), "account_sign_in", ["account_id"], unique=False
    )
    op.create_table(
        "account_token",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "verify_email",
                "sign_in",
                "reset_password",
                "change_email",
                name="tokenpurpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_token_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_token_token_hash")),
    )
    op.create_index(
        op.f("ix_account_token_account_id"), "account_token", ["account_id"], unique=False
    )
    op.create_table(
        "accreditation_application",
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "in_review",
                "clarification",
                "recommended",
                "accredited",
                "refused",
                "reconsideration",
                "upheld",
                "withdrawn",
                "closed",
                name="applicationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("track_version_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("started_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (submitted_at IS NULL)",
            name=op.f("ck_accreditation_application_submitted_once"),
        ),
        sa.CheckConstraint(
            "(reference IS NULL) = (submitted_at IS NULL)",
            name=op.f("ck_accreditation_application_numbered_once"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_accreditation_application_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["account.id"], name=op.f("fk_accreditation_application_reviewer_id")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_application_started_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["track_version_id"],
            ["accreditation_track_version.id"],
            name=op.f("fk_accreditation_application_track_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_application")),
        sa.UniqueConstraint("reference", name=op.f("uq_accreditation_application_reference")),
    )
    op.create_index(
        op.f("ix_accreditation_application_organization_id"),
        "accreditation_application",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        "ix_accreditation_application_queue",
        "accreditation_application",
        ["state", "submitted_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_accreditation_application_reviewer_id"),
        "accreditation_application",
        ["reviewer_id"],
        unique=False,
    )
    op.create_index(
        "uq_application_open",
        "accreditation_application",
        ["organization_id", "track"],
        unique=True,
        postgresql_where="state NOT IN ('accredited', 'refused', 'upheld', 'withdrawn', 'closed')",
    )
    op.create_table(
        "organization_interest",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_interest_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["account.id"], name=op.f("fk_organization_interest_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_interest")),
    )
    op.create_index(
        op.f("ix_organization_interest_organization_id"),
        "organization_interest",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organization_interest_person_id"),
        "organization_interest",
        ["person_id"],
        unique=False,
    )
    op.create_table(
        "organization_invitation",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "focal_point",
                "contributor",
                name="membershiprole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_organization_invitation_invited_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_invitation_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_organization_invitation_token_hash")),
    )
    op.create_index(
        op.f("ix_organization_invitation_organization_id"),
        "organization_invitation",
        ["organization_id"],
        unique=False,
    )
    op.create_table(
        "organization_membership",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "focal_point",
                "contributor",
                name="membershiprole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_membership_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["account.id"], name=op.f("fk_organization_membership_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_membership")),
    )
    op.create_index(
        op.f("ix_organization_membership_organization_id"),
        "organization_membership",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organization_membership_person_id"),
        "organization_membership",
        ["person_id"],
        unique=False,
    )
    op.create_index(
        "uq_membership_open",
        "organization_membership",
        ["person_id", "organization_id"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )
    op.create_table(
        "organization_name",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "official",
                "latin",
                "acronym",
                "other",
                "former",
                name="namekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("normalised", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_name_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_name")),
    )
    op.create_index(
        op.f("ix_organization_name_organization_id"),
        "organization_name",
        ["organization_id"],
        unique=False,
    )
    op.create_table(
        "organization_name_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_name_key_organization_id"),
        ),
        sa.PrimaryKeyConstraint("key", "organization_id", name=op.f("pk_organization_name_key")),
    )
    op.create_index(
        op.f("ix_organization_name_key_organization_id"),
        "organization_name_key",
        ["organization_id"],
        unique=False,
    )
    op.create_table(
        "organization_profile_section",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_profile_section_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"],
            ["account.id"],
            name=op.f("fk_organization_profile_section_saved_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_profile_section")),
    )
    op.create_index(
        "uq_profile_section",
        "organization_profile_section",
        ["organization_id", "key"],
        unique=True,
    )
    op.create_table(
        "accreditation",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_accreditation_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation")),
        sa.UniqueConstraint("application_id", name=op.f("uq_accreditation_application_id")),
        sa.UniqueConstraint("number", name=op.f("uq_accreditation_number")),
        sa.UniqueConstraint("token", name=op.f("uq_accreditation_token")),
    )
    op.create_index(
        "uq_accreditation_holder", "accreditation", ["organization_id", "track"], unique=True
    )
    op.create_table(
        "accreditation_application_hand",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "submitted",
                "assigned",
                "judged",
                "asked",
                "recommended",
                "decided",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_application_hand_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["account.id"], name=op.f("fk_accreditation_application_hand_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_application_hand")),
        sa.UniqueConstraint(
            "application_id",
            "person_id",
            "act",
            name=op.f("uq_accreditation_application_hand_application_id_person_id_act"),
        ),
    )
    op.create_index(
        op.f("ix_accreditation_application_hand_person_id"),
        "accreditation_application_hand",
        ["person_id"],
        unique=False,
    )
    op.create_table(
        "accreditation_application_snapshot",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("declared_name", sa.Text(), nullable=False),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_application_snapshot_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"],
            ["account.id"],
            name=op.f("fk_accreditation_application_snapshot_submitted_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_application_snapshot")),
        sa.UniqueConstraint(
            "application_id",
            "number",
            name=op.f("uq_accreditation_application_snapshot_application_id_number"),
        ),
    )
    op.create_table(
        "accreditation_application_stage",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "in_review",
                "clarification",
                "recommended",
                "accredited",
                "refused",
                "reconsideration",
                "upheld",
                "withdrawn",
                "closed",
                name="applicationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "waiting_on",
            sa.Enum(
                "applicant",
                "reviewer",
                "approver",
                "nobody",
                name="waitingon",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "left_at IS NULL OR left_at >= entered_at",
            name=op.f("ck_accreditation_application_stage_left_after_entered"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_application_stage_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_application_stage")),
    )
    op.create_index(
        "uq_application_stage_open",
        "accreditation_application_stage",
        ["application_id"],
        unique=True,
        postgresql_where="left_at IS NULL",
    )
    op.create_table(
        "accreditation_decision",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accredit",
                "refuse",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("took_effect_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "undone_at IS NULL OR took_effect_at IS NULL",
            name=op.f("ck_accreditation_decision_undone_or_effective"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_decision_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_accreditation_decision_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_decision")),
    )
    op.create_index(
        op.f("ix_accreditation_decision_application_id"),
        "accreditation_decision",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        "uq_decision_pending",
        "accreditation_decision",
        ["application_id"],
        unique=True,
        postgresql_where="undone_at IS NULL AND took_effect_at IS NULL",
    )
    op.create_table(
        "accreditation_finding",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "met",
                "not_met",
                "unclear",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_finding_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["account.id"], name=op.f("fk_accreditation_finding_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_finding")),
        sa.UniqueConstraint(
            "application_id",
            "criterion",
            "reviewer_id",
            name=op.f("uq_accreditation_finding_application_id_criterion_reviewer_id"),
        ),
    )
    op.create_index(
        op.f("ix_accreditation_finding_application_id"),
        "accreditation_finding",
        ["application_id"],
        unique=False,
    )
    op.create_table(
        "accreditation_recommendation",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("accredit", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["accreditation_application.id"],
            name=op.f("fk_accreditation_recommendation_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"],
            ["account.id"],
            name=op.f("fk_accreditation_recommendation_reviewer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_recommendation")),
    )
    op.create_index(
        op.f("ix_accreditation_recommendation_application_id"),
        "accreditation_recommendation",
        ["application_id"],
        unique=False,
    )
    op.create_table(
        "accreditation_status_period",
        sa.Column("accreditation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "report_due",
                "suspended",
                "withdrawn",
                "lapsed",
                "merged",
                "dissolved",
                name="accreditationstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("reason_code", sa.String(), nullable=False),
        sa.Column("public_note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_accreditation_status_period_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["accreditation_id"],
            ["accreditation.id"],
            name=op.f("fk_accreditation_status_period_accreditation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation_status_period")),
    )
    op.create_index(
        "uq_status_period_open",
        "accreditation_status_period",
        ["accreditation_id"],
        unique=True,
        postgresql_where="valid_to IS NULL",
    )

    many(APPEND_ONLY)
    many(FOUR_EYES)
    many(SchemaManager.get_schema())


def downgrade():
    many(NO_QUEUE)

    op.drop_index(
        "uq_status_period_open",
        table_name="accreditation_status_period",
        postgresql_where="valid_to IS NULL",
    )
    op.drop_table("accreditation_status_period")
    op.drop_index(
        op.f("ix_accreditation_recommendation_application_id"),
        table_name="accreditation_recommendation",
    )
    op.drop_table("accreditation_recommendation")
    op.drop_index(
        op.f("ix_accreditation_finding_application_id"), table_name="accreditation_finding"
    )
    op.drop_table("accreditation_finding")
    op.drop_index(
        "uq_decision_pending",
        table_name="accreditation_decision",
        postgresql_where="undone_at IS NULL AND took_effect_at IS NULL",
    )
    op.drop_index(
        op.f("ix_accreditation_decision_application_id"), table_name="accreditation_decision"
    )
    op.drop_table("accreditation_decision")
    op.drop_index(
        "uq_application_stage_open",
        table_name="accreditation_application_stage",
        postgresql_where="left_at IS NULL",
    )
    op.drop_table("accreditation_application_stage")
    op.drop_table("accreditation_application_snapshot")
    op.drop_index(
        op.f("ix_accreditation_application_hand_person_id"),
        table_name="accreditation_application_hand",
    )
    op.drop_table("accreditation_application_hand")
    op.drop_index("uq_accreditation_holder", table_name="accreditation")
    op.drop_table("accreditation")
    op.drop_index("uq_profile_section", table_name="organization_profile_section")
    op.drop_table("organization_profile_section")
    op.drop_index(
        op.f("ix_organization_name_key_organization_id"), table_name="organization_name_key"
    )
    op.drop_table("organization_name_key")
    op.drop_index(op.f("ix_organization_name_organization_id"), table_name="organization_name")
    op.drop_table("organization_name")
    op.drop_index(
        "uq_membership_open",
        table_name="organization_membership",
        postgresql_where="ended_at IS NULL",
    )
    op.drop_index(
        op.f("ix_organization_membership_person_id"), table_name="organization_membership"
    )
    op.drop_index(
        op.f("ix_organization_membership_organization_id"), table_name="organization_membership"
    )
    op.drop_table("organization_membership")
    op.drop_index(
        op.f("ix_organization_invitation_organization_id"), table_name="organization_invitation"
    )
    op.drop_table("organization_invitation")
    op.drop_index(op.f("ix_organization_interest_person_id"), table_name="organization_interest")
    op.drop_index(
        op.f("ix_organization_interest_organization_id"), table_name="organization_interest"
    )
    op.drop_table("organization_interest")
    op.drop_index(
        "uq_application_open",
        table_name="accreditation_application",
        postgresql_where="state NOT IN ('accredited', 'refused', 'upheld', 'withdrawn', 'closed')",
    )
    op.drop_index(
        op.f("ix_accreditation_application_reviewer_id"), table_name="accreditation_application"
    )
    op.drop_index("ix_accreditation_application_queue", table_name="accreditation_application")
    op.drop_index(
        op.f("ix_accreditation_application_organization_id"), table_name="accreditation_application"
    )
    op.drop_table("accreditation_application")
    op.drop_index(op.f("ix_account_token_account_id"), table_name="account_token")
    op.drop_table("account_token")
    op.drop_index(op.f("ix_account_sign_in_account_id"), table_name="account_sign_in")
    op.drop_table("account_sign_in")
    op.drop_table("setting")
    op.drop_table("reference_counter")
    op.drop_index("ix_organization_web_domain", table_name="organization")
    op.drop_index("ix_organization_registration_key", table_name="organization")
    op.drop_table("organization")
    op.drop_index("ix_mail_message_subject", table_name="mail_message")
    op.drop_index(op.f("ix_mail_message_person_id"), table_name="mail_message")
    op.drop_index("ix_mail_message_list", table_name="mail_message")
    op.drop_index(op.f("ix_mail_message_about_organization_id"), table_name="mail_message")
    op.drop_table("mail_message")
    op.drop_table("limit_counter")
    op.drop_table("form_receipt")
    op.drop_table("audit_unsealed")
    op.drop_table("audit_seal")
    op.drop_index("ix_audit_read_event_subject", table_name="audit_read_event")
    op.drop_table("audit_read_event")
    op.drop_index("ix_audit_event_subject", table_name="audit_event")
    op.drop_index("ix_audit_event_actor", table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_action"), table_name="audit_event")
    op.drop_index("ix_audit_event_about_organization", table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_table("accreditation_track_version")
    op.drop_table("account")

    for function in ("audit_refuse", "audit_queue", "accreditation_four_eyes"):
        op.execute(f"DROP FUNCTION {function}")
