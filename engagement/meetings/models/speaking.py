"""Who asks for the floor on an item of the agenda, in which order, and what became of it."""

import uuid
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.core.clock import now
from engagement.core.db import Base
from engagement.core.major_groups import MajorGroup
from engagement.core.text import LANGUAGES, Labelled
from engagement.documents.models import Document
from engagement.meetings.models.meeting import Meeting, MeetingSession
from engagement.meetings.models.meeting_document import AgendaItem
from engagement.meetings.models.registration import Registration
from engagement.meetings.models.statement import MeetingStatement
from engagement.organizations.models import Organization


class SpeakerKind(Labelled):
    """In whose name somebody speaks, in the usual order of protocol (domain 4.3)."""

    STATE_GROUP = "state_group", _l("Groups of States")
    MEMBER_STATE = "member_state", _l("Member States")
    SPECIALIZED_AGENCY = "specialized_agency", _l("Specialized agencies")
    UN_BODY = "un_body", _l("United Nations bodies")
    AGREEMENT = "agreement", _l("Secretariats of environmental agreements")
    INTERGOVERNMENTAL = "intergovernmental", _l("Intergovernmental organizations")
    MAJOR_GROUP = "major_group", _l("Major Groups, each with one voice")
    ACCREDITED = "accredited", _l("Accredited organizations")
    PRIVATE_SECTOR = "private_sector", _l("Private sector")

    @property
    def is_joint(self) -> bool:
        """Whether one speaks for several."""
        return self in {SpeakerKind.STATE_GROUP, SpeakerKind.MAJOR_GROUP}

    @property
    def has_rank(self) -> bool:
        """Whether those of this kind are called by their rank first."""
        return self is SpeakerKind.MEMBER_STATE


class SpeakerRank(Labelled):
    """Who speaks for a State, in the order of protocol (domain 4.3)."""

    HEAD_OF_STATE = "head_of_state", _l("Head of State or Government")
    MINISTER = "minister", _l("Minister")
    HEAD = "head", _l("Head of delegation")
    OTHER = "other", _l("Another member of the delegation")


class OrderRule(Labelled):
    """By what rule those who ask are called."""

    PROTOCOL = "protocol", _l("In the order of protocol, then of asking")
    TURNS = "turns", _l("In turn: one of each kind in the order of protocol, then again")
    TIME = "time", _l("In the order of asking alone")


class SpeakersList(Base):
    """Who is called on one item of an agenda, in one session.

    Requests come from `opens_at` until `closes_at`, unless officers have fixed the list before.
    `places` says for each kind that may speak where it stands in the order of protocol (equal
    numbers are called together), `seconds` how long each may speak. `revision` grows with whatever
    changes on the list, so that a page of it can be told to be as it was.
    """

    __tablename__ = "meeting_speakers_list"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("starts_after >= 0", name="after_the_beginning"),
    )

    agenda_item_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_agenda_item.id"), unique=True
    )
    session_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("meeting_session.id", ondelete="SET NULL"), index=True
    )
    starts_after: Mapped[int] = mapped_column(default=0)
    """Minutes from the beginning of the session until the item is taken up, as expected."""
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    fixed_at: Mapped[datetime | None]
    """When the list was fixed: who stands on it was told the place; nobody is added by asking."""
    published_at: Mapped[datetime | None]
    """Since when everybody reads it, and not those alone who take part."""
    rule: Mapped[OrderRule]
    places: Mapped[dict] = mapped_column(JSONB)
    seconds: Mapped[dict] = mapped_column(JSONB)
    revision: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    agenda_item: Mapped[AgendaItem] = relationship(lazy="joined", innerjoin=True)
    session: Mapped[MeetingSession | None] = relationship(lazy="joined")

    @property
    def meeting(self) -> Meeting:
        """The meeting of its item."""
        return self.agenda_item.meeting

    @property
    def is_open(self) -> bool:
        """Whether one can ask for the floor now."""
        return self.fixed_at is None and self.opens_at <= now() < self.closes_at

    @property
    def begins_at(self) -> datetime | None:
        """When the first speaker is expected; None without a session that takes place."""
        if self.session is None or self.session.cancelled_at is not None:
            return None
        return self.session.starts_at + timedelta(minutes=self.starts_after)

    @property
    def kinds(self) -> list[SpeakerKind]:
        """Kinds that may speak, in the order of protocol of this list."""
        return sorted((each for each in SpeakerKind if each in self.places), key=self.places.get)


class SpeakerState(Labelled):
    """How far a request for the floor has come."""

    ASKED = "asked", _l("Asked for the floor")
    LISTED = "listed", _l("On the list")
    FLOOR = "floor", _l("Has the floor")
    SPOKEN = "spoken", _l("Has spoken")
    PASSED = "passed", _l("Passed over")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


IN_LINE = (SpeakerState.ASKED, SpeakerState.LISTED)
HEARD = (SpeakerState.SPOKEN, SpeakerState.WITHDRAWN)
"""States beside which the same voice may ask again, where officers allow it."""


