"""The committee's meetings and agendas; each list leaves out items of a conflict."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload

from engagement.accounts.models import Account
from engagement.core import subjects
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.screening.models import (
    AgendaItem,
    CaseHand,
    CaseState,
    CommitteeMeeting,
    CommitteeVote,
    ItemKind,
    ItemResult,
    MeetingState,
    ScreeningCase,
)
from engagement.screening.permissions.committee import AT_WORK
from engagement.screening.queries.deciding import who_decides
from engagement.screening.queries.voting import Tally, tally_of, votes_on
from engagement.screening.routes import RouteStep

MOST_WAITING = 100
"""Cases offered at once for an agenda: more than any meeting takes."""

ORDER = (CommitteeMeeting.starts_at, CommitteeMeeting.id)


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


def coming(actor: Actor) -> list[CommitteeMeeting]:
    """Meetings in session, and those to which this member is invited, the next first."""
    if Role.COMMITTEE_MEMBER not in actor.roles:
        return []
    return db.session.scalars(
        select(CommitteeMeeting)
        .where(
            or_(
                CommitteeMeeting.state == MeetingState.OPEN,
                and_(
                    CommitteeMeeting.state == MeetingState.PLANNED,
                    CommitteeMeeting.invited_at.is_not(None),
                ),
            ),
            CommitteeMeeting.secretary_id != actor.id,
        )
        .order_by(*ORDER)
    ).all()


def to_vote_on(meeting: CommitteeMeeting, actor: Actor) -> int:
    """How many items of an open meeting wait for the vote of this member."""
    voted = select(CommitteeVote.item_id).where(CommitteeVote.person_id == actor.id)
    took_part = select(CaseHand.case_id).where(CaseHand.person_id == actor.id)
    waiting = items_visible_to(actor).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.result.is_(None),
        AgendaItem.kind.in_([kind for kind in ItemKind if kind.is_voted]),
        AgendaItem.id.not_in(voted),
        AgendaItem.case_id.not_in(took_part),
    )
    return db.session.scalar(select(func.count()).select_from(waiting.subquery()))


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
