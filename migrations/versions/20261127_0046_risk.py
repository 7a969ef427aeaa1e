"""Screening cases: ratings, replies, plans, who took part; tables of sector and country risk

Revision: 0046, after 0045
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TEXT, DAY, ID, YES_NO, JSON = sa.Text(), sa.Date(), sa.Uuid(), sa.Boolean(), postgresql.JSONB()
CASE = "screening_case"
LEVELS = ("low", "moderate", "substantial", "high", "excluded")
FOUR_EYES = """
CREATE FUNCTION screening_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decided_by_id IS NOT NULL AND EXISTS (
       SELECT 1 FROM screening_case_hand h
       WHERE h.case_id = NEW.id AND h.person_id = NEW.decided_by_id)
  THEN RAISE EXCEPTION 'somebody who took part in a case cannot decide on it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER four_eyes BEFORE INSERT OR UPDATE OF decided_by_id ON screening_case
  FOR EACH ROW EXECUTE FUNCTION screening_four_eyes();
"""


def choice(name, *values):
    """A column of one of a few values, under a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def column(name, type_, *, null=False):
    """A column that must be filled unless said otherwise."""
    return sa.Column(name, type_, nullable=null)


def table(name, *items, refers=(), checks=(), unique=()):
    """A table with its id; `refers` are (column, table), `checks` (name, condition)."""
    op.create_table(
        name,
        *items,
        sa.Column("id", ID, nullable=False),
        *(
            sa.ForeignKeyConstraint([here], [f"{there}.id"], name=op.f(f"fk_{name}_{here}"))
            for here, there in refers
        ),
        *(sa.CheckConstraint(said, name=op.f(f"ck_{name}_{called}")) for called, said in checks),
        *(
            sa.UniqueConstraint(*columns, name=op.f(f"uq_{name}_{'_'.join(columns)}"))
            for columns in unique
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def index(name, *columns, called=None, unique=False, where=None):
    """An index, named by its first column unless said otherwise."""
    op.create_index(
        called or op.f(f"ix_{name}_{columns[0]}"),
        name,
        list(columns),
        unique=unique,
        postgresql_where=sa.text(where) if where else None,
    )


def upgrade():
    create_cases()
    create_parts_of_cases()
    create_tables()
    create_facts()
    create_replies()
    create_plans()
    op.execute(FOUR_EYES)


def create_cases():
    """One organization judged for one thing."""
    states = ("open", "assessed", "asked", "replied", "rated", "decided", "stopped", "closed")
    table(
        CASE,
        column("reference", sa.String()),
        column("state", choice("casestate", *states)),
        column("organization_id", ID),
        column("track", TEXT),
        column("subject_type", TEXT),
        column("subject_id", ID),
        column("language", TEXT),
        column("is_sme", YES_NO),
        column("declared", JSON),
        column("sector", TEXT, null=True),
        column(
            "compact",
            choice("compact", "active", "non_communicating", "delisted", "absent", "unknown"),
        ),
        column("opened_at", AT),
        column("reopened_at", AT, null=True),
        column("due_on", DAY, null=True),
        column("officer_id", ID, null=True),
        column("inherent", choice("level", *LEVELS), null=True),
        column("residual", choice("residual", *LEVELS), null=True),
        column("rated_at", AT, null=True),
        column("for_committee_at", AT, null=True),
        column(
            "outcome",
            choice("caseoutcome", "approved", "conditions", "refused", "excluded"),
            null=True,
        ),
        column("decision_reason", TEXT, null=True),
        column("decided_by_id", ID, null=True),
        column("decided_at", AT, null=True),
        column("valid_until", DAY, null=True),
        refers=(
            ("organization_id", "organization"),
            ("officer_id", "account"),
            ("decided_by_id", "account"),
        ),
        checks=(
            ("known_track", "track IN ('major_group', 'private_sector', 'partnership')"),
            (
                "decided_with_an_outcome",
                "(state = 'decided') = (decided_at IS NOT NULL)"
                " AND (decided_at IS NULL) = (outcome IS NULL)",
            ),
            ("rated_with_a_level", "state NOT IN ('rated', 'stopped') OR inherent IS NOT NULL"),
            ("rated_at_a_moment", "(inherent IS NULL) = (rated_at IS NULL)"),
        ),
        unique=(("reference",),),
    )
    index(CASE, "organization_id")
    index(CASE, "officer_id")
    index(CASE, "opened_at", "id", called=f"ix_{CASE}_list")
    index(CASE, "subject_type", "subject_id", called=f"ix_{CASE}_subject")
    index(
        CASE,
        "organization_id",
        "subject_type",
        "subject_id",
        called=f"uq_{CASE}_open",
        unique=True,
        where="state NOT IN ('decided', 'closed')",
    )


def create_parts_of_cases():
    """Who took part, ratings with what led to them, what others said before the decision."""
    acts = ("found", "assessed", "asked", "rated", "lowered", "planned", "reviewed", "advised")
    hand, rating, step = f"{CASE}_hand", f"{CASE}_rating", f"{CASE}_step"
    table(
        hand,
        column("case_id", ID),
        column("person_id", ID),
        column("act", choice("caseact", *acts)),
        column("since", AT),
        refers=(("case_id", CASE), ("person_id", "account")),
        unique=(("case_id", "person_id", "act"),),
    )
    index(hand, "person_id")
    table(
        rating,
        column("case_id", ID),
        column("basis", choice("ratingbasis", "computed", "raised", "lowered")),
        column("level", choice("level", *LEVELS)),
        column("computed", choice("computed", *LEVELS)),
        column("contributions", JSON),
        column("reason", TEXT),
        column("proposed_by_id", ID),
        column("proposed_at", AT),
        column("second_id", ID, null=True),
        column("second_at", AT, null=True),
        column("confirmed", YES_NO, null=True),
        refers=(("case_id", CASE), ("proposed_by_id", "account"), ("second_id", "account")),
        checks=(
            ("two_people", "second_id <> proposed_by_id"),
            (
                "second_says_which",
                "(second_at IS NULL) = (second_id IS NULL)"
                " AND (second_at IS NULL) = (confirmed IS NULL)",
            ),
            ("second_for_lower_only", "basis = 'lowered' OR second_at IS NULL"),
        ),
    )
    index(rating, "case_id")
    index(
        rating,
        "case_id",
        called=f"uq_{rating}_pending",
        unique=True,
        where="basis = 'lowered' AND second_at IS NULL",
    )
    table(
        step,
        column("case_id", ID),
        column("kind", choice("stepkind", "second_review", "legal_advice")),
        column("agrees", YES_NO),
        column("text", TEXT),
        column("given_by_id", ID),
        column("given_at", AT),
        column("lapsed_at", AT, null=True),
        refers=(("case_id", CASE), ("given_by_id", "account")),
    )
    index(step, "case_id")


def create_tables():
    """Versions of the tables of sector and country risk."""
    name = "screening_risk_table"
    table(
        name,
        column("kind", choice("tablekind", "sector", "country")),
        column("number", sa.Integer()),
        column("rows", JSON),
        column("citation", TEXT),
        column("dated_on", DAY),
        column("note", TEXT),
        column("loaded_by_id", ID),
        column("loaded_at", AT),
        column("superseded_at", AT, null=True),
        refers=(("loaded_by_id", "account"),),
        checks=(("cited", "citation <> ''"),),
        unique=(("kind", "number"),),
    )
    index(
        name,
        "kind",
        called=f"uq_{name}_in_force",
        unique=True,
        where="superseded_at IS NULL",
    )


def create_facts():
    """What officers record: findings on criteria, the log of controversies."""
    finding, log = f"{CASE}_finding", "screening_controversy"
    table(
        finding,
        column("case_id", ID),
        column("criterion", TEXT),
        column("met", YES_NO),
        column("source", TEXT),
        column("note", TEXT),
        column("found_by_id", ID),
        column("found_at", AT),
        column("replaced_at", AT, null=True),
        refers=(("case_id", CASE), ("found_by_id", "account")),
    )
    index(
        finding,
        "case_id",
        "criterion",
        called=f"uq_{finding}_current",
        unique=True,
        where="replaced_at IS NULL",
    )
    table(
        log,
        column("organization_id", ID),
        column("happened_on", DAY),
        column("severity", choice("severity", "minor", "moderate", "severe")),
        column("summary", TEXT),
        column("source", TEXT),
        column("response", choice("response", "none", "disputed", "answered", "remedied")),
        column("response_note", TEXT),
        column("recorded_by_id", ID),
        column("recorded_at", AT),
        column("withdrawn_by_id", ID, null=True),
        column("withdrawn_at", AT, null=True),
        column("withdrawn_reason", TEXT, null=True),
        refers=(
            ("organization_id", "organization"),
            ("recorded_by_id", "account"),
            ("withdrawn_by_id", "account"),
        ),
        checks=(
            ("with_a_source", "source <> ''"),
            (
                "withdrawn_with_a_reason",
                "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)"
                " AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            ),
        ),
    )
    index(log, "organization_id", "happened_on")


def create_replies():
    """What was put to a company, and its answer."""
    reply = f"{CASE}_reply"
    table(
        reply,
        column("case_id", ID),
        column("allegation", TEXT),
        column("asked_by_id", ID),
        column("asked_at", AT),
        column("due_on", DAY),
        column("reminded_at", AT, null=True),
        column("answer", TEXT, null=True),
        column("answered_at", AT, null=True),
        column("answered_by_id", ID, null=True),
        column("letter_of", DAY, null=True),
        column("ended_at", AT, null=True),
        refers=(("case_id", CASE), ("asked_by_id", "account"), ("answered_by_id", "account")),
        checks=(
            (
                "answered_by_somebody",
                "(answered_at IS NULL) = (answer IS NULL)"
                " AND (answered_at IS NULL) = (answered_by_id IS NULL)",
            ),
            ("answered_or_silent", "answered_at IS NULL OR ended_at IS NULL"),
            ("letter_is_an_answer", "letter_of IS NULL OR answered_at IS NOT NULL"),
        ),
    )
    index(reply, "case_id")
    index(
        reply,
        "case_id",
        called=f"uq_{reply}_open",
        unique=True,
        where="answered_at IS NULL AND ended_at IS NULL",
    )


def create_plans():
    """Measures against risks, and files that prove what stands in a case."""
    measure, paper = f"{CASE}_measure", f"{CASE}_paper"
    table(
        measure,
        column("case_id", ID),
        column("risk", TEXT),
        column("measure", TEXT),
        column("owner_id", ID),
        column("due_on", DAY),
        column("state", choice("measurestate", "planned", "under_way", "done", "dropped")),
        column("steps", sa.Integer()),
        column("evidence", TEXT),
        column("planned_by_id", ID),
        column("planned_at", AT),
        column("done_at", AT, null=True),
        column("reminded_at", AT, null=True),
        column("escalated_at", AT, null=True),
        refers=(("case_id", CASE), ("owner_id", "account"), ("planned_by_id", "account")),
        checks=(
            ("steps", "steps BETWEEN 0 AND 3"),
            ("done_at_a_moment", "(state = 'done') = (done_at IS NOT NULL)"),
        ),
    )
    index(measure, "case_id")
    index(measure, "owner_id")
    index(
        measure,
        "due_on",
        called=f"ix_{measure}_due",
        where="state IN ('planned', 'under_way')",
    )
    table(
        paper,
        column("organization_id", ID),
        column("controversy_id", ID, null=True),
        column("measure_id", ID, null=True),
        column("reply_id", ID, null=True),
        column("document_id", ID),
        column("for_company", YES_NO),
        column("added_by_id", ID),
        column("added_at", AT),
        refers=(
            ("organization_id", "organization"),
            ("controversy_id", "screening_controversy"),
            ("measure_id", measure),
            ("reply_id", f"{CASE}_reply"),
            ("document_id", "document"),
            ("added_by_id", "account"),
        ),
        checks=(
            (
                "stands_in_one_place",
                "num_nonnulls(controversy_id, measure_id, reply_id) = 1",
            ),
            ("company_sees_replies", "reply_id IS NOT NULL OR NOT for_company"),
        ),
    )
    for each in ("controversy_id", "measure_id", "reply_id"):
        index(paper, each)


def downgrade():
    op.execute("DROP FUNCTION screening_four_eyes CASCADE")
    others = ("paper", "measure", "reply", "finding")
    for name in (*(f"{CASE}_{each}" for each in others), "screening_controversy"):
        op.drop_table(name)
    op.drop_table("screening_risk_table")
    for name in (f"{CASE}_step", f"{CASE}_rating", f"{CASE}_hand", CASE):
        op.drop_table(name)
