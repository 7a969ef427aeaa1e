"""The committee's meetings, agendas, quorum and votes; each list leaves out items of a conflict."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.core import subjects
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.queries import actor_for
from engagement.screening import settings
from engagement.screening.models import (
    AgendaItem,
    CaseState,
    CommitteeMeeting,
    CommitteePresence,
    CommitteeVote,
    ItemKind,
    ItemResult,
    MeetingState,
    ScreeningCase,
    Vote,
)
from engagement.screening.permissions.committee import AT_WORK
from engagement.screening.queries.deciding import who_decides
from engagement.screening.routes import RouteStep

MOST_WAITING = 100
"""Cases offered at once for an agenda: more than any meeting takes."""

ORDER = (CommitteeMeeting.starts_at, CommitteeMeeting.id)


@dataclass(frozen=True)
class Member:
    """A member of the committee, and the organizations whose cases are kept from the member."""

    account: Account
    conflicts: frozenset[uuid.UUID]

    @property
    def id(self) -> uuid.UUID:
        """Of the account."""
        return self.account.id


@dataclass(frozen=True)
class Quorum:
    """Members with a vote on an item, how many of them have to be present, and who is."""

    eligible: int
    needed: int
    present: list[Member]
    recused: list[Member]
    """Present members without a vote: a conflict, or a part in the case."""

    @property
    def is_there(self) -> bool:
        """Whether a vote counts."""
        return len(self.present) >= self.needed


@dataclass(frozen=True)
class Tally:
    """How many voted how; abstentions and recusals are not votes cast."""

    votes_for: int = 0
    against: int = 0
    abstained: int = 0
    recused: int = 0

    @property
    def adopted(self) -> bool:
        """More than the share that the setting names of the votes cast; a tie never is."""
        cast = self.votes_for + self.against
        return cast > 0 and self.votes_for * 100 > cast * settings.committee_majority_percent()


@dataclass(frozen=True)
class Outcome:
    """What the committee did with a case last: for whoever works on the case."""

    item_id: uuid.UUID
    meeting: str
    result: ItemResult
    conditions: str
    concluded_at: datetime
    tally: Tally


def visible_to(actor: Actor) -> Select:
    """Meetings that this person may see; an auditor those planned in the engagement's period."""
    if not actor.roles.isdisjoint(AT_WORK):
        allowed = true()
    elif Role.AUDITOR not in actor.roles:
        allowed = false()
    elif actor.audits_part:
        allowed = subjects.happened_in(CommitteeMeeting.planned_at, actor.audited)
    else:
        allowed = true()
    return select(CommitteeMeeting).where(allowed)


def listed(actor: Actor) -> Select:
    """Rows of the list of meetings, to be paged by `ORDER`."""
    return (
        visible_to(actor)
        .join(Account, Account.id == CommitteeMeeting.chair_id)
        .with_only_columns(
            *ORDER,
            CommitteeMeeting.reference,
            CommitteeMeeting.state,
            CommitteeMeeting.zone,
            CommitteeMeeting.place,
            Account.name.label("chair"),
        )
    )


def get_meeting(committee_meeting_id: uuid.UUID) -> CommitteeMeeting | None:
    """A meeting with its chair and secretary."""
    return db.session.get(
        CommitteeMeeting,
        committee_meeting_id,
        options=[joinedload(CommitteeMeeting.chair), joinedload(CommitteeMeeting.secretary)],
    )


def get_item(item_id: uuid.UUID) -> AgendaItem | None:
    """An item with its meeting, case and organization."""
    return db.session.get(AgendaItem, item_id)


def items_visible_to(actor: Actor) -> Select:
    """Items of meetings this person may see, without those of a conflict."""
    meetings = visible_to(actor).with_only_columns(CommitteeMeeting.id)
    return select(AgendaItem).where(
        AgendaItem.meeting_id.in_(meetings), AgendaItem.organization_id.not_in(actor.conflicts)
    )