class Speaker(Base):
    """One request for the floor: who speaks, in whose name, from where in the line.

    `speaks_for` is the voice as a key (an organization, a State, a Major Group …): each has one
    request at a time. `position` counts those in line from 1. `moved_at` is set where an officer
    put it at its place, which then holds whoever asks later. What is kept of the body is what
    counts statistics; who may be named in public is asked of the registration.
    """

    __tablename__ = "meeting_speaker"
    __table_args__ = (
        UniqueConstraint(
            "speakers_list_id",
            "position",
            name="uq_meeting_speaker_position",
            deferrable=True,
            initially="DEFERRED",
        ),
        Index(
            "uq_meeting_speaker_floor",
            "speakers_list_id",
            unique=True,
            postgresql_where="state = 'floor'",
        ),
        Index(
            "uq_meeting_speaker_voice",
            "speakers_list_id",
            "speaks_for",
            unique=True,
            postgresql_where="state NOT IN ('spoken', 'withdrawn')",
        ),
        CheckConstraint(
            "(state IN ('asked', 'listed')) = (position IS NOT NULL)", name="a_place_in_line"
        ),
        CheckConstraint("position >= 1", name="counted_from_one"),
        CheckConstraint("seconds >= 1", name="some_time"),
        CheckConstraint("state <> 'spoken' OR spoken_seconds IS NOT NULL", name="time_spoken"),
        CheckConstraint(
            "state NOT IN ('floor', 'spoken') OR called_at IS NOT NULL", name="called_first"
        ),
        CheckConstraint(
            "(kind = 'major_group') = (major_group IS NOT NULL)", name="group_of_a_group"
        ),
        CheckConstraint("kind <> 'member_state' OR rank IS NOT NULL", name="rank_of_states"),
    )

    speakers_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_speakers_list.id"))
    registration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_registration.id"), index=True
    )
    kind: Mapped[SpeakerKind]
    speaks_for: Mapped[str] = mapped_column(Text)
    organization_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    """Whose participant speaks, also for a whole group: a conflict with it hides the request."""
    country: Mapped[str | None]
    major_group: Mapped[MajorGroup | None]
    group_name: Mapped[str | None] = mapped_column(Text)
    """The group of States, in the words of who asked."""
    rank: Mapped[SpeakerRank | None]
    state: Mapped[SpeakerState] = mapped_column(default=SpeakerState.ASKED)
    position: Mapped[int | None]
    moved_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    """Why an officer moved it or took it out; who asked reads it."""
    seconds: Mapped[int | None]
    """The speaking time where it is not that of the kind."""
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    called_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    spoken_seconds: Mapped[int | None]
    text: Mapped[dict] = mapped_column(JSONB, default=dict)
    """What is going to be said, by language."""
    statement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_statement.id"))
    """The body's own published statement, in place of a text."""
    handed_in_at: Mapped[datetime | None]
    """When the text, document or statement of now came in."""
    text_public: Mapped[bool] = mapped_column(default=False)
    """Whether who asked agreed that everybody reads the text once it was spoken."""

    speakers_list: Mapped[SpeakersList] = relationship(lazy="joined", innerjoin=True)
    registration: Mapped[Registration] = relationship(lazy="joined", innerjoin=True)
    organization: Mapped[Organization | None] = relationship()
    statement: Mapped[MeetingStatement | None] = relationship()
    papers: Mapped[list["SpeakerPaper"]] = relationship(
        back_populates="speaker", order_by="SpeakerPaper.language"
    )

    @property
    def meeting(self) -> Meeting:
        """The meeting at which it is."""
        return self.speakers_list.meeting

    @property
    def allotted(self) -> int:
        """How many seconds the speaker may speak."""
        return self.seconds or self.speakers_list.seconds[self.kind]

    @property
    def is_in_line(self) -> bool:
        """Whether it waits to be called."""
        return self.state in IN_LINE

    @property
    def languages(self) -> list[str]:
        """Languages in which its own text or document is there."""
        there = {name for name, text in self.text.items() if text}
        there |= {each.language for each in self.papers}
        return [each for each in LANGUAGES if each in there]


class SpeakerPaper(Base):
    """The text of an intervention as a document in one language."""

    __tablename__ = "meeting_speaker_paper"
    __table_args__ = (
        Index("uq_meeting_speaker_paper", "speaker_id", "language", unique=True),
        CheckConstraint("language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')", name="language"),
    )

    speaker_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_speaker.id"))
    language: Mapped[str]
    document_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), unique=True
    )
    """Deleted with its document, which is never marked as submitted: it does not stay for ever."""
    words: Mapped[int | None]
    """How many its text has; None where a machine cannot read it, as in a scan."""
    added_at: Mapped[datetime] = mapped_column(default=now)

    speaker: Mapped[Speaker] = relationship(back_populates="papers")
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)

    @property
    def organization_id(self) -> uuid.UUID | None:
        """So that a conflict with the organization hides it, too."""
        return self.speaker.organization_id


class Interpreter(Base):
    """Somebody who interprets a session, and the personal link to its texts.

    Interpreters come for a day and are no staff, so they get no account and no role: the link
    opens the texts of one session alone, until it is over, and is revoked at once.
    """

    __tablename__ = "meeting_interpreter"
    __table_args__ = (
        Index(
            "uq_meeting_interpreter_open",
            "session_id",
            "email_key",
            unique=True,
            postgresql_where="revoked_at IS NULL",
        ),
        CheckConstraint("language IN ('ar', 'zh', 'en', 'fr', 'ru', 'es')", name="language"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("meeting_session.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    """Of the booth, and of the mail."""
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    invited_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    invited_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]

    session: Mapped[MeetingSession] = relationship(lazy="joined", innerjoin=True)

    @property
    def meeting(self) -> Meeting:
        """The meeting of the session."""
        return self.session.meeting
