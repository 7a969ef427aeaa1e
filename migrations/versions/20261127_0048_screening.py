"""Screening: parties, runs, matches, clearances, legal bars, keys of long lists

Revision: 0048, after 0046
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0048"
down_revision = "0046"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
PARTY, RUN, MATCH = "screening_party", "screening_run", "screening_match"
DISPOSITION, MATCH_PAPER = "screening_disposition", "screening_match_paper"
CLEARANCE, LEGAL_BAR = "screening_clearance", "screening_legal_bar"
ENTRY_KEY = "screening_entry_key"
SOURCES = (
    "un",
    "world_bank",
    "ebrd",
    "ofac",
    "gc_participants",
    "gc_delisted",
    "exclusion",
)


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade():
    create_party()
    create_run()
    create_match()
    create_disposition()
    create_match_paper()
    create_clearance()
    create_legal_bar()
    create_entry_key()


def create_party():
    """Organizations and people as they are compared."""
    op.create_table(
        PARTY,
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_person_id", sa.Uuid(), nullable=True),
        sa.Column("kind", choice("partykind", "organization", "person"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tracks", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("keys", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("keys_of", sa.String(), nullable=False),
        sa.Column("since", AT, nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "cardinality(tracks) > 0", name=op.f("ck_screening_party_compared_for_something")
        ),
        sa.CheckConstraint(
            "(kind = 'person') = (organization_person_id IS NOT NULL)",
            name=op.f("ck_screening_party_person_of_a_page"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_screening_party_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_party")),
    )
    op.create_index("ix_screening_party_organization_id", PARTY, ["organization_id"])
    op.create_index(
        "uq_screening_party_organization",
        PARTY,
        ["organization_id"],
        unique=True,
        postgresql_where=sa.text("organization_person_id IS NULL"),
    )
    op.create_index(
        "uq_screening_party_person",
        PARTY,
        ["organization_person_id"],
        unique=True,
        postgresql_where=sa.text("organization_person_id IS NOT NULL"),
    )


def create_run():
    """What was compared, and signed."""
    op.create_table(
        RUN,
        sa.Column(
            "cause",
            choice("cause", "submission", "party_changed", "list_changed", "asked"),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("list_version_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("list_versions", postgresql.JSONB(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("thresholds", postgresql.JSONB(), nullable=False),
        sa.Column("counts", postgresql.JSONB(), nullable=False),
        sa.Column("cursor", sa.Uuid(), nullable=True),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(cause = 'list_changed') = (organization_id IS NULL)",
            name=op.f("ck_screening_run_of_an_organization"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (digest IS NULL) AND (digest IS NULL) = (signature IS NULL)",
            name=op.f("ck_screening_run_signed_when_ended"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_screening_run_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["list_version_id"],
            ["screening_list_version.id"],
            name=op.f("fk_screening_run_list_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_screening_run_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_run")),
    )
    op.create_index("ix_screening_run_organization_id", RUN, ["organization_id"])
    op.create_index("ix_screening_run_started", RUN, ["started_at", "id"])
    op.create_index(
        "uq_screening_run_of_version",
        RUN,
        ["list_version_id"],
        unique=True,
        postgresql_where=sa.text("cause = 'list_changed'"),
    )


def create_match():
    """Parties beside entries."""
    op.create_table(
        MATCH,
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("party_content", postgresql.JSONB(), nullable=False),
        sa.Column("party_hash", sa.LargeBinary(), nullable=False),
        sa.Column("source", choice("source", *SOURCES), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("entry_hash", sa.LargeBinary(), nullable=False),
        sa.Column("list_version_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("thresholds", postgresql.JSONB(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("reason", postgresql.JSONB(), nullable=False),
        sa.Column(
            "state",
            choice("matchstate", "open", "proposed", "cleared", "confirmed", "lapsed"),
            nullable=False,
        ),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("escalated_at", AT, nullable=True),
        sa.Column("outcome", choice("outcome", "clear", "confirm"), nullable=True),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", AT, nullable=True),
        sa.Column("lapsed_at", AT, nullable=True),
        sa.Column(
            "lapsed_because",
            choice(
                "lapse",
                "party_changed",
                "entry_changed",
                "below",
                "entry_removed",
                "entry_ended",
                "party_left",
                "list_not_used",
            ),
            nullable=True,
        ),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state <> 'confirmed' OR decided_by_id IS NOT NULL"
            " AND proposed_by_id IS NOT NULL AND decided_by_id <> proposed_by_id",
            name=op.f("ck_screening_match_confirmed_by_two"),
        ),
        sa.CheckConstraint(
            "(state IN ('cleared', 'confirmed')) <= (decided_at IS NOT NULL)",
            name=op.f("ck_screening_match_decided_once"),
        ),
        sa.CheckConstraint(
            "(state = 'lapsed') = (lapsed_at IS NOT NULL)",
            name=op.f("ck_screening_match_lapsed_at_a_moment"),
        ),
        sa.CheckConstraint(
            "(lapsed_at IS NULL) = (lapsed_because IS NULL)",
            name=op.f("ck_screening_match_lapsed_for_a_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') <= (proposed_by_id IS NOT NULL AND outcome IS NOT NULL)",
            name=op.f("ck_screening_match_proposed_by_somebody"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_screening_match_score_of_one")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_screening_match_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["screening_list_entry.id"], name=op.f("fk_screening_match_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["list_version_id"],
            ["screening_list_version.id"],
            name=op.f("fk_screening_match_list_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_screening_match_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["screening_party.id"], name=op.f("fk_screening_match_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["screening_match.id"], name=op.f("fk_screening_match_previous_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name=op.f("fk_screening_match_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["screening_run.id"], name=op.f("fk_screening_match_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_match")),
    )
    op.create_index("ix_screening_match_entry_id", MATCH, ["entry_id"])
    op.create_index("ix_screening_match_organization_id", MATCH, ["organization_id"])
    op.create_index(
        "ix_screening_match_queue",
        MATCH,
        ["due_on", "id"],
        postgresql_where=sa.text("state IN ('open', 'proposed')"),
    )
    op.create_index(
        "uq_screening_match_live",
        MATCH,
        ["party_id", "source", "reference"],
        unique=True,
        postgresql_where=sa.text("state <> 'lapsed'"),
    )


def create_disposition():
    """What people did about matches."""
    op.create_table(
        DISPOSITION,
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column(
            "act",
            choice("act", "proposed", "cleared", "confirmed", "sent_back", "undone"),
            nullable=False,
        ),
        sa.Column("outcome", choice("outcome", "clear", "confirm"), nullable=True),
        sa.Column(
            "reason",
            choice(
                "clearreason", "birth", "country", "name", "kind", "identifier", "activity", "other"
            ),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_screening_disposition_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["match_id"], ["screening_match.id"], name=op.f("fk_screening_disposition_match_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_disposition")),
    )
    op.create_index("ix_screening_disposition_match_id", DISPOSITION, ["match_id"])


def create_match_paper():
    """Files with a match."""
    op.create_table(
        MATCH_PAPER,
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", AT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["account.id"], name=op.f("fk_screening_match_paper_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_screening_match_paper_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["match_id"], ["screening_match.id"], name=op.f("fk_screening_match_paper_match_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_match_paper")),
    )
    op.create_index("ix_screening_match_paper_document_id", MATCH_PAPER, ["document_id"])
    op.create_index("ix_screening_match_paper_match_id", MATCH_PAPER, ["match_id"])


def create_clearance():
    """Pairs that are not the same."""
    op.create_table(
        CLEARANCE,
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("party_hash", sa.LargeBinary(), nullable=False),
        sa.Column("entry_hash", sa.LargeBinary(), nullable=False),
        sa.Column("since", AT, nullable=False),
        sa.Column("until", AT, nullable=True),
        sa.Column("lapsed_because", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(until IS NULL) = (lapsed_because IS NULL)",
            name=op.f("ck_screening_clearance_lapsed_for_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["match_id"], ["screening_match.id"], name=op.f("fk_screening_clearance_match_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_screening_clearance_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_clearance")),
    )
    op.create_index("ix_screening_clearance_match_id", CLEARANCE, ["match_id"])
    op.create_index(
        "uq_screening_clearance_match",
        CLEARANCE,
        ["match_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )


def create_legal_bar():
    """Confirmed matches of major-group organizations."""
    op.create_table(
        LEGAL_BAR,
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state", choice("barstate", "advice", "put", "kept_back", "lifted"), nullable=False
        ),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.Column("advised_by_id", sa.Uuid(), nullable=True),
        sa.Column("advised_at", AT, nullable=True),
        sa.Column("put_text", sa.Text(), nullable=True),
        sa.Column("put_at", AT, nullable=True),
        sa.Column("lifted_at", AT, nullable=True),
        sa.Column("lifted_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('put', 'kept_back')) <= (advised_by_id IS NOT NULL AND advice IS NOT NULL)",
            name=op.f("ck_screening_legal_bar_advised_in_writing"),
        ),
        sa.CheckConstraint(
            "(state = 'lifted') = (lifted_at IS NOT NULL)",
            name=op.f("ck_screening_legal_bar_lifted_at_a_moment"),
        ),
        sa.CheckConstraint(
            "(put_at IS NULL) = (put_text IS NULL)",
            name=op.f("ck_screening_legal_bar_put_in_words"),
        ),
        sa.CheckConstraint(
            "(state = 'advice') <= (advised_at IS NULL)",
            name=op.f("ck_screening_legal_bar_waits_without_advice"),
        ),
        sa.ForeignKeyConstraint(
            ["advised_by_id"], ["account.id"], name=op.f("fk_screening_legal_bar_advised_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["match_id"], ["screening_match.id"], name=op.f("fk_screening_legal_bar_match_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_screening_legal_bar_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_legal_bar")),
    )
    op.create_index("ix_screening_legal_bar_organization_id", LEGAL_BAR, ["organization_id"])
    op.create_index(
        "uq_screening_legal_bar_match",
        LEGAL_BAR,
        ["match_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'lifted'"),
    )


def create_entry_key():
    """Keys of names of long lists."""
    op.create_table(
        ENTRY_KEY,
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.Column("source", choice("source", *SOURCES), nullable=False),
        sa.Column(
            "kind",
            choice("entrykind", "person", "organization", "vessel", "aircraft", "other"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["screening_list_entry.id"], name=op.f("fk_screening_entry_key_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "place", "key", name=op.f("pk_screening_entry_key")),
    )
    op.create_index("ix_screening_entry_key_found", ENTRY_KEY, ["source", "kind", "key"])


def downgrade():
    for table in (ENTRY_KEY, LEGAL_BAR, CLEARANCE, MATCH_PAPER, DISPOSITION, MATCH, RUN, PARTY):
        op.drop_table(table)
