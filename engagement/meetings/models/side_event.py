"""Side events of a meeting: the call, the hours there are for them, what is proposed."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.bodies.models import Mode
from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.text import LANGUAGES, Labelled
from engagement.meetings.models.meeting import Meeting
from engagement.meetings.models.statement import Agreement
from engagement.organizations.models import Organization


class SideEventState(Labelled):
    """Where a proposal is on its way into the programme."""

    DRAFT = "draft", _l("Being written")
    SUBMITTED = "submitted", _l("Proposed")
    WAITLISTED = "waitlisted", _l("On the waiting list")
    SELECTED = "selected", _l("Selected")
    DECLINED = "declined", _l("Declined")
    WITHDRAWN = "withdrawn", _l("Withdrawn by its organizers")


GIVEN_UP = (SideEventState.DECLINED, SideEventState.WITHDRAWN)
"""Proposals beside which their organizer may make others."""


class SideEventFormat(Labelled):
    """What happens at a side event."""

    PANEL = "panel", _l("Panel discussion")
    DIALOGUE = "dialogue", _l("Dialogue or round table")
    WORKSHOP = "workshop", _l("Workshop or training")
    SHOWCASE = "showcase", _l("Demonstration or exhibition")


class SideEventCall(Base):
    """The call of a meeting for side events.

    `opens_at` and `closes_at` are instants, meant by the clocks of the meeting; `closes_at` is the
    first that is too late. `languages` are those in which side events can be held. `places` is how
    many are wanted, None where that is open. Once `published_at` is set, everybody reads what is
    selected and has a slot.
    """

    __tablename__ = "meeting_side_event_call"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("places > 0", name="places_for_something"),
        Index("uq_meeting_side_event_call", "meeting_id", unique=True),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    places: Mapped[int | None]
    rules: Mapped[dict] = mapped_column(JSONB, default=dict)
    """What organizers have to know, by language."""
    opened_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    meeting: Mapped[Meeting] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether proposals can be sent now."""
        return self.opens_at <= now() < self.closes_at


class SideEventSlot(Base):
    """Hours for one side event, and where. The link is for people with a place at the meeting."""

    __tablename__ = "meeting_side_event_slot"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("capacity > 0", name="capacity_of_somebody"),
        Index("ix_meeting_side_event_slot_list", "meeting_id", "starts_at"),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int | None]
    mode: Mapped[Mode]
    place: Mapped[str | None] = mapped_column(Text)
    """The room, or None online."""
    join_url: Mapped[str | None] = mapped_column(Text)

    meeting: Mapped[Meeting] = relationship()


class SideEvent(Base):
    """A side event as an organization or a State proposes it, and what became of it.

    `title` and `summary` are by language. `partners` are others who take part in organizing it, in
    the words of who proposes. Speakers are counted, not named: `speakers_young`, those under 30,
    are among the others. `slot_id` is unique: no two side events are in one slot. `sequence` grows
    with each change that calendars have to follow.
    """

    __tablename__ = "meeting_side_event"
    __table_args__ = (
        CheckConstraint("num_nonnulls(organization_id, country) = 1", name="one_organizer"),
        CheckConstraint("slot_id IS NULL OR state = 'selected'", name="slot_for_selected"),
        CheckConstraint(
            "speakers_young <= coalesce(speakers_women, 0) + coalesce(speakers_men, 0)"
            " + coalesce(speakers_other, 0)",
            name="young_among_speakers",
        ),
        Index("uq_meeting_side_event_slot", "slot_id", unique=True),
        Index("ix_meeting_side_event_list", "meeting_id", "submitted_at", "id"),
    )

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"))
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    country: Mapped[str | None] = mapped_column(Text)
    state: Mapped[SideEventState] = mapped_column(default=SideEventState.DRAFT)
    title: Mapped[dict] = mapped_column(JSONB)
    summary: Mapped[dict] = mapped_column(JSONB, default=dict)
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    format: Mapped[SideEventFormat | None]
    wished_slot_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_side_event_slot.id", ondelete="SET NULL"), index=True
    )
    major_groups: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Whom it is for, by Major Group."""
    action_code: Mapped[str | None] = mapped_column(Text)
    """The action of the plan with which it has to do."""
    first_time: Mapped[bool | None]
    """Whether its organizer says that it has never had a side event before."""
    partners: Mapped[str | None] = mapped_column(Text)
    speakers_women: Mapped[int | None]
    speakers_men: Mapped[int | None]
    speakers_other: Mapped[int | None]
    speakers_young: Mapped[int | None]
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it is on the waiting list or was declined; its organizers read it."""
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    slot_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_side_event_slot.id"))
    published_at: Mapped[datetime | None]
    """When everybody could read it first; its address stays, whatever becomes of it."""
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    meeting: Mapped[Meeting] = relationship()
    organization: Mapped[Organization | None] = relationship(lazy="joined")
    slot: Mapped[SideEventSlot | None] = relationship(foreign_keys=[slot_id], lazy="joined")
    wished_slot: Mapped[SideEventSlot | None] = relationship(foreign_keys=[wished_slot_id])
    organizers: Mapped[list["SideEventOrganizer"]] = relationship(
        back_populates="side_event",
        order_by="(SideEventOrganizer.asked_at, SideEventOrganizer.id)",
        lazy="selectin",
        passive_deletes=True,
    )

    @property
    def remaining(self) -> list["SideEventOrganizer"]:
        """Co-organizers who have not declined."""
        return [each for each in self.organizers if each.agreement is not Agreement.DECLINED]

    @property
    def organization_ids(self) -> frozenset[uuid.UUID]:
        """Whose it is or may become: a conflict with any of them hides it from staff."""
        ids = {self.organization_id, *(each.organization_id for each in self.organizers)}
        return frozenset(each for each in ids if each is not None)

    @property
    def remaining_ids(self) -> frozenset[uuid.UUID]:
        """Whose it is or may become still: who proposes it, and who has not declined."""
        ids = {self.organization_id, *(each.organization_id for each in self.remaining)}
        return frozenset(each for each in ids if each is not None)

    @property
    def takes_place(self) -> bool:
        """Whether it is in the programme: selected, with its hours."""
        return self.state is SideEventState.SELECTED and self.slot is not None

    @property
    def written_in(self) -> list[str]:
        """Languages in which its title or its summary is there."""
        there = {name for texts in (self.title, self.summary) for name in texts}
        return [each for each in LANGUAGES if each in there]


class SideEventOrganizer(Base):
    """An organization that was asked to organize a side event with another, and what it said."""

    __tablename__ = "meeting_side_event_organizer"
    __table_args__ = (
        Index("uq_meeting_side_event_organizer", "side_event_id", "organization_id", unique=True),
        CheckConstraint("(agreement = 'asked') = (answered_at IS NULL)", name="answered_at"),
    )

    side_event_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_side_event.id", ondelete="CASCADE")
    )
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    agreement: Mapped[Agreement] = mapped_column(default=Agreement.ASKED)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]

    side_event: Mapped[SideEvent] = relationship(back_populates="organizers")
    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)
