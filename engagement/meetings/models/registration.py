"""Somebody's registration for a meeting, its papers, and what is asked to be changed of it."""

import uuid
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from engagement.accounts.models import Account
from engagement.bodies.models import Mode
from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document
from engagement.meetings.models.category import Category
from engagement.meetings.models.meeting import Meeting
from engagement.meetings.models.people import AgeBand, DelegationFunction, Gender, Relation
from engagement.meetings.models.question import Question
from engagement.organizations.models import Organization


class RegistrationState(Labelled):
    """How far a registration has come (product 5)."""

    INVITED = "invited", _l("Invited")
    DRAFT = "draft", _l("Not sent yet")
    SUBMITTED = "submitted", _l("Being checked")
    CONFIRMED = "confirmed", _l("Confirmed")
    WAITING = "waiting", _l("On the waiting list")
    REFUSED = "refused", _l("Refused")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    ATTENDED = "attended", _l("Took part")
    NO_SHOW = "no_show", _l("Did not come")


UNSENT = (RegistrationState.INVITED, RegistrationState.DRAFT)
ENDED = (RegistrationState.REFUSED, RegistrationState.WITHDRAWN)
CONFIRMED = (
    RegistrationState.CONFIRMED,
    RegistrationState.ATTENDED,
    RegistrationState.NO_SHOW,
)
"""States that have a place; besides them an open offer holds one."""


class EndReason(Labelled):
    """Why a registration was withdrawn."""

    OWN_WISH = "own_wish", _l("Withdrawn by the person")
    NOMINATOR = "nominator", _l("Withdrawn by who nominated the person")
    DECLINED = "declined", _l("The person declined the invitation or the place offered")
    OFFER_EXPIRED = "offer_expired", _l("The place offered was not taken up in time")
    OFFICER = "officer", _l("Withdrawn by the secretariat")
    STANDING = "standing", _l("The organization cannot take part any more")
    MEETING_CANCELLED = "meeting_cancelled", _l("The meeting was cancelled")


