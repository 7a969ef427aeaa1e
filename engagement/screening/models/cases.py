"""A screening case: what a party is judged for, who took part, how it was rated and decided."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.screening.facts import Compact
from engagement.screening.levels import Level


class CaseState(Labelled):
    """Where a case is; the way is drawn in the package's docstring."""

    OPEN = "open", _l("Being assessed")
    ASSESSED = "assessed", _l("Assessed")
    ASKED = "asked", _l("The company was asked to reply")
    REPLIED = "replied", _l("Heard")
    RATED = "rated", _l("Rated")
    DECIDED = "decided", _l("Decided")
    STOPPED = "stopped", _l("Stopped by an exclusion criterion")
    CLOSED = "closed", _l("Closed: no longer needed")


class CaseAct(Labelled):
    """How somebody took part in substance, and so cannot decide."""

    FOUND = "found", _l("Recorded facts")
    ASSESSED = "assessed", _l("Assessed it")
    ASKED = "asked", _l("Put allegations to the company")
    RATED = "rated", _l("Rated it")
    LOWERED = "lowered", _l("Confirmed a lower rating")
    PLANNED = "planned", _l("Worked on its plan")
    REVIEWED = "reviewed", _l("Was the second reviewer")
    ADVISED = "advised", _l("Gave legal advice")


class CaseOutcome(Labelled):
    """What was decided."""

    APPROVED = "approved", _l("May go ahead")
    CONDITIONS = "conditions", _l("May go ahead under its plan")
    REFUSED = "refused", _l("May not go ahead")
    EXCLUDED = "excluded", _l("Excluded")


class RatingBasis(Labelled):
    """Where an inherent rating comes from."""

    COMPUTED = "computed", _l("By the rules")
    RAISED = "raised", _l("Raised by the officer")
    LOWERED = "lowered", _l("Lowered by two people")


class StepKind(Labelled):
    """What somebody gives before the decision."""

    SECOND_REVIEW = "second_review", _l("Second review")
    LEGAL_ADVICE = "legal_advice", _l("Legal advice")


def level_called(name: str):
    """A column of a level; beside another one its CHECK needs a name of its own."""
    return mapped_column(
        Enum(
            Level,
            name=name,
            native_enum=False,
            create_constraint=True,
            length=40,
            values_callable=lambda members: [member.value for member in members],
        )
    )


