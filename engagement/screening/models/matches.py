"""Matches: a party and an entry that may be the same, and what people decided about it."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled
from engagement.documents.models import Document
from engagement.organizations.models import Organization
from engagement.screening.models.lists import ListEntry, ListVersion, Source
from engagement.screening.models.parties import Party


class MatchState(Labelled):
    """How far a match is; the states are drawn in the package's docstring."""

    OPEN = "open", _l("Open")
    PROPOSED = "proposed", _l("Waits for a second person")
    CLEARED = "cleared", _l("Cleared: somebody else")
    CONFIRMED = "confirmed", _l("Confirmed: the same")
    LAPSED = "lapsed", _l("Lapsed")


UNDECIDED = (MatchState.OPEN, MatchState.PROPOSED)


class Outcome(Labelled):
    """What is said of a match."""

    CLEAR = "clear", _l("Not the same")
    CONFIRM = "confirm", _l("The same")


class ClearReason(Labelled):
    """Why a match is no match."""

    BIRTH = "birth", _l("Born in another year or on another day")
    COUNTRY = "country", _l("Another country or nationality, and no link to the listed one")
    NAME = "name", _l("Another name: what agrees is common")
    KIND = "kind", _l("Another kind of body, or a person and no body")
    IDENTIFIER = "identifier", _l("Another registration or identity number")
    ACTIVITY = "activity", _l("Another history or activity, shown by papers")
    OTHER = "other", _l("Something else, said below")


class Lapse(Labelled):
    """Why a match is no question any more."""

    PARTY_CHANGED = "party_changed", _l("What we know of the party changed")
    ENTRY_CHANGED = "entry_changed", _l("The entry of the list changed")
    BELOW = "below", _l("The names are not alike enough any more")
    ENTRY_REMOVED = "entry_removed", _l("The list does not name the entry any more")
    ENTRY_ENDED = "entry_ended", _l("The time of the entry is over")
    PARTY_LEFT = "party_left", _l("The person does not belong to the organization any more")
    LIST_NOT_USED = "list_not_used", _l("The list is not used for this party any more")


class Act(Labelled):
    """What somebody did about a match."""

    PROPOSED = "proposed", _l("Proposed")
    CLEARED = "cleared", _l("Cleared")
    CONFIRMED = "confirmed", _l("Confirmed")
    SENT_BACK = "sent_back", _l("Sent back")
    UNDONE = "undone", _l("Opened again")


class Match(Base):
    """A party beside an entry, both as they were when they met.

    One live row for each pair of party and entry (source and reference); a row whose side changed
    lapses and the one that follows names it (`previous`). `reason` is `matching.Reason.as_json`,
    which can be computed again from both contents. `score` is 0 to 1, `band` that of the reason.
    """

    __tablename__ = "screening_match"
    __table_args__ = (
        CheckConstraint(
            "(state = 'proposed') <= (proposed_by_id IS NOT NULL AND outcome IS NOT NULL)",
            name="proposed_by_somebody",
        ),
        CheckConstraint(
            "state <> 'confirmed' OR decided_by_id IS NOT NULL AND proposed_by_id IS NOT NULL"
            " AND decided_by_id <> proposed_by_id",
            name="confirmed_by_two",
        ),
        CheckConstraint(
            "(state IN ('cleared', 'confirmed')) <= (decided_at IS NOT NULL)", name="decided_once"
        ),
        CheckConstraint("(state = 'lapsed') = (lapsed_at IS NOT NULL)", name="lapsed_at_a_moment"),
        CheckConstraint(
            "(lapsed_at IS NULL) = (lapsed_because IS NULL)", name="lapsed_for_a_reason"
        ),
        CheckConstraint("score BETWEEN 0 AND 1", name="score_of_one"),
        Index(
            "uq_screening_match_live",
            "party_id",
            "source",
            "reference",
            unique=True,
            postgresql_where="state <> 'lapsed'",
        ),
        Index(
            "ix_screening_match_queue",
            "due_on",
            "id",
            postgresql_where="state IN ('open', 'proposed')",
        ),
        Index("ix_screening_match_organization_id", "organization_id"),
        Index("ix_screening_match_entry_id", "entry_id"),
    )

    party_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_party.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    party_content: Mapped[dict] = mapped_column(JSONB)
    party_hash: Mapped[bytes] = mapped_column(LargeBinary)
    source: Mapped[Source]
    reference: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_list_entry.id"))
    entry_hash: Mapped[bytes] = mapped_column(LargeBinary)
    list_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_list_version.id"))
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_run.id"))
    algorithm: Mapped[str]
    thresholds: Mapped[dict] = mapped_column(JSONB)
    score: Mapped[float]
    band: Mapped[str]
    script: Mapped[str]
    reason: Mapped[dict] = mapped_column(JSONB)
    state: Mapped[MatchState] = mapped_column(default=MatchState.OPEN)
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    escalated_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    proposed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    lapsed_at: Mapped[datetime | None]
    lapsed_because: Mapped[Lapse | None]
    previous_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_match.id"))

    party: Mapped[Party] = relationship(lazy="joined", innerjoin=True)
    organization: Mapped[Organization] = relationship()
    entry: Mapped[ListEntry] = relationship()
    list_version: Mapped[ListVersion] = relationship()
    previous: Mapped["Match | None"] = relationship(remote_side="Match.id")
    dispositions: Mapped[list["Disposition"]] = relationship(
        back_populates="match", order_by="Disposition.at"
    )
    papers: Mapped[list["MatchPaper"]] = relationship(
        back_populates="match", order_by="MatchPaper.added_at"
    )


class Disposition(Base):
    """What somebody did about a match, why and when; never changed."""

    __tablename__ = "screening_disposition"
    __table_args__ = (Index("ix_screening_disposition_match_id", "match_id"),)

    match_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_match.id"))
    act: Mapped[Act]
    outcome: Mapped[Outcome | None]
    reason: Mapped[ClearReason | None]
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]

    match: Mapped[Match] = relationship(back_populates="dispositions")
    by: Mapped[Account] = relationship()


class MatchPaper(Base):
    """A file that shows why a match was decided so.

    Its document belongs to no organization: members of the one it speaks of must not know of it.
    """

    __tablename__ = "screening_match_paper"
    __table_args__ = (Index("ix_screening_match_paper_match_id", "match_id"),)

    match_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_match.id"))
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), index=True)
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[datetime]

    match: Mapped[Match] = relationship(back_populates="papers")
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is: who is in conflict with it does not see the file."""
        return self.match.organization_id


class Clearance(Base):
    """That a party and an entry, as both stood, are not the same; it lapses when either changes."""

    __tablename__ = "screening_clearance"
    __table_args__ = (
        CheckConstraint("(until IS NULL) = (lapsed_because IS NULL)", name="lapsed_for_a_reason"),
        Index(
            "uq_screening_clearance_match",
            "match_id",
            unique=True,
            postgresql_where="until IS NULL",
        ),
    )

    match_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_match.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    party_hash: Mapped[bytes] = mapped_column(LargeBinary)
    entry_hash: Mapped[bytes] = mapped_column(LargeBinary)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    lapsed_because: Mapped[str | None]
    """A value of `Lapse`, or "undone" where people opened the match again."""
