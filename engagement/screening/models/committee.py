"""The partnership committee: meetings, who was there, the agenda, votes, approved minutes."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.screening.models.cases import ScreeningCase


class MeetingState(Labelled):
    """How far a meeting is; its minutes are a draft until they are approved."""

    PLANNED = "planned", _l("Planned")
    OPEN = "open", _l("In session")
    CLOSED = "closed", _l("Closed: minutes to be approved")
    APPROVED = "approved", _l("Minutes approved")
    CANCELLED = "cancelled", _l("Cancelled")


class ItemKind(Labelled):
    """What the committee does with a case."""

    DECIDE = "decide", _l("To decide: high risk")
    CONFIRM = "confirm_exclusion", _l("To confirm: an exclusion criterion")
    NOTE = "note", _l("To note: substantial risk")

    @property
    def is_voted(self) -> bool:
        """Whether members vote on it."""
        return self is not ItemKind.NOTE


class ItemResult(Labelled):
    """What came of an item."""

    ADOPTED = "adopted", _l("Adopted")
    NOT_ADOPTED = "not_adopted", _l("Not adopted")
    NOTED = "noted", _l("Noted")
    POSTPONED = "postponed", _l("Postponed")


class Vote(Labelled):
    """How a member voted, or that the member had no vote: a conflict, or a part in the case."""

    FOR = "for", _l("For")
    AGAINST = "against", _l("Against")
    ABSTAIN = "abstain", _l("Abstains")
    RECUSED = "recused", _l("Recused")


class CommitteeMeeting(Base):
    """A meeting of the committee; `starts_at` is an instant, told in `zone`.

    `notes` go into the minutes before the items. `minutes` is what was approved: the content that
    `queries.minutes.minutes_of` composed, with its SHA-256; both are never changed.
    """

    __tablename__ = "screening_meeting"
    __table_args__ = (
        CheckConstraint("(state = 'cancelled') = (cancel_reason IS NOT NULL)", name="cancelled"),
        CheckConstraint(
            "(state IN ('open', 'closed', 'approved')) = (opened_at IS NOT NULL)", name="opened"
        ),
        CheckConstraint(
            "(state IN ('closed', 'approved')) = (closed_at IS NOT NULL)", name="closed"
        ),
        CheckConstraint(
            "(state = 'approved') = (minutes IS NOT NULL)"
            " AND (minutes IS NULL) = (minutes_digest IS NULL)"
            " AND (minutes IS NULL) = (approved_at IS NULL)"
            " AND (minutes IS NULL) = (approved_by_id IS NULL)",
            name="minutes_approved_by_somebody",
        ),
        Index("ix_screening_meeting_list", "starts_at", "id"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    starts_at: Mapped[datetime]
    zone: Mapped[str]
    place: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    chair_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    secretary_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    notes: Mapped[str] = mapped_column(Text, default="")
    planned_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    planned_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None] = mapped_column(Text)
    minutes: Mapped[dict | None] = mapped_column(JSONB(none_as_null=True))
    minutes_digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    chair: Mapped[Account] = relationship(foreign_keys=[chair_id])
    secretary: Mapped[Account] = relationship(foreign_keys=[secretary_id])
    approved_by: Mapped[Account | None] = relationship(foreign_keys=[approved_by_id])

    @property
    def is_ahead(self) -> bool:
        """Whether its date, agenda and people can still be changed."""
        return self.state in {MeetingState.PLANNED, MeetingState.OPEN}


class CommitteePresence(Base):
    """A member who is present at a meeting."""

    __tablename__ = "screening_presence"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_meeting.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    noted_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    noted_at: Mapped[datetime]

    person: Mapped[Account] = relationship(foreign_keys=[person_id])


class AgendaItem(Base):
    """A case on the agenda of a meeting, and what the committee did with it.

    `organization_id` is that of the case: by it a conflict of interest hides the item. `eligible`
    (members without a conflict), `quorum` (how many of them had to be there) and `present` (how
    many were) are written with the result of a vote.
    """

    __tablename__ = "screening_agenda_item"
    __table_args__ = (
        CheckConstraint(
            "(result IS NULL) = (concluded_at IS NULL)"
            " AND (result IS NULL) = (concluded_by_id IS NULL)",
            name="concluded_by_somebody",
        ),
        CheckConstraint(
            "result IS NULL OR result NOT IN ('adopted', 'not_adopted')"
            " OR (eligible IS NOT NULL AND quorum IS NOT NULL AND present IS NOT NULL"
            " AND present >= quorum AND present <= eligible)",
            name="voted_with_a_quorum",
        ),
        CheckConstraint(
            "result IS NULL OR result = 'postponed' OR (kind = 'note') = (result = 'noted')",
            name="result_fits_its_kind",
        ),
        Index("ix_screening_agenda_item_meeting", "meeting_id", "position"),
        Index("ix_screening_agenda_item_case", "case_id"),
        Index(
            "uq_screening_agenda_item_open",
            "case_id",
            unique=True,
            postgresql_where="result IS NULL",
        ),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_meeting.id"))
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_case.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[ItemKind]
    position: Mapped[int]
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[datetime]
    notes: Mapped[str] = mapped_column(Text, default="")
    conditions: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[ItemResult | None]
    eligible: Mapped[int | None]
    quorum: Mapped[int | None]
    present: Mapped[int | None]
    concluded_at: Mapped[datetime | None]
    concluded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    meeting: Mapped[CommitteeMeeting] = relationship(lazy="joined", innerjoin=True)
    case: Mapped[ScreeningCase] = relationship(lazy="joined", innerjoin=True)
    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)


class CommitteeVote(Base):
    """The vote of one member on one item; `dissent` is what the member wants in the minutes."""

    __tablename__ = "screening_vote"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_agenda_item.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    vote: Mapped[Vote]
    dissent: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]

    person: Mapped[Account] = relationship(foreign_keys=[person_id], lazy="joined", innerjoin=True)