class ScreeningCase(Base):
    """One organization judged for one thing: an application or a partnership (`subject_*`).

    `track` is a value of `sources.Track`. `declared` is what the feature above handed over when it
    was submitted: `answers` by section of the profile, `money`, `emblem`. `inherent` is the rating
    in force, `residual` what remains under the plan. `for_committee_at`: since when the committee
    may read it, because it is told, votes or confirms.
    """

    __tablename__ = "screening_case"
    __table_args__ = (
        CheckConstraint(
            "track IN ('major_group', 'private_sector', 'partnership')", name="known_track"
        ),
        CheckConstraint(
            "(state = 'decided') = (decided_at IS NOT NULL)"
            " AND (decided_at IS NULL) = (outcome IS NULL)",
            name="decided_with_an_outcome",
        ),
        CheckConstraint(
            "state NOT IN ('rated', 'stopped') OR inherent IS NOT NULL", name="rated_with_a_level"
        ),
        CheckConstraint("(inherent IS NULL) = (rated_at IS NULL)", name="rated_at_a_moment"),
        Index(
            "uq_screening_case_open",
            "organization_id",
            "subject_type",
            "subject_id",
            unique=True,
            postgresql_where="state NOT IN ('decided', 'closed')",
        ),
        Index("ix_screening_case_list", "opened_at", "id"),
        Index("ix_screening_case_subject", "subject_type", "subject_id"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    state: Mapped[CaseState] = mapped_column(default=CaseState.OPEN)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    track: Mapped[str] = mapped_column(Text)
    subject_type: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[uuid.UUID]
    language: Mapped[str] = mapped_column(Text)
    is_sme: Mapped[bool] = mapped_column(default=False)
    declared: Mapped[dict] = mapped_column(JSONB, default=dict)
    sector: Mapped[str | None] = mapped_column(Text)
    compact: Mapped[Compact] = mapped_column(default=Compact.UNKNOWN)
    """Its standing in the Global Compact, as an officer found it among the participants."""
    opened_at: Mapped[datetime]
    reopened_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    inherent: Mapped[Level | None]
    residual: Mapped[Level | None] = level_called("residual")
    rated_at: Mapped[datetime | None]
    for_committee_at: Mapped[datetime | None]
    outcome: Mapped[CaseOutcome | None]
    decision_reason: Mapped[str | None] = mapped_column(Text)
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    """None where the committee decided: its vote and minutes say who."""
    decided_at: Mapped[datetime | None]
    valid_until: Mapped[date | None]

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    officer: Mapped[Account | None] = relationship(foreign_keys=[officer_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
    hands: Mapped[list["CaseHand"]] = relationship(back_populates="case")
    ratings: Mapped[list["CaseRating"]] = relationship(
        back_populates="case", order_by="CaseRating.proposed_at"
    )
    steps: Mapped[list["CaseStep"]] = relationship(
        back_populates="case", order_by="CaseStep.given_at"
    )


class CaseHand(Base):
    """Somebody took part in a case in substance, and so cannot decide on it."""

    __tablename__ = "screening_case_hand"
    __table_args__ = (UniqueConstraint("case_id", "person_id", "act"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_case.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    act: Mapped[CaseAct]
    since: Mapped[datetime]

    case: Mapped[ScreeningCase] = relationship(back_populates="hands")
    person: Mapped[Account] = relationship()


class CaseRating(Base):
    """An inherent rating in the history of a case, with everything that led to it.

    `contributions` is the list of `rating.Contribution` as it was, `computed` what the rules gave.
    A lower one waits until a second person confirms or refuses it.
    """

    __tablename__ = "screening_case_rating"
    __table_args__ = (
        CheckConstraint("second_id <> proposed_by_id", name="two_people"),
        CheckConstraint(
            "(second_at IS NULL) = (second_id IS NULL) AND (second_at IS NULL) ="
            " (confirmed IS NULL)",
            name="second_says_which",
        ),
        CheckConstraint("basis = 'lowered' OR second_at IS NULL", name="second_for_lower_only"),
        Index(
            "uq_screening_case_rating_pending",
            "case_id",
            unique=True,
            postgresql_where="basis = 'lowered' AND second_at IS NULL",
        ),
        Index("ix_screening_case_rating_case_id", "case_id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_case.id"))
    basis: Mapped[RatingBasis]
    level: Mapped[Level]
    computed: Mapped[Level] = level_called("computed")
    contributions: Mapped[list] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime]
    second_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    second_at: Mapped[datetime | None]
    confirmed: Mapped[bool | None]

    case: Mapped[ScreeningCase] = relationship(back_populates="ratings")
    proposed_by: Mapped[Account] = relationship(foreign_keys=[proposed_by_id])
    second: Mapped[Account | None] = relationship(foreign_keys=[second_id])

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.case.organization_id

    @property
    def pending(self) -> bool:
        """Whether it waits for a second person."""
        return self.basis is RatingBasis.LOWERED and self.second_at is None


class CaseStep(Base):
    """What a second reviewer or a legal adviser said on a rated case before its decision."""

    __tablename__ = "screening_case_step"
    __table_args__ = (Index("ix_screening_case_step_case_id", "case_id"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_case.id"))
    kind: Mapped[StepKind]
    agrees: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    given_at: Mapped[datetime]
    lapsed_at: Mapped[datetime | None]
    """When the case was opened again, so that it counts no more."""

    case: Mapped[ScreeningCase] = relationship(back_populates="steps")
    given_by: Mapped[Account] = relationship()

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.case.organization_id
