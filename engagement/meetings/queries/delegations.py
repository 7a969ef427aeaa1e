"""Delegations of States: composition, note verbale, credentials; counts by State for a quorum."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from engagement.core.clock import now
from engagement.core.countries import country as country_of
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.meetings import settings
from engagement.meetings.models import (
    CONFIRMED,
    ENDED,
    UNSENT,
    ApprovalRule,
    Category,
    CategoryKind,
    CredentialsState,
    Delegation,
    DelegationFunction,
    DelegationPaper,
    Meeting,
    MeetingState,
    Registration,
    RegistrationState,
)
from engagement.meetings.permissions import EXAMINERS
from engagement.meetings.queries.meetings import end_of_all
from engagement.meetings.queries.registrations import BY_STATE, handled_by


@dataclass(frozen=True)
class StateRow:
    """A State at a meeting: its delegation, or None while no paper came, and how many come.

    `members` counts those sent and not ended that the reader may see, `confirmed` those with a
    place.
    """

    country: str
    delegation: Delegation | None
    members: int
    confirmed: int

    @property
    def credentials(self) -> CredentialsState:
        """What is known of its credentials."""
        return self.delegation.credentials if self.delegation else CredentialsState.NONE


def visible_to(actor: Actor) -> Select:
    """Delegations this person may see: the same rule as `Delegations.VIEW`."""
    if actor.roles.isdisjoint(EXAMINERS):
        return select(Delegation).where(Delegation.country.in_(actor.delegate_of))
    return select(Delegation)


def get_delegation(delegation_id: uuid.UUID) -> Delegation | None:
    """A delegation by its id."""
    return db.session.get(Delegation, delegation_id)


def get_paper(delegation_paper_id: uuid.UUID) -> DelegationPaper | None:
    """A document of a delegation by its id."""
    return db.session.get(DelegationPaper, delegation_paper_id)


def find_delegation(meeting: Meeting, country: str) -> Delegation | None:
    """A State's delegation to a meeting, or to the one that meeting registers at."""
    return db.session.scalars(
        select(Delegation).filter_by(meeting_id=meeting.registers_at.id, country=country)
    ).first()


def state_category(meeting: Meeting) -> Category | None:
    """The category in which States compose their delegations, or None."""
    return next((each for each in meeting.registers_at.categories if each.kind.by_state), None)


def head_of(meeting: Meeting, country: str) -> Registration | None:
    """Who is head of a State's delegation now, or None."""
    return db.session.scalars(
        select(Registration).where(
            Registration.meeting_id == meeting.id,
            Registration.country == country,
            Registration.function == DelegationFunction.HEAD,
            Registration.state.not_in(ENDED),
        )
    ).first()


def to_approve(delegation: Delegation) -> list[Registration]:
    """Members who wait for the check of the note verbale, in order of acceptance."""
    return list(
        db.session.scalars(
            select(Registration)
            .join(Registration.category)
            .where(
                Registration.meeting_id == delegation.meeting_id,
                Registration.country == delegation.country,
                Registration.state == RegistrationState.SUBMITTED,
                Registration.approved_at.is_(None),
                Category.kind.in_(BY_STATE),
                Category.approval == ApprovalRule.BY_NOTE,
            )
            .order_by(Registration.number)
        )
    )


def credentials_due(meeting: Meeting) -> datetime:
    """Until when credentials are due: some hours after the opening (domain 4.1)."""
    return meeting.starts_at + timedelta(hours=settings.credentials_hours())


def may_compose(actor: Actor, code: str | None) -> bool:
    """Whether somebody names members of a State's delegation: its administrator, or protocol."""
    place = country_of(code)
    if place is None or not place.takes_part:
        return False
    return code in actor.administers or Role.PROTOCOL_OFFICER in actor.roles


def state_rows(meeting: Meeting, actor: Actor) -> list[StateRow]:
    """Every State that registered somebody or sent a paper, by code; three queries."""
    delegations = {
        each.country: each
        for each in db.session.scalars(visible_to(actor).filter_by(meeting_id=meeting.id))
    }
    members = _count(meeting, handled_by(actor), Registration.state.not_in((*ENDED, *UNSENT)))
    confirmed = _count(meeting, handled_by(actor), Registration.state.in_(CONFIRMED))
    return [
        StateRow(country, delegations.get(country), members[country], confirmed[country])
        for country in sorted(delegations.keys() | members.keys())
    ]


def confirmed_by_state(meeting: Meeting) -> Counter[str]:
    """How many members of each State have a place: whom a quorum can count as present."""
    return _count(meeting, select(Registration).join(Registration.category), _confirmed())


def states_in_order(meeting: Meeting) -> set[str]:
    """States whose credentials were found in due form."""
    return set(
        db.session.scalars(
            select(Delegation.country).filter_by(
                meeting_id=meeting.id, credentials=CredentialsState.IN_ORDER
            )
        )
    )


def to_examine(actor: Actor) -> list[Delegation]:
    """Delegations to meetings to come whose note or credentials a protocol officer looks at next.

    Those that the person sent alone are left out: somebody else examines them.
    """
    if Role.PROTOCOL_OFFICER not in actor.roles:
        return []
    waiting = or_(
        Delegation.note_number.is_not(None)
        & Delegation.note_checked_at.is_(None)
        & Delegation.note_return_reason.is_(None),
        Delegation.credentials == CredentialsState.RECEIVED,
    )
    found = db.session.scalars(
        visible_to(actor)
        .join(Delegation.meeting)
        .where(waiting, end_of_all() > now(), Meeting.state == MeetingState.PUBLISHED)
        .options(selectinload(Delegation.papers))
        .order_by(Meeting.starts_at, Delegation.country)
    )
    return [each for each in found if _waits_for(each, actor)]


def _waits_for(delegation, actor):
    if delegation.awaits_check and delegation.note_sent_by_id != actor.id:
        return True
    last = delegation.credentials_paper
    to_examine = delegation.credentials is CredentialsState.RECEIVED
    return to_examine and last is not None and last.added_by_id != actor.id


def to_compose(countries: Iterable[str]) -> list[tuple[Meeting, str]]:
    """Meetings whose deadline is near and for which a State has registered nobody yet."""
    codes = list(countries)
    if not codes:
        return []
    until = now() + timedelta(days=settings.deadline_days())
    meetings = db.session.scalars(
        select(Meeting)
        .join(Category, Category.meeting_id == Meeting.id)
        .where(
            Category.kind == CategoryKind.MEMBER_STATE,
            Category.opens_at <= now(),
            Category.closes_at > now(),
            Category.closes_at <= until,
            Meeting.state == MeetingState.PUBLISHED,
        )
        .order_by(Category.closes_at)
    ).all()
    return [
        (meeting, code)
        for meeting in meetings
        for code in sorted(codes)
        if not _has_members(meeting, code)
    ]


def _has_members(meeting, code):
    found = (
        select(Registration.id)
        .join(Registration.category)
        .where(
            Registration.meeting_id == meeting.id,
            Registration.country == code,
            Registration.state.not_in(ENDED),
            Category.kind.in_(BY_STATE),
        )
    )
    return db.session.scalar(found.limit(1)) is not None


def _confirmed():
    return Registration.state.in_(CONFIRMED)


def _count(meeting, statement, *conditions):
    counted = (
        statement.where(
            Registration.meeting_id == meeting.id, Category.kind.in_(BY_STATE), *conditions
        )
        .with_only_columns(Registration.country, func.count())
        .group_by(Registration.country)
    )
    return Counter(dict(db.session.execute(counted).all()))