def agenda(meeting: CommitteeMeeting, actor: Actor) -> list[AgendaItem]:
    """The items of a meeting that this person may see, in their order."""
    return db.session.scalars(
        items_visible_to(actor)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def all_items(meeting: CommitteeMeeting) -> list[AgendaItem]:
    """Every item, for rules and for the minutes as they are kept; never for a page."""
    return db.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def members(meeting: CommitteeMeeting | None = None) -> list[Member]:
    """Who can vote, by name; who keeps the record of the meeting is none of them."""
    return [
        Member(account, actor_for(account).conflicts)
        for account in with_role(Role.COMMITTEE_MEMBER)
        if meeting is None or account.id != meeting.secretary_id
    ]


def secretaries() -> list[Account]:
    """Who can keep the record."""
    return with_role(Role.COMMITTEE_SECRETARY)


def present_ids(meeting: CommitteeMeeting) -> set[uuid.UUID]:
    """The accounts of the members noted as present."""
    return set(
        db.session.scalars(
            select(CommitteePresence.person_id).where(CommitteePresence.meeting_id == meeting.id)
        )
    )


def quorum_of(item: AgendaItem, of: Collection[Member], there: set[uuid.UUID]) -> Quorum:
    """The quorum for an item now: `of` all members, `there` the ids of those present.

    More than the share of the members with a vote that the setting names, and at least the number
    that another one names. No vote has who is in conflict, and who took part in the case.
    """
    took_part = {hand.person_id for hand in item.case.hands}
    kept, may = [], []
    for each in of:
        without_vote = item.organization_id in each.conflicts or each.id in took_part
        (kept if without_vote else may).append(each)
    needed = len(may) * settings.committee_quorum_percent() // 100 + 1
    return Quorum(
        eligible=len(may),
        needed=max(needed, settings.committee_quorum_least()),
        present=[each for each in may if each.id in there],
        recused=[each for each in kept if each.id in there],
    )


def votes_on(item: AgendaItem) -> list[CommitteeVote]:
    """Votes on an item, by name."""
    return db.session.scalars(
        select(CommitteeVote)
        .join(Account, Account.id == CommitteeVote.person_id)
        .where(CommitteeVote.item_id == item.id)
        .order_by(Account.name, CommitteeVote.id)
    ).all()


def voters(meeting: CommitteeMeeting) -> set[uuid.UUID]:
    """The accounts of those who voted on an item of a meeting."""
    return set(
        db.session.scalars(
            select(CommitteeVote.person_id)
            .join(AgendaItem, AgendaItem.id == CommitteeVote.item_id)
            .where(AgendaItem.meeting_id == meeting.id)
        )
    )


def tally_of(votes: Collection[CommitteeVote]) -> Tally:
    """The count of votes."""
    counts = {each: sum(one.vote == each for one in votes) for each in Vote}
    return Tally(counts[Vote.FOR], counts[Vote.AGAINST], counts[Vote.ABSTAIN], counts[Vote.RECUSED])


def next_meeting() -> CommitteeMeeting | None:
    """The planned meeting that comes next, or None: where a case waits until."""
    return db.session.scalars(
        select(CommitteeMeeting)
        .where(CommitteeMeeting.state == MeetingState.PLANNED, CommitteeMeeting.starts_at >= now())
        .order_by(*ORDER)
        .limit(1)
    ).first()


def to_approve(actor: Actor) -> list[CommitteeMeeting]:
    """Closed meetings whose minutes wait for this person, who chaired them."""
    return db.session.scalars(
        select(CommitteeMeeting)
        .where(CommitteeMeeting.state == MeetingState.CLOSED, CommitteeMeeting.chair_id == actor.id)
        .order_by(*ORDER)
    ).all()


def open_item(case) -> AgendaItem | None:
    """The item by which a case stands on an agenda now."""
    return db.session.scalars(
        select(AgendaItem).where(AgendaItem.case_id == case.id, AgendaItem.result.is_(None))
    ).first()


def result_for(case) -> Outcome | None:
    """What the committee did with a case last, other than to postpone it; None before."""
    item = db.session.scalars(
        select(AgendaItem)
        .where(
            AgendaItem.case_id == case.id,
            AgendaItem.result.is_not(None),
            AgendaItem.result != ItemResult.POSTPONED,
        )
        .order_by(AgendaItem.concluded_at.desc(), AgendaItem.id)
        .limit(1)
    ).first()
    if item is None:
        return None
    return Outcome(
        item_id=item.id,
        meeting=item.meeting.reference,
        result=item.result,
        conditions=item.conditions,
        concluded_at=item.concluded_at,
        tally=tally_of(votes_on(item)),
    )


def kind_for(case: ScreeningCase) -> ItemKind | None:
    """What the committee has to do with a case as it stands now; None where it is not asked."""
    if case.for_committee_at is None:
        return None
    if case.state is CaseState.STOPPED:
        return ItemKind.CONFIRM
    steps = who_decides(case)
    if case.state is CaseState.RATED and RouteStep.COMMITTEE in steps:
        return ItemKind.DECIDE
    return ItemKind.NOTE if RouteStep.COMMITTEE_TOLD in steps else None


def waiting(actor: Actor) -> list[ScreeningCase]:
    """Cases for the committee that stand on no agenda and were not dealt with, oldest first."""
    dealt_with = select(AgendaItem.case_id).where(
        or_(
            AgendaItem.result.is_(None),
            and_(
                AgendaItem.result != ItemResult.POSTPONED,
                AgendaItem.concluded_at >= ScreeningCase.rated_at,
            ),
        )
    )
    cases = db.session.scalars(
        select(ScreeningCase)
        .where(
            ScreeningCase.for_committee_at.is_not(None),
            ScreeningCase.organization_id.not_in(actor.conflicts),
            ScreeningCase.state != CaseState.CLOSED,
            ScreeningCase.id.not_in(dealt_with),
        )
        .order_by(ScreeningCase.for_committee_at, ScreeningCase.id)
        .limit(MOST_WAITING)
    ).all()
    return [each for each in cases if kind_for(each) is not None]


def next_position(meeting: CommitteeMeeting) -> int:
    """The place after the last item of the agenda."""
    last = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
    return (db.session.scalar(last) or 0) + 1
