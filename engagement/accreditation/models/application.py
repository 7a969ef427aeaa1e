"""An application: its state, who took part, the stages it went through, what was submitted."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    and_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.screening.models import ScreeningCase

if TYPE_CHECKING:
    from engagement.accreditation.models.decision import Decision


class ApplicationState(Labelled):
    """Where an application is in the process."""

    DRAFT = "draft", _l("Draft")
    SUBMITTED = "submitted", _l("Submitted")
    RETURNED = "returned", _l("Returned for completion")
    IN_REVIEW = "in_review", _l("In review")
    CLARIFICATION = "clarification", _l("Clarification requested")
    RECOMMENDED = "recommended", _l("Recommended")
    ACCREDITED = "accredited", _l("Accredited")
    REFUSED = "refused", _l("Refused")
    RECONSIDERATION = "reconsideration", _l("In reconsideration")
    UPHELD = "upheld", _l("Refused for good")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    CLOSED = "closed", _l("Closed without prejudice")


class ApplicationPath(Labelled):
    """How much an application asks; the short path is for small and medium-sized enterprises."""

    FULL = "full", _l("Full questionnaire")
    SME = "sme", _l("Short path for small and medium-sized enterprises")


class WaitingOn(Labelled):
    """Who holds the ball in a stage; the clock counts office time only for the secretariat."""

    APPLICANT = "applicant", _l("the applicant")
    REVIEWER = "reviewer", _l("the civil society unit")
    OFFICER = "officer", _l("the private sector unit")
    APPROVER = "approver", _l("the secretariat of the governing bodies")
    NOBODY = "nobody", _l("nobody")


class Act(Labelled):
    """How somebody took part in substance; sending back and justifying a round are not here."""

    SUBMITTED = "submitted", _l("Submitted it")
    ASSIGNED = "assigned", _l("Was assigned to it")
    JUDGED = "judged", _l("Made or changed a finding")
    ASKED = "asked", _l("Asked for clarification")
    RECOMMENDED = "recommended", _l("Recommended")
    DECIDED = "decided", _l("Decided")


class TrackVersion(Base):
    """A track as it was published: an application keeps the version it began with."""

    __tablename__ = "accreditation_track_version"
    __table_args__ = (UniqueConstraint("track", "number"),)

    track: Mapped[str]
    number: Mapped[int]
    definition: Mapped[dict] = mapped_column(JSONB)
    published_at: Mapped[datetime]


class Application(Base):
    """One organization's request for accreditation, from draft to decision."""

    __tablename__ = "accreditation_application"
    __table_args__ = (
        CheckConstraint("(state = 'draft') = (submitted_at IS NULL)", name="submitted_once"),
        CheckConstraint("(reference IS NULL) = (submitted_at IS NULL)", name="numbered_once"),
        Index(
            "uq_application_open",
            "organization_id",
            "track",
            unique=True,
            postgresql_where="state NOT IN ('accredited', 'refused', 'upheld', 'withdrawn',"
            " 'closed')",
        ),
        CheckConstraint("reviewer_id <> second_reviewer_id", name="two_different_reviewers"),
        CheckConstraint("reviewers_wanted BETWEEN 1 AND 2", name="reviewers_wanted"),
        Index("ix_accreditation_application_queue", "state", "submitted_at", "id"),
    )

    reference: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    track: Mapped[str]
    path: Mapped[ApplicationPath] = mapped_column(
        default=ApplicationPath.FULL, server_default=ApplicationPath.FULL.value
    )
    track_version_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("accreditation_track_version.id")
    )
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    language: Mapped[str]
    started_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    received_by_post_on: Mapped[date | None]
    due_on: Mapped[date | None]
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    second_reviewer_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("account.id"), index=True
    )

    reviewers_wanted: Mapped[int | None]
    """How many review it, as the rule stood when it was accepted; before, the rule of the day."""

    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
    track_version: Mapped[TrackVersion] = relationship()
    started_by: Mapped[Account] = relationship(foreign_keys=[started_by_id])
    reviewer: Mapped[Account | None] = relationship(foreign_keys=[reviewer_id])
    second_reviewer: Mapped[Account | None] = relationship(foreign_keys=[second_reviewer_id])
    hands: Mapped[list["ApplicationHand"]] = relationship(back_populates="application")
    stages: Mapped[list["ApplicationStage"]] = relationship(
        back_populates="application", order_by="ApplicationStage.entered_at"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="application", order_by="Decision.decided_at"
    )
    screening_cases: Mapped[list[ScreeningCase]] = relationship(
        primaryjoin=lambda: and_(
            foreign(ScreeningCase.subject_id) == Application.id,
            ScreeningCase.subject_type == Application.__tablename__,
        ),
        order_by=ScreeningCase.opened_at,
        viewonly=True,
    )
    snapshots: Mapped[list["ApplicationSnapshot"]] = relationship(
        back_populates="application", order_by="ApplicationSnapshot.number"
    )

    @property
    def snapshot(self) -> "ApplicationSnapshot | None":
        """What was submitted last."""
        return self.snapshots[-1] if self.snapshots else None


class ApplicationHand(Base):
    """Somebody took part in an application in substance, and so cannot decide on it."""

    __tablename__ = "accreditation_application_hand"
    __table_args__ = (UniqueConstraint("application_id", "person_id", "act"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    act: Mapped[Act]
    since: Mapped[datetime]

    application: Mapped[Application] = relationship(back_populates="hands")
    person: Mapped[Account] = relationship()


class ApplicationStage(Base):
    """Time a case spent in one state, with one side: what the service clock counts."""

    __tablename__ = "accreditation_application_stage"
    __table_args__ = (
        CheckConstraint("left_at IS NULL OR left_at >= entered_at", name="left_after_entered"),
        Index(
            "uq_application_stage_open",
            "application_id",
            unique=True,
            postgresql_where="left_at IS NULL",
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    state: Mapped[ApplicationState]
    waiting_on: Mapped[WaitingOn]
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(back_populates="stages")


class ApplicationSnapshot(Base):
    """Answers and hashes of documents, frozen at a submission; `digest` proves them."""

    __tablename__ = "accreditation_application_snapshot"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    number: Mapped[int]
    content: Mapped[dict] = mapped_column(JSONB)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    declared_name: Mapped[str] = mapped_column(Text)
    submitted_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime]

    application: Mapped[Application] = relationship(back_populates="snapshots")