class Registration(Base):
    """One person at one meeting; of a person once, as long as it has not ended.

    `person_id` is empty until somebody with the address has an account. `number` is the order of
    acceptance among all of the meeting, given with the first submission; `rank` the order in which
    those who wait get places: the number, or the place drawn by lot; who was held up then comes
    behind all who were drawn. `offered_until` is set while a place is offered. `reference` is what
    staff and the person call it; it opens nothing.
    """

    __tablename__ = "meeting_registration"
    __table_args__ = (
        Index(
            "uq_meeting_registration_open",
            "meeting_id",
            "email_key",
            unique=True,
            postgresql_where="state NOT IN ('refused', 'withdrawn')",
        ),
        Index(
            "uq_meeting_registration_head",
            "meeting_id",
            "country",
            unique=True,
            postgresql_where="function = 'head' AND state NOT IN ('refused', 'withdrawn')",
        ),
        Index("uq_meeting_registration_number", "meeting_id", "number", unique=True),
        Index(
            "ix_meeting_registration_waiting",
            "category_id",
            "rank",
            postgresql_where="state = 'waiting' AND offered_until IS NULL",
        ),
        Index(
            "ix_meeting_registration_offers",
            "offered_until",
            postgresql_where="offered_until IS NOT NULL",
        ),
        Index("ix_meeting_registration_list", "meeting_id", "submitted_at", "id"),
        Index(
            "ix_meeting_registration_place",
            "meeting_id",
            text("coalesce(number, 2147483647)"),
            "id",
        ),
        Index("ix_meeting_registration_organization", "organization_id", "meeting_id"),
        Index("ix_meeting_registration_country", "meeting_id", "country"),
        CheckConstraint("mode <> 'hybrid'", name="one_mode"),
        CheckConstraint(
            "state IN ('invited', 'draft') OR (submitted_at IS NOT NULL AND number IS NOT NULL)"
            " OR state = 'withdrawn'",
            name="numbered_once_submitted",
        ),
        CheckConstraint("offered_until IS NULL OR state = 'waiting'", name="offered_to_who_waits"),
        CheckConstraint(
            "(state IN ('confirmed', 'attended', 'no_show')) = (confirmed_at IS NOT NULL)",
            name="confirmed_at",
        ),
        CheckConstraint(
            "age_band NOT IN ('child', 'youth')"
            " OR (guardian_consent_at IS NOT NULL AND chaperone_id IS NOT NULL)"
            " OR (state NOT IN ('confirmed', 'attended', 'no_show') AND offered_until IS NULL)",
            name="minor_in_company",
        ),
        CheckConstraint("chaperone_id <> id", name="chaperone_is_another"),
        CheckConstraint("(state = 'withdrawn') = (end_reason IS NOT NULL)", name="end_reason"),
        CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name="refused_with_reason"),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    category_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_category.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    state: Mapped[RegistrationState] = mapped_column(default=RegistrationState.DRAFT)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    """Of mails, and the working language at the meeting."""
    country: Mapped[str | None]
    """The State for which they come, else where they live."""
    organization_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organization.id"))
    represents: Mapped[str | None] = mapped_column(Text)
    """The body for which they come where it is none that we know."""
    relation: Mapped[Relation | None]
    position: Mapped[str | None] = mapped_column(Text)
    """Their title there."""
    function: Mapped[DelegationFunction | None]
    """In a State's delegation, and in no other category; one head at a time."""
    mode: Mapped[Mode]
    age_band: Mapped[AgeBand | None]
    gender: Mapped[Gender | None]
    first_time: Mapped[bool | None]
    listed: Mapped[bool] = mapped_column(default=False)
    """Whether the person agreed to stand in the list of participants."""
    listed_changed_at: Mapped[datetime | None]
    answers: Mapped[dict] = mapped_column(JSONB, default=dict)
    """Answers to the meeting's own questions, by question id."""
    notice_version: Mapped[int | None]
    """The version of the meeting's privacy notice that was read when it was sent."""
    number: Mapped[int | None]
    rank: Mapped[int | None]
    nominated_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    invited_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None]
    offered_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[EndReason | None]
    refusal: Mapped[str | None] = mapped_column(Text)
    guardian_consent_at: Mapped[datetime | None]
    """Since when a guardian's consent holds, see `GuardianConsent`; of minors alone."""
    chaperone_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_registration.id"), index=True
    )
    """The adult's registration while the adult goes along and has a place, see `Chaperone`."""
    forgotten_at: Mapped[datetime | None]
    """When names and contacts were taken out, the meeting's days being over; figures stay."""

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    category: Mapped[Category] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Account | None] = relationship(foreign_keys=[person_id])
    nominated_by: Mapped[Account | None] = relationship(foreign_keys=[nominated_by_id])
    organization: Mapped[Organization | None] = relationship(lazy="joined")
    papers: Mapped[list["RegistrationPaper"]] = relationship(
        back_populates="registration", order_by="RegistrationPaper.added_at"
    )
    changes: Mapped[list["ChangeRequest"]] = relationship(
        back_populates="registration", order_by="ChangeRequest.asked_at"
    )
    ahead: Mapped[int | None] = query_expression()
    """How many wait before it, where it was read with that; else `position` asks."""

    past: Mapped[list[Any] | None] = query_expression()
    """What the trail knows of it, where it was read with that; else `history` asks."""

    refused_before = None
    """Whether the person was refused here before, where it was read with that; else `was_refused`
    asks."""

    @property
    def is_minor(self) -> bool:
        """Whether the person is under 18."""
        return self.age_band is not None and self.age_band.is_minor

    @property
    def has_place(self) -> bool:
        """Whether a place is confirmed."""
        return self.state in CONFIRMED

    @property
    def holds_place(self) -> bool:
        """Whether a place is confirmed, or kept by an offer."""
        return self.has_place or self.offered_until is not None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.state not in ENDED


class PaperKind(Labelled):
    """What a document of a registration is. Identity papers are none of them."""

    LETTER = "letter", _l("Letter of the body for which you come")
    PRESS_CARD = "press_card", _l("Press card or letter of assignment")
    ANSWER = "answer", _l("Document asked for by a question")


class RegistrationPaper(Base):
    """A document sent with a registration."""

    __tablename__ = "meeting_registration_paper"
    __table_args__ = (
        CheckConstraint("(kind = 'answer') = (question_id IS NOT NULL)", name="of_a_question"),
    )

    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), index=True
    )
    kind: Mapped[PaperKind]
    question_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_question.id"))
    document_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), unique=True
    )
    """Deleted with its document, which is never marked as submitted: it does not stay for ever."""
    added_at: Mapped[datetime] = mapped_column(default=now)

    registration: Mapped[Registration] = relationship(back_populates="papers")
    question: Mapped[Question | None] = relationship()
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.registration.organization_id


class ChangeState(Labelled):
    """What became of a request for change."""

    ASKED = "asked", _l("To be decided")
    ACCEPTED = "accepted", _l("Accepted")
    REFUSED = "refused", _l("Refused")


class ChangeRequest(Base):
    """What somebody wants changed after confirmation where it touches who comes, or how.

    `before` and `after` are the fields concerned, as they are shown. One is open at a time.
    """

    __tablename__ = "meeting_change_request"
    __table_args__ = (
        Index(
            "uq_meeting_change_request_open",
            "registration_id",
            unique=True,
            postgresql_where="state = 'asked'",
        ),
        CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name="refused_with_reason"),
    )

    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), index=True
    )
    state: Mapped[ChangeState] = mapped_column(default=ChangeState.ASKED)
    before: Mapped[dict] = mapped_column(JSONB)
    after: Mapped[dict] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    refusal: Mapped[str | None] = mapped_column(Text)

    registration: Mapped[Registration] = relationship(back_populates="changes")

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.registration.organization_id
