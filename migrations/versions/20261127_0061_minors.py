"""Guardians, chaperones, accessibility needs

Revision: 0061, after 0060
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, ID, YES_NO = sa.Text(), sa.Uuid(), sa.Boolean()
JSON = postgresql.JSONB()


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    """A column that must be filled unless said otherwise."""
    return sa.Column(name, type_, nullable=null)


COMPANY = """
CREATE FUNCTION meeting_keep_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM meeting_registration minor
    JOIN meeting_registration adult ON adult.id = minor.chaperone_id
    WHERE (minor.id = NEW.id OR minor.chaperone_id = NEW.id)
      AND minor.age_band IN ('child', 'youth')
      AND minor.state = 'confirmed'
      AND (adult.state NOT IN ('confirmed', 'attended', 'no_show')
           OR adult.age_band IS NULL OR adult.age_band IN ('child', 'youth')
           OR adult.meeting_id <> minor.meeting_id))
  THEN RAISE EXCEPTION 'a minor is confirmed without an adult who is confirmed'
    USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER keep_company
  AFTER INSERT OR UPDATE OF state, age_band, chaperone_id ON meeting_registration
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state <> 'draft') EXECUTE FUNCTION meeting_keep_company();
"""
"""At the end of each transaction: an adult who leaves takes no place with them unseen."""

COMPLETE = (
    "age_band NOT IN ('child', 'youth')"
    " OR (guardian_consent_at IS NOT NULL AND chaperone_id IS NOT NULL)"
    " OR (state NOT IN ('confirmed', 'attended', 'no_show') AND offered_until IS NULL)"
)


def upgrade():
    create_meeting_access_need()
    create_meeting_chaperone()
    create_meeting_guardian_consent()
    op.add_column("meeting", column("needs_officer_id", ID, null=True))
    op.create_foreign_key(
        op.f("fk_meeting_needs_officer_id"), "meeting", "account", ["needs_officer_id"], ["id"]
    )
    op.add_column("meeting_registration", column("guardian_consent_at", AT, null=True))
    op.add_column("meeting_registration", column("chaperone_id", ID, null=True))
    op.create_index(
        op.f("ix_meeting_registration_chaperone_id"),
        "meeting_registration",
        ["chaperone_id"],
        unique=False,
    )
    op.create_foreign_key(
        op.f("fk_meeting_registration_chaperone_id"),
        "meeting_registration",
        "meeting_registration",
        ["chaperone_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_meeting_registration_minor_in_company"), "meeting_registration", COMPLETE
    )
    op.create_check_constraint(
        op.f("ck_meeting_registration_chaperone_is_another"),
        "meeting_registration",
        "chaperone_id <> id",
    )
    op.execute(COMPANY)


def downgrade():
    op.execute("DROP TRIGGER keep_company ON meeting_registration")
    op.execute("DROP FUNCTION meeting_keep_company()")
    for name in ("chaperone_is_another", "minor_in_company"):
        op.drop_constraint(
            op.f(f"ck_meeting_registration_{name}"), "meeting_registration", type_="check"
        )
    op.drop_constraint(
        op.f("fk_meeting_registration_chaperone_id"), "meeting_registration", type_="foreignkey"
    )
    op.drop_index(op.f("ix_meeting_registration_chaperone_id"), table_name="meeting_registration")
    op.drop_column("meeting_registration", "chaperone_id")
    op.drop_column("meeting_registration", "guardian_consent_at")
    op.drop_constraint(op.f("fk_meeting_needs_officer_id"), "meeting", type_="foreignkey")
    op.drop_column("meeting", "needs_officer_id")
    op.drop_index(
        "uq_meeting_guardian_consent_open",
        table_name="meeting_guardian_consent",
        postgresql_where="ended_at IS NULL",
    )
    op.drop_index("ix_meeting_guardian_consent_registration", table_name="meeting_guardian_consent")
    op.drop_table("meeting_guardian_consent")
    op.drop_index(
        "uq_meeting_chaperone_open",
        table_name="meeting_chaperone",
        postgresql_where="ended_at IS NULL",
    )
    op.drop_index("ix_meeting_chaperone_adult", table_name="meeting_chaperone")
    op.drop_table("meeting_chaperone")
    op.drop_table("meeting_access_need")


def create_meeting_access_need():
    """The table meeting_access_need."""
    op.create_table(
        "meeting_access_need",
        column("registration_id", ID),
        column("kinds", postgresql.ARRAY(TEXT)),
        column("note", TEXT, null=True),
        column("asked_at", AT),
        column("answer", TEXT, null=True),
        column("answered_at", AT, null=True),
        column("answered_by_id", ID, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "NOT ('other' = ANY (kinds)) OR note IS NOT NULL",
            name=op.f("ck_meeting_access_need_other_in_words"),
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL)", name=op.f("ck_meeting_access_need_answered")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_meeting_access_need_answered_by"),
        ),
        sa.CheckConstraint(
            "cardinality(kinds) > 0", name=op.f("ck_meeting_access_need_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_meeting_access_need_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_access_need_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_access_need")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_meeting_access_need_registration_id")),
    )


def create_meeting_chaperone():
    """The table meeting_chaperone."""
    op.create_table(
        "meeting_chaperone",
        column("minor_id", ID),
        column("adult_id", ID),
        column("by_guardian", YES_NO),
        column("token_hash", sa.LargeBinary()),
        column("named_by_id", ID, null=True),
        column("named_at", AT),
        column("agreed_at", AT, null=True),
        column("ended_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint("minor_id <> adult_id", name=op.f("ck_meeting_chaperone_somebody_else")),
        sa.ForeignKeyConstraint(
            ["adult_id"], ["meeting_registration.id"], name=op.f("fk_meeting_chaperone_adult_id")
        ),
        sa.ForeignKeyConstraint(
            ["minor_id"], ["meeting_registration.id"], name=op.f("fk_meeting_chaperone_minor_id")
        ),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["account.id"], name=op.f("fk_meeting_chaperone_named_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_chaperone")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_chaperone_token_hash")),
    )
    op.create_index("ix_meeting_chaperone_adult", "meeting_chaperone", ["adult_id"], unique=False)
    op.create_index(
        "uq_meeting_chaperone_open",
        "meeting_chaperone",
        ["minor_id"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )


def create_meeting_guardian_consent():
    """The table meeting_guardian_consent."""
    op.create_table(
        "meeting_guardian_consent",
        column("registration_id", ID),
        column("name", TEXT),
        column("email", TEXT),
        column("relation", choice("guardianrelation", "parent", "guardian", "authority")),
        column("language", sa.String()),
        column("text_version", sa.String()),
        column("method", choice("consentmethod", "link", "paper")),
        column("token_hash", sa.LargeBinary(), null=True),
        column("expires_at", AT, null=True),
        column("document_id", ID, null=True),
        column("media", YES_NO),
        column("asked_by_id", ID, null=True),
        column("entered_by_id", ID, null=True),
        column("asked_at", AT),
        column("given_at", AT, null=True),
        column("refused_at", AT, null=True),
        column("withdrawn_at", AT, null=True),
        column("ended_at", AT, null=True),
        column("id", ID),
        sa.CheckConstraint(
            "(method = 'paper') = (document_id IS NOT NULL)",
            name=op.f("ck_meeting_guardian_consent_paper_is_kept"),
        ),
        sa.CheckConstraint(
            "(method = 'paper') = (entered_by_id IS NOT NULL)",
            name=op.f("ck_meeting_guardian_consent_paper_entered"),
        ),
        sa.CheckConstraint(
            "method <> 'link' OR (token_hash IS NOT NULL AND expires_at IS NOT NULL)",
            name=op.f("ck_meeting_guardian_consent_link_has_its_end"),
        ),
        sa.CheckConstraint(
            "method <> 'paper' OR given_at IS NOT NULL",
            name=op.f("ck_meeting_guardian_consent_paper_is_a_consent"),
        ),
        sa.CheckConstraint(
            "NOT media OR given_at IS NOT NULL",
            name=op.f("ck_meeting_guardian_consent_media_with_the_consent"),
        ),
        sa.CheckConstraint(
            "ended_at IS NOT NULL OR (refused_at IS NULL AND withdrawn_at IS NULL)",
            name=op.f("ck_meeting_guardian_consent_ended"),
        ),
        sa.CheckConstraint(
            "refused_at IS NULL OR given_at IS NULL",
            name=op.f("ck_meeting_guardian_consent_yes_or_no"),
        ),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR given_at IS NOT NULL",
            name=op.f("ck_meeting_guardian_consent_given_first"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_meeting_guardian_consent_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_meeting_guardian_consent_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["account.id"],
            name=op.f("fk_meeting_guardian_consent_entered_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["meeting_registration.id"],
            name=op.f("fk_meeting_guardian_consent_registration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_guardian_consent")),
        sa.UniqueConstraint("document_id", name=op.f("uq_meeting_guardian_consent_document_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_guardian_consent_token_hash")),
    )
    op.create_index(
        "ix_meeting_guardian_consent_registration",
        "meeting_guardian_consent",
        ["registration_id"],
        unique=False,
    )
    op.create_index(
        "uq_meeting_guardian_consent_open",
        "meeting_guardian_consent",
        ["registration_id"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )
