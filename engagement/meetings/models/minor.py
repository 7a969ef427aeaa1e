"""What has to be there before somebody under 18 counts: a guardian's consent, an adult."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.bodies.models import Mode
from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document
from engagement.meetings.models.registration import Registration


class GuardianRelation(Labelled):
    """What a guardian is to the person under 18."""

    PARENT = "parent", _l("Parent")
    GUARDIAN = "guardian", _l("Legal guardian")
    AUTHORITY = "authority", _l("Authority or person appointed by a court")


class ConsentMethod(Labelled):
    """How a guardian answered."""

    LINK = "link", _l("By the link that was mailed")
    PAPER = "paper", _l("On paper, entered by staff")


class GuardianConsent(Base):
    """A guardian was asked, and what came of it (domain 1.11). Of a registration one is open.

    `text_version` is that of the words that the guardian read, `language` the one they were read
    in. The link opens this row alone: until `expires_at` to answer, and after a yes as long as the
    row is there, to take it back. `ended_at`: refused, withdrawn, or another guardian was asked.
    """

    __tablename__ = "meeting_guardian_consent"
    __table_args__ = (
        Index(
            "uq_meeting_guardian_consent_open",
            "registration_id",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
        Index("ix_meeting_guardian_consent_registration", "registration_id"),
        CheckConstraint("(method = 'paper') = (document_id IS NOT NULL)", name="paper_is_kept"),
        CheckConstraint("(method = 'paper') = (entered_by_id IS NOT NULL)", name="paper_entered"),
        CheckConstraint("method <> 'paper' OR given_at IS NOT NULL", name="paper_is_a_consent"),
        CheckConstraint(
            "method <> 'link' OR (token_hash IS NOT NULL AND expires_at IS NOT NULL)",
            name="link_has_its_end",
        ),
        CheckConstraint("withdrawn_at IS NULL OR given_at IS NOT NULL", name="given_first"),
        CheckConstraint("refused_at IS NULL OR given_at IS NULL", name="yes_or_no"),
        CheckConstraint("NOT media OR given_at IS NOT NULL", name="media_with_the_consent"),
        CheckConstraint(
            "ended_at IS NOT NULL OR (refused_at IS NULL AND withdrawn_at IS NULL)", name="ended"
        ),
    )

    registration_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_registration.id"))
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    relation: Mapped[GuardianRelation]
    language: Mapped[str]
    text_version: Mapped[str]
    method: Mapped[ConsentMethod] = mapped_column(default=ConsentMethod.LINK)
    token_hash: Mapped[bytes | None] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]
    document_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), unique=True
    )
    """The signed paper; the row is deleted with its document."""
    media: Mapped[bool] = mapped_column(default=False)
    """Whether pictures and recordings of the minor may be used: a consent of its own."""
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    entered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    given_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()
    document: Mapped[Document | None] = relationship()

    @property
    def is_given(self) -> bool:
        """Whether the guardian agreed, and still does."""
        return self.given_at is not None and self.ended_at is None

    @property
    def is_asked(self) -> bool:
        """Whether an answer is awaited, and can still be given."""
        return (
            self.given_at is None
            and self.ended_at is None
            and self.expires_at is not None
            and self.expires_at > now()
        )

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.registration.organization_id


def goes_where(adult: Registration, minor: Registration) -> bool:
    """Whether an adult is with a minor: in the room for whoever is there, anywhere for online."""
    return minor.mode is Mode.ONLINE or adult.mode is minor.mode


class Chaperone(Base):
    """An adult who goes along with a minor, with a registration at the same meeting.

    Somebody of the same organization or delegation, or whom the guardian named (`by_guardian`).
    Counts from `agreed_at`, and while the adult's own registration is confirmed and the adult is
    where the minor is.
    """

    __tablename__ = "meeting_chaperone"
    __table_args__ = (
        Index(
            "uq_meeting_chaperone_open",
            "minor_id",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
        Index("ix_meeting_chaperone_adult", "adult_id"),
        CheckConstraint("minor_id <> adult_id", name="somebody_else"),
    )

    minor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_registration.id"))
    adult_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_registration.id"))
    by_guardian: Mapped[bool] = mapped_column(default=False)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    named_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    named_at: Mapped[datetime] = mapped_column(default=now)
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    minor: Mapped[Registration] = relationship(foreign_keys=[minor_id])
    adult: Mapped[Registration] = relationship(foreign_keys=[adult_id])

    @property
    def counts(self) -> bool:
        """Whether the adult agreed, is one, and has a place where the minor is."""
        return (
            self.ended_at is None
            and self.agreed_at is not None
            and self.adult.has_place
            and self.adult.age_band is not None
            and not self.adult.is_minor
            and goes_where(self.adult, self.minor)
        )

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.minor.organization_id
